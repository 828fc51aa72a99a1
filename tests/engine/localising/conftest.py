"""The official form's equations and grid, and one honest table."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from reportgen.model.linear import Expression
from reportgen.reports.disclosure.form_2021.form import TABLES
from reportgen.reports.disclosure.form_2021.rules import HARD_RULES


@dataclass(frozen=True)
class Form:
    """Differences that must be 0, and the rows of printed addresses."""

    equations: tuple[Expression, ...]
    grid: tuple[tuple[str, ...], ...]

    def holds(self, values: dict[str, int | None]) -> bool:
        return all(equation.evaluate(values) in (0, None) for equation in self.equations)


@pytest.fixture(scope="session")
def form() -> Form:
    """Tables 3 and 4."""
    return Form(
        tuple(equation.difference for rule in HARD_RULES for equation in rule.equations),
        tuple(row.addresses for table in TABLES[1:] for row in table.rows),
    )


@pytest.fixture
def honest(form: Form) -> dict[str, int | None]:
    """An office's figures that reconcile: natural persons dominate, most other cells are 0."""
    rows = [[0] * 6 for _ in range(25)]
    for row, (persons, enterprises, legal) in {
        2: (414, 20, 2), 3: (95, 8, 0), 5: (12, 0, 0), 7: (37, 1, 0),
        12: (148, 6, 3), 13: (21, 0, 0), 16: (56, 0, 0), 22: (9, 3, 0),
    }.items():  # fmt: skip
        rows[row] = [persons, enterprises, 0, 0, legal, 0]
    rows[23] = [sum(column) for column in zip(*rows[2:23], strict=True)]
    rows[24] = [28, 0, 0, 0, 0, 0]
    rows[1] = [13, 2, 0, 0, 0, 0]
    rows[0] = [done + waiting - carried for done, waiting, carried in zip(rows[23], rows[24], rows[1], strict=True)]
    values: dict[str, int | None] = {}
    for names, figures in zip(form.grid, rows, strict=False):
        values |= dict(zip(names, [*figures, sum(figures)], strict=True))
    values |= dict(zip(form.grid[-1], [14, 3, 2, 6, 25, 7, 0, 1, 6, 14, 12, 1, 0, 4, 17], strict=True))
    return values
