"""How one figure is typed wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.reconciling.locating.slips import likeliest, slips


@pytest.mark.parametrize(
    ("shown", "meant", "words"),
    [
        (52, 25, "digits transposed: 25 typed as 52"),
        (12, 123, "a digit dropped: 123 typed as 12"),
        (5, 105, "a digit dropped: 105 typed as 5"),
        (1223, 123, "a digit doubled: 123 typed as 1223"),
        (1293, 123, "a digit too many: 123 typed as 1293"),
        (126, 123, "one digit mistyped: 123 typed as 126"),
        (0, 123, "123 left out, 0 stands for it"),
        (731, 123, "123 typed as 731"),
        (8, 0, "8 typed where 0 belongs"),
    ],
)
def test_a_slip_is_named(shown: int, meant: int, words: str) -> None:
    assert words in [text.en for _, text in slips(shown, meant)]
    assert likeliest(slips(shown, meant))[1].en == words


@pytest.mark.parametrize(("shown", "words"), [(90, "10 left out of the sum"), (110, "10 added twice")])
def test_a_sum_that_went_wrong_is_named(shown: int, words: str) -> None:
    assert words in [text.en for _, text in slips(shown, 100, addends=[10, 0, 90])]
    assert words not in [text.en for _, text in slips(shown, 100)]


def test_a_key_beside_the_right_one_is_likelier_than_one_far_off() -> None:
    assert likeliest(slips(126, 123))[0] < likeliest(slips(127, 123))[0]


def test_a_neighbours_figure_is_likelier_than_none() -> None:
    assert likeliest(slips(77, 5, neighbours=[77, 3]))[0] < likeliest(slips(77, 5, neighbours=[3, 4]))[0]
    assert "copied" in likeliest(slips(77, 5, neighbours=[77, 3]))[1].en


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_every_difference_has_a_finite_positive_cost(shown: int, meant: int) -> None:
    if shown != meant:
        cost, words = likeliest(slips(shown, meant))
        assert 0 < cost < 30
        assert words.zh
        assert words.en
