"""How a finished document differs from the form and its figures, in the words of a person who looks at both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from reportgen.core.spelling import nearest
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import LABELS, PROOF
from reportgen.engine.form_matching.rows import squeezed
from reportgen.model.addresses import AddressBook
from reportgen.model.form_grid import FormRow, FormTable

_SEVERAL: Final = 3
"""So many cells of a row or column that show those of another one are told as the row or column."""
_ALIKE: Final = 0.6


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
class Shown:
    """A cell that does not show its figure: what it shows, and whose figure that is, if it is anybody's."""

    table: FormTable
    row: FormRow
    column: int
    text: str
    wanted: str
    other: str | None

    @property
    def address(self) -> str:
        """The figure that belongs in the cell."""
        return self.row.addresses[self.column]


def missing_row(table: FormTable, row: FormRow, before: str, elsewhere: bool, free: Sequence[str]) -> Difference:
    """Return that a row is not where the form has it: below ``before``.

    ``elsewhere``: its label stands in another row; ``free`` are labels of rows that are none of the form's.
    """
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


def differences_of_cells(wrong: Sequence[Shown], book: AddressBook, sample: bool) -> Iterator[Difference]:
    """Yield differences of cells; whole rows and columns that show another's figures are one each."""
    rows = {address: (row, column) for one in wrong for row in one.table.rows for column, address in _numbered(row)}
    groups: dict[tuple[str, object], list[Shown]] = {}
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


def _cell(one: Shown, book: AddressBook, sample: bool) -> Difference:
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


def _row(members: Sequence[Shown], book: AddressBook) -> Difference:
    first = members[0]
    own, other = (book[address].labels for address in (first.address, first.other or ""))
    table = own[0]
    says = Text(
        f"{table.zh}“{_inner(own).zh}”这一行印的是“{_inner(other).zh}”的数",
        f"{table.en}: the row “{_inner(own).en}” shows the figures of “{_inner(other).en}”",
    )
    return _group(members, says, first.row.label)


def _column(members: Sequence[Shown], book: AddressBook) -> Difference:
    first = members[0]
    own, other = (book[address].labels[-1] for address in (first.address, first.other or ""))
    table, count = book[first.address].labels[0], len(members)
    says = Text(
        f"{table.zh}“{own.zh}”这一列印的是“{other.zh}”的数（共 {count} 行）",
        f"{table.en}: the column “{own.en}” shows the figures of “{other.en}” (in {count} rows)",
    )
    return _group(members, says, "")


def _group(members: Sequence[Shown], says: Text, row: str) -> Difference:
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
