"""The official words by which prose names a figure, and the words that change what the number beside them means."""

from __future__ import annotations

import re

from reportgen.report.prose_model import Lexicon

_NO_COUNT = "(?!率|[时期]限|工作|质量|机制|制度|流程|情况|程序|规范|能力)"
"""答复 and 办结 that are no deed: 答复率, 办理流程."""
_HOTLINE = r"1(?<![\d.,]1)2345(?![.,]?\d|\s?[余多]?[件宗起次]|\s?[万亿])"
"""The hotline 12345, which is neither a part of a longer number nor a count of its own: 受理申请12345件."""
_OURS = "(?:政府|本)?信息公开|依申请公开|(?:行政)?复议|(?:行政)?诉讼"
_REASONS = "第三方|国家秘密|商业秘密|个人隐私|[三四]类|内部事务|过程性|(?:行政)?执法案卷|行政查询"
"""What 涉及 and 因 are followed by where they narrow nothing."""
_EVERYONE = "[公自](?:民|然人)[、和及与]法人(?:(?:或者?|和|及|、|以及)?其他组织)?"
"""All applicants: who may apply under the regulation, whatever kind."""
_CAUSED = (
    r"[因属由][^，。；\d]{1,40}?等(?:[几多各]种|情形|原因|情况|事由|理由|类)*[，,]?(?:而|被|予以|作出|依法|按规定|[纳列]入|“)*"
    r"(?=无法提供|不予公开|不予处理|部分公开|作?其他处理)"
)
"""A cause given as an example: 因本机关不掌握等原因无法提供 counts all that could not be provided."""
_ANY_WAY = r"通过[^，。；\d]{1,30}?等(?:[各多]种)?(?:途径|渠道|方式|形式|平台)"
"""Channels given as examples: 通过网站、邮寄等途径提交的 counts all."""
_ALL_OFFICES = (
    r"全[省市县区州旗镇乡系](?![^，。；\d]{0,12}(?:[下直所]属|指导|督促|协调))[^，。；\d]{0,20}?"
    r"(?:部门|单位|镇街|街道|乡镇|机关)(?=共|累计|收|受理|接|办|答|总|合|新|提)"
)
_BODY = "(?!法|委员会|体制|机[关构](?!(?:作出|予以)?(?:维持|纠[正错]|撤销|确认)[^率]))"
"""复议 in the name of those who decide: 行政复议机关, unless what they decided follows at once."""
_APPLICATION = r"依申请(?:信息)?公开(?:政府信息|信息)?(?:事项|办?件(?!数)|来信|来件|案件|请求)?"
"""What some offices call an application: 收到依申请公开件3件, 依申请公开事项3件, 依申请公开3件."""

_BEFORE_APPLICATIONS = (
    "开依到的理件人复被收类从结上下业构函转络面交回式议出部年月日期间内后前中外寄零办所因场来封民众者员体织占全域就线"
    "是要余填信箱以项成站于通增位有个度息关难新各共计总为应已未没无对向将把并也均都且或和及与多些几次效补正主口头真台道"
    "府局镇乡街委厅院室处市区县省州旗按我本他她其宗份起例何务宜提接答何时诉反行续"
)
"""What ends a word before 申请 that leaves it one for disclosure; 护照申请 and 贷款申请 are other matters."""
_BEFORE_CASES = (
    "政开议讼诉的被起出提发生引到有未没无为是因由经受应理办结过和及与或涉各新再又而后前致向占走入进零请件类项次中去行关"
    "共总计均都也并接于对就以内年度期间其此本我"
)
"""What ends a word before 复议 or 诉讼 that leaves it one about disclosure; 民事诉讼 and 职称复议 are others."""
_OTHER_MATTERS = (
    rf"申(?<=[一-龥]申)(?<![{_BEFORE_APPLICATIONS}]申)请(?!公开|人|书|表)"
    rf" 诉(?<=[一-龥]诉)(?<![{_BEFORE_CASES}]诉)讼 复(?<=[一-龥]复)(?<![{_BEFORE_CASES}]复)议"
)

_WORDS: tuple[tuple[str, str, str], ...] = (
    # Words that would be misread as one of those below.
    ("sense", "elsewhere", r"行政(?:许可|处罚)申请 许可申请 登记申请 补贴申请 救助申请 资助申请 [补更]正申请 执行申请"),
    (
        "sense",
        "elsewhere",
        r"问[题政] 热线 专线 来[电信] 电话 网[民友](?!个人) 留言 咨询 诉(?<!要诉)求 建议 提案 议案 邮件 信箱",
    ),
    ("sense", "elsewhere", r"意见函 [复回来去]函 [发行]文(?!号) 主动公开(?=\d+[件份][，、][^。；\d]{0,6}不予公开)"),
    ("sense", "elsewhere", f"仲裁 {_OTHER_MATTERS} 申请(?:查[阅询档]|复[制印]|领取)"),
    ("sense", "elsewhere", _HOTLINE),
    ("sense", "elsewhere", r"权责(?:事项|清单) 权力(?:事项|清单) 责任清单 职权事项"),
    ("sense", "elsewhere", r"舆情 工单 办(?<!应办)件 政务服务 政民 线索 互动 征集 督办 转办"),
    (
        "sense",
        "elsewhere",
        r"公文 主动公开[^。；]{0,12}依申请公开",
    ),  # which may be disclosed: what documents are marked with
    ("sense", "everyone", f"{_EVERYONE} {_CAUSED} {_ANY_WAY}"),
    ("sense", "whole", f"{_ALL_OFFICES} 全[国省市县区州旗镇乡系]"),
    ("flow", "applications", rf"{_APPLICATION}(?=[共总合计数量的有为是：:“]*\s*\d) 依申请公开总[数量]"),
    ("flow", "applications", r"信息公开申请(?=[共总合计数量的有为是：:“]*\s*\d) 公开申请总[数量]"),
    (
        "flow",
        "applications",
        (
            r"公(?<![务事价源]公)开申请(?=[共总合计数量的有为是：:“]*\s*\d) 申请公开的?总?数量"
            r" 申请(?:政府)?信息公开的?(?=[共总合计有为]*\d)"
        ),
    ),
    ("sense", "topic", rf"{_APPLICATION} 申请公开 信息公开(?=[共总计的有为是]*\s*\d)"),
    # Table 3, rows.
    ("flow", "carried_out", r"结转[到至入为由]?[下次明翌]一?\s*年度? 转接?[到至入为由]?[下次明翌]一?\s*年度?"),
    ("flow", "carried_out", r"[顺递]延[到至入为由]?[下次明翌]一?\s*年度? 延[续期长][到至入为由]?[下次明翌]一?\s*年度?"),
    (
        "flow",
        "carried_out",
        (
            r"[下次明]一?年度?结转 [尚仍]?[未没]到(?:法定)?(?:答复|办理)?期限?"
            r" 末(?<=[年期]末)(?:在办|未办结|未完结) 在办(?=\d)"
        ),
    ),
    (
        "flow",
        "carried_out",
        (
            r"下一?年度?(?:继续)?(?:办理|答复|处理) 正在办理 尚在办理 [尚未]未?办[结完]"
            r" [尚仍暂]?[未没]到期(?=[的有]*\d) [未没](?<![度期年][未没])(?:办完|完结)(?=\d)"
        ),
    ),
    ("flow", "carried_out", r"未(?<=[，、；件]未)答(?=\d|[。，；]) 未办结"),
    ("flow", "carried", r"跨年度?(?:继续)?(?:办理|答复|结转) 20\d\d\s*年度?继续(?:办理|答复|处理)"),
    ("flow", "carried", r"[转延](?:接|期)?[到至入为]?20\d\d\s*年度?(?:继续)?(?:办理|答复|处理)"),
    (
        "flow",
        "due",
        r"应办理?申请总[数量] 应当?(?:办[理结]?|[答回]复)(?=(?:的?(?:政府信息公开)?申请)?(?:总?量|总数)?\d)",
    ),
    ("flow", "carried_in", r"[上去往]一?年度?[^，。；、\d]{0,6}?结转(?![到至入]?[下次明]) 结转自?[上去]一?年度?"),
    (
        "flow",
        "carried_in",
        (
            r"[上去往]一?(?:年度?|期)的?(?:留存|遗留|余留|结余|剩余|转入|接转|顺延|转来|转过来|[未没]办[结完]|未结|[未没]完结)"
            r" 初(?<=年初)(?:在办|未办结) 结转[到至入](?:本|今|当)年度?"
        ),
    ),
    ("flow", "carried", r"结转[到至入为由]?20\d\d\s*年度? 结转 顺延"),
    ("flow", "new", r"新收到? 新受理 新接收 新增(?=政府信息公开申请|依申请公开|信息公开申请|申请)"),
    (
        "outcome",
        "granted",
        (
            r"[予准](?<!不予)[以予]公开 同意公开 全部公开 决定公开 公(?<=[，、；：中]公)开类(?=\d)"
            r" 公(?<=[：:]公)开(?=\d+件[^。；]{0,16}部分公开)"
            r" 公(?<!主动公)开(?=[及和、或与]部分公开)"
        ),
    ),
    ("outcome", "partially_granted", r"部分(?:准予|同意)?公开 区分处理"),
    ("outcome", "withheld", r"不(?:予以?公开|同意公开|公开(?=\d))"),
    ("outcome", "unavailable", r"无法提供 不能提供"),
    ("outcome", "not_processed", r"不(?:予处理|处理(?=\d))"),
    ("outcome", "otherwise_handled", r"其他(?:方式)?处理"),
    ("outcome", "rest", r"其他类(?!政府|信息) 其(?<=[；，、]其)[他它](?=\d)"),
    ("outcome", "withheld.state_secrets", r"国家秘密"),
    ("outcome", "withheld.prohibited_by_law", r"法律、?(?:行政)?法规禁止公开"),
    ("outcome", "withheld.public_security_and_stability", r"三安全一稳定"),
    ("outcome", "withheld.third_party_rights", r"第三方合法权益"),
    ("outcome", "withheld.internal_affairs", r"三类内部事务性?信息 内部事务性?信息"),
    ("outcome", "withheld.process_information", r"四类过程性信息 过程性信息"),
    ("outcome", "withheld.enforcement_files", r"行政执法案卷 执法案卷"),
    ("outcome", "withheld.administrative_queries", r"行政查询事项 行政查询"),
    ("outcome", "unavailable.not_held", r"本机关不掌握(?:相关)?(?:政府信息)? 不掌握(?:相关)?(?:政府信息)?"),
    ("outcome", "unavailable.needs_creation", r"没有现成信息(?:需要?另行制作)? 另行制作"),
    ("outcome", "unavailable.still_unclear", r"补正后(?:申请)?内容仍不明确 申请内容仍不明确 内容仍不明确"),
    (
        "outcome",
        "not_processed.petitions",
        r"信访[、和或]?(?:举报[、和或]?投诉|投诉[、和或]?举报)(?:等?类|等?事项|等)(?:申请)?",
    ),
    ("outcome", "not_processed.repeated", r"重复申请 重复提出"),
    ("outcome", "not_processed.publications", r"公开出版物"),
    ("outcome", "not_processed.excessive", r"大量反复申请"),
    ("outcome", "not_processed.confirmations", r"确认或重新出具"),
    ("outcome", "otherwise_handled.correction_overdue", r"逾期不补正"),
    ("outcome", "otherwise_handled.fee_unpaid", r"逾期未按[^，。；、]{0,12}缴纳费用"),
    ("flow", "received", r"受(?<!未受)(?<!不予受)理(?!平台|中心|窗口|渠道|条件|范围|机关|点) 收[到办] 接[收到]"),
    (
        "flow",
        "received",
        (
            r"申请(?:[总数]量|总数|件数) 收(?<=申请收)[件文]量 收(?<=公开收)件(?=[共总为]*\d) 登(?<=申请登)记(?=\d)"
            r" 收(?<=申请收)件(?=\d)"
        ),
    ),
    ("flow", "received", r"[收接](?=(?:政府)?信息公开申请|依申请公开|公开申请) 收(?=(?:政府)?信息公开|依申请)"),
    ("flow", "received", r"提(?:[出交](?=的?(?:政府)?(?:信息)?公开申请)|报申请)"),
    ("sense", "elsewhere", r"信访 投诉 举报"),
    # Table 4.
    ("block", "direct", r"未经(?:行政)?复议[而的]?(?:径行|直接)?(?:提起)?(?:行政)?(?:起诉|诉讼)?"),
    ("block", "direct", r"直接(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("block", "after_reconsideration", r"经(?:行政)?复议(?:后[再又]?|[再又])(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("block", "after_reconsideration", r"行政复议后[再又]?(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("block", "after_reconsideration", r"复议后[再又]?(?:提起)?(?:行政)?(?:起诉|诉讼)"),
    ("block", "reconsideration", rf"行政复议{_BODY} 复议{_BODY}"),
    (
        "block",
        "litigation",
        r"行政诉讼(?!法) 诉讼(?!法) 起(?<!经起)诉(?!讼) 行政应诉(?=案件) 被告(?=的[^，。；\d诉]{0,12}案件)",
    ),
    ("result", "upheld", r"维持"),
    (
        "result",
        "corrected",
        r"结果纠正 纠[正错] 撤销、(?:变更|确认违法)(?![^，。；\d]*(?:许可|处罚|登记|证))[^，。；\d]{0,24}?(?=的?\d)",
    ),
    ("result", "other", r"其他结果 其他情形(?=\d)"),
    ("result", "pending", r"尚未审结 未审结 正在审理 尚在审理 审理中"),
    ("result", "concluded", r"已审结 审结"),
    ("flow", "answered", rf"答(?<!未答)复(?!文?书|口径){_NO_COUNT} 出(?<=[，、；]出)件(?=[共为]*\d)"),
    (
        "flow",
        "answered",
        (
            rf"办(?<!未办)[结复理毕](?:完毕|完成|[回答]复)?{_NO_COUNT} 答复完[毕成] 处理完毕 结案(?=\d)"
            rf" 完(?<![未没]完)结(?=\d) 作出处理(?<=依法作出处理)(?=\d) 已答(?=\d)"
            rf" 处理(?=(?:政府)?(?:信息)?(?:公开)?申请) 办理结果总计"
        ),
    ),
    ("flow", "answered", rf"回复(?!函){_NO_COUNT} 已(?=办\d) 处(?<=在处)理(?=的\d)"),
    # Kinds of applicant.
    ("applicant", "natural_persons", r"自然人 公民(?:个人)?(?=申请|提[出交]) 个人(?=申请|提的?有?\d)"),
    ("applicant", "organizations", r"企(?<!业企)业(?:等|及|和|或|、)其他组织 法人(?:(?:或者?|和|及|、)?其他组织)?"),
    ("applicant", "enterprises", r"商业企业 企(?<=[，、；：和及]企)业(?=申请)"),
    ("applicant", "research_institutions", r"科研机构"),
    ("applicant", "public_welfare_organizations", r"社会公益组织"),
    ("applicant", "legal_service_institutions", r"法律服务机构"),
    # Table 2.
    ("sense", "everyone", r"新增(?=(?:政府)?(?:信息公开)?(?:行政)?(?:复议|诉讼))"),
    ("document", "regulations", r"规章(?!制度)"),
    ("document", "normative_documents", r"行政规范性文件 规(?<!党内规)范性文件"),
    (
        "verb",
        "made",
        (
            r"制[发定] 制作(?=(?:的)?(?:行政)?规(?:章(?!制)|范性)) 出台 印发 发(?<=文件发)布 发(?<=规章发)布 新公布"
            r" 新发布"
        ),
    ),
    (
        "sense",
        "published",
        r"主动公开 公[布示] 发布 公开(?=[省市县区]?政?府?(?:规章|行政规范|规范性|行政许可|行政处罚|行政强制))",
    ),
    ("verb", "repealed", r"废止(?:[或和及、]?(?:宣布)?失效)? 宣布失效 作废"),
    (
        "verb",
        "in_force",
        (
            r"现行有效 继续有效 累计有效 仍?继续执行(?=的?\d) 仍在执行 还在用 现(?<=文件现)有(?=\d)"
            r" 有(?<=[年月]底有)效(?=\d) 有(?<=[件个部][、，；]有)效(?=\d)"
        ),
    ),
    ("decision", "permits", r"行政许可 许可(?=\d+[件项条宗起]?[、，；]处罚)"),
    ("decision", "penalties", r"行政处罚 处(?<=[、，；]处)罚(?=\d+[件项条宗起]?[、，；]强制)"),
    ("decision", "coercive_measures", r"行政强制 强(?<=[、，；]强)制(?=\d)"),
    ("fees", "fees", r"行政事业性收费"),
    # What the words around a number say about it.
    ("sense", "decided", r"处理决定 决定 [作做]出"),
    ("sense", "topic", r"申请"),
    ("sense", "listing", r"其中 包[括含] 含 涵盖"),
    # The number counts a part, another time, a difference or another population: it may match, but cannot be wrong.
    # An office or a time stays in force: 市本级收到85件，办结84件; 上半年，全市受理200件.
    ("sense", "everyone", r"有所(?:增[加长]|减少|上升|下降|提升|回落)"),
    ("sense", "difference", r"增[加长](?![到至为]) 新增 减少(?![到至为]) 下降(?![到至为]) [同环]比"),
    (
        "sense",
        "difference",
        r"上升(?![到至为]) 上涨(?![到至为]) 提升(?=[了约至到\d]) 提高(?=[了约至到\d]) 降低 回落 下滑 翻[一两]?番",
    ),
    (
        "sense",
        "difference",
        r"[多少](?<![最至不许很大众若甚或]多)(?<![至不很甚或]少)(?=了?\s*\d) [多少]于 [增降]幅 [较比][上去]一?年度?",
    ),
    ("sense", "part", r"网[上络] 在线 线上 邮[寄政箱] 信函 当面 现场 传真 平台 渠(?<!复议渠)(?<!诉讼渠)道 书面 口头"),
    ("sense", "part", rf"涉(?!及?(?:{_OURS}|{_REASONS}|[我本]))及? 关于(?!{_OURS}) 有关(?!{_OURS})"),
    ("sense", "cause", rf"因(?!{_OURS}|不服)"),
    ("sense", "office", r"本(?<=[省市县区州]本)级 本级(?!(?:人民)?政府) [市区县]直 部(?<!各部)门 [县区]级 区县 县区"),
    ("sense", "office", r"[国省市县区州旗镇乡](?:人民)?政府(?=为被(?:告|申请人))"),
    ("sense", "office", r"县（区） 区（县） 乡镇 镇街 街道 下属 直属 各[镇乡]"),
    ("sense", "office", r"办公[室厅] 单(?<!各单)位 局(?<![布格结当邮]局)(?![部面限势长域]) [镇乡](?![村亲土镇])"),
    ("sense", "office", r"委(?<=[发卫健建资管教][改健康建资管工教]委) 厅(?=收|受|共|接|办|答|累) 医院 学校 支队"),
    (
        "sense",
        "time",
        r"[上下]半年 季度 [0-9]月(?!\d|[底末初]|份?[至到—－～~-])(?<![至到—－～~-]12月) 期间(?<!统计期间)",
    ),
    ("sense", "year", r"全年"),
    ("sense", "whole", r"各级"),
    ("sense", "part", r"每月 [人月日年平]均 以(?<!今年以)(?<!年初以)来 近[三两五]年"),
    ("sense", "part", r"截[至止](?!目前(?:现行|继续)?有效|到?(?:20\d\d\s*年度?\s*)?(?:12\s*月|[年]?底|年末))"),
    ("sense", "part", r"[逾超延]期 超时 超过[^，。；\d]{0,6}[时期]限 拟(?=[制废出修印]) 提前 协调 协助 代理 参与 旁听"),
    ("sense", "part", r"撤[回销诉] [败胜]诉 驳回 [一二再终]审 应诉(?!案件) 出庭"),
    ("sense", "part", r"指导 督促 集中答复 会商 不规范 瑕疵 抽查 评查 复[核查] 回访 疑难"),
    ("sense", "part", r"备案(?!政府信息|信息公开) 审[查核] 清理(?!并?废止) 解读 修[订改] 梳理 汇总 评估 事项"),
    ("sense", "part", r"[上去]一?年度?(?:同期)? [往历]年"),
)
"""Kind, key and words; see :class:`Lexicon`."""

_COUNTED = frozenset({"件", "件次", "份", "宗", "起", "例", "封"})

LEXICON = Lexicon(
    words=_WORDS,
    lasting=frozenset({"block", "document", "verb"}),
    opening=frozenset({"outcome", "applications", "due", "carried_in", "carried_out"}),
    filler=re.compile(
        r"(?:政府信息公开|信息公开|政务信息公开|依申请公开|依申请|政府信息|公开|申请[人书表]?|信息|案件?|事项|件数|结果|决定书?|范围|方面|处理|办理|答复|回复|继续|情况|文件|办法"
        r"|共计|合计|总计|总数|总量|数量|量|达到|共有|分别|全部|超过|突破|接近|不足|不到|大约|依法|按规定|依规|予以|作出|属于|得到|累计|提交|递交|提出|提的|进入|发生|产生|引[发起]|收入|金额|总额|人民币|入库|结案|等(?=提)|提起的?|所有|之后|途径|有所(?:上升|下降|增[加长]|减少)|基本持平"
        r"|原(?:具体)?(?:行政行为|决定)|群众|公众|居民|市民|社会各界|社会|各类|有效|相关|新的?|按[时期]|及时|当场"
        r"|针对|有关|关于|事务|事宜|渠道反映|本(?:部门|机关|单位)|办?件|过来|下来|为主[，,]|收费|[两三四五六][类项种]"
        r"|(?:按照?|依照?|依据|根据)(?:《[^》]{0,20}》|有关|相关|法律)*(?:规定|要求)?|本年度?|全年|今年|书面"
        r"|向(?:本|我|市|区|县|各级)(?:机关|单位|市|区|县|局|政府|行政机关)?"
        rf"|{_EVERYONE}|[了的共计为达到有约近超逾各类已均数被获是系将转占及和、：:总作由\s“”])*+"
    ),
    joint=re.compile(r"(?:[、和及与或以\s]|的|申请|案件|信息)*"),
    measures={
        "fees": frozenset({"元"}),
        "document": _COUNTED | {"部", "个", "条", "篇"},
        "decision": _COUNTED | {"个", "条", "项"},
        "verb": _COUNTED | {"部", "个", "条", "篇"},
        "block": _COUNTED | {"次"},
    },
    counted=_COUNTED,
    loose_measures=frozenset({"条", "个", "次", "项"}),  # what some offices count applications in
    loose_after=("申请", "依申请公开", "依申请公开事项", "依申请公开信息", "依申请公开件", "申请数量", "受理量"),
    # In 2020年结转3件 and 结转至2022年 the year is that of another report's row.
    year=re.compile(
        r"(?<![转延])(?<![转延期][至到])(20\d\d)[ \u3000]*年(?!度?[^，。；、\d]{0,6}结转(?![至到入]?[下次明])"
        r"|度?继续(?:办理|答复|处理)|度?(?:转过来|转来|顺延|没办完|未办结)|[^，。；、\d]{0,8}以来的|1?\d月[^，。；、\d]{0,6}[、，]结转[至到])"
    ),
    heading="依申请",
    carried="结转",
    rest=re.compile(r"^[、，,；和及以\s]*(?:其他|其余|剩余|按量)(?!结果|处理)"),
    whole=re.compile(
        r"(?:比[例重]?|新收|了|到|超过|不足|不到|接近|全年|本年度?|全部|已|政府信息公开|公开|信息|申请|受理|收到|办理|办结|答复|回复|处理|结果|收|应办|总|件|数|量|的|约|近|为|达|：|\s)*"
    ),
)
