"""A row of the form that stands for every row of a group that repeats."""

from __future__ import annotations

from reportgen.core.text import Text
from reportgen.model.form_grid import FormRow, FormTable

TABLE = FormTable(
    Text("表", "table"),
    "一",
    3,
    (FormRow("", ("accounts[].posts", "accounts[].fans")), FormRow("合计", ("posts", "fans"))),
)


def test_a_report_s_table_has_a_row_for_each_name() -> None:
    assert TABLE.with_rows({"accounts": ("网站", "微信")}).rows == (
        FormRow("网站", ("accounts[网站].posts", "accounts[网站].fans")),
        FormRow("微信", ("accounts[微信].posts", "accounts[微信].fans")),
        FormRow("合计", ("posts", "fans")),
    )


def test_without_names_only_the_other_rows_are_left() -> None:
    assert TABLE.with_rows({}).rows == (FormRow("合计", ("posts", "fans")),)
