"""Rows of lines of text: the lines of a label and of its figures are one row; a broken row has one doubtful cell."""

from __future__ import annotations

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.engine.form_matching.text_lines import line_of
from reportgen.engine.form_matching.text_rows import rows_in
from tests.engine.form_matching.test_published_tables import FORM


def rows(*lines: str) -> list[tuple[str, ...]]:
    zone = [line_of(ShownText(line, Origin("a", line=at)), FORM, frozenset()) for at, line in enumerate(lines)]
    return [line.texts for line in rows_in(zone, FORM)]


def test_one_cell_a_line_gives_rows() -> None:
    assert rows("规章", "1", "2", "3", "行政规范性文件", "4", "5", "6") == [
        ("规章", "1", "2", "3"),
        ("行政规范性文件", "4", "5", "6"),
    ]


def test_a_row_that_goes_on_in_the_next_line_is_one_doubtful_cell() -> None:
    assert rows("规章 1 2", "3") == [("规章", "1\n2\n3")]
