"""A form's figures found in tables: columns in another order, near labels, and nothing where there is doubt."""

from __future__ import annotations

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.published_tables import Matched, matched
from reportgen.engine.form_matching.sheets import sheet_of
from reportgen.reports.disclosure.form_2021 import REPORT

FORM = FormIndex(REPORT.tables)
COLUMNS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
NEW = "applications.new"


def table(*rows: list[str]) -> ShownTable:
    cells = [
        ShownCell(down, right, text, Origin("a", place=f"{down},{right}"))
        for down, row in enumerate(rows)
        for right, text in enumerate(row)
    ]
    return ShownTable(tuple(cells), Origin("a"))


def found(*tables: ShownTable) -> Matched:
    return matched([sheet_of(one) for one in tables], FORM, lambda address: REPORT.addresses[address].figure.kind)


def values(*tables: ShownTable) -> dict[str, object]:
    return {address: figure.printed.value for address, figure in found(*tables).figures.items()}


def test_columns_in_another_order_keep_their_meaning() -> None:
    moved = [COLUMNS[-1], *COLUMNS[:-1]]
    read = values(table(["", *moved], ["一、本年新收政府信息公开申请数量", "21", "1", "2", "3", "4", "5", "6"]))
    assert (read[f"{NEW}.total"], read[f"{NEW}.natural_persons"], read[f"{NEW}.other_organizations"]) == (21, 1, 6)


def test_a_table_goes_on_in_the_next_without_its_headings() -> None:
    first = table(["", *COLUMNS], ["一、本年新收政府信息公开申请数量", *"1234567"])
    read = values(first, table(["二、上年结转政府信息公开申请数量", *"7654321"]))
    assert (read[f"{NEW}.total"], read["applications.carried_in.natural_persons"]) == (7, 7)
    assert values(table(["", *COLUMNS]), table(["一、本年新收政府信息公开申请数量", *"1234567"]))[f"{NEW}.total"] == 7


def test_a_row_with_too_few_cells_is_not_read_and_told() -> None:
    result = found(table(["", *COLUMNS], ["一、本年新收政府信息公开申请数量", *"123456"]))
    assert result.figures == {}
    assert [fault.id for fault in result.account] == ["published-uncertain-row"]


def test_a_near_label_is_taken_and_told_a_far_one_is_not() -> None:
    head = ["", *COLUMNS]
    near = found(table(head, ["2.其他法律法规禁止公开", *"1234567"], ["八、别的", *"1234567"]))
    assert "applications.outcomes.withheld.prohibited_by_law.total" in near.figures
    assert [fault.id for fault in near.account] == ["published-loose-label", "published-unknown-row"]
    assert "八" in near.account[1].says.zh


def test_a_label_between_two_rows_is_neither() -> None:
    result = found(
        table(["", *COLUMNS], ["一、本年结转政府信息公开申请数量", *"1234567"], ["1.属于国家秘密", *"1234567"])
    )
    assert not any(address.startswith((NEW, "applications.carried_in")) for address in result.figures)


def test_headings_that_are_not_understood_give_no_figures() -> None:
    strange = ["", "男", "女", "老", "少", "中", "外", "总计"]
    assert values(table(strange, ["一、本年新收政府信息公开申请数量", *"1234567"])) == {}


def test_equal_headings_without_what_stands_over_them_give_no_figures() -> None:
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert values(table(results * 3, [str(number) for number in range(15)])) == {}
    whole = table(
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*[""] * 5, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        results * 3,
        [str(number) for number in range(15)],
    )
    assert values(whole)["reviews.litigation.after_reconsideration.total"] == 14


def test_an_added_column_is_no_figure_of_the_form() -> None:
    read = values(table(["序号", "", *COLUMNS], ["1", "一、本年新收政府信息公开申请数量", *"1234567"]))
    assert read[f"{NEW}.natural_persons"] == 1
    read = values(table(["", *COLUMNS, "备注"], ["一、本年新收政府信息公开申请数量", *"1234567", ""]))
    assert read[f"{NEW}.total"] == 7


def test_a_total_called_otherwise_is_the_total() -> None:
    read = found(table(["", *COLUMNS[:-1], "合计"], ["一、本年新收政府信息公开申请数量", *"1234567"]))
    assert read.figures[f"{NEW}.total"].printed.value == 7
    assert [fault.id for fault in read.account] == ["published-loose-label"]


def test_figures_behind_the_heading_of_rows_that_are_there_are_not_read() -> None:
    rows = [["", *COLUMNS], ["（三）不予公开", *"1234567"], ["1.属于国家秘密", *"7654321"]]
    result = found(table(*rows))
    assert not [address for address in result.figures if address.startswith("applications.outcomes.withheld.t")]
    assert result.figures["applications.outcomes.withheld.state_secrets.natural_persons"].printed.value == 7
    assert "heads rows" in " ".join(fault.says.en for fault in result.account)


def test_a_row_of_the_earlier_form_that_stands_for_its_parts_is_read() -> None:
    read = values(table(["", *COLUMNS], ["（六）其他处理", *"1234567"]))
    assert read["applications.outcomes.otherwise_handled.natural_persons"] == 1


def test_a_row_with_a_doubtful_figure_more_than_columns_is_not_read() -> None:
    label = "一、本年新收政府信息公开申请数量"
    assert found(table(["", *COLUMNS], [label, *"1234567", "=7"])).figures == {}
    assert values(table(["", *COLUMNS], [label, *"1234567", "按月统计"]))[f"{NEW}.total"] == 7


def test_columns_of_departments_are_none_of_the_form() -> None:
    row = "一、本年新收政府信息公开申请数量"
    departments = table(
        ["项目", *(f"{name}局" for name in "民教卫公城资"), "合计"], ["二、上年结转政府信息公开申请数量", *"7654321"]
    )
    read = values(table(["", *COLUMNS], [row, *"1234567"]), departments)
    assert read[f"{NEW}.total"] == 7
    assert "applications.carried_in.total" not in read


def test_numbers_of_rows_before_the_figures_are_left_out() -> None:
    read = values(table(["", "行次", *COLUMNS], ["一、本年新收政府信息公开申请数量", "1", *"1234567"]))
    assert (read[f"{NEW}.natural_persons"], read[f"{NEW}.total"]) == (1, 7)


def test_a_row_label_over_another_is_in_doubt() -> None:
    rows = [
        [label, *"1234567"]
        for label in ("3.危及“三安全一稳定”", "5.属于三类内部事务信息", "5.人事", "6.属于四类过程性信息")
    ]
    result = found(table(["", *COLUMNS], *rows))
    assert "applications.outcomes.withheld.internal_affairs.total" not in result.figures
    assert "applications.outcomes.withheld.process_information.total" in result.figures
    assert "published-uncertain-row" in {fault.id for fault in result.account}


def test_a_column_label_over_another_is_in_doubt() -> None:
    columns = ["自然人", "商业公司", "商业企业", *COLUMNS[3:]]
    read = values(table(["", *columns], ["一、本年新收政府信息公开申请数量", *"1234567"]))
    assert f"{NEW}.enterprises" not in read


def test_the_sum_of_a_group_is_not_the_total_of_all() -> None:
    rows = [[label, *"1234567"] for label in ("3.其他", "小计", "四、结转下年度继续办理")]
    for label in ("小计", "合计"):
        rows[1][0] = label
        assert "applications.outcomes.total.total" not in values(table(["", *COLUMNS], *rows))
    rows[1][0] = "（七）合计"
    assert values(table(["", *COLUMNS], *rows))["applications.outcomes.total.total"] == 7


def test_another_name_of_every_total_of_a_table_is_taken_and_told() -> None:
    """合计 for each 总计 of table 4, and nothing where one of them has another name still."""
    results, groups = ["结果维持", "结果纠正", "其他结果", "尚未审结"], ["未经复议直接起诉", "复议后起诉"]

    def read(*totals: str) -> dict[str, object]:
        top = [
            ShownCell(0, 0, "行政复议", Origin("a"), columns=5),
            ShownCell(0, 5, "行政诉讼", Origin("a"), columns=10),
        ]
        top += [ShownCell(1, at, text, Origin("a"), rows=2) for at, text in enumerate([*results, totals[0]])]
        top += [ShownCell(1, 5 + 5 * at, text, Origin("a"), columns=5) for at, text in enumerate(groups)]
        last = [*results, totals[1], *results, totals[2]]
        top += [ShownCell(2, 5 + at, text, Origin("a")) for at, text in enumerate(last)]
        return values(ShownTable((*top, *(ShownCell(3, at, str(at), Origin("a")) for at in range(15))), Origin("a")))

    assert read("合计", "合计", "合计") == read("总计", "总计", "总计")
    assert read("合计", "合计", "合计")["reviews.litigation.direct.total"] == 9
    assert "reviews.litigation.direct.total" not in read("合计", "小计", "合计")
