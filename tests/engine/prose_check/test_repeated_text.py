"""F-REPEATED: a paragraph that was pasted twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.prose_check.repeated_text import SHORTEST_REPEATED, repeated_text
from reportgen.report.report import Report
from tests.strategies import report_of, zero

PARAGRAPHS = st.lists(st.text("公开信息制度培训", min_size=SHORTEST_REPEATED, max_size=30), min_size=2, unique=True)


def office(**narrative: str) -> Report:
    return report_of(zero(), narrative=narrative)


@given(PARAGRAPHS)
def test_paragraphs_that_differ_are_not_told(paragraphs: list[str]) -> None:
    assert [*repeated_text(office(overview="\n".join(paragraphs)))] == []


@given(PARAGRAPHS, st.data())
def test_a_paragraph_that_stands_twice_is_told_once(paragraphs: list[str], data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(paragraphs))
    (finding,) = repeated_text(office(overview="\n".join(paragraphs), problems=f"  **{again}**"))
    assert finding.address == "narrative.problems"
    assert f"“{again[:20]}”这一段写了两遍" in finding.says.zh


def test_short_paragraphs_and_headings_may_stand_twice() -> None:
    assert [*repeated_text(office(overview="## （一）主动公开\n无。\n## （一）主动公开\n无。"))] == []
