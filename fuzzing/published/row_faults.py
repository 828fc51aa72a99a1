"""Rows more, fewer or elsewhere than the form has them."""

from __future__ import annotations

from fuzzing.published.document import Document
from fuzzing.published.faults import TABLES, named
from fuzzing.published.grids import Cell, Grid, row_of, rows_of

_FILES = "applications.outcomes.withheld.enforcement_files"
_WITHHELD = "applications.outcomes.withheld"
_OTHERWISE = "applications.outcomes.otherwise_handled"


def _row(document: Document, *side: Cell, most: int = 999) -> list[Cell]:
    return [*side, *(document.number(0, most) for _ in range(7))]


@named(TABLES)
def _total_row_missing(document: Document) -> None:
    grid = document.grids[1]
    del grid[row_of(grid, "applications.outcomes.total")]


@named(TABLES)
def _row_missing(document: Document) -> None:
    grid, gone = document.grids[1], (f"{_WITHHELD}.third_party_rights", "applications.carried_in")
    del grid[row_of(grid, document.chance.choice([*gone, "applications.outcomes.granted"]))]


@named(TABLES)
def _label_of_row_lost(document: Document) -> None:
    row = document.grids[1][row_of(document.grids[1], f"{_WITHHELD}.process_information")]
    row[-8] = Cell("")
    document.may_be_blank(f"{_WITHHELD}.process_information")


@named(TABLES)
def _rows_of_parts(document: Document) -> None:
    grid = document.grids[1]
    part = Cell("其中：网上申请")
    grid.insert(row_of(grid, "applications.new") + 1, _row(document, part, part, part, most=99))
    at, part = row_of(grid, "applications.outcomes.granted") + 1, Cell("其中：主动公开")
    grid.insert(at, _row(document, grid[at - 1][0], part, part, most=99))


@named(TABLES)
def _subtotals(document: Document) -> None:
    grid = document.grids[1]
    for group in ("withheld", "unavailable", "not_processed", "otherwise_handled"):
        last = max(rows_of(grid, f"applications.outcomes.{group}"), default=-1)
        if last < 0:
            continue
        label = Cell(document.chance.choice(["小计", "小计", "合计"]))
        grid.insert(last + 1, _row(document, *grid[last][:2], label))


def _group_row(document: Document, address: str, label: str) -> None:
    """Give a group a row of its own, so that its label no longer spans the others."""
    grid = document.grids[1]
    rows = rows_of(grid, address)
    if len(rows) < 2:
        return
    group = Cell(label)
    grid.insert(rows[0], _row(document, grid[rows[0]][0], group, group))
    for row in rows:
        grid[row + 1][1] = grid[row + 1][2]


@named(TABLES)
def _subtotal_on_group_row(document: Document) -> None:
    _group_row(document, _WITHHELD, "（三）不予公开")


@named(TABLES)
def _six_with_row_and_details(document: Document) -> None:
    _group_row(document, _OTHERWISE, "（六）其他处理")


@named(TABLES)
def _groups_left_out(document: Document) -> None:
    document.grids[1] = [row[2:] for row in document.grids[1]]


@named(TABLES)
def _row_shorter(document: Document) -> None:
    row = document.grids[1][row_of(document.grids[1], f"{_WITHHELD}.state_secrets")]
    document.nobody_knows(*row)
    del row[5]


@named(TABLES)
def _row_longer(document: Document) -> None:
    row = document.grids[1][row_of(document.grids[1], _FILES)]
    document.nobody_knows(*row)
    row.insert(5, Cell("3"))


@named(TABLES)
def _row_with_one_figure(document: Document) -> None:
    row, zero = document.grids[1][row_of(document.grids[1], _FILES)], Cell("0")
    for column in [column for column, cell in enumerate(row) if cell.address]:
        document.accept[row[column].address] = {None, 0}
        row[column] = zero


@named(TABLES)
def _figure_over_two_columns(document: Document) -> None:
    row, seven = document.grids[1][row_of(document.grids[1], _FILES)], Cell("7")
    for column in [column for column, cell in enumerate(row) if cell.address][1:3]:
        document.accept[row[column].address] = {None} if document.merges_kept else {None, 7}
        row[column] = seven


@named(TABLES)
def _figure_over_two_rows(document: Document) -> None:
    grid, seven = document.grids[1], Cell("7")
    first = row_of(grid, _FILES)
    for row in (first, first + 1):
        if first < 0 or row >= len(grid) or not grid[row][4].address:
            return
        document.accept[grid[row][4].address] = {None} if document.merges_kept else {None, 7}
        grid[row][4] = seven


@named(TABLES)
def _rows_of_group_shuffled(document: Document) -> None:
    grid = document.grids[1]
    rows = rows_of(grid, _WITHHELD)
    block = [grid[row] for row in rows]
    places = [id(cell) for row in block for cell in row[2:]]
    official = {cell.text for table in document.type.tables for cell in table.cells}
    if any(cell.text not in official for row in block for cell in row[:3] if not cell.address):
        return  # the place is what tells that a label is wrong
    if len(set(places)) < len(places):
        return  # a figure over two rows would be in two cells
    document.chance.shuffle(block)
    for row, cells in zip(rows, block, strict=True):
        grid[row] = cells


@named(TABLES)
def _groups_swapped(document: Document) -> None:
    grid = document.grids[1]
    third, fifth = ([row for row in grid if row[1].text.startswith(number)] for number in ("（三）", "（五）"))
    if third and fifth:
        at = grid.index(third[0])
        rest = [row for row in grid if row not in third and row not in fifth]
        grid[:] = [*rest[:at], *fifth, *third, *rest[at:]]


def _other_in_fifth(document: Document, grid: Grid) -> int:
    last = max(rows_of(grid, "applications.outcomes.not_processed"), default=len(grid) - 1)
    grid.insert(last + 1, _row(document, *grid[last][:2], Cell("6.其他")))
    return last + 2


@named(TABLES)
def _other_in_another_group(document: Document) -> None:
    _other_in_fifth(document, document.grids[1])


@named(TABLES)
def _six_as_one_blank_row(document: Document) -> None:
    grid = document.grids[1]
    for row in reversed(rows_of(grid, _OTHERWISE)):
        del grid[row]
    at, six = _other_in_fifth(document, grid), Cell("（六）其他处理")
    grid.insert(at, [grid[at - 1][0], six, six, *(Cell("") for _ in range(7))])


@named(TABLES)
def _total_row_twice(document: Document) -> None:
    total = Cell("合计")
    document.grids[1].append(_row(document, total, total, total))


@named(TABLES)
def _row_of_units(document: Document) -> None:
    unit = Cell("单位")
    document.grids[1].insert(3, [unit, unit, unit, *(Cell("件") for _ in range(7))])


@named(TABLES)
def _row_of_numbers(document: Document) -> None:
    code = Cell("甲")
    document.grids[1].insert(3, [code, code, code, *(Cell(str(number)) for number in range(1, 8))])


@named(TABLES)
def _columns_of_table_4_numbered(document: Document) -> None:
    document.grids[2].insert(3, [Cell(str(number)) for number in range(1, 16)])


@named(TABLES)
def _table_4_of_two_years(document: Document) -> None:
    year = Cell(f"{document.year}年")
    document.grids[2].insert(0, [year] * 15)
    document.grids[2].append([document.number(10**6, 10**7) for _ in range(15)])
    document.nobody_knows(*document.grids[2][-2])


@named(TABLES)
def _table_4_with_years_at_the_side(document: Document) -> None:
    grid = document.grids[2]
    year = Cell("年度")
    for at, row in enumerate(grid):
        row.insert(0, year if at < 3 else Cell(str(document.year)))
    grid.append([Cell(str(document.year - 1)), *(document.number(10**6, 10**7) for _ in range(15))])
    document.may_be_blank("reviews")


@named(TABLES)
def _figures_broken_over_two_rows(document: Document) -> None:
    grid = document.grids[1]
    at = row_of(grid, "applications.outcomes.granted")
    below = [Cell("") for _ in grid[at]]
    for column in [column for column, cell in enumerate(grid[at]) if cell.address][:3]:
        cell = grid[at][column]
        below[column] = Cell(str(document.chance.randint(0, 99)))
        document.nobody_knows(cell)
    grid.insert(at + 1, below)


@named(TABLES)
def _numbers_of_rows_between(document: Document) -> None:
    """Number the rows between labels and figures, with a heading or, where the totals are gone, without."""
    grid = document.grids[1]
    headed = document.chance.random() < 0.5
    for at, row in enumerate(grid):
        row.insert(3, Cell(str(at) if any(cell.address for cell in row) else "行次" if headed and at == 0 else ""))
        if not headed:
            row.pop()
