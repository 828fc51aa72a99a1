"""How a data class declares a figure: its official label, kind and legal source stand on the field itself.

Counts, amounts and groups are declared here, figures that are no numbers in :mod:`reportgen.model.word_figures`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.kinds.amounts import Amount, Days
from reportgen.model.kinds.counts import Count, SignedCount
from reportgen.model.kinds.kind import Kind
from reportgen.model.linear import Expression

FIGURE = "reportgen.figure"
ROW_NAME = "name"
"""What a template calls the name of a row in a group that repeats."""
Label = tuple[str, str]
"""Official words and their translation."""
Getter = TypeVar("Getter", bound=Callable[..., Any])

_ITEMS = ("件", "items")
_TEN_THOUSAND_YUAN = ("万元", "10,000 yuan")
_WORKING_DAYS = ("工作日", "working days")


@attrs.frozen(eq=False, repr=False)
class Figure(Value):
    """What is known of one figure before any value is read.

    ``labels`` are the official words from the table's heading inwards: a row's label, then a column's.
    ``rule`` is, for a printed total, the id of the rule that its definition states.
    """

    kind: Kind
    labels: tuple[Text, ...]
    law: str = ""
    rule: str | None = None
    adds_up: bool = True
    """Whether the figure of an office is the sum of those of its units; a median, a rank and a share are not."""
    short: str = ""
    """A shorter word for the last label, for the names of cells in templates."""

    @property
    def unit(self) -> Text | None:
        """The unit of measure."""
        return self.kind.unit

    @property
    def rolls_up(self) -> bool:
        """Whether figures of several offices may be added: their kind and this figure allow it."""
        return self.kind.adds_up and self.adds_up


@attrs.frozen(eq=False, repr=False)
class Group(Value):
    """What is known of a group of figures, which is another data class; structure, not a kind of figure.

    ``rows`` is the class of a group that repeats: one row for each name that the data file gives.
    """

    labels: tuple[Text, ...]
    law: str = ""
    rows: type | None = None
    short: str = ""
    """A shorter word for the label, for the names of cells in templates."""


def declared(field: attrs.Attribute[Any]) -> Figure | Group:
    """Return what the declaration of a data class's field says."""
    found: Figure | Group = field.metadata[FIGURE]
    return found


def figure(kind: Kind, labels: tuple[Label, ...], law: str = "", *, adds_up: bool = True, short: str = "") -> Any:
    """Declare an entered figure of ``kind``; ``None`` is a blank cell."""

    def validate(_instance: Any, attribute: attrs.Attribute[Any], value: Any) -> None:
        if value is not None and not isinstance(value, Expression):
            kind.validate(attribute.name, value)

    declaration = Figure(kind, texts(labels), law, adds_up=adds_up, short=short)
    return attrs.field(validator=validate, metadata={FIGURE: declaration})


def texts(labels: tuple[Label, ...]) -> tuple[Text, ...]:
    """Return labels as messages."""
    return tuple(Text(*pair) for pair in labels)


def count(*labels: Label, unit: Label = _ITEMS, law: str = "", adds_up: bool = True, short: str = "") -> Any:
    """Declare an entered count: an exact ``int`` ≥ 0, or ``None`` for a blank cell."""
    return figure(Count(Text(*unit)), labels, law, adds_up=adds_up, short=short)


def signed_count(*labels: Label, unit: Label = _ITEMS, law: str = "", adds_up: bool = True) -> Any:
    """Declare an entered difference of counts: an exact ``int`` that may be below zero, or ``None``."""
    return figure(SignedCount(Text(*unit)), labels, law, adds_up=adds_up)


def amount(
    *labels: Label, unit: Label = _TEN_THOUSAND_YUAN, places: int = 4, law: str = "", adds_up: bool = True
) -> Any:
    """Declare an entered amount of money: an exact ``Decimal`` ≥ 0 with at most ``places`` places, or ``None``."""
    return figure(Amount(Text(*unit), places), labels, law, adds_up=adds_up)


def days(*labels: Label, unit: Label = _WORKING_DAYS, places: int = 1, law: str = "", adds_up: bool = True) -> Any:
    """Declare an entered number of days: an exact ``Decimal`` ≥ 0 with at most ``places`` places, or ``None``."""
    return figure(Days(Text(*unit), places), labels, law, adds_up=adds_up)


def group(*labels: Label, law: str = "", short: str = "") -> Any:
    """Declare a group of figures: another data class of the model."""
    return attrs.field(metadata={FIGURE: Group(texts(labels), law, short=short)})


def repeated(rows: type, *labels: Label, law: str = "") -> Any:
    """Declare a group that repeats: a mapping of names, which the data file gives, to data classes ``rows``.

    The figure ``posts`` of the row 网站 has the address ``accounts[网站].posts``. A total over all rows is a derived
    figure: ``add(*(row.posts for row in self.accounts.values()))``.
    """
    if any(field.name == ROW_NAME for field in attrs.fields(rows)):
        raise TypeError(f"{rows.__name__}.{ROW_NAME}: templates call a row's own name so; choose another")
    return attrs.field(metadata={FIGURE: Group(texts(labels), law, rows)})


def derived(
    *labels: Label, kind: Kind | None = None, rule: str | None = None, adds_up: bool = True
) -> Callable[[Getter], Getter]:
    """Mark a property's function as a derived figure, a count unless ``kind`` is given; stands below ``@property``.

    ``rule`` names the rule that a *printed* total states about its own cell; a total without it is for prose only.
    """
    total = Figure(kind or Count(), texts(labels), rule=rule, adds_up=adds_up)

    def mark(getter: Getter) -> Getter:
        getter.__dict__[FIGURE] = total
        return getter

    return mark
