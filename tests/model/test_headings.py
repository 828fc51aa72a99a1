"""A table's headings are the labels that the data class declares."""

from __future__ import annotations

from reportgen.model.form_grid import Heading
from reportgen.model.headings import headings_of
from tests.small_report import Answers, Applications, Small

ANSWERS = (Heading("同意", "granted"), Heading("不同意", "refused"), Heading("合计", "total"))


def test_fields_come_first_and_printed_totals_last() -> None:
    assert headings_of(Answers) == ANSWERS


def test_a_group_spans_the_headings_of_its_own_class() -> None:
    (table,) = headings_of(Small)
    assert (table.label, table.address) == ("表一", "table")
    answers = table.parts[2]
    assert answers == Heading("答复", "table.answers", headings_of(Answers, "table.answers"))
    assert [leaf.address for leaf in table.leaves] == [
        "table.received",
        "table.accepted",
        "table.answers.granted",
        "table.answers.refused",
        "table.answers.total",
        "table.share",
    ]


def test_a_group_may_be_a_single_row_and_a_label_may_have_a_remark() -> None:
    found = headings_of(Applications, "a", single=Answers, remarks={"a.share": "（%）"})
    assert found[2:] == (Heading("答复", "a.answers"), Heading("受理率", "a.share", remark="（%）"))
