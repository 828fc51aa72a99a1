"""How a data class declares a figure: its official label, unit and legal source stand on the field itself."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal, TypeVar

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.linear import Expression

FIGURE = "reportgen.figure"
FEE_PLACES = 4
Kind = Literal["count", "amount", "group"]
Getter = TypeVar("Getter", bound=Callable[..., Any])


@attrs.frozen(eq=False, repr=False)
class Figure(Value):
    """What is known of one figure, or of a group of figures, before any value is read.

    ``labels`` are the official words from the table's heading inwards: a row's label, then a column's.
    ``rule`` is, for a printed total, the id of the rule that its definition states.
    """

    kind: Kind
    labels: tuple[Text, ...]
    unit: Text | None = None
    law: str = ""
    rule: str | None = None


def _labels(words: tuple[tuple[str, str], ...]) -> tuple[Text, ...]:
    return tuple(Text(*pair) for pair in words)


def _count_or_symbol(_instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if type(value) is int:
        if value < 0:
            raise ValueError(f"{attribute.name} must not be negative: {value}")
    elif value is not None and not isinstance(value, Expression):
        raise TypeError(f"{attribute.name} must be an exact int or None, not {value!r}")


def _amount_or_symbol(_instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
    if value is None or isinstance(value, Expression):
        return
    if type(value) is not Decimal:
        raise TypeError(f"{attribute.name} must be a Decimal or None, not {value!r}")
    problem = amount_problem(value)
    if problem is not None:
        raise ValueError(f"{attribute.name} {problem}: {value}")


def amount_problem(value: Decimal) -> Text | None:
    """Say why ``value`` cannot be a fee (finite, not negative, at most four places), or return ``None``."""
    if not value.is_finite():
        return Text("不是有限的数", "is not a finite number")
    if value.is_signed():
        return Text("不能是负数", "must not be negative")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -FEE_PLACES:
        return Text(f"小数超过 {FEE_PLACES} 位", f"has more than {FEE_PLACES} decimal places")
    if isinstance(exponent, int) and exponent > 0:
        return Text("不能用科学记数法", "must be written out, without an exponent")
    return None


def count(*labels: tuple[str, str], unit: tuple[str, str] = ("件", "items"), law: str = "") -> Any:
    """Declare an entered count: an exact ``int`` ≥ 0, or ``None`` for a blank cell."""
    figure = Figure("count", _labels(labels), Text(*unit), law)
    return attrs.field(validator=_count_or_symbol, metadata={FIGURE: figure})


def amount(*labels: tuple[str, str], unit: tuple[str, str] = ("万元", "ten thousand yuan"), law: str = "") -> Any:
    """Declare an entered amount of money: an exact ``Decimal`` ≥ 0 with at most four places, or ``None``."""
    figure = Figure("amount", _labels(labels), Text(*unit), law)
    return attrs.field(validator=_amount_or_symbol, metadata={FIGURE: figure})


def group(*labels: tuple[str, str], law: str = "") -> Any:
    """Declare a group of figures: another data class of the model."""
    return attrs.field(metadata={FIGURE: Figure("group", _labels(labels), None, law)})


def derived(
    *labels: tuple[str, str], kind: Kind = "count", unit: tuple[str, str] = ("件", "items"), rule: str | None = None
) -> Callable[[Getter], Getter]:
    """Mark a property's function as a derived figure; stands below ``@property``.

    ``rule`` names the rule that a *printed* total states about its own cell; a total without it is for prose only.
    """
    figure = Figure(kind, _labels(labels), Text(*unit), rule=rule)

    def mark(getter: Getter) -> Getter:
        getter.__dict__[FIGURE] = figure
        return getter

    return mark
