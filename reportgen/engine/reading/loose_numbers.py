"""Numbers that somebody did not write in plain digits, where only one number can be meant: １２, 12 件, 1,234.

What could be two numbers, a slip or a guess is none: 3 4, 1 234 with an ordinary space, 1,23, 012, 12.0件, 约12.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any, Final

from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened
from reportgen.engine.form_matching.printed_figures import MEASURES
from reportgen.model.kinds.kind import Kind

PLAIN: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_WIDTHS: Final = str.maketrans("０１２３４５６７８９，．－−", "0123456789,.--")
_BLANKS: Final = " \u3000\xa0\u2009\u202f\u200b\ufeff\r\n"
"""Around a number. A tab is none, but one behind it: it parts the cells of a row that was copied."""
_WRITTEN: Final = re.compile(
    r"(?P<sign>-?)(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?P<mark>[,\u2009\u202f])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?P<places>\.[0-9]+)?(?:[ \u3000\xa0]?(?P<unit>\w+))?"
)
_MOST: Final = 5
"""Numbers of one sheet or table that are told one by one."""

Loose = tuple[Origin, Any, Any]
"""Where a number stands, how it is written, and how it was read."""


def measures_of(kind: Kind) -> frozenset[str]:
    """Return the words that may stand behind a figure of a kind without changing it."""
    unit = frozenset() if kind.unit is None else frozenset((kind.unit.zh,))
    return unit | MEASURES if kind.integral else unit


def meant(text: str, measures: Collection[str] = MEASURES) -> int | Decimal | None:
    """Return the only number that ``text`` can mean, with one of ``measures`` or nothing behind it, else ``None``."""
    found = _WRITTEN.fullmatch(text.strip(_BLANKS).removesuffix("\t").strip(_BLANKS).translate(_WIDTHS))
    if found is None:
        return None
    unit, places = found["unit"], found["places"]
    if unit is not None and (unit not in measures or (places and unit in MEASURES)):
        return None
    whole = found["sign"] + found["whole"].replace(found["mark"] or ",", "")
    return Decimal(whole + places) if places else int(whole)


def fitting(number: Any, kind: Kind, text: object) -> Any:
    """Return a ``number`` read from ``text`` as a figure of ``kind`` has it: 13.0 and 13.00 are the count 13."""
    if type(number) is not Decimal or not kind.integral or type(text) is not str:
        return number
    exact = int(number.as_tuple().exponent) >= -2 and number == number.to_integral_value()
    return int(number) if exact else number


def is_loose(text: object, number: object) -> bool:
    """Whether a cell's ``text`` was read as a ``number`` that it does not spell in plain digits."""
    if type(text) is not str or type(number) not in {int, Decimal}:
        return False
    return PLAIN.fullmatch(text) is None or (type(number) is int and "." in text)


def told(read: Sequence[Loose]) -> tuple[tuple[Origin, Text], ...]:
    """Return what to say of numbers of one sheet or table: each by itself, very many together."""
    if len(read) <= _MOST:
        return tuple(
            (origin, Text(f"“{shortened(text)}”读作 {number}", f"“{shortened(text)}” was read as {number}"))
            for origin, text, number in read
        )
    origin, text, number = read[0]
    says = Text(
        f"“{shortened(text)}”读作 {number}；同一张表里这样的数字共 {len(read)} 格，都照此读入",
        f"“{shortened(text)}” was read as {number}; {len(read)} numbers of the table are written in such ways",
    )
    return ((origin, says),)
