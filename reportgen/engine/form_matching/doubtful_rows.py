"""Figures that are in doubt for what else the document shows: the same row again, other parts of it, rows beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened
from reportgen.core.value import Value
from reportgen.engine.form_matching.form_index import BlockIndex, FormIndex, Leaf
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.labels_in_wrong_places import STRANGE, in_wrong_places
from reportgen.engine.form_matching.printed_figures import Printed, is_value
from reportgen.engine.form_matching.published_rows import DataRow

_NO_ROW = "."


@attrs.frozen(eq=False, repr=False)
class Figure(Value):
    """One cell of the form in a published table: what it shows, and where."""

    address: str
    printed: Printed
    origin: Origin


def seen(rows: Sequence[DataRow]) -> list[DataRow]:
    """Return the rows without those that are deleted or white as a whole, where the same row stands there plainly."""
    plain = {(one.row[0].table, one.row[1].address) for one in rows if one.row is not None and not _unseen(one)}
    return [
        one
        for one in rows
        if one.row is None or not _unseen(one) or (one.row[0].table, one.row[1].address) not in plain
    ]


def _unseen(row: DataRow) -> bool:
    texts = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    return bool(texts) and all(len(text) > 4 and text.startswith("~~") and text.endswith("~~") for text in texts)


def certain(rows: Sequence[DataRow]) -> tuple[list[DataRow], list[Fault]]:
    """Return the rows, none of them named by a label that may be printed over another, and what is told of those."""
    found, doubts = list(rows), list[Fault]()
    for block in {id(one.row[0]): one.row[0] for one in rows if one.row is not None}.values():
        holding = [one.sheet for one in rows if one.row is not None and one.row[0] is block]
        sheets = range(min(holding), max(holding) + 1)
        side_by_side = [at for at, one in enumerate(rows) if one.sheet in sheets and _is_of(one, block)]
        printed = [
            one.row[1].address if one.row is not None else STRANGE for one in map(rows.__getitem__, side_by_side)
        ]
        official = [_NO_ROW, *(leaf.address for leaf in block.rows), _NO_ROW]  # a table may begin and end anywhere
        for place in in_wrong_places(printed, [official], elsewhere=[_NO_ROW]):
            row = found[side_by_side[place]]
            found[side_by_side[place]] = attrs.evolve(row, row=None)
            label = shortened(" ".join(row.label.split()))
            says = Text(
                f"“{label}”站在另一行的位置上，它自己的位置上是别的名称，不知道是哪一行，没有读",
                f"“{label}” stands in the place of another row, and its own place has another label; not read",
            )
            doubts.append(Fault("published-uncertain-row", says, row.line.origin))
    return found, doubts


def _is_of(row: DataRow, block: BlockIndex) -> bool:
    """Whether a row is one of a table's single rows, or has a label that is no row's."""
    return bool(row.label) if row.row is None else row.row[0] is block and not row.row[1].group


def single(figures: Mapping[str, Sequence[Figure]], form: FormIndex) -> tuple[dict[str, Figure], list[Fault]]:
    """Return each figure once; one that the document shows twice with different values is in doubt."""
    found: dict[str, Figure] = {}
    doubts: dict[str, Fault] = {}
    for address, several in figures.items():
        values = {str(one.printed.value) for one in several}
        found[address] = several[0]
        if len(values) > 1 or any(one.printed.note != several[0].printed.note for one in several):
            doubt = Text("出现两次，数字不同", "it stands there twice with different figures")
            found[address] = attrs.evolve(several[0], printed=Printed("doubt", doubt=doubt))
            row = address.rpartition(".")[0]
            name = _name_of(address, form) or row
            says = Text(
                f"同一行（{name}）出现了 {len(several)} 次，数字不同，按空白处理",
                f"the row {row} stands there {len(several)} times with different figures; read as blanks",
            )
            doubts.setdefault(row, Fault("published-row-twice", says, several[1].origin))
    return found, list(doubts.values())


def _name_of(address: str, form: FormIndex) -> str:
    """Return what a form calls the row of an address: its table and its label."""
    rows = ((table, row) for table in form.tables for row in table.rows if address in row.addresses)
    return next((f"{table.name.zh}“{row.label}”" if row.label else table.name.zh for table, row in rows), "")


def parts_of_torn_rows(torn: Sequence[DataRow], found: dict[str, Figure]) -> Iterator[Fault]:
    """Doubt what other tables show of a row whose cells cannot be told apart here, where these have other columns.

    A table that was cut into two by its columns shows there that a cell is one too many, or that one is missing.
    """
    for row in torn:
        block, leaf = row.row  # type: ignore[misc]  # only rows that are the form's were to be read
        named = {words_of(text) for line in row.headings.lines for text in line.texts if text}
        own = {column.address for column in block.columns if column.words in named}
        elsewhere = found.keys() & addresses_of(block, leaf)
        if not own or not elsewhere or elsewhere & {".".join(filter(None, (leaf.address, column))) for column in own}:
            continue
        doubt = Text("同一行的另一部分对不上各栏", "the cells of another part of its row cannot be told apart")
        for address in elsewhere:
            found[address] = attrs.evolve(found[address], printed=Printed("doubt", doubt=doubt))
        says = Text(
            f"“{leaf.label}”{doubt.zh}，整行按空白处理", f"“{leaf.label}”: {doubt.en}; the row is read as blanks"
        )
        yield Fault("published-doubtful-figure", says, row.line.origin)


def one_of_several_rows(rows: Sequence[DataRow], found: dict[str, Figure]) -> Iterator[Fault]:
    """Doubt the only row of a table that has no label, where below its headings stands another row like it."""
    for one in rows:
        if one.row is None or one.row[0].unlabelled is not one.row[1]:
            continue
        block = one.row[0]
        beside = [row for row in rows if row is not one and row.row is None and _is_like(row, one)]
        mine = [address for address in found if address in addresses_of(block, one.row[1])]
        if not beside or not mine:
            continue
        doubt = Text("这个表有几行数字，不知道哪一行是本年度的", "the table has several rows of figures")
        for address in mine:
            found[address] = attrs.evolve(found[address], printed=Printed("doubt", doubt=doubt))
        says = Text(f"{doubt.zh}，按空白处理", f"{doubt.en}, and nothing says which is of this year; read as blanks")
        yield Fault("published-doubtful-figure", says, beside[0].line.origin)


def _is_like(row: DataRow, other: DataRow) -> bool:
    """Whether a row that is not the form's has about as many figures below the same headings."""
    figures = [
        sum(any(map(str.isdigit, cell.text)) and is_value(cell.text) for cell in one.cells) for one in (row, other)
    ]
    below = not row.headings.lines or (other.row is not None and row.headings.columns(other.row[0]) is not None)
    beside = row.sheet == other.sheet and 2 * figures[0] > figures[1]
    return below and figures[1] > 1 and (beside or figures[0] in {figures[1], figures[1] + 1})


def addresses_of(block: BlockIndex, leaf: Leaf) -> set[str]:
    """Return the addresses of a row's figures."""
    return {".".join(filter(None, (leaf.address, column.address))) for column in block.columns}
