"""The place in an input that a value came from; messages point at it."""

from __future__ import annotations

import re
from typing import Final

import attrs

from reportgen.core.text import Language
from reportgen.core.value import Value

_CELL: Final = re.compile(r"![A-Z]+[0-9]+$")


@attrs.frozen(eq=False, repr=False)
class Origin(Value):
    """A place in an input: a file with line and column (both from 1), or a file with a named place inside it.

    ``place`` is for inputs that have no lines: ``Sheet1!C5``, ``word/document.xml, table 2, row 3`` or a key path.
    """

    file: str
    line: int | None = None
    column: int | None = None
    place: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        text = ":".join(parts)
        return f"{text}: {self.place}" if self.place else text

    @property
    def line_or_cell(self) -> str:
        """The line of a text file, as in 第 3 行, or the cell of a workbook; empty where there is neither."""
        if self.line is not None:
            return f"第 {self.line} 行"
        return self.place if self.place is not None and _CELL.search(self.place) else ""

    def in_(self, language: Language) -> str:
        """Return the place in words for a Chinese reader (``2025.yaml 第 3 行第 5 列``), else as programs read it."""
        if language != "zh" or self.line is None:
            return str(self)
        column = "" if self.column is None else f"第 {self.column} 列"
        return f"{self.file} 第 {self.line} 行{column}" + (f"：{self.place}" if self.place else "")
