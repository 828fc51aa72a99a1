"""A percentage is shown with the numbers that it comes from, as prose writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.engine.prose_check.ratios import Ratio


@pytest.mark.parametrize(
    ("ratio", "written"),
    [(Ratio(3646, 3607, growth=True), "(3646 − 3607) ÷ 3607 = 1%"),
     (Ratio(Decimal("2864000.0"), Decimal(3000000), growth=True), "(286.4万 − 300万) ÷ 300万 = -5%"),
     (Ratio(Decimal("60.0"), 400), "60 ÷ 400 = 15%"), (Ratio(60, 123456), "60 ÷ 123456 = 0%")],
)  # fmt: skip
def test_numbers_are_shown_as_prose_has_them(ratio: Ratio, written: str) -> None:
    assert ratio.written(0) == written
