"""Every cell of a form has names in the form's own words."""

from __future__ import annotations

import pytest

from reportgen.core.text import Text
from reportgen.model.form_grid import Block, FormTable, Heading
from reportgen.model.form_names import form_names, word
from reportgen.report.report_type import ReportType
from reportgen.reports.disclosure.form_2019 import REPORT as OLD
from reportgen.reports.disclosure.form_2021 import REPORT


@pytest.mark.parametrize("report_type", [REPORT, OLD])
def test_every_cell_of_a_form_has_a_name(report_type: ReportType) -> None:
    names = report_type.form_names
    cells = [address for table in report_type.tables for row in table.rows for address in row.addresses]
    assert sorted(set(names.values())) == sorted(cells)
    assert all(step.isidentifier() for name in names for step in name.split("."))


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("表三.新收.自然人", "applications.new.natural_persons"),
        ("表三.新收.企业", "applications.new.enterprises"),
        ("表三.新收.商业企业", "applications.new.enterprises"),
        ("表三.第三方.总计", "applications.outcomes.withheld.third_party_rights.total"),
        ("表三.总计.其他", "applications.outcomes.total.other_organizations"),
        ("表四.复议后起诉.总计", "reviews.litigation.after_reconsideration.total"),
        ("表二.规章.本年制发件数", "proactive.regulations.made"),
    ],
)
def test_a_name_is_made_of_the_forms_words(name: str, address: str) -> None:
    assert REPORT.form_names[name] == address


def test_what_would_name_two_rows_is_told_apart_by_what_stands_around() -> None:
    other = Heading("2.其他", "other")
    rows = (Heading("（一）甲", parts=(Heading("1.某项", "some"), other)), Heading("（二）乙", parts=(other,)))
    table = FormTable(Text("表一", "table 1"), "", (Block(rows, (Heading("件数", "count"),)),))
    assert list(form_names([table])) == ["表一.某项.件数", "表一.甲.其他.件数", "表一.乙.其他.件数"]


def test_rows_that_repeat_have_no_name() -> None:
    row = Heading("账号", "accounts[]")
    assert form_names([FormTable(Text("表一", "table 1"), "", (Block((row,), (Heading("数", "posts"),)),))]) == {}


@pytest.mark.parametrize(
    ("label", "name"), [("3.危及“三安全一稳定”", "危及三安全一稳定"), ("2019 年", "_2019年"), ("", "")]
)
def test_a_label_becomes_a_name(label: str, name: str) -> None:
    assert word(label) == name
