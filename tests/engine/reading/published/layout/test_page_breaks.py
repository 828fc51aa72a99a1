"""Headings at the end of a page go to the table below them that begins the next."""

from __future__ import annotations

from reportgen.engine.reading.published.layout.lines import Line
from reportgen.engine.reading.published.layout.page_breaks import with_headings
from reportgen.engine.reading.published.layout.sections import SECTIONS, Section


def line(text: str, x0: float, base: float, page: int) -> Line:
    return Line(text, x0, base - 8, x0 + 10 * len(text), base + 2, base, 10, page * SECTIONS)


def section(page: int, *parts: Line) -> Section:
    return Section(page * SECTIONS, 800, [], list(parts), parts, 500)


LAST = (line("信息内容", 60, 750, 1), line("本年处理决定数量", 250, 750, 1), line("— 1 —", 240, 790, 1))
FIRST = (line("行政处罚", 60, 60, 2), line("123", 280, 60, 2), line("行政强制", 60, 80, 2), line("45", 280, 80, 2))


def test_headings_move_to_the_next_page() -> None:
    before, after = with_headings([section(1, *LAST), section(2, *FIRST)])
    assert [one.text for one in before.lines] == ["— 1 —"]
    [table] = after.tables
    assert [cell.text for cell in sorted(table.cells) if cell.text][:2] == ["信息内容", "本年处理决定数量"]


def test_prose_at_the_end_of_a_page_stays() -> None:
    prose = line("推进政府信息公开工作，加强组织领导，完善公开制度，提高公开质量。", 60, 750, 1)
    sections = [section(1, prose), section(2, *FIRST)]
    assert with_headings(sections)[0].lines == [prose]


def test_a_page_that_begins_with_headings_takes_none() -> None:
    sections = [section(1, *LAST), section(2, *(one._replace(page=2 * SECTIONS) for one in LAST[:2]))]
    assert with_headings(sections) == sections
