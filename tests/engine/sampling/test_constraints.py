"""Random figures brought in line with rules of every form obey them, which the rules themselves then say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.sampling.constraints import constraints_of
from reportgen.report.rule_forms import Bounds, Needs, Ordered, Percentage
from reportgen.report.rules import RuleForm
from tests.small_report import ACCEPTED, GRANTED, RECEIVED, REFUSED, SHARE, TOTAL, equation, figure, small_type

FORMS: dict[str, tuple[RuleForm, ...]] = {
    "a sum": (equation(figure(GRANTED) + figure(REFUSED), "=", ACCEPTED),),
    "a total": (equation(TOTAL, "=", ACCEPTED),),
    "a balance": (equation(figure(ACCEPTED) + figure(GRANTED), "=", figure(RECEIVED) + figure(REFUSED)),),
    "two equations": (equation(TOTAL, "=", ACCEPTED), equation(RECEIVED, "=", figure(ACCEPTED) + 3)),
    "an inequality": (equation(ACCEPTED, "≤", RECEIVED),),
    "a strict one": (equation(RECEIVED, ">", figure(ACCEPTED) + figure(GRANTED)),),
    "an order": (Ordered((GRANTED, ACCEPTED, RECEIVED)),),
    "bounds": (Bounds(SHARE, 0, 100), Bounds(RECEIVED, 3, 1000)),
    "a need": (Needs(GRANTED, REFUSED),),
    "a share": (equation(ACCEPTED, "≤", RECEIVED), Percentage(SHARE, ACCEPTED, RECEIVED, 2)),
}
COUNTS = st.integers(0, 5) | st.integers(0, 10**6)


@pytest.mark.parametrize("name", FORMS)
@given(received=COUNTS, accepted=COUNTS, granted=COUNTS, refused=COUNTS, share=st.decimals(0, 10**6, places=4))
def test_figures_obey_every_form_of_rule(
    name: str, received: int, accepted: int, granted: int, refused: int, share: Decimal
) -> None:
    report_type = small_type(*FORMS[name])
    book = report_type.addresses
    figures: dict[str, Any] = {RECEIVED: received, ACCEPTED: accepted, GRANTED: granted, REFUSED: refused, SHARE: share}
    if not constraints_of(report_type.rules, book).satisfied(figures, book.derive):
        assert name in {"a strict one", "bounds"}, "figures can be too small for it; others are then drawn"
        return
    cells = {**figures, **book.derive(figures)}
    assert [form.judge(cells) for form in FORMS[name]] == [None] * len(FORMS[name])
    assert min(figures.values()) >= 0


def test_figures_that_obey_already_stay_as_they_are() -> None:
    report_type = small_type(*FORMS["an inequality"])
    book = report_type.addresses
    figures = {RECEIVED: 9, ACCEPTED: 4, GRANTED: 1, REFUSED: 0, SHARE: Decimal(7)}
    before = dict(figures)
    assert constraints_of(report_type.rules, book).satisfied(figures, book.derive)
    assert figures == before
