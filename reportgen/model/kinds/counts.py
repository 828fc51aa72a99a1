"""Counts: exact whole numbers, not below zero unless they are declared so."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from types import NoneType
from typing import Any, ClassVar

import attrs

from reportgen.core.text import Text
from reportgen.model.kinds.kind import Kind, UnfitError, found
from reportgen.model.kinds.written_numbers import NOTHING, digits_only, shown_number, suggestion

ITEMS = Text("件", "items")
_INTEGERS = {int}
_INTEGERS_AND_BLANKS = {int, NoneType}
_MOST_WHOLE = 10**18


@attrs.frozen(eq=False, repr=False)
class Count(Kind):
    """A number of things: an exact ``int`` ≥ 0."""

    unit: Text = ITEMS

    numeric: ClassVar[bool] = True
    integral: ClassVar[bool] = True
    summable: ClassVar[bool] = True
    least: ClassVar[int | None] = 0
    adds_up: ClassVar[bool] = True
    listed: ClassVar[bool] = True

    def read(self, value: Any) -> int | None:
        """Return ``value`` if it is an exact ``int`` in range or ``None``; 3.0 and "12" are none."""
        if value is None or (type(value) is int and (self.least is None or value >= self.least)):
            return value
        if type(value) is int:
            says = Text(f"{self._noun}不能是负数：{value}", f"a count must not be negative: {value}")
            raise UnfitError(
                "negative-number", says, Text("请核对；没有发生的写 0", "check it; write 0 if nothing happened")
            )
        kind, range_zh, range_en = found(value), "（不小于零的整数）", "a whole number ≥ 0"
        if self.least is None:
            range_zh, range_en = "（整数，可以是负数）", "a whole number, which may be negative"
        says = Text(f"应当是{self._noun}{range_zh}，写的是{kind.zh}", f"expected {range_en}, found {kind.en}")
        raise UnfitError("not-a-count", says, self._remedy(value))

    @property
    def _noun(self) -> str:
        return f"{self.unit.zh}数"

    def _remedy(self, value: Any) -> Text | None:
        if type(value) is str:
            if value.strip() in NOTHING:
                return Text(
                    "没有发生写 0，还不知道写 null", "write 0 where nothing happened, null where it is not known"
                )
            if value.strip().endswith(("%", "％")):
                return Text(
                    f"这里填{self._noun}，不填百分比", f"a number of {self.unit.en} belongs here, no percentage"
                )
            return digits_only(
                suggestion(value, whole=True, unit=self.unit.zh), negative=self.least is None, unit=self.unit
            )
        if isinstance(value, Decimal | float) and Decimal(value).is_finite():
            exact = Decimal(value)
            lowest = -_MOST_WHOLE if self.least is None else self.least
            if exact == exact.to_integral_value() and lowest <= exact < _MOST_WHOLE:
                return digits_only(f"{exact.to_integral_value():f}", negative=True)
            return Text(f"{self._noun}没有小数，请核对", "a count has no decimals; check it")
        return None

    def takes_all(self, values: Collection[Any]) -> bool:
        """Whether every value is an exact ``int`` in range or ``None``."""
        types, least = set(map(type, values)), self.least
        if types == _INTEGERS:
            return least is None or bool(min(values) >= least)
        return types <= _INTEGERS_AND_BLANKS and (
            least is None or all(value is None or value >= least for value in values)
        )

    def validate(self, name: str, value: Any) -> None:
        """Check that ``value`` is an exact ``int`` in range."""
        if type(value) is not int:
            raise TypeError(f"{name} must be an exact int or None, not {value!r}")
        if self.least is not None and value < self.least:
            raise ValueError(f"{name} must not be negative: {value}")

    def shows(self, text: str, value: Any) -> bool:
        """Whether ``text`` is the number, with or without commas between thousands."""
        if type(value) is int and value >= 0 and text == str(value):  # as nearly every cell is printed
            return True
        return bool(shown_number(text, signed=self.least is None) == value)

    def sample(self, number: int) -> int:
        """Return ``number``."""
        return number

    def schema(self) -> dict[str, Any]:
        """Return an integer or null."""
        whole: dict[str, Any] = {"type": ["integer", "null"]}
        return whole if self.least is None else whole | {"minimum": self.least}


@attrs.frozen(eq=False, repr=False)
class SignedCount(Count):
    """A difference of counts: an exact ``int`` that may be below zero, such as a change since last year."""

    least: ClassVar[int | None] = None

    @property
    def hint(self) -> str:
        """Say how a decrease is written."""
        return "（减少的写负数，例如 -8）"
