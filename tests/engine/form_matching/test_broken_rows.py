"""A figure broken over two rows is in doubt; a label that goes on is none."""

from __future__ import annotations

from tests.engine.form_matching.test_published_tables import COLUMNS, NEW, found, table

HEAD = ["", *COLUMNS]
ROW = ["一、本年新收政府信息公开申请数量", "123", "2", "3", "4", "5", "6", "143"]


def test_digits_below_a_figure_make_it_doubtful() -> None:
    result = found(table(HEAD, ROW, ["", "45", "", "", "", "", "", ""]))
    assert result.figures[f"{NEW}.natural_persons"].printed.value is None
    assert result.figures[f"{NEW}.enterprises"].printed.value == 2
    assert "published-doubtful-figure" in {fault.id for fault in result.account}


def test_words_below_a_label_make_no_doubt() -> None:
    result = found(table(HEAD, ROW, ["（含网上申请）", "", "", "", "", "", "", ""]))
    assert result.figures[f"{NEW}.natural_persons"].printed.value == 123
