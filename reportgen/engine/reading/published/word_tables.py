"""The tables of a Word document by their grids."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from lxml import etree

from reportgen.core.origin import Origin
from reportgen.engine.reading.published.nested_tables import MOST_COLUMNS, FoundCell, FoundTable
from reportgen.engine.reading.published.word_look import Blocks
from reportgen.engine.reading.published.word_paragraphs import THROUGH, ParagraphReader
from reportgen.engine.reading.published.word_runs import is_coloured
from reportgen.engine.reading.published.word_styles import LOCAL, attribute, child, is_on, number_in


@attrs.define(eq=False)
class _OpenTable:
    """A table while its rows are read."""

    number: int
    cut: dict[int, FoundCell]
    """The merged cells that reached the end of the table before, by column."""
    cells: list[FoundCell] = attrs.field(factory=list)
    row: int = 0
    above: dict[int, FoundCell] = attrs.field(factory=dict)
    """The merged cells that may go on in the next row, by column."""

    def put(self, shape: etree._Element | None, column: int, wide: int, blocks: Blocks, origin: Origin) -> bool:
        """Put a cell down, or make the one longer that it continues; return whether what it holds is shown."""
        beside, merge = child(shape, "hMerge"), child(shape, "vMerge")
        goes_on = merge is not None and attribute(merge) != "restart"
        if beside is not None and attribute(beside) != "restart" and self.cells and self.cells[-1].row == self.row:
            self.cells[-1].columns += wide
            return False
        if goes_on and column in self.above:
            first = self.above[column]
            first.rows = self.row - first.row + 1
            return False
        if goes_on and self.row == 0 and column in self.cut:
            self.cut[column].rows += 1  # the table was cut through a merged cell
        self.above.pop(column, None)
        cell = FoundCell(self.row, column, 1, wide, blocks, origin)
        if merge is not None:
            self.above[column] = cell
        self.cells.append(cell)
        return True


@attrs.define(eq=False)
class TableReader(ParagraphReader):
    """Reads tables, too."""

    cut: dict[int, FoundCell] = attrs.field(factory=dict)
    """The merged cells that reached the end of the last table, by column."""

    def table(self, element: etree._Element) -> FoundTable:
        """Return a table by its grid; what continues a merged cell from above makes that one longer."""
        outer = self.place
        self.tables += 1
        open_ = _OpenTable(self.tables, self.cut)
        for line in self._through(element, "tr"):
            properties = child(line, "trPr")
            deleted = child(properties, "del") is not None
            if deleted or is_on(properties, "hidden"):
                place = f"表格 {open_.number} 第 {open_.row + 1} 行"
                self.unread.add("published-tracked" if deleted else "published-hidden", place)
                continue
            self._row(line, open_, min(number_in(child(properties, "gridBefore")) or 0, MOST_COLUMNS))
            open_.row += 1
        self.place = outer
        self.cut = {at: one for at, one in open_.above.items() if one.row + one.rows == open_.row}
        return FoundTable(open_.cells, Origin(self.name, place=f"表格 {open_.number}"))

    def _row(self, line: etree._Element, table: _OpenTable, column: int) -> None:
        for place, cell in enumerate(self._through(line, "tc"), start=1):
            self.place = f"表格 {table.number} 第 {table.row + 1} 行第 {place} 格"
            self.homes[self.place] = cell
            shape = child(cell, "tcPr")
            if child(shape, "cellDel") is not None:
                self.unread.add("published-tracked", self.place)
                continue
            wide = min(max(number_in(child(shape, "gridSpan")) or 1, 1), MOST_COLUMNS)
            shading = child(shape, "shd")
            self.shaded = is_coloured(shading)
            self.fill = (attribute(shading, "fill") or "").upper()
            here = self.place
            self.fields.clear()
            blocks = self.blocks(cell)
            if not table.put(shape, column, wide, blocks, Origin(self.name, place=here)) and blocks:
                self.unread.add("published-hidden", here)
            column += wide

    def _through(self, parent: etree._Element, name: str) -> Iterator[etree._Element]:
        """Yield the rows of a table or the cells of a row, also those in content controls."""
        for one in parent:
            kind = LOCAL[one.tag]
            if kind == name:
                yield one
            elif kind == "sdt":
                content = child(one, "sdtContent")
                unfilled = is_on(child(one, "sdtPr"), "showingPlcHdr")
                self.unfilled += unfilled
                yield from () if content is None else self._through(content, name)
                self.unfilled -= unfilled
            elif kind in THROUGH:
                yield from self._through(one, name)
