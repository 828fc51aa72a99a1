"""A table with titles of sections in it is cut at them; one without stays whole."""

from __future__ import annotations

from reportgen.core.shown_document import ShownText
from reportgen.engine.form_matching.cut_tables import cut_at_titles
from tests.engine.form_matching.test_published_tables import FORM, table

TITLES = frozenset(["主动公开政府信息情况", "存在的主要问题及改进情况"])


def test_titles_and_prose_in_a_table_are_texts_between_its_parts() -> None:
    whole = table(
        ["二、主动公开政府信息情况", ""], ["规章", "1"], ["五、存在的主要问题及改进情况", ""], ["改进工作。", ""]
    )
    parts = list(cut_at_titles(whole, FORM, TITLES))
    assert [part.text if isinstance(part, ShownText) else part.lines[0].texts for part in parts] == [
        "二、主动公开政府信息情况", ("规章", "1"), "五、存在的主要问题及改进情况", "改进工作。",
    ]  # fmt: skip


def test_a_table_without_titles_stays_whole() -> None:
    assert len(list(cut_at_titles(table(["规章", "1"], ["合计", ""]), FORM, TITLES))) == 1
