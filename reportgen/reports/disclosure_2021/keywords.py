"""The official words by which prose names a figure, and the words that change what the number beside them means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import attrs

Kind = Literal["flow", "outcome", "applicant", "block", "result", "document", "verb", "decision", "fees", "sense"]


@attrs.frozen
class Keyword:
    """One word found in the prose: its kind, its key (a figure of that kind) and where it stands."""

    kind: Kind
    key: str
    start: int
    end: int


_WORDS: tuple[tuple[Kind, str, str], ...] = (
    # Words that would be misread as one of those below.
    (
        "sense",
        "elsewhere",
        r"(?:行政许可|行政处罚|许可|登记|补贴|救助|资助|补正|更正|执行)申请|问题|热线|专线|12345|来电|电话",
    ),
    ("sense", "elsewhere", r"网[民友]|留言|咨询"),
    ("sense", "elsewhere", r"诉求|建议|提案|议案|邮件|来信|信箱|舆情|工单|办件|政务服务|线索|互动|征集|问政|政民"),
    ("sense", "elsewhere", r"督办|转办"),
    # Table 3, rows.
    (
        "flow",
        "carried_out",
        r"(?:结转|转接?|顺延|延续|递延)[到至入为由]?[下次明翌]一?\s*年度?(?:继续)?(?:办理|答复|处理)?",
    ),
    ("flow", "carried_out", r"下一?年度?(?:继续)?(?:办理|答复|处理)|正在办理|尚在办理|尚未办结|未办结"),
    ("flow", "carried_in", r"(?:上|去|往)一?年度?[^，。；、\d]{0,6}?结转(?!(?:到|至|入)?(?:下|次|明))"),
    ("flow", "carried_in", r"结转(?:自)?(?:上|去)一?年度?"),
    ("flow", "carried", r"结转|顺延"),
    ("flow", "new", r"新收到?|新受理|新接收"),
    ("outcome", "granted", r"(?<!不)予以公开|同意公开|全部公开"),
    ("outcome", "partially_granted", r"部分公开|区分处理"),
    ("outcome", "withheld", r"不予以?公开"),
    ("outcome", "unavailable", r"(?:无法|不能)提供"),
    ("outcome", "not_processed", r"不予处理"),
    ("outcome", "otherwise_handled", r"其他(?:方式)?处理"),
    ("outcome", "withheld.state_secrets", r"国家秘密"),
    ("outcome", "withheld.prohibited_by_law", r"法律、?(?:行政)?法规禁止公开"),
    ("outcome", "withheld.public_security_and_stability", r"三安全一稳定"),
    ("outcome", "withheld.third_party_rights", r"第三方合法权益"),
    ("outcome", "withheld.internal_affairs", r"(?:三类)?内部事务(?:性)?信息"),
    ("outcome", "withheld.process_information", r"(?:四类)?过程性信息"),
    ("outcome", "withheld.enforcement_files", r"行政执法案卷"),
    ("outcome", "withheld.administrative_queries", r"行政查询事项"),
    ("outcome", "unavailable.not_held", r"(?:本机关)?不掌握(?:相关)?(?:政府信息)?"),
    ("outcome", "unavailable.needs_creation", r"没有现成信息(?:需要?另行制作)?|另行制作"),
    ("outcome", "unavailable.still_unclear", r"(?:补正后)?(?:申请)?内容仍不明确"),
    ("outcome", "not_processed.petitions", r"信访、?举报、?投诉类(?:申请)?"),
    ("outcome", "not_processed.repeated", r"重复申请"),
    ("outcome", "not_processed.publications", r"公开出版物"),
    ("outcome", "not_processed.excessive", r"大量反复申请"),
    ("outcome", "not_processed.confirmations", r"确认或重新出具"),
    ("outcome", "otherwise_handled.correction_overdue", r"逾期不补正"),
    ("outcome", "otherwise_handled.fee_unpaid", r"逾期未按[^，。；、]{0,12}缴纳费用"),
    ("flow", "received", r"(?<!不予)(?<!未)受理(?!平台|中心|窗口|渠道|条件|范围|机关|点)|收到|接收|接到"),
    ("flow", "received", r"申请(?:总数|总量|数量|件数)"),
    ("sense", "elsewhere", r"信访|投诉|举报"),
    # Table 4.
    ("block", "direct", r"未经(?:行政)?复议(?:而|的)?(?:径行|直接)?(?:提起)?(?:行政)?(?:起诉|诉讼)?"),
    ("block", "direct", r"直接(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("block", "after_reconsideration", r"经?(?:行政)?复议后(?:再|又)?(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("block", "reconsideration", r"(?:行政)?复议(?!机关|法|委员会|机构|体制)"),
    ("block", "litigation", r"(?:行政)?诉讼(?!法)|(?<!经)起诉"),
    ("result", "upheld", r"维持"),
    ("result", "corrected", r"(?:结果)?纠正"),
    ("result", "other", r"其他结果"),
    ("result", "pending", r"尚?未审结|正在审理|审理中"),
    ("result", "concluded", r"已?审结"),
    (
        "flow",
        "answered",
        r"(?<!未)(?:答复|办[结复理])(?!率|[时期]限|工作|质量|机制|制度|流程|情况|程序|文?书|口径|规范|能力)",
    ),
    # Kinds of applicant.
    ("applicant", "natural_persons", r"自然人"),
    ("applicant", "organizations", r"法人(?:(?:或者?|和|及|、)?其他组织)?"),
    ("applicant", "enterprises", r"商业企业"),
    ("applicant", "research_institutions", r"科研机构"),
    ("applicant", "public_welfare_organizations", r"社会公益组织"),
    ("applicant", "legal_service_institutions", r"法律服务机构"),
    # Table 2.
    ("document", "regulations", r"规章(?!制度)"),
    ("document", "normative_documents", r"(?<!党内)(?:行政)?规范性文件"),
    ("verb", "made", r"制发|制定|出台|印发"),
    ("verb", "repealed", r"废止|宣布失效"),
    ("verb", "in_force", r"(?:现行|继续)有效"),
    ("decision", "permits", r"行政许可"),
    ("decision", "penalties", r"行政处罚"),
    ("decision", "coercive_measures", r"行政强制"),
    ("fees", "fees", r"行政事业性收费"),
    # What the words around a number say about it.
    ("sense", "decided", r"处理决定|决定|作出|做出"),
    ("sense", "applications", r"申请|依申请公开"),
    ("sense", "listing", r"其中|包括|包含|含|涵盖"),
    # The number counts a part, another time, a difference or another population: it may match, but cannot be wrong.
    ("sense", "difference", r"(?:增加|减少|增长|下降)(?!到|至|为)|同比|环比|多于|少于|增幅|降幅"),
    ("sense", "difference", r"(?:较|比)(?:上|去)一?年度?"),
    ("sense", "part", r"网上|网络|在线|线上|邮寄|信函|邮政|当面|现场|传真|邮箱|平台|渠道"),
    ("sense", "part", r"(?:涉及?|关于|有关|因)(?!政府信息公开|信息公开|依申请公开)"),
    ("sense", "part", r"本级|市直|区直|县直|部门|[县区]级|区县|县区|乡镇|镇街|街道|下属|直属|各镇|各乡|办公[室厅]"),
    ("sense", "part", r"(?<!各)单位"),
    ("sense", "part", r"上半年|下半年|季度|每月|人均|月均|日均|年均|平均|累计|以来|近[三两五]年|截至|截止"),
    ("sense", "part", r"逾期|超期|延期|超时|按期|按时|及时|当场|提前|协调|撤回|撤销|撤诉|败诉|胜诉|驳回|一审|二审"),
    ("sense", "part", r"再审|终审|应诉|出庭"),
    ("sense", "part", r"备案|审查|审核|清理|解读|修订|修改|梳理|汇总|评估|公示|事项"),
    ("sense", "part", r"(?:上|去)一?年度?(?:同期)?|往年|历年"),
)
_GROUPS = {f"k{number}": (kind, key) for number, (kind, key, _) in enumerate(_WORDS)}
_FIRST = (
    "1一三上下不专举乡人予事二互以传作依信修做全公关其内再决减出分制办包区协单印历去县及受另各同含咨商四因国在增处"
    "备复多大季审宣少尚工已市平年应废延建当往征截执投按接提撤收政救新无日更月有未本来梳正每比汇没法涉涵清渠热环现"
    "申电留登直督确社科第答累纠线终经结继维网胜自舆行街补规解议许评诉败资起超转较过近递逾邮部重镇问降顺驳"
)
"""Every character that a keyword can begin with: most places of a text are passed over at once."""
_KEYWORD = re.compile(
    f"(?=[{_FIRST}])(?:{'|'.join(f'(?P<k{number}>{words})' for number, (_, _, words) in enumerate(_WORDS))})"
)


def find(text: str, start: int, end: int) -> Iterator[Keyword]:
    """Yield the keywords of ``text[start:end]`` in order, never overlapping."""
    for match in _KEYWORD.finditer(text, start, end):
        kind, key = _GROUPS[match.lastgroup or ""]
        yield Keyword(kind, key, match.start(), match.end())
