"""Table 4 with its groups as rows is read by crossing labels; one with a row too many is not."""

from __future__ import annotations

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.crossed_tables import in_one_row
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.published_tables import matched
from reportgen.engine.form_matching.sheets import Sheet, sheet_of
from reportgen.reports.disclosure.form_2021 import REPORT

FORM = FormIndex(REPORT.tables)
HEADS = ["", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
GROUPS = ["行政复议", "未经复议直接起诉", "复议后起诉"]


def sheet(*rows: list[str]) -> Sheet:
    cells = [
        ShownCell(down, right, text, Origin("a")) for down, row in enumerate(rows) for right, text in enumerate(row)
    ]
    return sheet_of(ShownTable(tuple(cells), Origin("a")))


def rows(groups: list[str]) -> Sheet:
    return sheet(HEADS, *([group, *(str(10 * at + place) for place in range(5))] for at, group in enumerate(groups)))


def test_every_figure_is_found_by_its_group_and_its_column() -> None:
    for groups in (GROUPS, [GROUPS[2], GROUPS[0], GROUPS[1]]):
        found = matched([rows(groups)], FORM, lambda address: REPORT.addresses[address].figure.kind).figures
        assert len(found) == 15
        assert found["reviews.litigation.direct.corrected"].printed.value == 10 * groups.index(GROUPS[1]) + 1
        assert found["reviews.reconsideration.total"].printed.value == 10 * groups.index(GROUPS[0]) + 4


def test_a_group_missing_or_twice_leaves_the_table_as_it_is() -> None:
    for one in (rows(GROUPS[:2]), rows([*GROUPS, GROUPS[0]]), sheet(HEADS, HEADS, *([group] for group in GROUPS))):
        assert in_one_row(one, FORM) is one
