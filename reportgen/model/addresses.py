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
from reportgen.model.definitions import Definition, definitions, expression_of
from reportgen.model.figures import Figure, declared
from reportgen.model.kinds.kind import Kind
from reportgen.model.linear import Expression
from reportgen.model.symbolic import (
    Rows,
    derived_figures,
    hints,
    join,
    published_symbols,
    row_names,
    row_of,
    steps,
    symbols,
)

LAST_YEAR = "last_year."
"""Stands before an address to name the same figure in last year's report; twice, in that of the year before."""


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
    def over_rows(self) -> bool:
        """Whether the figure adds rows of a group that repeats, which a report type cannot name."""
        return self.definition is not None and any("[" in part for part in self.definition.addresses)

    @cached_property
    def label(self) -> Text:
        """The figure's name as a person finds it: 表三“（三）不予公开 1.属于国家秘密”自然人."""
        return label_of(self.labels)


class AddressBook:
    """All addresses of one statistics class, in the order of the form.

    ``entered`` and ``derived`` map addresses to :class:`Address`; ``groups`` maps the addresses of inner classes
    (a row, a block) to their labels; ``cells`` is the class on the symbols of the printed cells, and ``definitions``
    holds one equation for every printed total. ``rows`` names the rows of groups that repeat; without it, for a type
    whose data is not known, each such group has one row without a name: ``accounts[].posts``.
    """

    def __init__(self, statistics: type, rows: Rows | None = None) -> None:
        self.statistics, self.rows = statistics, rows
        self.entered: dict[str, Address] = {}
        self.derived: dict[str, Address] = {}
        self.groups: dict[str, tuple[Text, ...]] = {}
        self.repeats: list[str] = []
        filled = symbols(statistics, "", rows)
        self._walk(statistics, filled, "", (), derived=False, printed=True)
        self.cells: Any = published_symbols(statistics, "", rows)
        self.definitions: tuple[Definition, ...] = tuple(definitions(statistics, "", self.cells))
        self.converted = tuple(name for name in self if not self[name].figure.kind.prints_itself)
        """The figures that a template is not given as they are."""
        self.texts = tuple(name for name, entry in self.entered.items() if not entry.figure.kind.numeric)
        """The entered figures that are no numbers, or may be none."""
        kinds = [self.entered[name].figure.kind for name in self.texts]
        self._coded = any(kind.summable for kind in kinds)
        if self.texts:
            self._refuse_sums_of_words()
        self._read_entered = None if self.repeats else attrgetter(*self.entered)

    def __reduce__(self) -> tuple[Any, ...]:
        """Be worked out again in another process: its symbols are of classes that are made while the program runs."""
        return address_book, (self.statistics, self.rows)

    def _refuse_sums_of_words(self) -> None:
        for address, entry in self.derived.items():
            for part in entry.definition or ():
                if not self.entered[part[0]].figure.kind.summable:
                    raise TypeError(f"{address} adds {part[0]}, which is no number")

    def __getitem__(self, name: str) -> Address:
        found = self.entered.get(name)
        return found if found is not None else self.derived[name]

    def __contains__(self, name: object) -> bool:
        return name in self.entered or name in self.derived

    def __iter__(self) -> Iterator[str]:
        yield from self.entered
        yield from self.derived

    def label(self, address: str) -> Text:
        """Return the official name of a figure or group."""
        return self[address].label if address in self else label_of(self.groups.get(address, ()))

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kind of every figure by its address."""
        return {name: self[name].figure.kind for name in self}

    @cached_property
    def kind_of_totals(self) -> Kind | None:
        """The kind of every derived figure, where they are all of one."""
        kinds = {type(entry.figure.kind): entry.figure.kind for entry in self.derived.values()}
        return next(iter(kinds.values())) if len(kinds) == 1 else None

    @cached_property
    def nearest(self) -> Mapping[str, Expression]:
        """Every derived figure as the sum of its nearest addends, which may be totals themselves."""
        found: dict[str, Expression] = {}
        cells = published_symbols(self.statistics, "", self.rows, every=True)
        for definition in definitions(self.statistics, "", cells, every=True):
            found.setdefault(definition.address, definition.expression)
        return found

    def derive(self, entered: Mapping[str, Any]) -> dict[str, Any]:
        """Return every derived figure by address, computed from the entered; ``None`` where it is undecided."""
        if not self._coded and None not in entered.values():
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
        sums: dict[str, str] = {}
        decimals: dict[str, Expression] = {}
        for name, entry in self.derived.items():
            definition = entry.definition or Expression()
            if all(self.entered[part].figure.kind.integral for part in definition.addresses):
                parts = [f"{factor} * {names[part]}" if factor != 1 else names[part] for part, factor in definition]
                sums[name] = " + ".join(
                    [*parts, str(definition.constant)] if definition.constant or not parts else parts
                )
            else:
                decimals[name] = definition
        items = ", ".join(f"{name!r}: {total}" for name, total in sums.items())
        unpacked = f"({', '.join(names.values())},) = entered.values()" if names else "pass"
        space: dict[str, Any] = {}
        exec(f"def derive(entered):\n {unpacked}\n return {{{items}}}", space)  # noqa: S102 — the source is made of numbered names and the model's own addresses
        integral: Callable[[Mapping[str, Any]], dict[str, Any]] = space["derive"]
        if not decimals:
            return integral

        def derive(entered: Mapping[str, Any]) -> dict[str, Any]:
            """Sums of decimals are exact in a context of their own, whatever the program around has set."""
            values = integral(entered) | {name: sum_.evaluate(entered) for name, sum_ in decimals.items()}
            return {name: values[name] for name in self.derived}

        return derive

    def shown(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return ``values`` as a template is given them: days as text, for example."""
        return self._converted(values, lambda kind: kind.shown)

    def printed(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return ``values`` as prose prints them: yes and no as words, too."""
        return self._converted(values, lambda kind: kind.printed)

    def _converted(self, values: Mapping[str, Any], way: Callable[[Kind], Callable[[Any], Any]]) -> Mapping[str, Any]:
        if not self.converted:
            return values
        converted = {
            name: way(self[name].figure.kind)(values[name]) for name in self.converted if values[name] is not None
        }
        return {**values, **converted}

    def values(self, statistics: Any) -> dict[str, Any]:
        """Return every entered figure's value by address."""
        if self._read_entered is None:
            return {address: _value_at(statistics, address) for address in self.entered}
        return dict(zip(self.entered, self._read_entered(statistics), strict=True))

    def filled(self, entered: Mapping[str, Any]) -> Any:
        """Return the statistics that hold the ``entered`` figures, which are given by address."""
        return self._filled(self.statistics, "", entered)

    def _filled(self, cls: Any, prefix: str, entered: Mapping[str, Any]) -> Any:
        made = []
        for field in attrs.fields(cls):
            entry, name = declared(field), join(prefix, field.name)
            if isinstance(entry, Figure):
                made.append(entered[name])
            elif entry.rows is None:
                made.append(self._filled(hints(cls)[field.name], name, entered))
            else:
                made.append(
                    {key: self._filled(entry.rows, row_of(name, key), entered) for key in row_names(self.rows, name)}
                )
        return cls(*made)

    def _walk(
        self, cls: type, values: Any, prefix: str, labels: tuple[Text, ...], *, derived: bool, printed: bool
    ) -> None:
        """Note every address below ``prefix``; ``values`` is ``cls`` on symbols: each sum is worked out once."""
        for field in attrs.fields(cls):
            entry, name, value = declared(field), join(prefix, field.name), getattr(values, field.name)
            words = labels + entry.labels
            if isinstance(entry, Figure):
                address = Address(name, entry, words, printed, value if derived else None)
                (self.derived if derived else self.entered)[name] = address
                continue
            self.groups[name] = words
            if entry.rows is None:
                self._walk(hints(cls)[field.name], value, name, words, derived=derived, printed=printed)
                continue
            self.repeats.append(name)
            for key, row in value.items():
                inner, called = row_of(name, key), (*words, Text(key, key))
                self.groups[inner] = called
                self._walk(entry.rows, row, inner, called, derived=derived, printed=printed)
        for property_name, (figure, kind) in derived_figures(cls).items():
            name, words, value = join(prefix, property_name), labels + figure.labels, getattr(values, property_name)
            in_form = printed and figure.rule is not None
            if attrs.has(typing.cast(type[Any], kind)):
                self.groups[name] = words
                self._walk(kind, value, name, words, derived=True, printed=in_form)
            else:
                self.derived[name] = Address(name, figure, words, in_form, expression_of(value))


def address_book(statistics: Any, rows: Rows | None = None) -> AddressBook:
    """Return the addresses of ``statistics``, worked out once; ``rows`` names the rows of groups that repeat."""
    return _of_type(statistics) if rows is None else _of_report(statistics, tuple(rows.items()))


@functools.cache
def _of_type(statistics: Any) -> AddressBook:
    return AddressBook(statistics)


@functools.lru_cache(maxsize=64)
def _of_report(statistics: Any, rows: tuple[tuple[str, tuple[str, ...]], ...]) -> AddressBook:
    return AddressBook(statistics, dict(rows))


def rows_of(statistics: Any, prefix: str = "") -> dict[str, tuple[str, ...]]:
    """Return the names of the rows of every group that repeats in ``statistics``."""
    found: dict[str, tuple[str, ...]] = {}
    for field in attrs.fields(type(statistics)):
        entry, name, value = declared(field), join(prefix, field.name), getattr(statistics, field.name)
        if isinstance(entry, Figure):
            continue
        if entry.rows is None:
            found |= rows_of(value, name)
        else:
            found[name] = tuple(value)
            for key, row in value.items():
                found |= rows_of(row, row_of(name, key))
    return found


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


def _value_at(statistics: Any, address: str) -> Any:
    value = statistics
    for step in steps(address):
        value = value[step] if isinstance(value, Mapping) else getattr(value, step)
    return value
