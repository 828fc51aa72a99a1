"""Of columns of two years the report's own are read; in doubt the table stays as it is."""

from __future__ import annotations

import pytest

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.sheets import Sheet, sheet_of
from reportgen.engine.reading.published.columns_of_years import of_own_year

YEARS = frozenset({2024})


def sheet(*rows: list[str | tuple[str, int]]) -> Sheet:
    cells = []
    for down, row in enumerate(rows):
        column = 0
        for one in row:
            text, wide = one if isinstance(one, tuple) else (one, 1)
            cells.append(ShownCell(down, column, text, Origin("a"), 1, wide))
            column += wide
    return sheet_of(ShownTable(tuple(cells), Origin("a")))


def texts(one: Sheet) -> list[list[str]]:
    found, words = of_own_year(one, YEARS)
    return [[*line.texts, words] for part in found for line in part.lines]


@pytest.mark.parametrize(
    ("last", "own"), [("2023年", "2024年"), ("上年数", "本年数"), ("2023", "2024"), ("去年", "今年")]
)
def test_columns_of_last_year_and_changes_are_left_out(last: str, own: str) -> None:
    one = sheet(["信息内容", ("本年制发件数", 3)], ["", last, own, "增减"], ["规章", "1", "2", "3"])
    assert texts(one) == [
        ["信息内容", "本年制发件数", f"{last}、增减"],
        ["", "", f"{last}、增减"],
        ["规章", "2", f"{last}、增减"],
    ]


def test_each_block_has_its_own_columns() -> None:
    first: list[list[str | tuple[str, int]]] = [["信息内容", "2023年", "2024年"], ["规章", "1", "2"]]
    second: list[list[str | tuple[str, int]]] = [["信息内容", "2024年", "2023年"], ["行政许可", "3", "4"]]
    assert [row[:-1] for row in texts(sheet(*first, *second))] == [
        ["信息内容", ""],
        ["规章", "2"],
        ["信息内容", ""],
        ["行政许可", "3"],
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["", "2022年", "2023年"], ["规章", "1", "2"]],
        [["", "2023年", "2024年"], ["规章", ("1", 2)]],
        [["", "2024年", "数量"], ["规章", "1", "2"]],
        [["年度", "2024", "12"], ["年度", "2023", "9"]],
    ],
)
def test_in_doubt_the_table_stays(rows: list[list[str | tuple[str, int]]]) -> None:
    one = sheet(*rows)
    assert of_own_year(one, YEARS) == ([one], "")
