"""The words of the prose put together, with what may stand between them and the measure words they count in."""

from __future__ import annotations

import re

from reportgen.report.prose_model import Lexicon
from reportgen.reports.disclosure.words_of_context import EVERYONE, MISLEADING, NARROWING
from reportgen.reports.disclosure.words_of_figures import FIGURES

_COUNTED = frozenset({"件", "件次", "份", "宗", "起", "例", "封"})

LEXICON = Lexicon(
    words=(*MISLEADING, *FIGURES, *NARROWING),
    lasting=frozenset({"block", "document", "verb", "fees"}),
    opening=frozenset({"outcome", "applications", "due", "carried_in", "carried_out"}),
    filler=re.compile(
        r"(?:政府信息公开|信息公开|政务信息公开|依申请公开|依申请|政府信息|公开|申请[人书表]?|信息|案件?|事项|件数|结果|决定书?|范围|方面|处理|办理|答复|回复|继续|情况|文件|办法"
        r"|共计|合计|总计|总数|总量|数量|量|达到|共有|分别|全部|超过|突破|接近|不足|不到|大约|依法|按规定|依规|予以|作出|属于|得到|累计|提交|递交|提出|提的|进入|发生|产生|引[发起]|收入|金额|总额|人民币|入库|结案|等(?=提)|提起的?|所有|之后|途径|有所(?:上升|下降|增[加长]|减少)|基本持平"
        r"|原(?:具体)?(?:行政行为|决定)|群众|公众|居民|市民|社会各界|社会|各类|有效|相关|新的?|按[时期]|及时|当场"
        r"|针对|有关|关于|事务|事宜|渠道反映|依次|发出|完[成毕]|答辩|立案并?|审核|本(?:部门|机关|单位)|办?件|过来|下来|为主[，,]|收费|[两三四五六][类项种]"
        r"|(?:按照?|依照?|依据|根据)(?:《[^》]{0,20}》|有关|相关|法律)*(?:规定|要求)?|本年度?|全年|今年|书面"
        r"|向(?:本|我|市|区|县|各级)(?:机关|单位|市|区|县|局|政府|行政机关)?"
        rf"|{EVERYONE}|[了的是共计为达到有约近超逾各类已均数被获是系将转占及和、：:总作由\s“”])*+"
    ),
    joint=re.compile(r"(?:[、和及与或以\s“”]|[（(](?:包括|包含|含)|的|申请|案件|信息)*"),
    measures={
        "fees": frozenset({"元"}),
        "amount": frozenset({"元"}),
        "document": _COUNTED | {"部", "个", "条", "篇"},
        "decision": _COUNTED | {"个", "条", "项"},
        "verb": _COUNTED | {"部", "个", "条", "篇"},
        "block": _COUNTED | {"次", "个"},
        "result": _COUNTED | {"次", "个"},
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
