"""The value of a spreadsheet's cell, exact or refused: numbers with all their digits, texts as they are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from decimal import Decimal
from typing import Any, Final

import attrs

from reportgen.core.document import Unreadable
from reportgen.core.text import Text, shortened
from reportgen.engine.form_matching.printed_figures import MEASURES
from reportgen.engine.reading.loose_numbers import PLAIN, fitting, meant, measures_of
from reportgen.model.kinds.kind import Kind, UnfitError
from reportgen.model.kinds.noted_numbers import Noted, mark_remedy, marked, noted
from reportgen.model.kinds.written_numbers import plain_widths
from reportgen.report.workbook_layout import MOST_DIGITS, OTHER, OTHERS

_WHOLE: Final = 10**MOST_DIGITS
"""Below it whole numbers are exact in a spreadsheet."""
_UNITS: Final = re.compile(r"(?:件|条|例|份|次|个|人|宗|起|篇|年)+$")
"""What may stand behind a number without changing it: no unit of money, which may not be the figure's own."""
_CELL: Final = Text("这一格", "this cell")
_LIST: Final = Text(f"“{OTHER}”", f"“{OTHER}”")
_YUAN: Final = "元"
STRUCK: Final = "~~"
"""Stands around crossed out and unseen text in the cells of a Word document."""
_ERRORS: Final = re.compile(r"#(?:REF|VALUE|NAME|DIV/0|N/A|NUM|NULL|SPILL|CALC)[!?]?")


UNCOMPUTED: Final = Unreadable(
    "workbook-value",
    Text("格子里的公式没有存下结果", "the cell's formula was saved without its result"),
    Text("请用 Excel 或 WPS 打开，存盘后再试，或直接填数字", "open it in Excel or WPS and save it, or type the number"),
)
"""What stands in a cell whose formula another program wrote and never computed."""
FAILED: Final = Unreadable(
    "workbook-value",
    Text("格子里的公式出错（如 #REF!）", "the cell's formula gives an error (such as #REF!)"),
    Text("请直接填数字或文字", "type the number or the text"),
)


def crossed_out(words: str = "", place: Text = _CELL) -> Unreadable:
    """Return why a ``place`` with struck text is not read; ``words`` are what is crossed out, nothing for all of it."""
    shown = shortened(words)
    says = Text(
        f"{place.zh}有删除线的字“{shown}”" if words else f"{place.zh}整个有删除线",
        f"“{shown}” is crossed out in {place.en}" if words else f"all of {place.en} is crossed out",
    )
    return Unreadable("workbook-struck", says, Text("请删去这些字，或取消删除线", "delete it, or take the line away"))


def number_of(value: float) -> int | Decimal | Unreadable:
    """Return a cell's number as the spreadsheet shows it, with at most 15 digits."""
    if -_WHOLE < value < _WHOLE and value == (whole := int(value)):
        return whole
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 — not a number
        return Unreadable("workbook-value", Text("这不是数字", "this is no number"))
    shown = Decimal(f"{value:.{MOST_DIGITS}g}")
    if shown == shown.to_integral_value():
        says = Text(
            f"数字超过 {MOST_DIGITS} 位，Excel 已经丢了后面的位数",
            f"the number has more than {MOST_DIGITS} digits; Excel has lost the last ones",
        )
        return Unreadable("workbook-number", says) if abs(shown) >= _WHOLE else int(shown)
    return shown


def entry_of(value: Any, measures: Collection[str] = MEASURES) -> Any:
    """Return what stands in a cell that takes a figure: a number or ``None``; a doubtful one is refused.

    ``measures`` are the words that may stand behind a number.
    """
    if type(value) is float:
        return number_of(value)
    if value is None or value == "":
        return None
    if isinstance(value, bool | Unreadable):
        return value
    if isinstance(value, int):
        return number_of(float(value))
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        says = Text(
            f"格子里是日期或时间（{value}），不是数字", f"the cell holds a date or a time ({value}), not a number"
        )
        remedy = Text(
            "请把格子的格式改成“常规”，再填数字", "set the cell's format to General and type the number again"
        )
        return Unreadable("workbook-value", says, remedy)
    return _typed(str(value), measures)


def figure_of(value: Any, kind: Kind) -> Any:
    """Return what stands in a cell that takes a figure of ``kind``, as :func:`entry_of` does."""
    if type(value) is float:
        return number_of(value)
    if type(value) is str and STRUCK in value:
        return Unreadable(
            "workbook-struck",
            Text("这一格有删除线，或有看不清的（如白色的）字", "text is crossed out in this cell, or cannot be seen"),
            Text("请删去这些字，或取消删除线", "delete it, or take the line away"),
        )
    entry = fitting(entry_of(value, measures_of(kind)), kind, value)
    if isinstance(entry, Unreadable) and type(value) is str and _YUAN in value and kind.numeric:
        return _in_money(entry, value, kind)
    return entry


def _in_money(refused: Unreadable, text: str, kind: Kind) -> Unreadable:
    """Return why ``text``, which names an amount of money, is no figure, with the form's own unit in the remedy."""
    try:
        kind.read(text)
    except UnfitError as problem:
        return attrs.evolve(refused, remedy=problem.remedy)
    return refused


def with_note_line(
    refused: Unreadable, text: str, kind: Kind, name: str, list_: Text = _LIST, *, remark: str | None = None
) -> Unreadable:
    """Return why ``text`` is no figure with the line to add for the note behind its number, where that is certain.

    ``name`` is how the line of the list ``list_`` names the figure: its cell, or its official name; ``remark`` is the
    name of the remark below its table, where its cell prints no note.
    """
    found = noted(text, kind) if kind.numeric else None
    if remark is not None and kind.numeric and (found is not None or marked(text) is not None):
        return Unreadable(refused.id, refused.says, _in_remark(text, found, remark, list_))
    if found is None:
        return refused
    label = OTHERS["notes"]
    remedy = Text(
        f"这一格只写 {found.number}；附注在{list_.zh}里加一行：项目 {label}，名称 {name}，内容 {found.note}",
        f"write {found.number} here, and add a line to {list_.en}: {label} | {name} | {found.note}",
    )
    return Unreadable(refused.id, refused.says, remedy)


def _in_remark(text: str, found: Noted | None, remark: str, list_: Text) -> Text:
    """Return where a note goes whose cell prints none: below the table."""
    number, note = (found.number, found.note) if found is not None else ((marked(text) or ("",))[0], "")
    label = OTHERS["remarks"]
    return Text(
        f"这一格只写 {number}；这张表的格子里不印附注，要说明的写在表下：在{list_.zh}里加一行，"
        f"项目 {label}，名称 {remark}，内容 {note or '那条附注'}",
        f"write {number} here; cells of this table print no notes: add a line to {list_.en} for below the table, "
        f"{label} | {remark} | {note or 'the note'}",
    )


def _typed(text: str, measures: Collection[str]) -> int | Decimal | Unreadable:
    """Return the number that alone can be meant by a text; any other text is refused."""
    number = meant(text, measures)
    if number is not None:
        return number
    if _ERRORS.fullmatch(text):
        return FAILED
    if not text.strip():
        says = Text("格子里只有空格", "the cell holds nothing but spaces")
        return Unreadable("workbook-value", says, Text("没有发生的填 0", "write 0 for nothing"))
    return _refused(text)


def _refused(text: str) -> Unreadable:
    """Return why a text is no number, and the number that is meant where there is only one."""
    shown = shortened(text)
    parts = re.split(r"[\t\n ]+", plain_widths(text).strip())
    if len(parts) > 1 and all(PLAIN.fullmatch(part.replace(",", "")) for part in parts):
        says = Text(f"一格里有 {len(parts)} 个数字（{shown}）", f"{len(parts)} numbers stand in one cell ({shown})")
        one = "".join(parts)
        also = re.fullmatch(r"[1-9][0-9]{0,2}(?: [0-9]{3})+", " ".join(parts)) is not None
        remedy = Text(
            "请一格填一个" + (f"；如果是一个数，请写成 {one}" if also else ""),
            "give each a cell of its own" + (f", or write {one} if it is one number" if also else ""),
        )
        return Unreadable("workbook-value", says, remedy)
    plain = _UNITS.sub("", "".join(parts)).replace("−", "-")
    groups = re.fullmatch(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?", plain)
    plain = plain.replace(",", "") if groups else plain
    plain = re.sub(r"^(-?)0+(?=[0-9])", r"\1", plain)
    says = Text(f"格子里是文字“{shown}”，不是数字", f"the cell holds the text “{shown}”, not a number")
    if PLAIN.fullmatch(plain):
        remedy = Text(f"请改成 {plain}", f"write {plain}")
    elif plain in {"/", "-", "—", "——", "无", "无。", "零"}:
        remedy = Text("没有发生的填 0；确实不知道的留空", "write 0 for nothing; leave it empty where it is not known")
    elif marks := mark_remedy(text):
        remedy = marks
    else:
        remedy = Text("请只填数字；要说明的写在文字部分", "write the number only; say the rest in the prose")
    return Unreadable("workbook-value", says, remedy)


def text_of(value: Any) -> Any:
    """Return what stands in a cell that takes any value: a text as it is, a number exactly, a day as its ISO date."""
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    return value.replace("\r\n", "\n") if isinstance(value, str) else entry_of(value)
