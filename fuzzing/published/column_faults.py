"""Columns more, fewer or elsewhere than the form has them, and tables cut or turned."""

from __future__ import annotations

from fuzzing.published.document import Document
from fuzzing.published.faults import TABLES, named
from fuzzing.published.grids import Cell, Grid


@named(TABLES)
def _columns_permuted(document: Document) -> None:
    order = list(range(4, 9))
    document.chance.shuffle(order)
    for row in document.grids[1]:
        if len(row) > max(order):
            row[4:9] = [row[column] for column in order]


@named(TABLES)
def _total_first(document: Document) -> None:
    for row in document.grids[1]:
        row.insert(3, row.pop())


@named(TABLES)
def _total_column_missing(document: Document) -> None:
    for row in document.grids[1]:
        row.pop()


@named(TABLES)
def _column_of_numbers(document: Document) -> None:
    for at, row in enumerate(document.grids[1]):
        row.insert(0, Cell("序号" if at == 0 else str(at - 2) if at > 2 else ""))


@named(TABLES)
def _column_of_remarks(document: Document) -> None:
    for at, row in enumerate(document.grids[1]):
        has_figures = any(cell.address for cell in row)
        row.append(
            Cell("备注" if at == 0 else document.chance.choice(["", "", "12", "无", "同比增3"]) if has_figures else "")
        )


def _turned(grid: Grid) -> Grid:
    even = len({len(row) for row in grid}) == 1
    return [list(column) for column in zip(*grid, strict=True)] if even else grid


def _with_subtotals(document: Document) -> None:
    heads = min(3, next((at for at, row in enumerate(document.grids[1]) if any(cell.address for cell in row)), 0))
    for at, row in enumerate(document.grids[1]):
        head = row[-2] if at < heads - 1 else Cell("小计")
        row.insert(len(row) - 1, head if at < heads else document.number(1, 99))


def _without_totals(document: Document) -> None:
    for row in document.grids[1]:
        if row[-1].address:
            row[-1].text = ""
            document.nobody_knows(row[-1])


@named(TABLES)
def _column_of_subtotals(document: Document) -> None:
    _with_subtotals(document)


@named(TABLES)
def _column_of_subtotals_and_blank_totals(document: Document) -> None:
    _with_subtotals(document)
    _without_totals(document)


@named(TABLES)
def _column_of_subtotals_for_totals(document: Document) -> None:
    _with_subtotals(document)
    for row in document.grids[1]:
        row.pop()


@named(TABLES)
def _columns_of_two_years(document: Document) -> None:
    found: Grid = []
    for at, row in enumerate(document.grids[1]):
        pairs = [[cell, document.number(1)] if cell.address else [cell, cell] for cell in row[3:]]
        found.append([*row[:3], *(cell for pair in pairs for cell in pair)])
        if at == 2:
            years = [Cell(f"{document.year - number % 2}年") for number in range(14)]
            found.append([*row[:3], *years])
    document.grids[1] = found
    document.may_be_blank("applications")


@named(TABLES)
def _table_3_cut_by_columns(document: Document) -> None:
    document.cuts[1] = lambda grid: [[row[:6] for row in grid], [[*row[:3], *row[6:]] for row in grid]]


@named(TABLES)
def _table_4_cut_by_columns(document: Document) -> None:
    document.cuts[2] = lambda grid: [[row[:5] for row in grid], [row[5:] for row in grid]]


@named(TABLES)
def _table_4_stacked(document: Document) -> None:
    def cut(grid: Grid) -> list[Grid]:
        return [[row[at : at + 5] for at in (0, 5, 10) for row in grid]] if len(grid[0]) == 15 else [grid]

    document.cuts[2] = cut


@named(TABLES)
def _table_3_turned(document: Document) -> None:
    document.grids[1] = _turned(document.grids[1])


@named(TABLES)
def _table_4_turned(document: Document) -> None:
    document.grids[2] = _turned(document.grids[2])


@named(TABLES)
def _litigation_first(document: Document) -> None:
    for row in document.grids[2]:
        row[:] = [*row[5:], *row[:5]]


@named(TABLES)
def _after_reconsideration_first(document: Document) -> None:
    for row in document.grids[2]:
        row[:] = [*row[:5], *row[10:], *row[5:10]]


@named(TABLES)
def _totals_of_table_4_first(document: Document) -> None:
    for row in document.grids[2]:
        for at in (0, 5, 10) if len(row) == 15 else ():
            if row[at] is not row[at + 4]:
                row[at : at + 5] = [row[at + 4], *row[at : at + 4]]


@named(TABLES)
def _pending_left_out(document: Document) -> None:
    for row in document.grids[2]:
        for at in (13, 8, 3):
            del row[at : at + 1]


@named(TABLES)
def _label_beside_table_4(document: Document) -> None:
    for at, row in enumerate(document.grids[2]):
        row.insert(0, Cell("类别" if at < 3 else "件数"))


@named(TABLES)
def _first_headings_of_table_4_lost(document: Document) -> None:
    del document.grids[2][0]


@named(TABLES)
def _two_headings_of_table_4_lost(document: Document) -> None:
    del document.grids[2][: min(2, len(document.grids[2]) - 1)]
    if len(document.grids[2][-1]) > len(document.grids[2]):  # of a turned table these were two figures
        document.nobody_knows(*document.grids[2][-1])


@named(TABLES)
def _headings_of_table_3_lost(document: Document) -> None:
    del document.grids[1][:3]
    document.may_be_blank("applications")


@named(TABLES)
def _headings_of_table_3_in_one_row(document: Document) -> None:
    grid = document.grids[1]
    if grid[0][-1].text == "备注" or any(cell.address for cell in grid[2]):
        return
    del grid[:2]
    for column, cell in enumerate(grid[-1]):
        label = {"natural_persons": "自然人", "total": "总计"}.get(cell.address.rpartition(".")[2])
        if label is not None:
            grid[0][column] = Cell(label)


@named(TABLES)
def _table_2_as_a_list(document: Document) -> None:
    grid = document.grids[0]
    rows = [[Cell(text) for text in ("条款", "信息内容", "指标", "数量")]]
    for at, row in enumerate(grid):
        for column, cell in enumerate(row):
            if cell.address and (column == 0 or row[column - 1] is not cell):
                above = next((grid[up][column].text for up in range(at, -1, -1) if not grid[up][column].address), "")
                rows.append([Cell("第二十条"), Cell(row[0].text), Cell(above), cell])
    document.grids[0] = rows


@named(TABLES)
def _blocks_of_table_2_shuffled(document: Document) -> None:
    blocks: list[Grid] = []
    for row in document.grids[0]:
        if row[0].text.startswith("第二十条") or not blocks:
            blocks.append([])
        blocks[-1].append(row)
    document.chance.shuffle(blocks)
    document.grids[0] = [row for block in blocks for row in block]


@named(TABLES)
def _columns_of_table_2_permuted(document: Document) -> None:
    for row in document.grids[0]:
        if len({id(cell) for cell in row}) == 4:
            row[1:4] = [row[3], row[1], row[2]]


@named(TABLES)
def _titles_of_table_2_lost(document: Document) -> None:
    document.grids[0] = [row for row in document.grids[0] if not row[0].text.startswith("第二十条")]


@named(TABLES)
def _headings_of_table_2_lost(document: Document) -> None:
    document.grids[0] = [row for at, row in enumerate(document.grids[0]) if at < 4 or row[0].text != "信息内容"]


@named(TABLES)
def _table_2_turned(document: Document) -> None:
    document.grids[0] = _turned(document.grids[0])
