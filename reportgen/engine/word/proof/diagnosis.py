"""What is wrong with a finished document, in the form's words: which title, table, row or cell, and what it shows.

:func:`~.read_back.prove` decides whether a document is right. Only one that it refuses is looked at here, once more and
at leisure, so that a person learns which place of the template to mend.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import attrs

from reportgen.core.spelling import nearest
from reportgen.core.text import Text
from reportgen.engine.checking.engine_rules import LABELS, PROOF, SECTIONS
from reportgen.engine.form_matching.form_tables import table_of
from reportgen.engine.form_matching.rows import find_rows, squeezed
from reportgen.engine.word.proof.body_text import BodyText, Table
from reportgen.engine.word.proof.read_back import main_part, shows, written
from reportgen.model.addresses import AddressBook
from reportgen.model.form_grid import FormRow, FormTable
from reportgen.model.kinds.amounts import Amount
from reportgen.report.report import Report

_SEVERAL: Final = 3
"""So many cells of a row or column that show those of another one are told as the row or column."""
_ALIKE: Final = 0.6
_NUMBER: Final = Amount()


@attrs.frozen(eq=False)
class Difference:
    """One difference between a document and the form, its figures or its prose; ``rule`` is the id of its fault.

    ``addresses`` are those of the figures concerned; ``table``, ``row``, ``heading`` and ``words`` (of a paragraph) say
    where it is. ``exchanged``: a figure is shown in the cell of another.
    """

    rule: str
    says: Text
    remedy: Text | None = None
    addresses: tuple[str, ...] = ()
    table: FormTable | None = None
    row: str = ""
    words: str = ""
    heading: str = ""
    exchanged: bool = False
    about: str = ""
    """What the difference is of where it concerns no figure: an official title."""


@attrs.frozen(eq=False)
class _Shown:
    """A cell that does not show its figure: what it shows, and whose figure that is, if it is anybody's."""

    table: FormTable
    row: FormRow
    column: int
    text: str
    wanted: str
    other: str | None

    @property
    def address(self) -> str:
        return self.row.addresses[self.column]


class Diagnosis:
    """The differences between ``document`` and what ``report`` gives with ``values``, ``notes`` and paragraphs.

    With ``sample`` the figures are nobody's: messages do not call them the data's.
    """

    def __init__(
        self,
        document: bytes,
        report: Report,
        values: Mapping[str, Any],
        notes: Mapping[str, str],
        narrative: Mapping[str, Sequence[Mapping[str, Any]]],
        *,
        sample: bool = False,
    ) -> None:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            self.body = BodyText(package.read(main_part(package)))
        self.report, self.values, self.notes, self.narrative = report, values, notes, narrative
        self.book: AddressBook = report.addresses
        self.sample = sample
        self.paragraphs = [block.strip() for block in self.body.blocks if isinstance(block, str)]

    def differences(self) -> list[Difference]:
        """Return every difference, in the order of the document."""
        found = [*self._titles()]
        for table in self.report.tables:
            found += self._table(table)
        return [*found, *self._prose()]

    # ---------------------------------------------------------------------------------------------------------- titles

    def _titles(self) -> Iterator[Difference]:
        sections = self.report.type.sections
        start = 0
        prose = {one["text"].strip() for field in self.narrative.values() for one in field}
        for section in sections:
            if section in self.paragraphs[start:]:
                start = self.paragraphs.index(section, start) + 1
                continue
            if section in self.paragraphs:
                says = Text(
                    f"一级标题“{section}”的次序不对", f"the section title “{section}” stands in the wrong order"
                )
                remedy = Text("请把各部分排成格式规定的次序", "Put the sections into the order of the form")
                yield Difference(SECTIONS.id, says, remedy, words=section, about=section)
                continue
            others = [one for one in self.paragraphs if one not in prose and one not in sections]
            near = nearest(section, others, cutoff=_ALIKE)
            remedy = Text(f"请写上“{section}”，单独成一段", f"Write “{section}” in a paragraph of its own")
            if near is None:
                says = Text(f"一级标题“{section}”缺失", f"the section title “{section}” is missing")
            else:
                says = Text(
                    f"一级标题“{section}”被改成了“{near}”", f"the section title “{section}” was changed to “{near}”"
                )
            yield Difference(SECTIONS.id, says, remedy, words=near or "", about=section)

    # ---------------------------------------------------------------------------------------------------------- tables

    def _table(self, table: FormTable) -> Iterator[Difference]:
        tables = self.report.tables
        rows = self._under(table.heading)
        addresses = tuple(address for row in table.rows for address in row.addresses)
        name, heading = table.name, table.heading
        if rows is None and heading not in self.paragraphs:  # the title has a difference of its own
            rows = next((block for block in self._tables() if table_of(block, tables) is table), None)
        actual = None if rows is None else table_of(rows, tables)
        if rows is None:
            says = Text(f"“{heading}”下面没有{name.zh}", f"there is no {name.en} under “{heading}”")
        elif actual is not None and actual is not table:
            says = Text(
                f"“{heading}”下面应当是{name.zh}，现在是{actual.name.zh}",
                f"under “{heading}” stands {actual.name.en} instead of {name.en}",
            )
        elif actual is None and not any(place is not None for place in find_rows(rows, table.rows)):
            says = Text(f"“{heading}”下面的表格不是{name.zh}", f"the table under “{heading}” is not {name.en}")
        else:
            yield from self._rows(table, rows)
            return
        remedy = Text(
            f"请把{name.zh}放回这个标题下面，可从 reportgen template new 写出的模板里复制",
            f"Put {name.en} back under its title; the template that reportgen template new writes has it",
        )
        yield Difference(LABELS.id, says, remedy, addresses, table, words=heading)

    def _under(self, heading: str) -> Table | None:
        """Return the first table below a title, if it stands before the next one."""
        found = False
        for block in self.body.blocks:
            if not isinstance(block, str):
                if found:
                    return block
            elif block.strip() == heading:
                found = True
            elif found and block.strip() in self.report.type.sections:
                return None
        return None

    def _tables(self) -> Iterator[Table]:
        return (block for block in self.body.blocks if not isinstance(block, str))

    def _rows(self, table: FormTable, rows: Table) -> Iterator[Difference]:
        places = find_rows(rows, table.rows)
        taken = {place for place in places if place is not None}
        wrong: list[_Shown] = []
        before = ""
        for row, place in zip(table.rows, places, strict=True):
            if place is None:
                labels = _labels(rows, len(row.addresses))
                free = [label for label, number in labels.items() if number not in taken]
                yield _missing_row(table, row, before, squeezed(row.label) in labels, free)
            else:
                wrong += self._cells(table, row, rows[place])
                before = row.label
        yield from _told(wrong, self.book, self.sample)

    def _cells(self, table: FormTable, row: FormRow, cells: Sequence[str]) -> Iterator[_Shown]:
        for column, (address, text) in enumerate(zip(row.addresses, cells[-len(row.addresses) :], strict=False)):
            kind, note = self.report.addresses.kinds.get(address, _NUMBER), self.notes.get(address, "")
            if not shows(text, kind, self.values[address], note):
                wanted = written(kind, self.values[address]) + note
                yield _Shown(table, row, column, text, wanted, self._owner(text))

    def _owner(self, text: str) -> str | None:
        """Return the one figure of the form's tables that is printed as ``text``."""
        found = self._owners.get(text) or self._owners.get(text.replace(",", ""))
        return found[0] if found is not None and len(found) == 1 else None

    @cached_property
    def _owners(self) -> Mapping[str, list[str]]:
        owners: dict[str, list[str]] = {}
        for table in self.report.tables:
            for row in table.rows:
                for address in row.addresses:
                    shown = written(self.book.kinds.get(address, _NUMBER), self.values[address])
                    for text in {shown, shown + self.notes.get(address, "")}:
                        owners.setdefault(text, []).append(address)
        return owners

    # ----------------------------------------------------------------------------------------------------------- prose

    def _prose(self) -> Iterator[Difference]:
        whole = squeezed(self.body.text)
        for field in self.report.type.narrative:
            lost = [one for one in self.narrative.get(field.name, ()) if squeezed(one["text"]) not in whole]
            for level in dict.fromkeys(one["level"] for one in lost):
                first = next(one for one in lost if one["level"] == level)
                kind = {2: Text("（一）级标题", "headings"), 3: Text("1.级标题", "lower headings")}.get(
                    level, Text("正文段落", "paragraphs")
                )
                shown = first["text"].strip()[:20]
                yield Difference(
                    PROOF.id,
                    Text(
                        f"“{field.label.zh}”的{kind.zh}没有全部印出，例如“{shown}…”",
                        f"not all {kind.en} of “{field.label.en}” are printed: “{shown}…” is not in the document",
                    ),
                    Text(
                        f"请检查循环 narrative.{field.name} 里的条件，写法见官方模板",
                        f"Look at the conditions in the loop over narrative.{field.name}",
                    ),
                    (f"narrative.{field.name}",),
                    heading=field.label.zh,
                )


def _labels(rows: Table, figures: int) -> dict[str, int]:
    """Return what stands before the last ``figures`` cells of each row, with the row's number."""
    found: dict[str, int] = {}
    for number, cells in enumerate(rows):
        if len(cells) > figures:
            found.setdefault(squeezed(cells[-figures - 1]), number)
    return found


def _missing_row(table: FormTable, row: FormRow, before: str, elsewhere: bool, free: Sequence[str]) -> Difference:
    label = row.label or "填数字的一行"
    name = table.name
    at, remedy = row.label, Text(f"请把行名改回“{label}”", f"Write “{label}” as the row's label")
    near = nearest(squeezed(row.label), free, cutoff=_ALIKE) if row.label else None
    if row.label and elsewhere:
        says = Text(
            f"{name.zh}“{label}”这一行的位置不对", f"{name.en}: the row “{label}” does not stand where the form has it"
        )
        if before:
            remedy = Text(f"它应当在“{before}”之后", f"It belongs below “{before}”")
    elif near is not None:
        at = near
        says = Text(f"{name.zh}的行名“{label}”被改成了“{near}”", f"{name.en}: the row “{label}” is now called “{near}”")
    else:
        at = before
        says = Text(f"{name.zh}缺少“{label}”这一行", f"{name.en}: there is no row “{label}”")
        remedy = Text("请把这一行放回去", "Put the row back")
    return Difference(LABELS.id, says, remedy, row.addresses, table, at)


def _told(wrong: Sequence[_Shown], book: AddressBook, sample: bool) -> Iterator[Difference]:
    """Yield differences of cells; whole rows and columns that show another's figures are one each."""
    rows = {address: (row, column) for one in wrong for row in one.table.rows for column, address in _numbered(row)}
    groups: dict[tuple[str, object], list[_Shown]] = {}
    for one in wrong:
        other_row, other_column = rows.get(one.other or "", (None, -1))
        keys: list[tuple[str, object]] = []
        if other_row is not None and other_row is not one.row and other_column == one.column:
            keys.append(("row", (one.row, other_row)))
        if other_row is one.row:
            keys.append(("column", (one.column, other_column)))
        for key in keys:
            groups.setdefault(key, []).append(one)
    told: set[str] = set()
    for one in wrong:
        if one.address in told:
            continue
        found = next(
            ((key[0], members) for key, members in groups.items() if one in members and len(members) >= _SEVERAL), None
        )
        if found is None:
            told.add(one.address)
            yield _cell(one, book, sample)
        else:
            told.update(member.address for member in found[1])
            yield (_row if found[0] == "row" else _column)(found[1], book)


def _numbered(row: FormRow) -> Iterator[tuple[int, str]]:
    return enumerate(row.addresses)


def _cell(one: _Shown, book: AddressBook, sample: bool) -> Difference:
    own = book[one.address].label
    shown = " ".join(one.text.split())
    if one.other is not None:
        other = _relative(one.other, one.address, book)
        says = Text(f"{own.zh}这一格印的是{other.zh}的数", f"{own.en}: this cell shows the figure of {other.en}")
    else:
        wanted = (
            Text(f"试填的数是 {one.wanted}", f"the sample figure is {one.wanted}")
            if sample
            else Text(f"数据是 {one.wanted}", f"the data has {one.wanted}")
        )
        says = (
            Text(f"{own.zh}这一格印的是“{shown}”，{wanted.zh}", f"{own.en}: this cell shows “{shown}”, {wanted.en}")
            if shown
            else Text(f"{own.zh}这一格是空的，{wanted.zh}", f"{own.en}: this cell is empty, {wanted.en}")
        )
    remedy = Text(f"这一格应当写 {{{{ {one.address} }}}}", f"Write {{{{ {one.address} }}}} into the cell")
    return Difference(PROOF.id, says, remedy, (one.address,), one.table, exchanged=one.other is not None)


def _row(members: Sequence[_Shown], book: AddressBook) -> Difference:
    first = members[0]
    own, other = (book[address].labels for address in (first.address, first.other or ""))
    table = own[0]
    says = Text(
        f"{table.zh}“{_inner(own).zh}”这一行印的是“{_inner(other).zh}”的数",
        f"{table.en}: the row “{_inner(own).en}” shows the figures of “{_inner(other).en}”",
    )
    return _group(members, says, first.row.label)


def _column(members: Sequence[_Shown], book: AddressBook) -> Difference:
    first = members[0]
    own, other = (book[address].labels[-1] for address in (first.address, first.other or ""))
    table, count = book[first.address].labels[0], len(members)
    says = Text(
        f"{table.zh}“{own.zh}”这一列印的是“{other.zh}”的数（共 {count} 行）",
        f"{table.en}: the column “{own.en}” shows the figures of “{other.en}” (in {count} rows)",
    )
    return _group(members, says, "")


def _group(members: Sequence[_Shown], says: Text, row: str) -> Difference:
    first = members[0]
    remedy = Text(
        f"这里应当依次写 {{{{ {first.address} }}}} 等", f"{{{{ {first.address} }}}} and those after it belong here"
    )
    addresses = tuple(member.address for member in members)
    return Difference(PROOF.id, says, remedy, addresses, first.table, row, exchanged=True)


def _inner(labels: Sequence[Text]) -> Text:
    """Return the words for a row: what stands between the table's name and the column's."""
    inside = labels[1:-1] or labels[-1:]
    return Text(" ".join(text.zh for text in inside), " / ".join(text.en for text in inside))


def _relative(other: str, own: str, book: AddressBook) -> Text:
    """Return what to call another figure beside one: its column in the same row, its row in the same column."""
    theirs, ours = book[other].labels, book[own].labels
    if theirs[:-1] == ours[:-1]:
        return theirs[-1]
    if theirs[0] == ours[0] and theirs[-1] == ours[-1]:
        inner = _inner(theirs)
        return Text(f"“{inner.zh}”", f"“{inner.en}”")
    return book[other].label
