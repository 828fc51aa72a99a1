"""Every figure of a data class by its address, and every derived one as an expression over entered ones."""

from __future__ import annotations

import functools
import typing
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.figures import FIGURE, Figure
from reportgen.model.linear import Expression
from reportgen.model.symbolic import derived_figures, hints, join, published_symbols, symbols


@attrs.frozen(eq=False, repr=False, slots=False)
class Address(Value):
    """One figure of a report type: its address, what it is, and the official words that lead to it."""

    name: str
    figure: Figure
    labels: tuple[Text, ...]
    printed: bool
    """Whether the form has a cell for it; sums that only prose uses have none."""
    definition: Expression | None = None
    """For a derived figure: the entered figures that it adds."""

    @property
    def derived(self) -> bool:
        """Whether the figure is computed, never entered."""
        return self.definition is not None

    @cached_property
    def label(self) -> Text:
        """The figure's name as a person finds it: 表三“（三）不予公开 1.属于国家秘密”自然人."""
        return label_of(self.labels)


@attrs.frozen(eq=False, repr=False)
class Definition(Value):
    """What one printed total must equal: ``address`` = ``expression`` over printed cells, as rule ``rule`` says."""

    rule: str
    address: str
    expression: Expression


class AddressBook:
    """All addresses of one statistics class, in the order of the form.

    ``entered`` and ``derived`` map addresses to :class:`Address`; ``groups`` maps the addresses of inner classes
    (a row, a block) to their labels; ``cells`` is the class on the symbols of the printed cells, and ``definitions``
    holds one equation for every printed total.
    """

    def __init__(self, statistics: type) -> None:
        self.statistics = statistics
        self.entered: dict[str, Address] = {}
        self.derived: dict[str, Address] = {}
        self.groups: dict[str, tuple[Text, ...]] = {}
        for address in _walk(statistics, symbols(statistics), "", (), derived=False, printed=True):
            if address.figure.kind == "group":
                self.groups[address.name] = address.labels
            else:
                (self.derived if address.derived else self.entered)[address.name] = address
        self.cells: Any = published_symbols(statistics)
        self.definitions: tuple[Definition, ...] = tuple(_definitions(statistics, "", self.cells))
        self._read_entered = attrgetter(*self.entered)

    def __getitem__(self, name: str) -> Address:
        found = self.entered.get(name)
        return found if found is not None else self.derived[name]

    def __contains__(self, name: object) -> bool:
        return name in self.entered or name in self.derived

    def __iter__(self) -> Iterator[str]:
        yield from self.entered
        yield from self.derived

    @cached_property
    def counted_totals(self) -> frozenset[str]:
        """The addresses of all derived counts."""
        return frozenset(name for name, address in self.derived.items() if address.figure.kind == "count")

    def derive(self, entered: Mapping[str, Any]) -> dict[str, Any]:
        """Return every derived figure by address, computed from the entered; ``None`` where one of them is blank."""
        if None not in entered.values():
            return self._derive(entered)
        return {
            name: entry.definition.evaluate(entered)
            for name, entry in self.derived.items()
            if entry.definition is not None
        }

    @cached_property
    def _derive(self) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
        """Return every definition as one compiled function: a report costs microseconds instead of 700 additions."""
        names = {name: f"v{number}" for number, name in enumerate(self.entered)}
        sums = {
            name: " + ".join(f"{factor} * {names[part]}" if factor != 1 else names[part] for part, factor in definition)
            for name, entry in self.derived.items()
            if (definition := entry.definition) is not None and not definition.constant
        }
        items = ", ".join(f"{name!r}: {total}" for name, total in sums.items())
        space: dict[str, Any] = {}
        source = f"def derive(entered):\n ({', '.join(names.values())},) = entered.values()\n return {{{items}}}"
        exec(source, space)  # noqa: S102 — the source is made of numbered names and the model's own addresses
        derive: Callable[[Mapping[str, Any]], dict[str, Any]] = space["derive"]
        return derive

    def values(self, statistics: Any) -> dict[str, Any]:
        """Return every entered figure's value by address."""
        return dict(zip(self.entered, self._read_entered(statistics), strict=True))

    def filled(self, entered: Mapping[str, Any]) -> Any:
        """Return the statistics that hold the ``entered`` figures, which are given by address."""
        return _filled(self.statistics, "", entered)


@functools.cache
def address_book(statistics: Any) -> AddressBook:
    """Return the addresses of ``statistics``, worked out once."""
    return AddressBook(statistics)


@functools.cache
def label_of(labels: tuple[Text, ...]) -> Text:
    """Join official words from the table inwards: 表三“（一）予以公开”自然人."""
    if len(labels) < 2:
        return labels[0] if labels else Text("", "")
    table, *rows = labels
    column = rows.pop() if len(rows) > 1 else Text("", "")
    return Text(
        f"{table.zh}“{' '.join(text.zh for text in rows)}”{column.zh}",
        f"{table.en} “{' / '.join(text.en for text in rows)}” {column.en}".rstrip(),
    )


def _filled(cls: Any, prefix: str, entered: Mapping[str, Any]) -> Any:
    fields = ((join(prefix, field.name), field) for field in attrs.fields(cls))
    return cls(
        *(
            _filled(hints(cls)[field.name], name, entered) if field.metadata[FIGURE].kind == "group" else entered[name]
            for name, field in fields
        )
    )


def _walk(
    cls: type, values: Any, prefix: str, labels: tuple[Text, ...], *, derived: bool, printed: bool
) -> Iterator[Address]:
    """Yield every address below ``prefix``; ``values`` is ``cls`` on symbols, of which each sum is worked out once."""
    for field in attrs.fields(cls):
        figure: Figure = field.metadata[FIGURE]
        name, words, value = join(prefix, field.name), labels + figure.labels, getattr(values, field.name)
        if figure.kind == "group":
            yield Address(name, figure, words, printed)
            yield from _walk(hints(cls)[field.name], value, name, words, derived=derived, printed=printed)
        else:
            yield Address(name, figure, words, printed, value if derived else None)
    for property_name, (figure, kind) in derived_figures(cls).items():
        name, words, value = join(prefix, property_name), labels + figure.labels, getattr(values, property_name)
        in_form = printed and figure.rule is not None
        if attrs.has(typing.cast(type[Any], kind)):
            yield Address(name, attrs.evolve(figure, kind="group"), words, in_form)
            yield from _walk(kind, value, name, words, derived=True, printed=in_form)
        else:
            yield Address(name, figure, words, in_form, value)


def nearest_definitions(statistics: type) -> dict[str, Expression]:
    """Return every derived figure as the sum of its nearest addends, which may be totals themselves."""
    cells = published_symbols(statistics, every=True)
    nearest: dict[str, Expression] = {}
    for definition in _definitions(statistics, "", cells, every=True):
        nearest.setdefault(definition.address, definition.expression)
    return nearest


def _definitions(cls: type, prefix: str, cells: Any, *, every: bool = False) -> Iterator[Definition]:
    """Run each property that defines a printed total (or every total) once, on the symbols of the printed cells."""
    for field in attrs.fields(cls):
        if field.metadata[FIGURE].kind == "group":
            inner = hints(cls)[field.name], join(prefix, field.name), getattr(cells, field.name)
            yield from _definitions(*inner, every=every)
    for name, (figure, kind) in derived_figures(cls).items():
        if figure.rule is None and not every:
            continue
        address, value, rule = join(prefix, name), getattr(cls, name).fget(cells), figure.rule or ""
        if not attrs.has(kind):
            yield Definition(rule, address, value)
            continue
        for column in attrs.fields(type(value)):
            yield Definition(rule, join(address, column.name), getattr(value, column.name))
        yield from _definitions(kind, address, getattr(cells, name), every=every)
