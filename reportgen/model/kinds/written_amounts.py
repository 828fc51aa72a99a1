"""Amounts of money that carry their own unit, as a form prints them whose heading names none: 251000元, 477.35万元."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar

import attrs

from reportgen.core.text import Text
from reportgen.model.kinds.kind import Kind, UnfitError, Use, found
from reportgen.model.kinds.written_numbers import NOTHING, decimal, plain_widths

UNITS = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
"""The units that an amount may carry, in yuan."""
_WRITTEN = re.compile(r"(?P<number>(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?)(?P<unit>万元|亿元|元|)", re.ASCII)


@attrs.frozen(eq=False, repr=False)
class WrittenAmount(Kind):
    """A number ≥ 0 with its unit behind it, kept as it is written; a number alone leaves the unit open.

    It is no number to the rules: what a number without a unit amounts to is not known.
    """

    used_as: ClassVar[Use] = "text"

    def read(self, value: Any) -> str | None:
        """Return the amount as it is written: a text, or a bare number as its digits."""
        if value is None:
            return None
        bare = decimal(value)
        written = value if type(value) is str else "" if bare is None else f"{bare:f}"
        if _WRITTEN.fullmatch(written):
            return written
        kind = found(value)
        says = Text(
            f"应当是金额和单位，例如 251000元，写的是{kind.zh}",
            f"expected an amount with its unit, such as 251000元, found {kind.en}",
        )
        raise UnfitError("not-a-written-amount", says, _remedy(value))

    def validate(self, name: str, value: Any) -> None:
        """Check that ``value`` is an amount as it is written."""
        if type(value) is not str:
            raise TypeError(f"{name} must be a text or None, not {value!r}")
        if not _WRITTEN.fullmatch(value):
            raise ValueError(f"{name} must be a number with 元, 万元 or 亿元 behind it, not {value!r}")

    def measure(self, value: Any) -> int | Decimal | None:
        """Return the amount in yuan, ``None`` where its unit is not known."""
        match = None if value is None else _WRITTEN.fullmatch(value)
        if match is None:
            return None
        number = Decimal(match["number"])
        if number and not match["unit"]:
            return None
        yuan = number * UNITS.get(match["unit"], 1)
        return int(yuan) if yuan == yuan.to_integral_value() else yuan

    def sample(self, number: int) -> str:
        """Return ``number`` yuan."""
        return f"{number}元"

    def schema(self) -> dict[str, Any]:
        """Return a number, a number with its unit in quotes, or null."""
        pattern = r"^(0|[1-9][0-9]{0,17})(\.[0-9]{1,6})?(元|万元|亿元)?$"
        return {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": pattern}, {"type": "null"}]}

    @property
    def hint(self) -> str:
        """Say that the unit is written, too."""
        return "（连同单位，例如 251000元 或 25.1万元）"


def _remedy(value: Any) -> Text:
    if type(value) is str:
        plain = "".join(plain_widths(value).split()).replace(",", "")
        if _WRITTEN.fullmatch(plain):
            return Text(f"请写成 {plain}", f"write {plain}")
        if plain in NOTHING:
            return Text("没有发生写 0，还不知道写 null", "write 0 where nothing happened, null where it is not known")
    return Text("写数字和单位（元、万元或亿元）", "write a number and its unit (元, 万元 or 亿元)")
