"""A row of which another part cannot be told, rows beside a row without a label, and rows that nobody sees."""

from __future__ import annotations

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.published_tables import matched
from reportgen.engine.form_matching.sheets import sheet_of
from reportgen.reports.disclosure.form_2021 import REPORT

FORM = FormIndex(REPORT.tables)
NEW, OLD = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def values(*tables: list[list[str]]) -> dict[str, object]:
    sheets = []
    for rows in tables:
        cells = [
            ShownCell(down, right, text, Origin("a")) for down, row in enumerate(rows) for right, text in enumerate(row)
        ]
        sheets.append(sheet_of(ShownTable(tuple(cells), Origin("a"))))
    found = matched(sheets, FORM, lambda address: REPORT.addresses[address].figure.kind)
    assert found.account or all(one.printed.value is not None for one in found.figures.values())
    return {address: one.printed.value for address, one in found.figures.items() if one.printed.value is not None}


def test_a_row_one_cell_longer_in_another_part_is_blank_in_both() -> None:
    whole, group = "申请人情况", "法人或其他组织"
    first = [["", *[whole] * 3], ["", COLUMNS[0], group, group], ["", *COLUMNS[:3]]]
    second = [["", *[whole] * 4], ["", *[group] * 3, COLUMNS[-1]], ["", *COLUMNS[3:]]]
    first += [[NEW, "1", "2", "3"], [OLD, "4", "5", "6"]]
    second += [[NEW, "9", "1", "2", "3", "4"], [OLD, "5", "6", "7", "8"]]
    assert set(values(first, second)) == {
        f"applications.carried_in.{column}" for column in
        ("natural_persons", "enterprises", "research_institutions", "public_welfare_organizations",
         "legal_service_institutions", "other_organizations", "total")
    }  # fmt: skip


def test_a_row_that_nobody_sees_is_none_where_it_stands_there_plainly() -> None:
    plain, unseen = [NEW, *"1234567"], [NEW, *(f"~~{sign}~~" for sign in "7654321")]
    assert len(values([["", *COLUMNS], unseen, plain])) == 7
    assert values([["", *COLUMNS], unseen]) == {}


def test_two_rows_below_headings_of_a_table_without_labels_are_blank() -> None:
    heads = [["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]]
    whole = [
        [*(["行政复议"] * 5), *(["行政诉讼"] * 10)],
        heads[0] + ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5,
        heads[0] * 3,
    ]
    row = [str(number) for number in range(20, 35)]
    assert len(values([*whole, row])) == 15
    assert values([*whole, row, [str(int(one) + 30) for one in row]]) == {}
    assert values([*whole, row], [[str(int(one) + 30) for one in row]]) == {}
