"""Tables as files nest them, made flat: a table that only lays out a page gives what is in it, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable, ShownText
from reportgen.core.value import Value

_PROSE = 200
"""No cell of a form has so many characters."""
_PARAGRAPHS, _THEIR_TEXT = 4, 100
_FEW_FIGURES = 3
MOST_COLUMNS = 1_000
"""Columns or rows that one cell may span; no table of a report is so wide."""


@attrs.frozen(eq=False, repr=False)
class FoundCell(Value):
    """A cell with everything in it, in order."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: Sequence[ShownText | FoundTable]
    origin: Origin

    @property
    def text(self) -> str:
        """Its own text, without that of tables in it."""
        if len(self.blocks) == 1 and isinstance(self.blocks[0], ShownText):
            return self.blocks[0].text
        return "\n".join(block.text for block in self.blocks if isinstance(block, ShownText))


@attrs.frozen(eq=False, repr=False)
class FoundTable(Value):
    """A table whose cells may hold others."""

    cells: Sequence[FoundCell]
    origin: Origin


def flat(blocks: Iterable[ShownText | FoundTable]) -> Iterator[ShownText | ShownTable]:
    """Yield ``blocks`` without nesting: the cells of a page's layout as texts, a table inside a cell behind its own."""
    for block in blocks:
        if isinstance(block, ShownText):
            yield block
            continue
        texts = [cell.text for cell in block.cells]
        inner = [one for cell in block.cells for one in cell.blocks if isinstance(one, FoundTable)]
        if _lays_out(block, texts, bool(inner)):
            for cell in block.cells:
                yield from flat(cell.blocks)
            continue
        pairs = zip(block.cells, texts, strict=True)
        cells = (ShownCell(cell.row, cell.column, text, cell.origin, cell.rows, cell.columns) for cell, text in pairs)
        yield ShownTable(tuple(cells), block.origin)
        yield from flat(inner)


def _lays_out(table: FoundTable, texts: Sequence[str], nests: bool) -> bool:
    """Whether a table holds a page's parts: one cell only, prose in a cell, or tables and few figures."""
    if len(table.cells) <= 1 or any(len(text) > _PROSE for text in texts):
        return True
    for cell, text in zip(table.cells, texts, strict=True):
        if len(text) > _THEIR_TEXT and len(cell.blocks) >= _PARAGRAPHS:
            return True
    return nests and sum(text.strip().isdecimal() for text in texts) < _FEW_FIGURES
