"""The tables of a page, their rows and cells: those with nothing but plain text are read without a second look."""

from __future__ import annotations

import abc
from typing import Final

import attrs
from lxml import etree

from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.published.web_elements import CELLS, ROLES, sole_text
from reportgen.engine.reading.published.web_looks import Looks
from reportgen.engine.reading.published.web_styles import Look
from reportgen.engine.reading.published.web_tables import OpenTable
from reportgen.engine.reading.published.web_texts import PageTexts, is_one_word

DEEPEST: Final = 120
"""Elements deeper in others are not read."""


@attrs.define(eq=False)
class PageRows(PageTexts, abc.ABC):
    """Reads tables; what else is in cells is read by those who inherit."""

    limits: Limits = DEFAULT
    looks: Looks = attrs.field(factory=lambda: Looks(None))
    """What the page says of the looks of its elements."""
    counted: int = 0
    elements: int = 0

    @abc.abstractmethod
    def inside(self, parent: etree._Element, depth: int) -> None:
        """Read what is in an element."""

    @abc.abstractmethod
    def child(self, element: etree._Element, role: str, depth: int) -> None:
        """Read one element."""

    def count(self, elements: int) -> None:
        """Count elements; raise DataError where a page has too many."""
        self.elements += elements
        if self.elements > self.limits.page_elements:
            says = Text("网页的元素太多", "the page has too many elements")
            remedy = Text("请只保存报告正文那一页", "save the report's page alone")
            raise DataError(Fault("html-too-large", says, Origin(self.name), remedy))

    @property
    def quick(self) -> bool:
        """Whether nothing around decides how the text of a cell is read."""
        return self.looks.sheets is None and not self.struck and not self.unsure

    def row(self, row: etree._Element, depth: int) -> None:
        """Read a row that nothing is said of."""
        self.count(1)
        if self.buffer:
            self.flush()
        self.tables[-1].open_row()
        self.cells(row, depth)
        if self.buffer:
            self.flush()
        tail = row.tail
        if tail and not tail.isspace():
            self.add(tail)

    def cells(self, row: etree._Element, depth: int) -> None:
        """Read the cells of a row, those with nothing but plain text without looking for anything else."""
        table, quick = self.tables[-1], self.quick
        plain: list[str] = []
        for element in row:
            tag = element.tag
            found = sole_text(element) if quick and tag in CELLS else None
            self.elements += found is not None
            if found is not None and found[1] is found[2] is None and not table.is_open:
                plain.append(found[0])
            else:
                table.plain_cells(plain)
                plain.clear()
                if found is not None:
                    table.plain_cell(*found)
                else:
                    self.child(element, ROLES.get(tag, ""), depth)
            tail = element.tail
            if tail and not tail.isspace():
                table.plain_cells(plain)
                plain.clear()
                self.add(tail)
        table.plain_cells(plain)

    def plain_cell(self, element: etree._Element, columns: str | None, rows: str | None) -> None:
        """Read a cell with nothing but text."""
        if self.buffer:
            self.flush()
        text = element.text or ""
        if is_one_word(text):
            self.tables[-1].plain_cell(text, columns, rows)
            return
        self.tables[-1].open_cell(columns, rows)
        self.add(text)
        self.flush()
        self.tables[-1].close_cell()

    def table(self, element: etree._Element, depth: int) -> None:
        """Read a table, and put it where it belongs."""
        self.flush()
        self.counted += 1
        table = OpenTable(self.name, self.counted, element.tag == "table")
        self.tables.append(table)
        self.inside(element, depth + 1)
        self.flush()
        self.tables.pop()
        self.blocks_here().append(table.closed(self.unread))

    def part(self, element: etree._Element, role: str, depth: int, look: Look, marks: str) -> None:
        """Read a cell, a row or a group of rows."""
        if not self.tables:
            self.inside(element, depth + 1)
            return
        self.flush()
        table = self.tables[-1]
        unsure = self.unsure
        if role == "td":
            table.open_cell(element.get("colspan"), element.get("rowspan"))
            self.unsure = 0 if unsure and (look.dark or self.looks.on_colour(element, 1)) else unsure
        elif role == "tr":
            table.open_row()
        if role == "tr" and not (element.text or "").strip():
            self.cells(element, depth + 1)
            self.flush()
            return
        if marks:
            self.buffer.append(marks)
        self.inside(element, depth + 1)
        if marks:
            self.buffer.append(marks)
        self.flush()
        self.unsure = unsure
        if role == "td":
            table.close_cell()
        elif role == "rows":
            table.end_group()
