"""What stands before, between and behind the tables of a web page, and how these are cut or joined."""

from __future__ import annotations

from fuzzing.published.document import LONG, Document
from fuzzing.published.faults import PAGES, named
from fuzzing.published.grids import Cell, row_of
from fuzzing.published.merge_faults import table


def small_table(*rows: str) -> str:
    """Return a table whose cells spaces divide."""
    lines = ("".join(f"<td>{text}</td>" for text in row.split(" ")) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _another(document: Document, year: int | None = None) -> Document:
    other = Document("2021" if document.year > 2020 else "2019", document.chance.randrange(10**6))
    other.year = year or document.year
    return other


@named(PAGES)
def _table_of_last_year(document: Document) -> None:
    before = table(_another(document).grids[1])
    document.before[1] = f"<p>{document.year - 1}年情况：</p>{before}<p>{document.year}年情况：</p>"
    document.may_be_blank("applications")


@named(PAGES)
def _table_of_years(document: Document) -> None:
    rows = ("年份 行政许可 行政处罚", f"{document.year - 1} 12 13")
    document.before[0] = small_table(*rows)


@named(PAGES)
def _table_of_departments(document: Document) -> None:
    head = "部门 本年新收政府信息公开申请数量 予以公开 总计"
    document.behind[1] = f"<p>各部门情况</p>{small_table(head, '民政局 1 2 3', '教育局 4 5 6')}"


@named(PAGES)
def _departments_as_columns(document: Document) -> None:
    rows = ["项目 民政局 教育局 卫健局 公安局 城管局 水务局 合计"]
    for grid_row in document.grids[1]:
        label = grid_row[2].text if len(grid_row) > 2 else ""
        if any(cell.address for cell in grid_row) and label and " " not in label:
            rows.append(f"{label} 1 2 3 4 5 6 21")
    document.behind[1] = small_table(*rows)
    document.may_be_blank("applications")


@named(PAGES)
def _table_of_channels(document: Document) -> None:
    document.behind[1] = small_table("  自然人 法人或其他组织 总计", "网上申请 1 2 3", "当面申请 4 5 6", "总计 5 7 9")


@named(PAGES)
def _table_of_the_office_alone(document: Document) -> None:
    rows = ("项目 自然人 商业企业 总计", "一、本年新收政府信息公开申请数量 1 2 3", "（一）予以公开 1 0 1")
    document.behind[1] = f"<p>其中市政府本级：</p>{small_table(*rows)}"
    document.may_be_blank("applications.new.", "applications.outcomes.granted.")


@named(PAGES)
def _comparison_in_the_prose(document: Document) -> None:
    years = f"信息内容 {document.year - 1}年本年处理决定数量 {document.year}年本年处理决定数量"
    document.behind[2] = small_table(years, "行政许可 5 6")
    document.may_be_blank("proactive.permits")


@named(PAGES)
def _notes_below(document: Document) -> None:
    document.behind[0] = "<p>注：规范性文件含县级2件。</p><p>①行政许可含网上办理3件。</p>"


@named(PAGES)
def _numbers_of_pages(document: Document) -> None:
    pages = small_table("1 2 3 下一页")
    document.changes.append(lambda html: f"{pages}{html}<div>1 2 3 4 5 下一页 共 12 页</div>")


@named(PAGES)
def _hidden_row(document: Document) -> None:
    row = f'<tr style="display:none"><td colspan=3>二、上年结转政府信息公开申请数量</td>{"<td>77</td>" * 7}</tr>'
    document.changes.append(lambda html: html.replace("<tr><td colspan=3>二、", f"{row}<tr><td colspan=3>二、"))


@named(PAGES)
def _hidden_cells(document: Document) -> None:
    hidden = '<td style="display:none">555</td>'
    document.changes.append(lambda html: html.replace("<td>", f"{hidden}<td>", 40))


@named(PAGES)
def _hidden_copy(document: Document) -> None:
    other = _another(document)
    styles = "<style>.mob{display:none !important}</style>"
    for number, grid in enumerate(other.grids):
        document.before[number] = f"{styles}<div class=mob>{table(grid)}</div>"


@named(PAGES)
def _shown_copy(document: Document) -> None:
    for number, grid in enumerate(document.grids):
        document.behind[number] = f"<div class=visible-xs>{(document.html_of or table)(grid)}</div>"


@named(PAGES)
def _picture_for_table_3(document: Document) -> None:
    document.cuts[1] = lambda grid: []  # noqa: ARG005 — nothing is left of it
    document.before[1] = '<p><img src="t3.jpg" width=600 height=800 alt="表三 12 13"></p>'
    document.nobody_knows(*(cell for row in document.grids[1] for cell in row))


def _cut(document: Document, headings: int) -> None:
    at = document.chance.choice([6, 9, 13, 16, 20])
    document.cuts[1] = lambda grid: [grid[:at], [*grid[:headings], *grid[at:]]] if len(grid) > at else [grid]


@named(PAGES)
def _cut_by_a_page(document: Document) -> None:
    _cut(document, 0)


@named(PAGES)
def _cut_with_headings_again(document: Document) -> None:
    _cut(document, 3)


@named(PAGES)
def _cut_through_a_row(document: Document) -> None:
    grid = document.grids[1]
    if len(grid) < 12 or len(grid[8]) < 10:
        return
    row = grid[8]
    document.may_be_blank(*(cell.address for cell in row if cell.address))
    top = [*row[:3], *(Cell("") for _ in row[3:])]
    bottom = [Cell(""), Cell(""), Cell(""), *row[3:]]
    document.cuts[1] = lambda grid: [[*grid[:8], top], [bottom, *grid[9:]]]


@named(PAGES)
def _all_in_one_table(document: Document) -> None:
    document.joined = True


@named(PAGES)
def _all_in_one_table_with_long_texts(document: Document) -> None:
    document.joined = True
    for title, paragraphs in document.prose.items():
        if paragraphs:
            document.prose[title] = [LONG * 5, LONG]


@named(PAGES)
def _channels_and_no_total_row(document: Document) -> None:
    _table_of_channels(document)
    grid = document.grids[1]
    if (row := row_of(grid, "applications.outcomes.total")) >= 0:
        del grid[row]
