"""A report in the making: its figures, its tables as grids, what a reader may find in them, and the site around it."""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

from fuzzing.published.grids import Cell, Grid, grid_of
from reportgen.report.report_type import ReportType

ORGANS: Final = ("某某市人民政府", "青山区民政局", "临江县人民政府办公室", "东湖街道办事处")
LONG: Final = (
    "加强组织领导，细化公开目录，完善工作机制，逐项落实责任，不断提高政府信息公开工作的质量和水平，回应群众关切。"
)
FORMS: Final[dict[str, ReportType]] = {
    year: importlib.import_module(f"reportgen.reports.disclosure.form_{year}").REPORT for year in ("2021", "2019")
}
_YEARS: Final = {"2021": 2023, "2019": 2020}


class Document:
    """What faults are done to. ``accept`` says what else than the printed figure a reader may find at an address."""

    def __init__(self, form: str, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 — no secret
        self.type = FORMS[form]
        self.year = _YEARS[form]
        self.organ = self.chance.choice(ORGANS)
        self.title = f"{self.organ}{self.year}年政府信息公开工作年度报告"
        self.values: dict[str, Any] = dict(self._figures())
        if self.chance.random() < 0.5:  # a report that adds up
            book = self.type.addresses
            derived = book.derive({name: self.values.get(name, 0) for name in book.entered})
            self.values |= {name: value for name, value in derived.items() if name in self.values}
        self.accept: dict[str, set[Any]] = {}
        self.grids: list[Grid] = [grid_of(table, lambda name: str(self.values[name])) for table in self.type.tables]
        self.prose = {title: self._paragraphs() for title in self.type.sections}
        for table in self.type.tables:
            self.prose[table.heading] = []
        self.before: dict[int, str] = {}
        """HTML before a table, by its number."""
        self.behind: dict[int, str] = {}
        self.html_of: Callable[[Grid], str] | None = None
        """How a page writes a table, where it is no table element with spans."""
        self.merges_kept = True
        self.cuts: dict[int, Callable[[Grid], list[Grid]]] = {}
        """How a table is cut into parts, by its number."""
        self.joined = False
        """Whether all tables and texts stand in one table."""
        self.changes: list[Callable[[str], str]] = []
        """What is done to the finished HTML of the body."""

    def _figures(self) -> Iterator[tuple[str, Any]]:
        for table in self.type.tables:
            for name in (cell.address for cell in table.cells if cell.address):
                kind = self.type.addresses[name].figure.kind
                value: Any = self.chance.randint(0, self.chance.choice([0, 0, 9, 99, 999, 9999]))
                if not kind.numeric:
                    value = f"{self.chance.randint(1, 900)}.5万元"
                elif not kind.integral:
                    value = Decimal(f"{value}.25")
                elif name.endswith(".delta"):
                    value = self.chance.randint(-9, 9)
                yield name, value

    def _paragraphs(self) -> list[str]:
        return [LONG, f"全年主动公开信息{self.chance.randint(10, 999)}条。{LONG}"]

    def cells(self) -> list[Cell]:
        """Return every printed figure once."""
        found = {id(cell): cell for grid in self.grids for row in grid for cell in row if cell.address}
        return list(found.values())

    def figure(self, cell: Cell) -> Any:
        """Return the figure that a cell was made with."""
        return self.values[cell.address]

    def some(self, most: int) -> list[Cell]:
        """Return a few of the printed figures to which no other fault was done."""
        cells = [cell for cell in self.cells() if cell.address not in self.accept]
        return self.chance.sample(cells, min(most, len(cells)))

    def number(self, least: int = 0, most: int = 999) -> Cell:
        """Return a cell with a figure that is none of the form's."""
        return Cell(str(self.chance.randint(least, most)))

    def may_be_blank(self, *groups: str) -> None:
        """Let every figure of these groups be read as a blank."""
        for name, value in self.values.items():
            if name.startswith(groups):
                self.accept.setdefault(name, {value}).add(None)

    def nobody_knows(self, *cells: Cell) -> None:
        """Let nothing but a blank be right at the addresses of these cells."""
        for cell in cells:
            if cell.address:
                self.accept[cell.address] = {None}

    def numeric(self, cell: Cell) -> bool:
        """Whether a cell holds a number and no text."""
        return self.type.addresses[cell.address].figure.kind.numeric

    def parts_of(self, number: int) -> list[Grid]:
        """Return the table with that number whole, or the parts that it is cut into."""
        grid = self.grids[number]
        return self.cuts[number](grid) if number in self.cuts else [grid]

    @property
    def truth(self) -> dict[str, set[Any]]:
        """What may be read at each address: the printed figure, or what a fault leaves of it."""
        shown = {cell.address for cell in self.cells()}
        return {
            name: self.accept.get(name, {value} if name in shown else {None}) for name, value in self.values.items()
        }
