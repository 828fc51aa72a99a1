"""Lines whose cells commas divide: rows of the form, never sentences, and thousands are not taken for cells."""

from __future__ import annotations

import pytest

from reportgen.engine.form_matching.comma_lines import cells_by_commas, may_be_thousands
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.reports.disclosure.form_2021 import REPORT

FORM = FormIndex(REPORT.tables)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("规章,1,0,4", ("规章", "1", "0", "4")),
        ('"行政规范性文件","1,234",,5', ("行政规范性文件", "1,234", "", "5")),
        ("规章；1；0；4", ("规章", "1", "0", "4")),
        ("信息内容，本年制发件数，本年废止件数", ("信息内容", "本年制发件数", "本年废止件数")),
        ("0,12,345,0", ("0", "12", "345", "0")),
    ],
)
def test_rows_of_the_form_are_divided(line: str, cells: tuple[str, ...]) -> None:
    assert cells_by_commas(line, FORM) == cells


@pytest.mark.parametrize(
    "line", ["全年收到12件，办结3件，结转9件", "1,234,567", "规章1件，规范性文件2件。", "规章", "2023年，12件", "1，2"]
)
def test_sentences_and_single_figures_are_not(line: str) -> None:
    assert cells_by_commas(line, FORM) is None


def test_commas_between_thousands_are_suspected() -> None:
    assert may_be_thousands("行政许可,1,234")
    assert may_be_thousands("规章，12，345.5，0")
    assert not may_be_thousands("规章,1,2,33")
    assert not may_be_thousands('规章,"1,234",000')
    assert not may_be_thousands("规章;1;234")
