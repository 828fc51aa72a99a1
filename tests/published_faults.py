"""What sites do to a form's figures and tables that a browser shows well and a careless reader takes for other figures.

``IN_CELLS`` are ways to write the figure ``{}`` of a cell; ``TABLES`` are ways to write a whole table. ``READ`` says of
which the figure is to be read; of the others it may be blank, and of none may it be another.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import attrs

from tests.published_looks import Cell, Grid, Look, html_table, unmerged

IN_CELLS = {
    "{}<sup>1</sup>": True,
    "{}<sub>2</sub>": True,
    "{}<sup>①</sup>": True,
    "{}<sup>[3]</sup>": True,
    '{}<span style="vertical-align:super;font-size:60%">1</span>': True,
    '<span style="display:none">9</span>{}': True,
    '<span style="opacity: 0">9</span>{}': True,
    '<span style="font-size:0">9</span>{}': True,
    '<span style="position:absolute;left:-9999px">9</span>{}': True,
    '<span class="gone">9</span>{}': True,
    '<span class="sr-only">9</span>{}': True,
    "<noframes>9</noframes>{}<!-- 9 -->": True,
    "<!--[if mso]>9<![endif]-->{}": True,
    "&#8203;{}&#8288;&shy;": True,
    '<input type="text" value="{}" readonly><input type=hidden value=9>': True,
    "<textarea>{}</textarea>": True,
    "<select><option>9<option selected>{}</select>": True,
    "<table><tr><td>{}</td></tr></table>": True,
    "<del>9</del>{}": False,
    '<span style="text-decoration:line-through">9</span>{}': False,
    '<font color="white">9</font>{}': False,
    "<p>{}</p><p>9</p>": False,
    "9<br>{}": False,
    "约{}": False,
    "{}+9": False,
}
SHEET = "<style>p{margin:0}.a, .gone {display:none}@media print{td{display:none}}</style>"


def boxes(grid: Grid) -> str:
    """Return a table made of boxes that are styled to look like one."""
    rows = unmerged(grid, "repeated")
    cells = ("".join(f'<div style="display:table-cell">{escape(one)}</div>' for one in row) for row in rows)
    return f'<div style="display:table">{"".join(f"<div style=display:table-row>{one}</div>" for one in cells)}</div>'


def foot_first(grid: Grid) -> str:
    """Return a table whose last row is written as its foot, before the others."""
    page = html_table(grid, Look(0))
    rows = page.removeprefix("<table border=1>").removesuffix("</table>").split("</tr>")[:-1]
    foot = f"<tfoot>{rows[-1]}</tr></tfoot>"
    return f"<table>{foot}<tbody>{'</tr>'.join(rows[:-1])}</tr></tbody></table>"


def with_remarks(grid: Grid) -> str:
    """Return a table with a column of remarks, in which numbers stand."""
    texts = ["备注", "", "", *map(str, range(len(grid)))]
    more = [[*row, Cell(text)] for text, row in zip(texts, grid, strict=False)]
    return html_table(more, Look(0))


def turned(grid: Grid) -> str:
    """Return a table whose rows stand as columns."""
    cells = [
        [None if one is None else attrs.evolve(one, rows=one.columns, columns=one.rows) for one in row] for row in grid
    ]
    return html_table([list(column) for column in zip(*cells, strict=True)], Look(0))


def numbered(grid: Grid) -> str:
    """Return a table with a row that numbers its columns behind the headings."""
    first = next(number for number, row in enumerate(grid) if any(cell is not None and cell.address for cell in row))
    row: list[Cell | None] = [Cell(str(number)) for number in range(1, len(grid[0]) + 1)]
    return html_table([*grid[:first], row, *grid[first:]], Look(0))


TABLES: dict[str, tuple[int, Callable[[Grid], str]]] = {
    "boxes": (1, boxes),
    "a foot before the body": (1, foot_first),
    "a column of remarks": (1, with_remarks),
    "table 3 turned": (1, turned),
    "table 4 turned": (2, turned),
    "columns with numbers": (2, numbered),
}
"""Each with the number of the table that is written so."""
