"""The figure that a published cell shows: a plain number, a blank, or a doubt; never a guess."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final, Literal

import attrs

from reportgen.core.text import Text, shortened
from reportgen.core.value import Value
from reportgen.model.kinds.kind import Kind, UnfitError
from reportgen.model.kinds.units import money_named

Shape = Literal["figure", "blank", "doubt", "text"]
_WIDTHS: Final = str.maketrans(
    "０１２３４５６７８９，．－＋（）％／　\xa0\u2002\u2003\u2009\u202f",
    "0123456789,.-+()%/      ",
    "\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
)
"""Wide digits and signs are read as narrow ones, and signs that nobody sees are none."""
_BLANKS: Final = frozenset(
    ("", "/", "//", "\\", "-", "--", "---", "—", "——", "———", "–", "－", "─", "──", "━", "一一", "ー", "无", "无此项",
     "不涉及", "未涉及", "N/A", "n/a", "空",
     "―", "――", "―――", "----", "————", "ˉ", "﹣", "‐", "‑", "‒", "∕", "／／",
     "*", "**", "…", "……", "·", "\\\\", "|", "×", "〇〇")
)  # fmt: skip
"""What offices print where there is no figure. 无 may mean 0; nobody says so."""
_CHANGE: Final = re.compile(r"(负|增加|增|新增|减少|减|[-+−﹣‐‑‒–])\s*(?=[0-9])")
"""What stands before the figure of a change, in words or signs; of 增 and 减 the sign is in the word."""
_MINUS: Final = frozenset(("负", "减少", "减", *"-−﹣‐‑‒–"))
_NUMBER: Final = re.compile(r"[-+−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
MEASURES: Final = frozenset("件条个项份宗次例起部户家人笔种篇本则张")
"""Measure words behind a count, which change nothing."""
_NOTED: Final = re.compile(r"[(\[〔【]([^()\[\]〔〕【】]*)[)\]〕】]|[(\[〔【]([^()\[\]〔〕【】]*)$")
_SMALL: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_MARK: Final = re.compile(rf"[①-⑳*＊※★#^{_SMALL}]+$")
_DOUBTFUL: Final = ("~~", "\ufffd")
"""How a figure begins of which a part is struck through or was not read."""
_UNDOUBTED: Final = dict.fromkeys(map(ord, "~\ufffd"))
_BEHIND: Final = "([〔【*①②③④⑤⑥⑦⑧⑨⑩※#~%万元亿^?,.;:/-" + _SMALL
_ONLY_A_MARK: Final = re.compile(rf"(?:注|备注)\s*[0-9]*|[①-⑳*＊※★#{_SMALL}]*")
"""What stands in brackets behind a figure and only points at a note elsewhere."""
_WORDED: Final = re.compile(r"(?:其中|含|包括|均为|注[:：])[^0-9].*", re.DOTALL)
_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_NUMBERING: Final = re.compile(r"[0-9]{1,2}[.、),](?![0-9])")
_LONGEST: Final = 40


@attrs.frozen(eq=False, repr=False)
class Printed(Value):
    """What a cell shows: its ``value`` as plain data, the ``note`` behind it, and why it is doubted if it is."""

    shape: Shape
    value: Any = None
    note: str = ""
    doubt: Text | None = None


BLANK: Final = Printed("blank")


def is_value(text: str) -> bool:
    """Whether a cell holds a figure, a blank or a doubtful figure, and no words of their own."""
    plain = _plain(text)
    if plain in _BLANKS:
        return True
    if not any(map(str.isalnum, plain)):
        return True  # a mark of some kind, whatever it means
    if plain.startswith(_DOUBTFUL):
        return plain.translate(_UNDOUBTED).isdecimal()
    head = plain[:_LONGEST]
    change = _CHANGE.match(head)
    if _NUMBERING.match(head) is not None or (change is not None and _NUMBER.fullmatch(head, change.end())):
        return change is not None
    found = _NUMBER.match(head)
    rest = "" if found is None else plain[found.end() :].strip()
    if found is None or not rest:
        return found is not None or head[0] in "0123456789"
    return rest[0] in _BEHIND or rest[0] in MEASURES or _continues(rest)


def _continues(rest: str) -> bool:
    return _WORDED.match(rest) is not None or rest[0].isdigit() or rest[0] == "\n"


def printed(text: str, kind: Kind) -> Printed:
    """Return what the cell text ``text`` shows where the form has a figure of ``kind``."""
    plain = _plain(text)
    if plain in _BLANKS:
        return BLANK
    if not kind.numeric:
        return _other(text.strip(), kind)
    notes = [found for found in _NOTED.finditer(plain) if found.start() > 0]
    said = ((found[1] or found[2] or "").strip() for found in notes)
    note = "；".join(one for one in said if _ONLY_A_MARK.fullmatch(one) is None)
    if money_named(note) - {"" if kind.unit is None else kind.unit.zh}:
        return _doubted(text)  # 5120（元） in a column of 万元
    plain = _NOTED.sub(lambda found: " " if found.start() else found[0], plain).strip()
    unmarked = _MARK.sub("", plain).strip()
    plain = _signed(unmarked or plain, kind)
    if plain in _BLANKS:
        return attrs.evolve(BLANK, note=note)
    return _number(plain, note, kind) or _doubted(text)


def _signed(plain: str, kind: Kind) -> str:
    """Return the figure of a change with a plain sign, where the form has one that may be negative."""
    found = _CHANGE.match(plain)
    if found is None:
        return plain
    try:
        kind.read(-1)
    except UnfitError:
        return plain
    return ("-" if found[1] in _MINUS else "") + plain[found.end() :]


def _number(plain: str, note: str, kind: Kind) -> Printed | None:
    """Return the number that a text without brackets begins with and nothing contradicts, or None."""
    found = _NUMBER.match(plain)
    if found is None:
        return None
    rest = plain[found.end() :].strip()
    if rest and not _is_unit(rest, kind):
        if not _WORDED.fullmatch(rest):
            return None
        note = "；".join(filter(None, (rest, note)))
    digits = found[0].replace(",", "").replace("−", "-").removeprefix("+")
    whole = digits.lstrip("-")
    if len(whole) > 1 and whole.startswith("0") and not whole.startswith("0."):
        return None
    value: Any = Decimal(digits) if "." in digits else int(digits)
    try:
        kind.read(value)
    except UnfitError:
        return None
    return Printed("figure", value, note)


def _plain(text: str) -> str:
    """Return a cell's text in half-width digits and signs; other characters keep their shape, so that ① is no 1."""
    return text.translate(_WIDTHS).strip(" \t\r\n\u200b\ufeff")


def _is_unit(rest: str, kind: Kind) -> bool:
    unit = "" if kind.unit is None else kind.unit.zh
    return rest == unit or (kind.integral and rest in MEASURES)


def _other(text: str, kind: Kind) -> Printed:
    """Return a figure that is no number, such as a text or a date: as it stands, else in plain half-width signs."""
    for written in (text, "".join(_plain(text).split()), _THOUSANDS.sub("", "".join(_plain(text).split()))):
        try:
            return Printed("text", kind.read(written))
        except UnfitError:
            continue
    return _doubted(text)


def _doubted(text: str) -> Printed:
    shown = shortened(" ".join(text.split()))
    return Printed("doubt", doubt=Text(f"“{shown}”不是一个清楚的数字", f"“{shown}” is no clear figure"))
