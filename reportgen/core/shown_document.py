"""What a published document shows to a reader, whatever kind of file it was: paragraphs and tables, top to bottom."""

from __future__ import annotations

import attrs

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.value import Value


@attrs.frozen(eq=False, repr=False)
class ShownText(Value):
    """One paragraph, without the white space around it; a line break inside it is LF.

    ``level`` is the depth of a heading that the file marks as one (``h1``, Heading 1: 1), else 0. ``centred`` and
    ``size`` (points) are what the file says of its look, where it says it. ``struck`` marks text that the page shows as
    deleted as a whole, ``crossed_out`` are words of the text that it shows so; ``bold`` are the beginnings and ends of
    what a Word document itself makes bold in it.
    """

    text: str
    origin: Origin
    level: int = 0
    centred: bool = False
    size: float | None = None
    struck: bool = False
    bold: tuple[tuple[int, int], ...] = ()
    crossed_out: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False)
class ShownCell(Value):
    """One cell: the row and column of the grid where it begins, from 0, how many it spans, and its text.

    Paragraphs of a cell are divided by LF.
    """

    row: int
    column: int
    text: str
    origin: Origin
    rows: int = 1
    columns: int = 1


@attrs.frozen(eq=False, repr=False)
class ShownTable(Value):
    """One table by its cells, row by row. A table inside a cell is a table of its own, behind the outer one."""

    cells: tuple[ShownCell, ...]
    origin: Origin


@attrs.frozen(eq=False, repr=False)
class ShownDocument(Value):
    """A document as its reader sees it; ``unread`` names every place that could not be read, and why."""

    name: str
    blocks: tuple[ShownText | ShownTable, ...]
    unread: tuple[Fault, ...] = ()
