"""What was read of a published report, as the data file that could have made it, with the place of each part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from reportgen.core.document import Document, Path
from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.form_matching.doubtful_rows import Figure
from reportgen.engine.reading.published.prose_sections import Paragraph, Prose
from reportgen.engine.reading.published.titles import Title
from reportgen.model.figures import Group, declared
from reportgen.model.symbolic import LONG_ROW, columns, hints, join, steps
from reportgen.report.narrative import NOT_READ
from reportgen.report.report_type import ReportType

_MOST_NAMED: Final = 6


@attrs.define(eq=False)
class Data:
    """A data file in the making."""

    name: str
    type: ReportType
    data: dict[str, Any] = attrs.field(factory=dict)
    places: dict[Path, Origin] = attrs.field(factory=dict)
    lines: dict[Path, list[Origin]] = attrs.field(factory=dict)

    def head(self, organ: str, year: int, title: Title | None) -> None:
        """Put down what the report is and whose."""
        self.data |= {"report": self.type.name, "organ": organ, "year": year}
        if title is not None:
            self.places |= {(key,): title.origin for key in ("report", "organ", "year")}

    def figures(self, found: Mapping[str, Figure]) -> Iterator[Fault]:
        """Put down every figure, a blank where there is none; yield which of the form's rows the document lacks."""
        book = self.type.addresses
        stated: dict[str, Any] = {}
        notes: dict[str, str] = {}
        single = dict(self._single_rows(found))
        for field in attrs.fields(self.type.statistics):
            self.data[field.name] = self._value(declared(field), hints(self.type.statistics)[field.name], field.name,
                                                found, single)  # fmt: skip
        for address, figure in found.items():
            total = self._total(address, single)
            if total is not None and figure.printed.value is not None:
                stated[total] = figure.printed.value if total not in book else self._plain(total, figure.printed.value)
                self.places["stated", total] = figure.origin
            if not figure.printed.note:
                continue
            noted = total or address
            if noted in book and book[noted].printed:
                notes[noted] = f"（{figure.printed.note}）"
                self.places["notes", noted] = figure.origin
            else:
                says = Text(f"附注没有位置：{figure.printed.note}", f"a note without a place: {figure.printed.note}")
                yield Fault("published-note", says, figure.origin)
        if stated:
            self.data["stated"] = stated
        if notes:
            self.data["notes"] = notes
        yield from self._missing(found, single)

    def _value(self, entry: Any, cls: Any, address: str, found: Mapping[str, Figure], single: Mapping[str, Any]) -> Any:
        """Return the figure or the group at ``address`` as plain data; a row of many numbers is a list."""
        if not isinstance(entry, Group):
            figure = found.get(address)
            if figure is None:
                return None
            self.places[steps(address)] = figure.origin
            return None if figure.printed.value is None else self._plain(address, figure.printed.value)
        if entry.rows is not None:
            return {}
        if address in single:
            return self._row(columns(single[address]), address, found)
        names = columns(cls)
        if len(names) > LONG_ROW:
            return self._row(names, address, found)
        kinds = hints(cls)
        return {
            field.name: self._value(declared(field), kinds[field.name], join(address, field.name), found, single)
            for field in attrs.fields(cls)
        }

    def _plain(self, address: str, value: Any) -> Any:
        kind = self.type.addresses[address].figure.kind
        return kind.plain(kind.read(value))

    def _row(self, names: tuple[str, ...], address: str, found: Mapping[str, Figure]) -> list[Any]:
        row: list[Any] = []
        for position, name in enumerate(names):
            figure = found.get(join(address, name))
            if figure is not None:
                self.places[(*steps(address), position)] = figure.origin
                self.places.setdefault(steps(address), figure.origin)
            row.append(None if figure is None else figure.printed.value)
        return row

    def _single_rows(self, found: Mapping[str, Figure]) -> Iterator[tuple[str, Any]]:
        """Yield the groups of rows that the document prints as one row, with the class of their rows."""
        if self.type.adapt is None:
            return
        book = self.type.addresses
        for address, cls in _groups(self.type.statistics, ""):
            rows = [field.name for field in attrs.fields(cls)]
            kinds = hints(cls)
            row = kinds[rows[0]] if rows and attrs.has(kinds[rows[0]]) else None
            if row is None or len(columns(row)) <= LONG_ROW:
                continue
            inside = any(one.startswith(f"{address}.{name}.") for one in found for name in rows)
            whole = [join(address, name) for name in columns(row)]
            if not inside and any(one in found for one in whole) and not any(one in book for one in whole):
                yield address, row

    def _total(self, address: str, single: Mapping[str, Any]) -> str | None:
        """Return the address of the total that a printed figure is, None for a figure that is entered."""
        book = self.type.addresses
        if address in book.derived:
            return address
        group, _, column = address.rpartition(".")
        if address in book.entered:
            return None
        if group in single:  # the row's own total: the type brings it to its place
            return address if column not in columns(single[group]) else None
        inner = f"{group}.total.{column}"
        return inner if inner in book.derived else None

    def _missing(self, found: Mapping[str, Figure], single: Mapping[str, Any]) -> Iterator[Fault]:
        """Yield a fault for each table that lacks rows, or is not there at all."""
        for table in self.type.tables:
            lacking = [
                row.label or table.name.zh
                for row in table.rows
                if not any(address in found for address in row.addresses)
                and not any(address.startswith(f"{one}.") for one in single for address in row.addresses)
            ]
            if len(lacking) == len(table.rows):
                says = Text(f"没有读到{table.name.zh}（{table.heading}）", f"{table.name.en} is not found")
                yield Fault("published-missing-table", says, Origin(self.name))
            elif lacking:
                shown = "、".join(lacking[:_MOST_NAMED]) + ("……" if len(lacking) > _MOST_NAMED else "")
                says = Text(
                    f"{table.name.zh}没有读到 {len(lacking)} 行：{shown}",
                    f"{table.name.en} lacks {len(lacking)} rows: {shown}",
                )
                yield Fault("published-missing-rows", says, Origin(self.name))
            without = [
                address
                for row in table.rows
                if any(address in found for address in row.addresses)
                for address in row.addresses
                if address not in found
            ]
            if without:
                book = self.type.addresses
                named = [book[address].label for address in without[:_MOST_NAMED]]
                more = "……" if len(without) > _MOST_NAMED else ""
                says = Text(
                    f"{table.name.zh}有 {len(without)} 个数字没有栏目可对：{'、'.join(one.zh for one in named)}{more}",
                    f"{table.name.en}: no column is found for {len(without)} figures: "
                    f"{', '.join(one.en for one in named)}{more}",
                )
                yield Fault("published-missing-columns", says, Origin(self.name))

    def prose(self, prose: Prose) -> Iterator[Fault]:
        """Put down the prose under the names of its sections, notes under tables as remarks; yield what is missing."""
        narrative: dict[str, str] = {}
        sections = {section.number: section for section in prose.sections}
        for field in self.type.narrative:
            number = next((at for at, title in enumerate(self.type.sections) if title == field.label.zh), None)
            paragraphs = prose.preamble if number is None else ()
            if number is not None and number in sections:
                paragraphs = sections[number].paragraphs
            if paragraphs:
                self._put(narrative, field.name, paragraphs)
            elif field.required or (number is not None and number not in sections):
                narrative[field.name] = NOT_READ
                says = Text(f"没有读到“{field.label.zh}”的文字", f"the prose of “{field.label.en}” is not found")
                yield Fault("published-missing-prose", says, Origin(self.name))
        self.data["narrative"] = narrative
        remarks = {}
        for name, table in self.type.remarked.items():
            number = self.type.sections.index(table.heading) if table.heading in self.type.sections else -1
            paragraphs = sections[number].paragraphs if number in sections else ()
            if paragraphs:
                remarks[name] = "；".join(one.plain.rstrip("；。") for one in paragraphs)
                self.places["remarks", name] = paragraphs[0].origin
        if remarks:
            self.data["remarks"] = remarks

    def _put(self, narrative: dict[str, str], name: str, paragraphs: tuple[Paragraph, ...]) -> None:
        narrative[name] = "\n\n".join(one.text for one in paragraphs)
        self.places["narrative", name] = paragraphs[0].origin
        self.lines["narrative", name] = [one.origin for one in paragraphs for _ in (1, 2)]

    def document(self, account: tuple[Fault, ...] = ()) -> Document:
        """Return the data with its places, and with the account of its reading."""
        places, lines, whole = dict(self.places), dict(self.lines), Origin(self.name)

        def locate(path: Path) -> Origin:
            while path and path not in places:
                path = path[:-1]
            return places.get(path, whole)

        def locate_line(path: Path, line: int) -> Origin:
            known = lines.get(path)
            return known[min(line, len(known) - 1)] if known else locate(path)

        return Document(self.name, self.data, locate, locate, locate_line, account=account, published=True)


def _groups(cls: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    kinds = hints(cls)
    for field in attrs.fields(cls):
        entry = declared(field)
        if isinstance(entry, Group) and entry.rows is None:
            address = join(prefix, field.name)
            yield address, kinds[field.name]
            yield from _groups(kinds[field.name], address)
