"""All that the prose checker must know of the form's prose, put together; loaded where a report's prose needs it."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterator

from reportgen.report.prose_model import Balance, Breakdown, Claim, Denied, Meaning, ProseModel
from reportgen.reports.disclosure import interpretations
from reportgen.reports.disclosure.lexicon import LEXICON
from reportgen.reports.disclosure.percentage_subjects import named, named_wholes, rates, shares, wholes
from reportgen.reports.disclosure.subjects import interpret, meant_instead

_END = r"(?:(?![^，,。；;！？!?）)\n])|(?<=、)(?=[无未没])|(?=、[无未没]))"
_NOBODY = (
    r"任[何一意]|各[类种]|公民|自然人|法人|其他|组织|或者?|以及|[和及与、]|通过|形式|方式|渠道|途径|单位|个人|群众|公众|社会|企业"
    r"|上级|(?:人民)?法院|本单位|本机关|本部门|[本我][省市县区州旗镇乡局委厅办院校]|向[^，。；\d]{2,12}?(?=申请公开|提)"
    r"|师生|员工|学生|家长|教职工|村民|居民|市民|患者|当事人|行政相对人|以[^，。；\d]{1,16}?为被(?:告|申请人)"
    r"|针对[^，。；\d、]{1,12}?(?=的|有关|政府信息|信息公开|提)|因为|[（(][^（()）\d]{1,20}[）)]|[向对就因由针到过新之等类来]"
)
_ABOUT = (
    r"政务信息公开|政府信息公开|政府信息|书面(?:的|(?=申请|政府|信息|公开))|政务公开|信息公开|依申请|申请公开|申请人?书?|要求|请求|公开|信息|政府|政务|工作|事务|事项|事宜"
    r"|机关|复议机关|有关|关于|相关|涉及|答复|不服|不满|[而被的]|提[起出交]|引[起发]|产生|导致|发生|(?:[上下]一?年度?)?结转(?:[到至]?下一?年度?)?|受理"
    r"|从?[上去]一?年度?(?:接转|转来|遗留|留下)(?:过来)?|要?转[到至入]?(?:明年|下一?年度?)(?:继续)?(?:办理?|答复)?|未办结|师生员工"
    r"|继续|办理|处理|数量|方面|诉求|一[件起例条宗]"
)
_CHANNELS = r"(?:(?:其他|任何)(?:形式|方式|渠道|途径)|书面|网络|网上|线[上下]|当面|信函|邮寄|电子邮件)"
_WHAT = (
    r"经?(?:行政)?复议后[再又]?(?:提起)?(?:行政)?(?:诉讼|起诉)|行政复议(?!后|维持|纠正)|行政诉讼|复议(?!后|维持|纠正)|诉讼|应诉|起诉|案子|案件?|件|申诉|打?官司|告上法[庭院]|举报|投诉|情[况形]"
    r"|现象|问题|事件|行为"
)
_NONE = re.compile(
    r"[未没无不](?:曾|有)?(?:(?<!不)"
    r"(?:(?:收到|接收?到|接收|收取|受理|办理|发生|产生|引[发起]|出现|涉及|涉|存在|有|遇到|提起|被)+过?"
    r"(?:[、和或及](?:也|且)?[未没无](?=[收接受办]))?)+"
    r"|(?<=[没未]有)(?:人(?=[向就因对申提来]))?|(?<=没)人(?=[向就因对申提来])|(?<=无)(?:人(?=[向就因对申提来]))?|(?<=未)(?=因)|(?<=不)(?:存在|涉及?))(?!的)"
    rf"(?P<things>(?:{_NOBODY}|{_ABOUT}|{_WHAT}|{_CHANNELS}(?:[和或、及与]{_CHANNELS})+)++){_END}"
)
_ITEM = (
    r"(?:依申请(?:信息)?公开(?:政府信息)?|(?:政府)?信息公开申请|(?:(?:政府)?信息公开(?:类|的)?)?(?:行政复议|行政诉讼|复议|诉讼)|行政事业性收费"
    r"|行政(?:许可|处罚|强制)(?:处理)?(?:决定|措施))"
)
_COUNT_OF = r"(?:[受收办][理文]?|件|答复|申请|量|数|情况|工作|事项|案件|方面|项目|金额|收入|的)*"
_ZERO = re.compile(
    rf"(?=[依政信行复诉])(?P<things>{_ITEM}(?:{_COUNT_OF}[、和及]{_ITEM})*){_COUNT_OF}(?:均?为[零〇]|[均都]是零|均?[：:]\s*(?:本年度?|全年)?无|[（(]无[）)]|[：:。]\s*(?:没有|未收到|未发生|无)(?=[。；\n]|\Z)){_END}"
)
_NOT_ONE = re.compile(
    rf"一[件起例份条次个](?P<things>(?:{_ITEM}|公开申请)(?:案件)?)[也都](?:没有?|未)(?:收到|发生|接到|受理)(?:过)?{_END}"
)
"""一件公开申请也没收到."""
_NOUGHT = re.compile(
    r"零(?P<things>(?:(?:政府)?信息公开)?(?:依申请公开|申请(?:公开)?|受理申请|(?:行政)?复议|(?:行政)?诉讼)(?:案件)?)"
    r"(?![^，。；、！？!?）)\n])"
)
_BEHIND = re.compile(
    rf"(?=[依政信行复诉])(?P<things>{_ITEM}(?:{_COUNT_OF}[、和及]{_ITEM})*){_COUNT_OF}(?:(?:均|都|全年|尚)*(?:“?零”?发生|(?:没有|未有?|无)"
    rf"(?:相关|此类|任何|业务|案件|申请|情况|件)*(?:发生|产生|出现|受理|收到|办理))|[均都](?:无|没有)){_END}"
)
"""What is named before it is said not to have happened: 行政复议、行政诉讼未发生, 依申请公开没有业务发生."""
_PAPER = r"(?:行政)?规范性文件|(?:政府)?规章|市政府规章"
_DECISION = r"行政(?:许可|处罚|强制)(?:[、和或及](?:行政)?(?:许可|处罚|强制))*(?:措施|处理决定|决定)?"
_OUTCOME = "(?:予以公开|不予公开|部分公开|无法提供|不予处理)"
_TABLE = re.compile(
    r"[未没无不](?:曾|有)?(?P<things>(?:(?:(?:新|新增|对外)?(?:制[发定作]|出台|印发|废止|宣布失效)|现行有效|继续有效"
    r"|收[取过]?|征收|出现|开出|发(?=行?政?规范性)|一[件条起项个]|产生|发生|涉及|存在|有|作出|做出|实施|采取|开展|办理|发放|过|的|任何|相关|新)(?:和|或者?|、|也?[未没无]有?)?)*"
    rf"(?:(?:{_PAPER})(?:[、和或及](?:{_PAPER}))*|行政事业性收费|{_DECISION}|{_OUTCOME}(?:[、和或]{_OUTCOME})*))"
    rf"(?:的|所申请(?:的)?(?:政府)?信息|决定|处理|答复书?|项目|事项|收入|行为|情[况形]|案件|申请|答复|件|发生)*{_END}"
)
"""What the form counts besides applications and cases: 未制发规范性文件, 没有不予公开的情况."""
_NOT_OVER = re.compile(rf"(?P<things>[上去]一?年度?(?:没有|未|无)(?:申请)?结转)(?:的|申请|件|情[况形])*{_END}")
"""上年度无结转."""
_NOT_MADE = re.compile(
    rf"(?=[行规政市])(?P<things>(?:{_PAPER})(?:[、和或及](?:{_PAPER}))*(?:在?本年度?|全年|今年|均|都)*(?:没有|未|无)(?:新)?"
    rf"(?:制[发定作]|出台|印发|废止))(?:的|情[况形])*{_END}"
)
"""规范性文件本年无制发."""
_NOT_FOR = re.compile(
    r"[未没无](?:有|出现|发生)*因(?P<things>[^，。；、\d]{2,16}?(?:而|被|予以)*(?:不予公开|无法提供|不予处理))"
    rf"(?:的|情[况形]|申请|答复|案件|件)*{_END}"
)
"""无因第三方合法权益而不予公开的情形."""
_OURS = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[）)、.．]|我们|20\d\d年度?|在(?=本|20)|当年|既|\{\{ *year *\}\}年度?|本年度?内?"
    r"|今年(?:以来)?|全年|年度?内|年度|一年来|目前|经统计|[报统][告计]期内|截[至止]到?(?:目前|年底)|校内外"
    r"|20\d\d年\d+月\d+日|1?\d月1?\d?\d日"
    r"|[一-龥]{1,16}(?:街道(?:办事处)?|办事处|人民政府|政府|办公[室厅]|行政机关|单位|机关|部门|公司|大学|学校|中心|[镇乡县区市局委办厅院校队所站])"
    r"|[全我本][^，。；\d]{1,4}|所有[^，。；\d]{0,8}|[未没无]有?(?:行政)?(?:复议|诉讼|申请)、"
    r"|(?:政府信息公开|信息公开|依申请公开)(?:申请)?(?:办?件|领域|方面|事务|(?:工作)?(?:过程)?中|工作)?"
    r"|(?:实现|保持|继续)?(?:零(?:申请|复议|诉讼|行政复议|行政诉讼)、)+|实现|[均也尚亦仅共从暂并，,\ue000]|\s)*+"
)
_UPHELD = re.compile(
    rf"(?:均|全部|都)(?:已?获得?|被|为|是|以|予以|判决|裁定|结果为?)*维持(?:原[^，。；\d]{{0,10}}|结果|结案)?{_END}"
)
_WON = re.compile(rf"(?:均|全部|都)(?:获得?|判决)*胜诉{_END}")
_CONCLUDED = re.compile(rf"(?:均|全部|都)(?:已经?)?审(?:结|理完毕){_END}")
_NOT_CORRECTED = re.compile(
    r"[未没无不](?:(?<=[未没])[曾有]?|(?<=无)一?|(?<=不)存在)(?:发生|出现|有)?(?:[^，。；：\d\n]{0,24}?[因被的等])??"
    rf"(?:纠错|纠正|败诉)(?:的|案件?|件|情[况形]|行政复议|行政诉讼|行政|复议|诉讼|问题|[、和及或])*{_END}"
)
_APPLIED = re.compile(
    r"(?:\A|[、和与及或])(?:(?!结转|[接要]?转[来到至入过]|未办结)[^、和与及或])*?"
    r"(?:申请公开|要求公开|依申请(?:信息)?公开|申请(?<!复议申请)(?<!诉讼申请))"
    r"(?!人|书|结转|[^、和与及或]{0,20}(?:引|提起|导致|产生|被|而|复议|诉讼|答复))"
)
"""That nobody applied; not where what is said is of applications that came over, or of what they led to."""


def _cases(*results: str) -> tuple[Denied, ...]:
    """Return what is said not to have happened to cases of either kind: none ended with one of ``results``."""

    def together(key: str) -> Meaning:
        return functools.reduce(operator.add, (interpretations.block(key, result) for result in results))

    return (
        Denied(re.compile("复议(?!后)"), "PT-REV", (together("reconsideration"),)),
        Denied(re.compile("诉讼|[胜败]诉"), "PT-LIT", (together("litigation"),)),
    )


def _of_table_2() -> Iterator[Denied]:
    """Yield what is said not to have been made, repealed, collected or decided; without a verb any of these."""
    deeds = (
        (r"(?:制[发定]|出台|印发)", "made"),
        ("(?:废止|失效)", "repealed"),
        ("有效", "in_force"),
        (r"\A(?!.*(?:制[发定]|出台|印发|废止|失效|有效))", None),
    )
    for deed, verb in deeds:
        for word, name in (("规章", "regulations"), ("规范性文件", "normative_documents")):
            yield Denied(
                re.compile(f"{deed}.*{word}|{word}.*{deed}"), "PT-T2", interpretations.document_meanings((name,), verb)
            )
    for word, name in (("许可", "permits"), ("处罚", "penalties"), ("强制", "coercive_measures")):
        yield Denied(re.compile(word), "PT-T2", interpretations.decision_meanings(name))
    yield Denied(re.compile("行政事业性收费"), "PT-T2", (interpretations.FEES,))


_DETAILED = (
    "第三方|秘密|隐私|案卷|查询|内部|过程|不掌握|现成|仍不明确|信访|重复|出版物|反复|重新出具|禁止|三安全|不存在"
)
"""What says of an outcome why: a denial of it denies that reason alone."""


def _of_outcomes() -> Iterator[Denied]:
    words = (
        ("予(?<!不予)以公开", "granted"),
        (rf"\A(?!.*(?:{_DETAILED})).*不予公开", "withheld"),
        ("部分公开", "partially_granted"),
        (rf"\A(?!.*(?:{_DETAILED})).*无法提供", "unavailable"),
        (rf"\A(?!.*(?:{_DETAILED})).*不予处理", "not_processed"),
        ("第三方.*不予公开", "withheld.third_party_rights"),
        ("国家秘密.*不予公开", "withheld.state_secrets"),
        ("执法案卷.*不予公开", "withheld.enforcement_files"),
        ("行政查询.*不予公开", "withheld.administrative_queries"),
        ("不掌握.*无法提供", "unavailable.not_held"),
    )
    for word, key in words:
        yield Denied(re.compile(word), "PT-RES", (interpretations.row(key),))


PROSE_MODEL = ProseModel(
    lexicon=LEXICON,
    interpret=interpret,
    meant_instead=meant_instead,
    wholes=wholes,
    named=named,
    named_wholes=named_wholes,
    shares=shares,
    rates=rates,
    # Words that an office also uses for figures of its own, which it may keep under ``figures:``.
    kept_too=frozenset({"received", "answered", "carried", "regulations", "normative_documents"}),
    denials=(_NOT_OVER, _NONE, _ZERO, _NOT_ONE, _NOUGHT, _BEHIND, _TABLE, _NOT_MADE, _NOT_FOR),
    denier=_OURS,
    denied=(
        Denied(_APPLIED, "PT-NEW", (interpretations.row("new"),)),
        Denied(re.compile("下一?年度?结转|转[到至入]?[下明]"), "PT-OUT", (interpretations.row("carried_out"),)),
        Denied(
            re.compile("[上去]一?年度?(?:(?:没有|未|无)(?:申请)?)?(?:结转|接转|转来|遗留|留下)"),
            "PT-NEW",
            (interpretations.row("carried_in"),),
        ),
        Denied(
            re.compile("(?<![年度无有未])结转(?![到至]?下)"),
            "PT-OUT",
            (interpretations.row("carried_out"), interpretations.row("carried_in")),
        ),
        Denied(re.compile("复议(?!后|机关)"), "PT-REV", interpretations.review_meanings(("reconsideration",), None)),
        Denied(re.compile("复议后"), "PT-LIT", interpretations.review_meanings(("after_reconsideration",), None)),
        Denied(
            re.compile(r"\A(?!.*复议后).*(?:诉讼|应诉|起诉|官司|告上法)"),
            "PT-LIT",
            interpretations.review_meanings(("litigation",), None),
        ),
        *_of_table_2(),
        *_of_outcomes(),
    ),
    claims=(
        Claim(_UPHELD, _cases("corrected", "other", "pending")),
        Claim(_WON, _cases("corrected")),
        Claim(_NOT_CORRECTED, _cases("corrected")),
        Claim(_CONCLUDED, _cases("pending")),
    ),
    balance=Balance(
        received=frozenset({"received", "new"}),
        carried_in=frozenset({"carried_in"}),
        answered=frozenset({"answered"}),
        carried_out=frozenset({"carried_out"}),
    ),
    breakdown=Breakdown(
        whole="answered",
        parts={key: interpretations.row(key) for key in interpretations.OUTCOMES},
        besides=interpretations.row("carried_out"),
    ),
)
