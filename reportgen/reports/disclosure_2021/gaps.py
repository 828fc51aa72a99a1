"""Drafting notes and gaps in the prose: signs, blanks and words that stand where a number or a name belongs.

A sign alone is no gap: an ellipsis ends a sentence, a question mark follows a question. What makes a gap of it is the
measure word behind it (``申请……件``), and of a measure word that no number stands before it (``新收申请件，``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.vocabulary.scanning import scan

_MEASURE = (
    r"(?:[%％‰]|个?百分点|[万亿]?元(?![旦月素])|人次|件次|平方米|起(?![来点草初到步源因])|宗(?![旨教])|册(?!子)|份(?![子额])"
    r"|件(?![件数])|条(?![例款文目件约条块码幅数线理])|次(?![日年要序数生于次])|个(?![人别体性案个税])"
    r"|部(?![门分署委队长级位际])|名(?![称单义录额字誉为下优])|人(?![员民大社事才口们人力均数士类文为生身群手工家间物居车心性])"
    r"|篇(?![章幅篇])|期(?![间限望刊末待期])|场(?![所景地馆面合场])|项(?![目项])|家(?![庭长园属具里人家])|户(?![籍口外户])"
    r"|批(?![准复示评批])|万(?=[件条次人元个])|月(?=[份末底初]|\d{1,2}日|日)|日(?=[至起前止，。；、）]))"
)
_COUNTED = rf"[ \u3000]{{0,3}}{_MEASURE}"
_NUMERALS = "一二三四五六七八九十百千零〇○"
_MARKED = re.compile(
    r"(?:编写说明|填[写表]说明|此处填写|请填写|请补充|待补充|待填写|待核实|待定(?=[，。；、）)件条])|某某|TODO|TBD"
    r"|(?<![A-Za-z0-9@._/])(?:[XxＸｘ×✕╳〤]{2,40}|[_＿]{2,})(?![A-Za-z0-9@._/])"
    rf"|(?<![A-Za-z0-9@._/+＋第_＿-])(?:[XxＸｘ×✕╳NnＮｎ]{{1,4}}(?:[.．][XxＸ×]+)?|[_＿])(?={_COUNTED}|年|月[XxＸ×\d])"
    rf"|(?<=[\u4e00-\u9fff：:（(])(?:…{{1,9}}|⋯{{1,9}}|\.{{2,9}}|。{{2,9}}|·{{2,9}}|-{{2,9}}|—{{2,9}}|／)(?={_COUNTED}|年\d|年底)"
    rf"|(?<=[\u4e00-\u9fff：:（(])(?<![吗呢么吧谁何啊])[?？]{{1,9}}(?={_COUNTED}|年\d|年底)"
    r"|(?<![A-Za-z0-9_.@/-])(?:null|NULL|Null|None|NONE|NaN|undefined|N/A|#N/A|#REF!|#VALUE!|#DIV/0!|#NAME\?)"
    rf"(?![A-Za-z0-9_@/-])|(?<![A-Za-z0-9_.@/-])(?:none|nan|NA)(?={_COUNTED})"
    rf"|(?<![{_NUMERALS}])(?:[〇○◯]{{2,40}}(?![{_NUMERALS}])|[〇○◯](?={_COUNTED}))"
    rf"|[●◎□■△▲◇◆☐▢＊]{{2,40}}|(?<=[\u4e00-\u9fff])[●◎□■△▲◇◆☐▢＊](?={_COUNTED}))"
)
_MARKED_BEGINNING = re.compile(
    r"[编填某T待此XxＸｘ×✕╳〤_＿NnＮｎu#…⋯?？〇○◯●◎□■△▲◇◆☐▢＊／]|请(?=填|补)|\.(?=\.)|。(?=。)|·(?=·)|-(?=-)|—(?=—)"
)
_NOUN = "网址|链接|数字|数值|数量|数目|件数|条数|次数|年份|日期|百分比|金额|比例|机关名称|单位名称|机关全称"
_BRACKETED = re.compile(
    r"[（(〔【［\[<＜](?:[ \u3000]*[)）〕】］\]>＞](?<!\(\))"
    r"|(?:具体|详细|填写?|写明|输入|插入|补充|注明|此处|这里|待|实际|本)*"
    rf"(?:(?:{_NOUN})|(?<=[体细填写明入充处里际])(?:数据|内容|名称|全称|地址|电话|号码|邮箱|邮编|时间|姓名|人数|情况|事项|案例"
    r"|部门|单位))[)）〕】］\]>＞]"
    r"|请(?:填(?!写)|补(?!充)|插入|核实|替换|输入|注明|写)[^）)〕】］\]>＞\n]{0,20}[)）〕】］\]>＞]"
    r"|此处[^）)〕】］\]>＞\n]{0,10}[)）〕】］\]>＞])|《[ \u3000]*》|“[ \u3000]*”"
)
_BLANK = re.compile(
    rf"[ \t\u3000\xa0](?<![ \t\u3000\xa0]{{2}})[ \t\u3000\xa0]*(?={_MEASURE}|年(?:\d|底|[ \u3000]{{2}})|月(?=\d|[末底 \u3000]))"
)
_END = "(?=[，。；、,;）)]|$)"
_NUMBERLESS = {
    "件": (
        *(
            "新收",
            "结转",
            "上年结转",
            "予以公开",
            "部分公开",
            "不予公开",
            "无法提供",
            "不予处理",
            "其他处理",
            "制发",
            "废止",
        ),
        *(
            "有效",
            "处理决定",
            "结果维持",
            "结果纠正",
            "审结",
            "行政复议",
            "行政诉讼",
            "新收申请",
            "收到申请",
            "受理申请",
        ),
        *("新收政府信息公开申请", "收到政府信息公开申请", "受理政府信息公开申请", "收到公开申请", "受理公开申请"),
        *("，办结", "；办结", "，受理", "；受理", "，收到", "；收到", "，答复", "；答复", "其中", "共计", "合计"),
    ),
    "条": ("信息", "发布", "推送", "动态", "留言", "更新", "共计", "合计"),
    "次": ("召开会议", "召开", "举办", "开展培训", "组织培训", "新闻发布会", "共计"),
    "期": ("举办培训", "举办", "组织培训", "培训班"),
    "场": ("召开", "举办", "新闻发布会", "发布会"),
    "篇": ("材料", "解读", "稿件", "文章"),
    "元": ("费", "费用", "金额", "收费", "为", "费万", "额万", "为万"),
}
"""Words behind which a number stands before the measure word, so that nothing else can have been meant."""
_NO_NUMBER = re.compile(rf"[件条次期场篇元]{_END}|[%％‰]|年(?=\d{{1,2}}月|月日)", re.MULTILINE)
MEASURES = frozenset((*_NUMBERLESS, *"%％‰年"))
"""Measure words that are a gap themselves where no number stands before them."""
_BEFORE_YEAR = tuple("为自从至到于")
_COUNTING = frozenset(f"{_NUMERALS}万亿两半几数")
_LONGEST = 20


def gaps(text: str) -> Iterator[tuple[int, int]]:
    """Yield where every drafting note and gap of a typed text begins and ends, in the order of the text."""
    found = [match.span() for match in scan(_MARKED_BEGINNING, _MARKED, text)]
    found += [match.span() for match in _BRACKETED.finditer(text)]
    found += _blanks(text)
    found += _numberless(text)
    passed = 0
    for start, end in sorted(found):
        if start >= passed:
            yield start, end
            passed = end


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    """Yield blanks that a number was to be written into: behind a Chinese word, before a measure word."""
    for match in _BLANK.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if ("\u4e00" <= before <= "\u9fff" and before not in _NUMERALS) or before in tuple("：（(:"):
            yield match.span()


def _numberless(text: str) -> Iterator[tuple[int, int]]:
    """Yield measure words before which a number is missing."""
    for match in _NO_NUMBER.finditer(text):
        start, sign = match.start(), match.group()
        before = text[max(0, start - _LONGEST) : start]
        if sign == "年":
            missing = before.endswith(_BEFORE_YEAR)
        elif sign in _NUMBERLESS:
            missing = before.endswith(_NUMBERLESS[sign])
        else:
            missing = "\u4e00" <= before[-1:] <= "\u9fff" and before[-1:] not in _COUNTING
        if missing:
            yield match.span()
