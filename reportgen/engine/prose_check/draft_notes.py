"""Drafting notes and gaps in the prose: signs, blanks and words that stand where a number or a name belongs.

A sign alone is no gap: an ellipsis ends a sentence, a question mark follows a question. What makes a gap of it is the
measure word behind it (``申请……件``), and of a measure word that no number stands before it (``新收申请件，``).

Tables and not patterns say what is a measure word: a pattern with sets of Chinese signs takes long to compile.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from reportgen.core.text import Text
from reportgen.prose.quantities import HIDDEN
from reportgen.report.findings import Finding
from reportgen.report.prose_rules import DRAFT_NOTES, ProseChecks
from reportgen.report.report import Report

_NOT_A_MEASURE: Final = {
    **dict.fromkeys("%％‰", ""),
    "件": "件数",
    "条": "例款文目件约条块码幅数线理",
    "次": "日年要序数生于次",
    "个": "人别体性案个税",
    "部": "门分署委队长级位际",
    "名": "称单义录额字誉为下优",
    "期": "间限望刊末待期",
    "人": "员民大社事才口们人力均数士类文为生身群手工家间物居车心性",
    "篇": "章幅篇",
    "场": "所景地馆面合场",
    "项": "目项",
    "家": "庭长园属具里人家",
    "户": "籍口外户",
    "批": "准复示评批",
    "起": "来点草初到步源因",
    "宗": "旨教",
    "册": "子",
    "份": "子额",
    "元": "旦月素",
}
"""Every measure word of one sign, with the signs that make another word of it: 条件, 次日, 个人."""
_ONLY_BEFORE: Final = {
    "万": "元件条次人个",
    "亿": "元",
    "月": "份末底初日0123456789",
    "日": "至起前止，。；、）",
    "平": "方",
}
_WORDS: Final = {
    "编": ("编写说明",),
    "填": ("填写说明", "填表说明"),
    "此": ("此处填写",),
    "请": ("请填写", "请补充"),
    "待": ("待补充", "待填写", "待核实"),
    "某": ("某某",),
    "T": ("TODO", "TBD"),
    "n": ("null", "nan"),
    "u": ("undefined",),
    "N": ("NULL", "Null", "None", "NONE", "NaN", "N/A"),
    "#": ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!"),
}
_CROSSES, _LINES, _ZEROS, _BOXES, _LETTERS = "XxＸｘ×✕╳〤", "_＿", "〇○◯", "●◎□■△▲◇◆☐▢＊", "NnＮｎ"
_QUESTION: Final = "?？"
_PUNCTUATION: Final = ("…⋯", ".", "。", "·", "—", "-", _QUESTION, "／")
_FAMILY: Final = {
    sign: family for family in (_CROSSES, _LINES, _ZEROS, _BOXES, _LETTERS, *_PUNCTUATION) for sign in family
}
_ALONE: Final = (_CROSSES, _LINES, _ZEROS, _BOXES)
"""Of these signs two are a gap wherever they stand; of the others only before a measure word."""
_PREFIXES: Final = frozenset("+＋第-")
_TWICE: Final = frozenset(".。·-")
_LATIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@._/")
_NUMERALS: Final = frozenset("一二三四五六七八九十百千零〇○")
_COUNTING: Final = _NUMERALS | frozenset("万亿两半几数")
_ASKING: Final = frozenset("吗呢么吧谁何啊")
_COLONS: Final = frozenset("：:（(")
_CASES: Final = (
    *("复议", "诉讼", "起诉", "案件", "案", "申请", "公开", "事项", "纠纷", "处罚", "许可", "强制", "投诉", "举报"),
    *("合计", "共计", "总计", "共", "维持", "纠正", "审结", "分别为", "分别", "了", "新收", "复议、诉讼"),
)
"""What is counted in 起, or stands before such a number; behind other words 起 begins a time or ends a verb."""
_SINCE: Final = re.compile("[自从由][^，。；]*$")
_MOST_GAPS: Final = 500
"""So many gaps of a piece of prose are told; who has more finds the others when these are filled."""
_PAUSES: Final = frozenset("，、；")
_LONGEST_WORDS: Final = 20
_BEGINNINGS: Final = (
    ("mark", r"编填某T待此XxＸｘ×✕╳〤_＿NnＮｎu…⋯?？〇○◯●◎□■△▲◇◆☐▢＊／", ""),
    ("run", r"请#.。·—\-", r"(?=[填补NRVD.。·—件条次-])"),
    (
        "bracket",
        r"（(〔【［\[<＜《“",
        r"(?=[ \u3000)）〕】］\]>＞》”具详填写输插补注此这待实本网链数件条次年日百金比机单请])",
    ),
    ("blank", r" \t\u3000\xa0", r"(?<![ \t\u3000\xa0].)"),
    ("measure", r"件条次期场篇元年起%％‰", rf"(?<![\d{HIDDEN}].)(?=\W|$|\d|月日)"),
)
"""What gaps begin with: kind, signs, and what stands beside such a sign where it may begin one."""
_BEGINNING: Final = re.compile(
    f"[{''.join(signs for _, signs, _ in _BEGINNINGS)}]"
    f"(?:{'|'.join(f'(?<=[{signs}]){beside}(?P<{kind}>)' for kind, signs, beside in _BEGINNINGS)})",
    re.MULTILINE,
)
"""All of them in one class, so that a text is gone through once."""
_NOUN: Final = "网址|链接|数字|数值|数量|数目|件数|条数|次数|年份|日期|百分比|金额|比例|机关名称|单位名称|机关全称"
# Compiled when a bracket begins as one of these does.
_BRACKETED: Final = (
    r".(?:[ \u3000]{0,9}[)）〕】］\]>＞》”]"
    r"|(?:具体|详细|填写?|写明|输入|插入|补充|注明|此处|这里|待|实际|本)*"
    rf"(?:(?:{_NOUN})|(?<=[体细填写明入充处里际])(?:数据|内容|名称|全称|地址|电话|号码|邮箱|邮编|时间|姓名|人数|情况|事项|案例"
    r"|部门|单位))[)）〕】］\]>＞]"
    r"|请(?:填(?!写)|补(?!充)|插入|核实|替换|输入|注明|写)[^）)〕】］\]>＞\n]{0,20}[)）〕】］\]>＞]"
    r"|待(?:补充?|填写?|核实?|定)[)）〕】］\]>＞]|此处[^）)〕】］\]>＞\n]{0,10}[)）〕】］\]>＞])"
)
_BLANKS: Final = " \t\u3000\xa0"
_NUMBERLESS: Final = {
    "件": ("其中", "共计", "合计"),
    "条": ("信息", "公开", "发布", "推送", "动态", "留言", "更新", "共计", "合计"),
    "次": (
        *("访问量", "浏览量", "点击量", "阅读量", "召开会议", "召开", "举办"),
        *("开展培训", "组织培训", "新闻发布会", "共计"),
    ),
    "期": ("公报", "简报", "举办培训", "举办", "组织培训", "培训班"),
    "场": ("召开", "举办", "新闻发布会", "发布会"),
    "篇": ("信息", "材料", "解读", "稿件", "文章"),
    "元": ("费", "费用", "金额", "为", "费万", "额万", "为万", "共计万", "合计万", "总计万"),
}
"""Words behind which a number stands before the measure word, in prose of any kind; a report type adds its own."""
MEASURES = frozenset((*_NUMBERLESS, *"起%％‰年"))
"""Measure words that are a gap themselves where no number stands before them."""
_CHINESE: Final = r"[^\W\da-zA-Z_]"
"""A letter that is no Latin one; a range of signs would take a millisecond to compile."""
_STARS: Final = re.compile(
    rf"\*(?<={_CHINESE}\*)\*\*?(?!\*)(?=[ \u3000]{{0,3}}[{''.join((*_NOT_A_MEASURE, *_ONLY_BEFORE))}年])"
)
"""Two or three stars behind a Chinese word that a measure word may follow; bold words end so, too."""
_HALF_WRITTEN: Final = re.compile(
    r"[12－-](?:(?<=[12])(?<!\d[12])[09]\d?[XxＸｘ×_＿]{1,2}(?=[ \u3000]*年)|(?<=\d[－-])[xXｘＸ×]{4,})"
)
"""A year or a telephone number of which the end is not yet written: 20XX年, 0378-xxxxxxx."""
_UNWRITTEN: Final = "XxＸｘ×_＿"
"""Signs of which such a number has one, each of them a mark of :data:`_BEGINNINGS`; few texts do."""
_BEFORE_YEAR: Final = tuple("为自从至到于")
_VAGUE: Final = re.compile(
    rf"[若某几待多月](?:(?:(?<={_CHINESE}若|：若)干|(?<={_CHINESE}多|：多)少|(?<={_CHINESE}某|：某)|(?<=[信息请文案件复开布到理]几))(?=[件条篇份起宗](?=\W|$))"
    r"|(?<=待)定(?=[件条篇份起宗项次个场期，。；）]|$)|(?<=\d年月)(?=日))",
    re.MULTILINE,
)
"""Words that stand where a number belongs: 收到申请若干件。, 公开信息几条。"""
_BESIDE: Final = 8
"""So many signs are quoted on each side of a gap."""
_LONGEST_MARK: Final = 80
_PLACEHOLDER: Final = re.compile(r"\{\{[^{}\n]*\}\}")


def draft_notes(report: Report) -> Iterator[Finding]:
    """Yield a finding for every drafting note and gap of the prose."""
    for field, text in report.narrative.items():
        for start, end in islice(gaps(report.typed[field], report.type.prose), _MOST_GAPS):
            around = _around(text, start, end)
            says, origin = _gap(text[start:end], around), report.prose_origin(field, start)
            rule, severity = DRAFT_NOTES.id, DRAFT_NOTES.severity
            yield Finding(rule, "broken", severity, says, f"narrative.{field}", origin=origin)


@functools.cache
def _together(checks: ProseChecks) -> Mapping[str, tuple[str, ...]]:
    """Return the words of :data:`_NUMBERLESS` with those of a report type."""
    return {sign: words + checks.numberless.get(sign, ()) for sign, words in _NUMBERLESS.items()}


def _around(text: str, start: int, end: int) -> str:
    """Return what a place is quoted with: its bracket or some signs beside it, and no half of a placeholder."""
    opened, closed = (
        text.rfind("〔", max(0, start - _LONGEST_MARK), start + 1),
        text.find("〕", end - 1, end + _LONGEST_MARK),
    )
    if opened >= 0 and closed >= 0 and not {"〕", "\n"} & {*text[opened:start]} and "\n" not in text[end:closed]:
        return text[opened : closed + 1]
    first, last = max(0, start - _BESIDE), min(len(text), end + _BESIDE)
    for placeholder in _PLACEHOLDER.finditer(text, max(0, start - _LONGEST_MARK), end + _LONGEST_MARK):
        if placeholder.start() < first < placeholder.end() <= start:
            first = placeholder.end()
        elif end <= placeholder.start() < last < placeholder.end():
            last = placeholder.start()
    return text[first:last].replace("\n", " ").strip()


def _gap(gap: str, around: str) -> Text:
    if not gap.strip():
        return Text(f"“{around}”里留有空格，请填上实际内容", f"a blank is left in “{around}”; write what belongs there")
    if gap in MEASURES:
        return Text(f"“{around}”里的“{gap}”前面缺少数字", f"no number stands before “{gap}” in “{around}”")
    if gap[:1] in MEASURES and gap[1:2] in _PAUSES:
        name = gap[2:]
        return Text(f"“{around}”里的“{name}”后面缺少数字", f"no number stands behind “{name}” in “{around}”")
    if around.startswith("〔") and around.endswith("〕") and around != gap:
        return Text(f"“{around}”还没有写，请改成实际内容", f"“{around}” is not written yet; write what belongs there")
    return Text(
        f"“{around}”里的“{gap}”是编写时的提示或留空，请改成实际内容",
        f"“{gap}” in “{around}” is a drafting note or a gap; write what belongs there",
    )


def gaps(text: str, checks: ProseChecks | None) -> Iterator[tuple[int, int]]:
    """Yield where every drafting note and gap of a typed text begins and ends, in the order of the text."""
    numberless = _NUMBERLESS if checks is None else _together(checks)
    begins: dict[str, list[int]] = {kind: [] for kind, _, _ in _BEGINNINGS}
    for match in _BEGINNING.finditer(text):
        begins["mark" if match.lastgroup == "run" else match.lastgroup or ""].append(match.start())
    found = [
        *_marks(text, begins["mark"]),
        *_brackets(text, begins["bracket"]),
        *_blanks(text, begins["blank"]),
        *_numberless(text, begins["measure"], numberless),
    ]
    if any(text[start] in _UNWRITTEN for start in begins["mark"]):
        found += [match.span() for match in _HALF_WRITTEN.finditer(text)]
    found += [match.span() for match in _VAGUE.finditer(text)]
    if "**" in text:
        found += _stars(text)
    if checks is not None and checks.countless is not None:
        found += [match.span() for match in checks.countless.finditer(text)]
    passed = 0
    for start, end in sorted(found):
        if start >= passed:
            yield start, end
            passed = end


def _stars(text: str) -> Iterator[tuple[int, int]]:
    """Yield stars before a measure word that are alone in their line, so that they make nothing bold: 信息**条."""
    for match in _STARS.finditer(text):
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        if text.count("*", start, end if end >= 0 else len(text)) == len(match.group()) and counted(text, match.end()):
            yield match.span()


def _marks(text: str, begins: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield words and runs of signs that are written where something is to be filled in."""
    passed = 0
    for start in begins:
        sign = text[start]
        if start < passed:
            continue
        word = next((word for word in _WORDS.get(sign, ()) if text.startswith(word, start)), None)
        if word is not None and (sign in "编填此某请待" or _apart(text, start, start + len(word))):
            passed = start + len(word)
            yield start, passed
        elif sign in _FAMILY:
            passed = _end_of_run(text, start)
            if _is_gap(text, start, passed):
                yield start, passed


def _end_of_run(text: str, start: int) -> int:
    """Return where a run of one kind of sign ends; crosses may have decimals, as in XX.X%."""
    family, end, points = _FAMILY[text[start]], start + 1, 0
    while end < len(text):
        if text[end] not in family:
            if family != _CROSSES or points or text[end] not in ".．" or text[end + 1 : end + 2] not in [*family]:
                break
            points = 1
        end += 1
    return end


def _is_gap(text: str, start: int, end: int) -> bool:
    """Whether a run of one kind of sign stands in the place of a number."""
    family, before, after = _FAMILY[text[start]], text[start - 1 : start], text[end : end + 1]
    if family in _PUNCTUATION:
        enough = end - start > 1 or text[start] not in _TWICE
        asks = family == _QUESTION and before in _ASKING
        return enough and not asks and (_chinese(before) or before in _COLONS) and counted(text, end)
    if family in (_ZEROS, _BOXES):
        apart = before not in _NUMERALS and after not in _NUMERALS
    else:
        apart = _apart(text, start, end) and before not in _PREFIXES
    dated = family in (_CROSSES, _LINES) and after in ("年", "月")
    return apart and ((end - start > 1 and family in _ALONE) or dated or counted(text, end))


def _apart(text: str, start: int, end: int) -> bool:
    """Whether no Latin letter, digit or sign of an address stands beside a place."""
    return text[start - 1 : start] not in _LATIN and text[end : end + 1] not in _LATIN


def _chinese(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def counted(text: str, at: int) -> bool:
    """Whether a measure word stands at a place, after some blanks or none."""
    for _ in range(3):
        at += text[at : at + 1] in (" ", "\u3000")
    sign, after = text[at : at + 1], text[at + 1 : at + 2]
    if sign in _NOT_A_MEASURE:
        return after == "" or after not in _NOT_A_MEASURE[sign]
    if sign == "年":
        return after.isdecimal() or after == "底"
    return after != "" and after in _ONLY_BEFORE.get(sign, "")


def _brackets(text: str, begins: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield brackets that hold nothing, or the name of what is to be written there."""
    passed = 0
    for start in begins:
        match = re.compile(_BRACKETED).match(text, start) if start >= passed else None
        if match is not None:
            passed = match.end()
            yield start, passed


def _blanks(text: str, begins: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield blanks that a number was to be written into: behind a Chinese word, before a measure word."""
    for start in begins:
        end = start + 1
        while end < len(text) and text[end] in _BLANKS:
            end += 1
        before = text[start - 1 : start]
        if (_chinese(before) and before not in _NUMERALS) or before in _COLONS:
            wide = end - start > 1 and text.startswith(("年 ", "年\u3000", "月 ", "月\u3000"), end)
            if wide or counted(text, end):
                yield start, end
        elif end - start > 1 and before in ("", "\n") and text.startswith(("年，", "年度"), end):
            yield start, end


def _numberless(
    text: str, begins: Iterable[int], numberless: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[int, int]]:
    """Yield measure words before which a number is missing."""
    for start in begins:
        sign = text[start]
        before = text[max(0, start - _LONGEST_WORDS) : start]
        if sign == "年":
            missing = before.endswith(_BEFORE_YEAR) and (
                text.startswith("月日", start + 1) or text[start + 1 : start + 2].isdecimal()
            )
        elif sign == "起":
            missing = before.endswith(_CASES) and _SINCE.search(before) is None
        elif sign in numberless:
            missing = before.endswith(numberless[sign]) and text[start + 1 : start + 2] in ("", "\n", *"，。；、,;）)")
        else:
            missing = _chinese(before[-1:]) and before[-1:] not in _COUNTING
        if missing:
            yield start, start + 1
