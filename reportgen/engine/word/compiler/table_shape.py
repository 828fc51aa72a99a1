"""Counting a table's columns, cells and spans while its template is read: does its grid depend on the data?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reportgen.core.text import Text
from reportgen.engine.word.markup.table_grid import MOST_COLUMNS

if TYPE_CHECKING:
    from reportgen.engine.word.compiler.ir import Container

SPANS: Final = frozenset(("w:gridSpan", "w:gridBefore", "w:gridAfter"))
_VALUE: Final = re.compile(r'\bw:val="([^"]*)"')


class StructureError(Exception):
    """Static text in which the template cannot be what it says; ``says`` is the reason, ``remedy`` what to do.

    ``element`` is the XML tag that it is about, where it is about one.
    """

    def __init__(self, says: Text, remedy: Text | None = None, element: str = "") -> None:
        super().__init__(says.en)
        self.says, self.remedy, self.element = says, remedy, element


def count_inside(outer: Container, inner: Container) -> None:
    """Count a row in its table, or a cell in its row."""
    together = outer.body is inner.body
    inner.conditional = not together
    if inner.kind == "tr" and outer.kind == "tbl":
        outer.rows.append(inner)
        outer.ends_well |= together
    elif inner.kind == "tc" and outer.kind == "tr":
        outer.cells += 1
        outer.span += 1
        outer.dynamic |= not together
        outer.ends_well |= together


def count_span(row: Container, name: str, element: str, *, known: bool) -> None:
    """Count the columns that a cell spans or a row leaves out; ``known``: the data has no say in it."""
    value = _VALUE.search(element)
    if not known:
        row.dynamic = True
    elif value is None or not value.group(1).isdecimal() or int(value.group(1)) > MOST_COLUMNS:
        shown = value.group(1)[:20] if value is not None else ""
        raise StructureError(
            Text(
                zh=f"表格的合并列数“{shown}”无效，应为 1 到 {MOST_COLUMNS}",
                en=f"a cell spans {shown!r} columns; 1 to {MOST_COLUMNS} are possible",
            )
        )
    else:
        row.span += int(value.group(1)) - (name == "w:gridSpan")


def decide_grid(table: Container) -> None:
    """Decide whether the table's grid may have to be fitted to its rows, as docxtpl does."""
    if table.rows and not table.columns:
        raise StructureError(
            Text(
                zh="表格没有列宽定义（tblGrid），请在 Word 中重新插入该表格",
                en="a table has no grid (tblGrid); insert it again in Word",
            )
        )
    sure = [row for row in table.rows if not row.conditional and not row.dynamic]
    widest = max((row.span for row in sure), default=0)
    changing = any(row.dynamic or max(row.cells, row.span) > table.columns for row in table.rows)
    table.dynamic = changing or widest != table.columns
