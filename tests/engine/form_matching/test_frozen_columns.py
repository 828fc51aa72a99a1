"""Labels in one table, figures in the next: read across only where each row of figures has its label."""

from __future__ import annotations

from reportgen.core.shown_document import ShownTable
from reportgen.engine.form_matching.frozen_columns import with_frozen_columns
from reportgen.engine.form_matching.sheets import Sheet, sheet_of
from tests.engine.form_matching.test_published_tables import COLUMNS, FORM, NEW, table, values

ROWS = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "四、结转下年度继续办理",
]
FIGURES = [list("1234567"), list("2345678"), list("3456789"), list("4567891")]


def joined(*tables: ShownTable) -> list[Sheet]:
    return list(with_frozen_columns([sheet_of(one) for one in tables], FORM))


def read(*tables: ShownTable) -> dict[str, object]:
    whole = [
        ShownTable(tuple(cell for line in one.lines for cell in line.cells), one.origin) for one in joined(*tables)
    ]
    return values(*whole)


def test_labels_with_a_corner_and_figures_are_read_across() -> None:
    found = read(table(["项目"], *([row] for row in ROWS)), table(COLUMNS, *FIGURES))
    assert (found[f"{NEW}.natural_persons"], found["applications.carried_out.total"]) == (1, 1)


def test_labels_without_a_corner_are_those_of_the_rows_below_the_headings() -> None:
    found = read(table(*([row] for row in ROWS)), table(COLUMNS, *FIGURES))
    assert (found[f"{NEW}.natural_persons"], found["applications.carried_out.total"]) == (1, 1)


def test_headings_may_stand_in_a_table_of_their_own() -> None:
    found = read(table(*([row] for row in ROWS)), table(COLUMNS), table(*FIGURES))
    assert found[f"{NEW}.total"] == 7


def test_nothing_is_read_across_where_a_row_is_lacking() -> None:
    assert len(joined(table(*([row] for row in ROWS)), table(COLUMNS, *FIGURES[1:]))) == 2
    assert len(joined(table(*([row] for row in ROWS[1:])), table(COLUMNS, *FIGURES))) == 2
    assert len(joined(table(*([row] for row in [*ROWS[:2], "", *ROWS[3:]])), table(COLUMNS, *FIGURES))) == 2


def test_a_whole_table_is_left_as_it_is() -> None:
    whole = table(["", *COLUMNS], [ROWS[0], *FIGURES[0]])
    assert len(joined(table(*([row] for row in ROWS)), whole)) == 2
