"""Equations and inequalities as spreadsheet formulas, for Excel and WPS: what a cell must hold, and whether it does."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.model.addresses import LAST_YEAR
from reportgen.model.form_grid import FormTable, letters
from reportgen.model.linear import Expression
from reportgen.report.rules import Comparison, Relation, RuleForm

_CELL = re.compile(r"(?:(?P<sheet>.+)!)?(?P<column>[A-Z]{1,3})(?P<row>[1-9][0-9]*)")
_Place = tuple[str, int, int]
"""Sheet (with its ``!``), column and row, both from 1."""


def sheet_cells(tables: Iterable[FormTable]) -> dict[str, str]:
    """Return the spreadsheet cell of each figure of the form: a sheet for each table, laid out as the form's grid.

    The first row of the grid, headings and labels included, is row 1; a figure that spans several cells stands in the
    first. Last year's figures, by their addresses in rules across years, stand in the same cells of sheets of their own
    (上年表三); those of the year before in 上年上年表三.
    """
    cells: dict[str, str] = {}
    for table in tables:
        for cell in table.cells:
            if cell.address:
                place = f"!{letters(cell.column)}{cell.row}"
                for years in range(3):
                    cells[LAST_YEAR * years + cell.address] = f"{'上年' * years}{table.name.zh}{place}"
    return cells


def formula(expression: Expression, cells: Mapping[str, str]) -> str:
    """Return the formula of a sum, as ``=SUM(C5:H5)``, from the name of each figure's cell.

    Names are relative, as ``C5``, with the sheet before them where there is more than one: ``表三!C5`` (quoted as the
    spreadsheet wants it). Neighbours in a row or column become one range.

    Raises:
        KeyError: a figure has no cell.
        ValueError: a name is no cell's.
    """
    return f"={_sum(expression, cells)}"


def check_formula(
    form: RuleForm,
    cells: Mapping[str, str],
    blank: str = "空白",
    holds: str = "",
    needed: Sequence[str] | None = None,
) -> str:
    """Return a formula that shows ``holds`` where the rule form does, else the difference of its sides.

    Where one of its cells, or of those that are ``needed`` instead, holds no number it shows ``blank``: to a
    spreadsheet an empty cell is zero, to a rule it is undecided. A form that is not linear has no formula: ``""``.
    """
    if not form.linear:
        return ""
    own = (name for one in form.linear for name in one.difference.addresses)
    addresses = tuple(dict.fromkeys(own if needed is None else needed))
    both = _ranges([(address, 1) for address in addresses], cells)
    verdict = f'"{_quoted(holds)}"'
    for comparison in reversed(form.linear):
        verdict = _verdict(comparison, verdict, cells)
    return f'=IF(COUNT({",".join(both)})<{len(addresses)},"{_quoted(blank)}",{verdict})'


def count_formula(addresses: Sequence[str], cells: Mapping[str, str]) -> str:
    """Return the formula, without its equals sign, that counts the numbers in the cells of ``addresses``."""
    ranges = _ranges([(address, 1) for address in addresses], cells)
    parts = [ranges[start : start + 200] for start in range(0, len(ranges), 200)]  # a function takes 255 arguments
    counts = [f"COUNT({','.join(part)})" for part in parts]
    return f"({'+'.join(counts)})" if counts else "0"


_OPERATORS: Mapping[Relation, str] = {"=": "=", "≥": ">=", "≤": "<=", ">": ">", "<": "<"}


def _verdict(comparison: Comparison, holds: str, cells: Mapping[str, str]) -> str:
    """Return a formula's words that give ``holds`` where a comparison does, else the difference of its sides."""
    actual, expected = _sum(comparison.actual, cells), _sum(comparison.expected, cells)
    return f"IF({actual}{_OPERATORS[comparison.relation]}{expected},{holds},{actual}-({expected}))"


def _sum(expression: Expression, cells: Mapping[str, str]) -> str:
    """Return a sum without its equals sign: a SUM of what is added once, then single terms."""
    once = [(address, number) for address, number in expression if number == 1]
    others = [(address, number) for address, number in expression if number != 1 or len(once) == 1]
    words = ""
    if len(once) > 1:
        words = f"SUM({','.join(_ranges(once, cells))})"
    for address, number in others:
        size = "" if abs(number) == 1 else f"{abs(number)}*"
        words += f"{'-' if number < 0 else '+' if words else ''}{size}{_name(cells[address])}"
    if expression.constant or not words:
        words += f"{expression.constant:+d}" if words else str(expression.constant)
    return words


def _ranges(terms: Sequence[tuple[str, int]], cells: Mapping[str, str]) -> list[str]:
    """Return the cells of terms as few names: neighbours in a row, else in a column, as one range."""
    places = sorted(
        {place_of(cells[address]) for address, _ in terms}, key=lambda place: (place[0], place[2], place[1])
    )
    runs = list(_runs(places, down=False))
    singles = sorted(run[0] for run in runs if len(run) == 1)
    found = [run for run in runs if len(run) > 1] + list(_runs(singles, down=True))
    return [_range(run) for run in sorted(found, key=lambda run: (run[0][0], run[0][2], run[0][1]))]


def _runs(places: Sequence[_Place], *, down: bool) -> Iterator[list[_Place]]:
    """Cut sorted places into runs of neighbours in a row, or ``down`` a column."""

    def key(item: tuple[int, _Place]) -> tuple[str, int, int]:
        position, (sheet, column, row) = item
        return (sheet, column, row - position) if down else (sheet, row, column - position)

    for _, run in itertools.groupby(enumerate(places), key):
        yield [place for _, place in run]


def _range(run: Sequence[_Place]) -> str:
    sheet, column, row = run[0]
    first = f"{sheet}{letters(column)}{row}"
    return first if len(run) == 1 else f"{first}:{letters(run[-1][1])}{run[-1][2]}"


def place_of(name: str) -> _Place:
    """Return sheet, column and row of a cell's name.

    Raises:
        ValueError: it is no cell's name.
    """
    match = _CELL.fullmatch(name)
    if match is None:
        raise ValueError(f"not a cell's name: {name!r}")
    column = 0
    for letter in match["column"]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return f"{match['sheet']}!" if match["sheet"] else "", column, int(match["row"])


def _name(name: str) -> str:
    return _range([place_of(name)])


def _quoted(text: str) -> str:
    return text.replace('"', '""')
