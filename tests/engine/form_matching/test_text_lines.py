"""Lines of text as cells: by tabs, pipes or gaps; what kind of line each is."""

from __future__ import annotations

import pytest

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.engine.form_matching.text_lines import cells_in, line_of
from tests.engine.form_matching.test_published_tables import FORM


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("规章\t1\t2", ("规章", "1", "2")),
        ("|规章|1|2|", ("规章", "1", "2")),
        ("规章　1  2", ("规章", "1", "2")),
        ("规章 1 2", ("规章", "1", "2")),
        ("1\t\t2", ("1", "", "2")),
    ],
)
def test_cells_are_divided_by_whatever_divides_them(text: str, cells: tuple[str, ...]) -> None:
    assert cells_in(text) == cells


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("规章 1 2 3", "data"),
        ("1 2 3", "values"),
        ("自然人 商业企业 科研机构", "labels"),
        ("+------+-----+", "rule"),
        ("全年主动公开信息12条。", "other"),
        ("二、主动公开政府信息情况", "other"),
    ],
)
def test_a_line_is_of_a_kind(text: str, kind: str) -> None:
    titles = frozenset(["主动公开政府信息情况"])
    assert line_of(ShownText(text, Origin("a")), FORM, titles).kind == kind
