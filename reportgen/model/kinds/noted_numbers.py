"""A number and what somebody wrote behind it: a note, or the mark of one. Read only where there is a mistake."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.kinds.kind import Kind
from reportgen.model.kinds.units import money_named
from reportgen.model.kinds.written_numbers import plain_widths, suggestion

_NOTE: Final = re.compile(
    r"(?P<number>[^()]{1,40}?)\s*(?P<note>[(].*[)])\s*|"
    r"(?P<before>[0-9][0-9.]*[^\s\d,;:、.]{0,2})\s*[,;:、]\s*(?P<behind>[\u4e00-\u9fff][^()]{0,60})",
    re.DOTALL,
)
"""A number with a note in brackets, or behind a comma."""
_MARKED: Final = re.compile(r"(?P<number>[0-9][0-9.,]{0,30})\s*(?P<mark>[①-⑳⑴-⒇¹²³⁰⁴-⁹]{1,3})")
"""A number with the mark of a note: 2①, 13¹."""
_OTHER_NUMERALS: Final = frozenset(("No", "Nl"))


@attrs.frozen(eq=False, repr=False)
class Noted(Value):
    """A number, as it should be written, and the note behind it in full-width brackets."""

    number: str
    note: str


def noted(text: str, kind: Kind) -> Noted | None:
    """Return the number and the note in ``text``, None where it is not certain what is which."""
    plain = plain_widths(text)
    found = _NOTE.fullmatch(plain)
    if found is None:
        return None
    number = _number(found["number"] or found["before"], kind)
    unit = "" if kind.unit is None else kind.unit.zh
    if number is None or money_named(found[0][found.end("number") :] if found["number"] else "") - {unit}:
        return None  # 5000（元） in a column of 万元 is another number, not one with a note
    start, end = found.span("behind" if found["behind"] else "note")
    note = text[start:end] if len(plain) == len(text) else plain[start:end]
    return Noted(number, f"（{(note if found['behind'] else note[1:-1]).strip()}）")


def marked(text: str) -> tuple[str, str] | None:
    """Return a number in plain digits and the mark of a note behind it: 2① → 2, ①; None where there is no mark."""
    found = _MARKED.fullmatch(text.strip())
    number = suggestion(found["number"], whole=False, unit="") if found is not None else None
    return None if found is None or number is None else (number, found["mark"])


def other_numerals(text: str) -> str:
    """Return the signs of ``text`` that are numbers and neither digits nor Chinese numerals: ², ①, ⒈, ½, Ⅳ."""
    signs = [sign for sign in text if unicodedata.category(sign) in _OTHER_NUMERALS and sign != "〇"]
    return "".join(dict.fromkeys(signs))


def mark_remedy(text: str) -> Text | None:
    """Return what to do about a number with the mark of a note or with signs that are no digits; None without them."""
    if found := marked(text):
        number, mark = found
        return Text(
            f"如果“{mark}”是附注的编号，只写 {number}，附注另写在“格内注”（notes）里",
            f"if “{mark}” is the mark of a note, write {number} only; the note belongs to 格内注 (notes:)",
        )
    if signs := other_numerals(text):
        return Text(f"只用 0 到 9 填写，不用“{signs}”", f"write the digits 0 to 9 only, without “{signs}”")
    return None


def _number(text: str, kind: Kind) -> str | None:
    return suggestion(text, whole=kind.integral, unit=kind.unit.zh if kind.unit is not None else "")
