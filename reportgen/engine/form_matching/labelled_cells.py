"""The figures of a form found in a document's tables by every label above and beside each: all of them, or none.

A row or column that was moved is found where it stands now. A figure is found only where its cell has just the labels
that the form gives it, and no other cell has the same. The labels of groups do not count where every row, or column, is
known by its own.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.core.value import Value
from reportgen.engine.form_matching.label_slips import slips_in
from reportgen.engine.form_matching.rows import squeezed
from reportgen.model.form_grid import FormTable

Labels = frozenset[str]


@attrs.frozen(eq=False, repr=False)
class Found(Value):
    """The cells of one table by the addresses of their figures, and what of the table is not as the form has it.

    ``missing`` are addresses that no cell has; ``doubled`` are cells that have the labels of a figure found before;
    ``strange`` are cells that stand among the figures and have labels of none. ``slips`` are cells with a label that is
    not quite the form's, and that label.
    """

    cells: Mapping[str, ShownCell]
    missing: tuple[str, ...] = ()
    doubled: tuple[ShownCell, ...] = ()
    strange: tuple[ShownCell, ...] = ()
    slips: tuple[tuple[ShownCell, str], ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the table is the form's, every figure in a cell of its own."""
        return not (self.missing or self.doubled or self.strange)


@functools.lru_cache(maxsize=64)
def _expected(form: FormTable) -> tuple[Mapping[Labels, str], frozenset[str], frozenset[str]]:
    """Return the figures of a form by their labels, all labels, and those that stand above a whole block."""
    titles = frozenset(squeezed(block.title) for block in form.blocks if block.title)
    words = {squeezed(cell.text): squeezed(cell.text) for cell in form.cells if cell.label}
    cells = [Cell(one.row, one.column, one.rows, one.columns, squeezed(one.text)) for one in form.cells]
    found = {}
    for cell, one in zip(cells, form.cells, strict=True):
        if one.address:
            found[_labels(cell, cells, words, titles) - form.dispensable] = one.address
    return found, frozenset(words), titles


@attrs.frozen(eq=False, repr=False)
class Cell(Value):
    """A cell as far as labels are concerned."""

    row: int
    column: int
    rows: int
    columns: int
    text: str

    @property
    def middle(self) -> int:
        """A column that the cell certainly covers."""
        return self.column + (self.columns - 1) // 2


def _labels(cell: Cell, cells: Sequence[Cell], words: Iterable[str], titles: frozenset[str]) -> Labels:
    """Return the labels beside a cell, and those above it, from the title of its block down."""
    beside = {one.text for one in cells if one.column < cell.column and one.row <= cell.row < one.row + one.rows}
    above: list[Cell] = [one for one in cells if one.row + one.rows <= cell.row and _covers(one, cell)]
    top = max((one.row for one in above if one.text in titles), default=0)
    return frozenset(text for text in (*beside, *(one.text for one in above if one.row >= top)) if text in words)


def _covers(label: Cell, cell: Cell) -> bool:
    return label.column <= cell.middle < label.column + label.columns


def found_in(table: ShownTable, form: FormTable) -> Found:
    """Return where the figures of ``form`` stand in ``table``."""
    expected, words, titles = _expected(form)
    texts = [squeezed(one.text) for one in table.cells]
    slips = slips_in(Counter(texts), {text: len(places) for text, places in form.labels.items()})
    plain = [
        Cell(one.row, one.column, one.rows, one.columns, slips.get(text, text))
        for one, text in zip(table.cells, texts, strict=True)
    ]
    cells: dict[str, ShownCell] = {}
    doubled, strange = [], []
    for shown, cell in zip(table.cells, plain, strict=True):
        if cell.text in words:
            continue
        address = expected.get(_labels(cell, plain, words, titles) - form.dispensable)
        if address is None:
            strange.append(shown)
        elif address in cells or cell.rows > 1:
            doubled.append(shown)
        else:
            cells[address] = shown
    missing = tuple(address for address in expected.values() if address not in cells)
    loose = tuple((one, slips[text]) for one, text in zip(table.cells, texts, strict=True) if text in slips)
    return Found(cells, missing, tuple(doubled), tuple(_telling(strange, cells)), loose)


def _telling(strange: Sequence[ShownCell], cells: Mapping[str, ShownCell]) -> Iterator[ShownCell]:
    """Yield the cells without a figure that say something, or stand where figures stand."""
    rows = {cell.row for cell in cells.values()}
    for cell in strange:
        if cell.text or cell.row in rows:
            yield cell
