"""What the prose says of the tables' figures, as evidence: only what it says plainly."""

from __future__ import annotations

import attrs
import pytest

from reportgen.engine.prose_check.prose_evidence import quoted_figures
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import report_of, zero

NEW, CARRIED_IN = "applications.new.total", "applications.carried_in.total"


def said(text: str, own: dict[str, int] | None = None) -> list[tuple[list[tuple[str, ...]], int]]:
    """Return each figure quoted in ``text``: the addresses of its readings, and the number."""
    report = report_of(zero(), narrative={"overview": f"## （二）依申请公开\n{text}"})
    report = attrs.evolve(report, figures=own or {})
    return [([reading.addresses for reading in one.meanings], one.value) for one in quoted_figures(report)]


def test_a_type_without_words_for_its_prose_quotes_nothing() -> None:
    report = report_of(zero(), narrative={"overview": "## （二）依申请公开\n全年新收政府信息公开申请545件。"})
    assert [*quoted_figures(attrs.evolve(report, type=attrs.evolve(REPORT, prose=None)))] == []


def test_a_number_with_one_meaning_has_one_reading() -> None:
    assert said("全年新收政府信息公开申请545件。") == [([(NEW,)], 545)]


def test_a_number_with_two_meanings_has_both() -> None:
    assert said("全年收到政府信息公开申请548件。") == [([(NEW,), (NEW, CARRIED_IN)], 548)]


def test_the_same_said_twice_is_quoted_once() -> None:
    assert len(said("全年新收政府信息公开申请545件。全年新收政府信息公开申请545件。")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "全年新收政府信息公开申请约545件。",
        "全年新收政府信息公开申请1.2万件。",
        "全年新收政府信息公开申请{{ applications.new.total }}件。",
        "2020年新收政府信息公开申请545件。",
        "新收政府信息公开申请比上年增加545件。",
        "通过网络新收政府信息公开申请545件。",
        "全年发布信息545条。",
        "",
    ],
)
def test_what_is_rounded_printed_narrowed_or_of_another_year_says_nothing(text: str) -> None:
    assert said(text) == []


def test_a_figure_that_the_office_keeps_itself_says_nothing() -> None:
    text = "全年收到政府信息公开申请548件。"
    assert said(text, own={"online": 548}) == []
    assert said(text, own={"online": 547}) != []
