"""The tables of a form as a grid of printed cells: labels, figures, and what each spans.

A table is one block or several, one below the other. A block is a cross table: labels above its columns and at the side
of its rows, and a figure where a row meets a column. Everything else follows: spans, places, the rows of figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value


@attrs.frozen(eq=False, repr=False)
class Heading(Value):
    """A label above columns or at the side of rows, and the labels that it spans; without ``parts``, one row or column.

    ``address`` is, for a row, the beginning of its figures' addresses; for a column, their end. ``remark`` is what the
    form prints behind the label. A heading with neither label nor parts prints nothing. A row whose address ends in
    ``[]`` stands for every row of a group that repeats (``accounts[]``).
    """

    label: str
    address: str = ""
    parts: tuple[Heading, ...] = ()
    remark: str = ""

    @property
    def depth(self) -> int:
        """How many labels stand one inside the other."""
        return 1 + max(part.depth for part in self.parts) if self.parts else int(bool(self.label))

    @property
    def leaves(self) -> tuple[Heading, ...]:
        """The single rows or columns under the label."""
        return tuple(leaf for part in self.parts for leaf in part.leaves) if self.parts else (self,)


@attrs.frozen(eq=False, repr=False)
class GridCell(Value):
    """One printed cell: the row and column where it begins, from 1, how many it spans, and its label or figure."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    label: str = ""
    remark: str = ""
    address: str = ""

    @property
    def text(self) -> str:
        """What the blank form prints in the cell."""
        return self.label + self.remark


@attrs.frozen(eq=False, repr=False)
class FormRow(Value):
    """One row of a table that holds figures: its official label and the addresses of its cells, left to right."""

    label: str
    addresses: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Block(Value):
    """A cross table: headings of ``rows`` and ``columns``, the ``corner`` between them, a ``title`` row above all."""

    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    corner: str = ""
    title: str = ""

    @property
    def header_rows(self) -> int:
        """The number of rows above the first figures, without the title."""
        return max(heading.depth for heading in self.columns)

    @property
    def side_columns(self) -> int:
        """The number of columns that hold the labels of rows."""
        return max((heading.depth for heading in self.rows), default=0)

    @property
    def figures(self) -> Iterator[FormRow]:
        """The rows of figures, in order."""
        columns = [leaf.address for heading in self.columns for leaf in heading.leaves]
        for row in (leaf for heading in self.rows for leaf in heading.leaves):
            yield FormRow(row.label, tuple(".".join(filter(None, (row.address, column))) for column in columns))

    def with_rows(self, names: Mapping[str, tuple[str, ...]]) -> Block:
        """Return the block of a report: a row that repeats once for each of its ``names``, labelled with it."""
        return attrs.evolve(self, rows=tuple(one for row in self.rows for one in _repeated(row, names)))

    def cells(self, row: int, width: int) -> Iterator[GridCell]:
        """Yield the block's cells, the first of them in ``row``; the last column takes what is left of ``width``."""
        if self.title:
            yield GridCell(row, 1, 1, width, self.title)
            row += 1
        head, side = self.header_rows, self.side_columns
        if head and side:
            yield GridCell(row, 1, head, side, self.corner)
        columns = sum(len(heading.leaves) for heading in self.columns)
        for start, depth, count, heading in _laid_out(self.columns):
            rows = 1 if heading.parts else head - depth
            wide = count if start + count < columns else width - side - start
            if rows:
                yield GridCell(row + depth, side + start + 1, rows, wide, heading.label, heading.remark)
        row += head
        for start, depth, count, heading in _laid_out(self.rows):
            wide = 1 if heading.parts else side - depth
            if wide:
                yield GridCell(row + start, depth + 1, count, wide, heading.label, heading.remark)
        for start, figures in enumerate(self.figures):
            for column, address in enumerate(figures.addresses, start=1):
                wide = 1 if column < columns else width - side - column + 1
                yield GridCell(row + start, side + column, 1, wide, address=address)


@attrs.frozen(eq=False, repr=False, slots=False)
class FormTable(Value):
    """One statistical table of a form; ``heading`` is the section title that it stands under in the document."""

    name: Text
    heading: str
    blocks: tuple[Block, ...]

    @cached_property
    def rows(self) -> tuple[FormRow, ...]:
        """The rows with figures, in order."""
        return tuple(row for block in self.blocks for row in block.figures)

    @cached_property
    def columns(self) -> int:
        """The number of grid columns."""
        return max(block.side_columns + sum(len(heading.leaves) for heading in block.columns) for block in self.blocks)

    @cached_property
    def column_labels(self) -> tuple[str, ...]:
        """The labels in rows without figures, in reading order: those above columns, and the titles of blocks."""
        figures = {cell.row for cell in self.cells if cell.address}
        return tuple(cell.label for cell in self.cells if cell.label and cell.row not in figures)

    def with_rows(self, names: Mapping[str, tuple[str, ...]]) -> FormTable:
        """Return the table of a report, in which a row that repeats stands once for each of its ``names``."""
        return attrs.evolve(self, blocks=tuple(block.with_rows(names) for block in self.blocks))

    @property
    def header_rows(self) -> int:
        """How many rows are repeated at the top of a page; none where every block has headings of its own."""
        return self.blocks[0].header_rows if len(self.blocks) == 1 and not self.blocks[0].title else 0

    @cached_property
    def labels(self) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """The rows and columns where each label stands, by its text without white space."""
        found: dict[str, tuple[tuple[int, int], ...]] = {}
        for cell in self.cells:
            if cell.label:
                text = "".join(cell.text.split())
                found[text] = (*found.get(text, ()), (cell.row, cell.column))
        return found

    @cached_property
    def dispensable(self) -> frozenset[str]:
        """Labels that stand over others, each of which stands once in the table and tells its row or column alone."""
        found: set[str] = set()
        needed: set[str] = set()
        for block in self.blocks:
            for headings in (block.rows, block.columns):
                leaves = {"".join((leaf.label + leaf.remark).split()) for one in headings for leaf in one.leaves}
                alone = all(len(self.labels.get(leaf, ())) == 1 for leaf in leaves)
                groups = {"".join((one.label + one.remark).split()) for one in _all(headings) if one.parts}
                needed |= leaves
                (found if alone else needed).update(groups)
        return frozenset(found - needed)

    @cached_property
    def cells(self) -> tuple[GridCell, ...]:
        """Every printed cell, row by row."""
        found: list[GridCell] = []
        for block in self.blocks:
            found += block.cells(max((cell.row + cell.rows for cell in found), default=1), self.columns)
        return tuple(sorted(found, key=lambda cell: (cell.row, cell.column)))


def _all(headings: Sequence[Heading]) -> Iterator[Heading]:
    for heading in headings:
        yield heading
        yield from _all(heading.parts)


def _laid_out(headings: Sequence[Heading], start: int = 0, depth: int = 0) -> Iterator[tuple[int, int, int, Heading]]:
    """Yield each heading with its first row or column from 0, its depth, and the number of rows or columns it spans."""
    for heading in headings:
        count = len(heading.leaves)
        yield start, depth, count, heading
        yield from _laid_out(heading.parts, start, depth + 1)
        start += count


def _repeated(row: Heading, names: Mapping[str, tuple[str, ...]]) -> Iterator[Heading]:
    group, each, _ = row.address.partition("[]")
    if not each:
        yield row
    for name in names.get(group, ()) if each else ():
        yield attrs.evolve(row, label=name, address=row.address.replace("[]", f"[{name}]", 1))


def letters(column: int) -> str:
    """Return the letters of a column, numbered from 1."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
