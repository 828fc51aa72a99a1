"""Rows in one row, a line each, become rows again; where the lines are not equally many, nothing is divided."""

from __future__ import annotations

import pytest

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.sheets import Sheet, sheet_of
from reportgen.engine.form_matching.stacked_rows import unstacked
from reportgen.reports.disclosure.form_2021 import REPORT

FORM = FormIndex(REPORT.tables)
LABELS = "1.属于国家秘密\n2.其他法律行政法规禁止公开"


def sheet(*texts: str) -> Sheet:
    return sheet_of(
        ShownTable(tuple(ShownCell(0, at, text, Origin("a")) for at, text in enumerate(texts)), Origin("a"))
    )


def test_each_line_is_a_row_with_the_labels_before_it() -> None:
    lines = unstacked(sheet("（三）不予公开", LABELS, "1\n2", "3\n4"), FORM).lines
    assert [line.texts for line in lines] == [
        ("（三）不予公开", "1.属于国家秘密", "1", "3"),
        ("（三）不予公开", "2.其他法律行政法规禁止公开", "2", "4"),
    ]
    assert {line.width for line in lines} == {4}


@pytest.mark.parametrize(
    "texts",
    [
        (LABELS, "1\n2", "3"),
        (LABELS, "1\n2\n3", "4\n5\n6"),
        ("1.属于国家秘密\n又", "1\n2"),
        ("1\n2", "3\n4"),
        (LABELS, "1"),
    ],
)
def test_a_row_that_does_not_fit_stays(texts: tuple[str, ...]) -> None:
    one = sheet(*texts)
    assert unstacked(one, FORM) is one
