"""A document's tables are told apart by the official words in them, wherever they stand."""

from __future__ import annotations

import random

import pytest

from reportgen.engine.form_matching.form_tables import exchanged, has_label, likeness, table_of
from reportgen.model.form_grid import FormTable
from reportgen.reports.disclosure.form_2021 import REPORT


def blank(table: FormTable) -> list[list[str]]:
    """Return a table of the form without figures, a list for each row."""
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


@pytest.mark.parametrize("table", REPORT.tables, ids=lambda table: str(table.name))
def test_each_table_is_taken_for_itself(table: FormTable) -> None:
    assert table_of(blank(table), REPORT.tables) is table
    assert likeness(blank(table), table) == 1


@pytest.mark.parametrize("table", REPORT.tables, ids=lambda table: str(table.name))
def test_a_table_with_some_rows_lost_is_still_known(table: FormTable) -> None:
    rows = blank(table)
    del rows[random.Random(1).randrange(len(rows))]
    assert table_of(rows, REPORT.tables) is table


def test_another_table_is_none_of_the_forms() -> None:
    assert table_of([["姓名", "电话"], ["张三", "12345"]], REPORT.tables) is None
    assert table_of([], REPORT.tables) is None
    assert table_of([["自然人"]], ()) is None


@pytest.mark.parametrize("table", REPORT.tables, ids=lambda table: str(table.name))
def test_labels_in_order_are_not_exchanged(table: FormTable) -> None:
    texts = [text for row in blank(table) for text in row]
    assert exchanged(texts, table.group_labels) is None


def test_two_labels_exchanged_are_both_named() -> None:
    official = ("自然人", "商业企业", "总计")
    assert exchanged(["自然人", "总计", "商业企业"], official) == ("商业企业", "总计")
    assert exchanged(["自然人", "总计"], official) is None, "one is missing: nobody knows which stands wrong"


def test_a_remark_in_brackets_may_stand_behind_a_label() -> None:
    assert has_label("规 章（件）", "规章")
    assert has_label("规章", "规章")
    assert not has_label("规章制度", "规章")
