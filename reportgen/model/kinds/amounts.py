"""Amounts: exact decimals ≥ 0 in a unit of their own, with as many places as their unit has."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, ClassVar

import attrs

from reportgen.core.text import Text
from reportgen.model.kinds.kind import Kind, UnfitError, found
from reportgen.model.kinds.written_numbers import decimal, digits_only, plain_widths, shown_number, suggestion

TEN_THOUSAND_YUAN = Text("万元", "10,000 yuan")
WORKING_DAYS = Text("工作日", "working days")
_QUOTED = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)


@attrs.frozen(eq=False, repr=False)
class Amount(Kind):
    """An amount of money: an exact ``Decimal`` ≥ 0 in ``unit``, with at most ``places`` decimal places."""

    unit: Text = TEN_THOUSAND_YUAN
    places: int = 4

    numeric: ClassVar[bool] = True
    summable: ClassVar[bool] = True
    least: ClassVar[int | None] = 0
    adds_up: ClassVar[bool] = True
    noun: ClassVar[Text] = Text("金额", "amount")
    article: ClassVar[str] = "an"
    unfit_id: ClassVar[str] = "not-an-amount"
    """The id of the fault for a value that is no such amount."""

    def read(self, value: Any) -> Decimal | None:
        """Return the exact decimal: of an ``int``, a ``Decimal``, a quoted decimal, a float that is exact."""
        if value is None:
            return None
        exact = decimal(value) if type(value) is not str else Decimal(value) if _QUOTED.fullmatch(value) else None
        if exact is None:
            kind = found(value)
            says = Text(
                f"应当是{self.noun.zh}（数字），写的是{kind.zh}",
                f"expected {self.article} {self.noun.en}, found {kind.en}",
            )
            raise UnfitError(self.unfit_id, says, self._remedy(value))
        problem = self.problem(exact)
        if problem is not None:
            says = Text(f"{self.noun.zh}{problem.zh}：{value}", f"the {self.noun.en} {problem.en}: {value}")
            remedy = Text(
                f"单位是{self.unit.zh}，不小于 0，最多写 {self.places} 位小数",
                f"in units of {self.unit.en}, at least 0, at most {self.places} decimals",
            )
            raise UnfitError(self.unfit_id, says, remedy)
        return exact

    def _remedy(self, value: Any) -> Text:
        """Return what to write instead: a number in this unit, said with the unit where another was written."""
        meant = suggestion(value, whole=False, unit=self.unit.zh) if type(value) is str else None
        if meant is None or self.problem(Decimal(meant)) is not None:
            return digits_only(None, unit=self.unit)
        if re.sub(r"[^0-9.]", "", plain_widths(value)) == meant:
            return digits_only(meant)
        zh, en = f"单位是{self.unit.zh}，请写成 {meant}", f"write {meant}, in units of {self.unit.en}"
        return Text(zh, en)

    def problem(self, value: Decimal) -> Text | None:
        """Say why ``value`` cannot be such an amount (finite, not negative, few enough places), or return ``None``."""
        if not value.is_finite():
            return Text("不是有限的数", "is not a finite number")
        if value.is_signed():
            return Text("不能是负数", "must not be negative")
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent < -self.places:
            return Text(f"小数超过 {self.places} 位", f"has more than {self.places} decimal places")
        if isinstance(exponent, int) and exponent > 0:
            return Text("不能用科学记数法", "must be written out, without an exponent")
        return None

    def validate(self, name: str, value: Any) -> None:
        """Check that ``value`` is a ``Decimal`` that can be such an amount."""
        if type(value) is not Decimal:
            raise TypeError(f"{name} must be a Decimal or None, not {value!r}")
        problem = self.problem(value)
        if problem is not None:
            raise ValueError(f"{name} {problem}: {value}")

    def printed(self, value: Any) -> str:
        """Return the plain digits, never an exponent."""
        return f"{value:f}"

    def shows(self, text: str, value: Any) -> bool:
        """Whether ``text`` is the number, with or without commas between thousands."""
        return bool(shown_number(text) == value)

    def sample(self, number: int) -> Decimal:
        """Return ``number`` and a half, where there may be places; 0 is 0."""
        return Decimal(f"{number}.5") if number and self.places else Decimal(number)

    def of_size(self, size: float) -> Decimal:
        """Return an amount that uses all its places, so that a spreadsheet keeps them; 0 is 0."""
        smallest = int(size * 10**self.places)
        if self.places and smallest and smallest % 10 == 0:
            smallest += 1
        return Decimal(
            f"{smallest // 10**self.places}.{smallest % 10**self.places:0{self.places}}"
            if self.places and smallest
            else smallest
        )

    def schema(self) -> dict[str, Any]:
        """Return a number, a decimal in quotes, or null."""
        fraction = rf"(\.[0-9]{{1,{self.places}}})?" if self.places else ""
        return {
            "anyOf": [
                {"type": "number", "minimum": 0},
                {"type": "string", "pattern": f"^(0|[1-9][0-9]*){fraction}$"},
                {"type": "null"},
            ]
        }

    def plain(self, value: Any) -> str:
        """Return the decimal as text, which every reader keeps exactly."""
        return f"{value:f}"

    @property
    def hint(self) -> str:
        """Return the unit in brackets."""
        return f"（{self.unit.zh}）"


@attrs.frozen(eq=False, repr=False)
class Days(Amount):
    """A number of days: an exact ``Decimal`` ≥ 0, with a place for averages unless ``places`` says otherwise."""

    unit: Text = WORKING_DAYS
    places: int = 1

    noun: ClassVar[Text] = Text("天数", "number of days")
    article: ClassVar[str] = "a"
    unfit_id: ClassVar[str] = "not-a-number-of-days"
