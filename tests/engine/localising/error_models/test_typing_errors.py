"""How one figure is typed wrong."""

from __future__ import annotations

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.engine.localising.error_models.priors import Priors
from reportgen.engine.localising.error_models.typing_errors import (
    ADDEND,
    CARRY,
    COPIED,
    DOUBLED,
    DROPPED,
    INSERTED,
    LEFT_OUT,
    NEAR_KEY,
    OFF_BY_ONE,
    OTHER_KEY,
    SIGN_LOST,
    STRAY,
    TRANSPOSED,
    UNEXPLAINED,
    likeliest,
    typing_errors,
)


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
    assert words in [text.en for _, text in typing_errors(shown, meant)]
    assert likeliest(typing_errors(shown, meant))[1].en == words


@pytest.mark.parametrize(("shown", "words"), [(90, "10 left out of the sum"), (110, "10 added twice")])
def test_a_sum_that_went_wrong_is_named(shown: int, words: str) -> None:
    assert words in [text.en for _, text in typing_errors(shown, 100, addends=[10, 0, 90])]
    assert words not in [text.en for _, text in typing_errors(shown, 100)]


def test_a_key_beside_the_right_one_is_likelier_than_one_far_off() -> None:
    assert likeliest(typing_errors(126, 123))[0] < likeliest(typing_errors(127, 123))[0]


def test_a_neighbours_figure_is_likelier_than_none() -> None:
    assert (
        likeliest(typing_errors(77, 5, neighbours=[77, 3]))[0] < likeliest(typing_errors(77, 5, neighbours=[3, 4]))[0]
    )
    assert "copied" in likeliest(typing_errors(77, 5, neighbours=[77, 3]))[1].en


@pytest.mark.parametrize(
    ("shown", "meant", "words", "cost"),
    [
        (132, 123, "digits transposed: 123", TRANSPOSED + log(2)),
        (21, 12, "digits transposed: 12", TRANSPOSED),
        (12, 123, "a digit dropped: 123", DROPPED + log(3)),
        (11, 111, "a digit dropped: 111", DROPPED),
        (3, 1003, "a digit dropped: 1003", DROPPED + log(4)),
        (1223, 123, "a digit doubled: 123", DOUBLED + log(3)),
        (55, 5, "a digit doubled: 5", DOUBLED),
        (1111, 111, "a digit doubled: 111", DOUBLED),
        (1293, 123, "a digit too many: 123", INSERTED + log(40)),
        (1239, 123, "a digit too many: 123", INSERTED + log(40)),
        (9123, 123, "a digit too many: 123", INSERTED + log(40)),
        (126, 123, "one digit mistyped: 123", NEAR_KEY + log(3 * 2)),
        (5, 8, "one digit mistyped: 8", NEAR_KEY + log(3)),
        (127, 123, "one digit mistyped: 123", OTHER_KEY + log(27)),
        (0, 5, "5 left out", LEFT_OUT),
        (5, 0, "5 typed where 0 belongs", STRAY),
        (731, 123, "123 typed as 731", UNEXPLAINED + log(609) / 2),
        (123, 731, "731 typed as 123", UNEXPLAINED + log(609) / 2),
        (124, 132, "digits transposed: 132", None),
        (12, 12345, "a digit dropped: 12345", None),
        (0, 7, "a digit dropped: 7", None),
        (7, 0, "a digit doubled: 0", None),
        (0, 10, "a digit dropped: 10", DROPPED + log(2)),
    ],
)
def test_a_slip_costs_its_kind_and_the_places_of_the_number(
    shown: int, meant: int, words: str, cost: float | None
) -> None:
    costs = [found for found, text in typing_errors(shown, meant) if text.en.startswith(words)]
    assert costs == ([] if cost is None else [pytest.approx(cost)])


@pytest.mark.parametrize(
    ("shown", "meant", "words", "cost"),
    [
        (95, 100, "5 left out of the sum", ADDEND + log(2 * 4 / 2)),
        (110, 100, "10 added twice", ADDEND + log(2 * 4)),
        (90, 100, "a carry lost in the sum: 100 written as 90", CARRY),
        (600, 100, "a carry lost", None),
        (1100, 1000, "a carry lost in the sum: 1000", CARRY),
        (1100, 2100, "a carry lost in the sum: 2100", CARRY),
        (101, 100, "the sum is off by one: 100 written as 101", OFF_BY_ONE),
        (99, 100, "the sum is off by one: 100 written as 99", OFF_BY_ONE),
        (98, 100, "the sum is off by one", None),
        (101, 90, "a carry lost", None),
    ],
)
def test_a_sums_slip_costs_its_kind_and_the_addends_that_there_are(
    shown: int, meant: int, words: str, cost: float | None
) -> None:
    found = typing_errors(shown, meant, addends=[5, 0, 10, 5, 80])
    costs = [each for each, text in found if text.en.startswith(words)]
    assert costs == ([] if cost is None else [pytest.approx(cost)])


def test_a_sums_slip_costs_more_where_there_are_more_totals() -> None:
    """The form's totals share each kind between them."""
    alone, among_many = (
        typing_errors(90, 100, addends=[10, 90], places=Priors(totals=log(number))) for number in (1, 31)
    )
    costs = [[found for found, text in each if "sum" in text.en] for each in (alone, among_many)]
    assert len(costs[0]) == 2
    assert costs[1] == [pytest.approx(cost + log(31)) for cost in costs[0]]


def test_a_copy_costs_less_where_more_neighbours_have_the_figure() -> None:
    def cost(neighbours: list[int], shown: int = 7) -> list[float]:
        return [found for found, text in typing_errors(shown, 45, neighbours=neighbours) if "copied" in text.en]

    assert cost([7, 1, 2, 3]) == [pytest.approx(COPIED + log(4))]
    assert cost([7, 1, 7, 3]) == [pytest.approx(COPIED + log(2))]
    assert cost([1, 2]) == []
    assert cost([0, 0], shown=0) == []


def test_the_ways_are_weighed_together_in_the_words_of_the_likeliest() -> None:
    first, second = Text("甲", "a"), Text("乙", "b")
    cost, words = likeliest([(3.0, first), (2.0, second)])
    assert cost == pytest.approx(-log(exp(-3) + exp(-2)))
    assert words == second
    assert likeliest([(3.0, first)]) == (3.0, first)


def test_every_way_is_there_and_the_unexplained_one_last() -> None:
    found = typing_errors(0, 10, neighbours=[3], addends=[10, 4])
    assert [text.en.split(":")[0] for _, text in found] == [
        "a digit dropped",
        "10 left out, 0 stands for it",
        "10 left out of the sum",
        "a carry lost in the sum",
        "10 typed as 0",
    ]


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_every_difference_has_a_finite_positive_cost(shown: int, meant: int) -> None:
    if shown != meant:
        cost, words = likeliest(typing_errors(shown, meant))
        assert 0 < cost < 30
        assert words.zh
        assert words.en


PLACES = Priors(
    cells=3.0, figures=2.7, long_figures=1.9, copies=2.9, totals=0.7, swaps=2.3, moves=1.1, rows=0.6, row_pairs=0.1
)
"""Every kind its own number, so that none is taken for another."""


@pytest.mark.parametrize(
    ("shown", "meant", "words", "cost"),
    [
        (132, 123, "digits transposed", TRANSPOSED + log(2) + PLACES.long_figures),
        (12, 123, "a digit dropped", DROPPED + log(3) + PLACES.long_figures),
        (1223, 123, "a digit doubled", DOUBLED + log(3) + PLACES.figures),
        (1293, 123, "a digit too many", INSERTED + log(40) + PLACES.cells),
        (126, 123, "one digit mistyped", NEAR_KEY + log(3 * 2) + PLACES.cells),
        (127, 123, "one digit mistyped", OTHER_KEY + log(27) + PLACES.cells),
        (-5, 5, "the sign is wrong", SIGN_LOST + PLACES.figures),
        (0, 5, "5 left out, 0 stands", LEFT_OUT + PLACES.figures),
        (5, 0, "5 typed where 0 belongs", STRAY + PLACES.cells),
        (731, 123, "123 typed as 731", UNEXPLAINED + log(609) / 2 + PLACES.cells),
        (7, 45, "the neighbouring cell's 7 copied", COPIED + log(2) + PLACES.copies),
        (95, 100, "5 left out of the sum", ADDEND + log(2 * 2) + PLACES.totals),
        (110, 100, "a carry lost", CARRY + PLACES.totals),
        (99, 100, "the sum is off by one", OFF_BY_ONE + PLACES.totals),
    ],
)
def test_a_slip_costs_more_where_there_are_more_places_for_its_kind(
    shown: int, meant: int, words: str, cost: float
) -> None:
    ways = typing_errors(shown, meant, neighbours=[7, 8], addends=[5, 95], places=PLACES)
    assert [found for found, text in ways if text.en.startswith(words)] == [pytest.approx(cost)]


def test_a_sign_is_lost_only_from_a_figure_that_has_one() -> None:
    signs = [
        [text.en for _, text in typing_errors(shown, meant) if text.en.startswith("the sign")]
        for shown, meant in ((5, -5), (-5, 5), (5, 5), (0, 0), (-5, 6))
    ]
    assert signs == [["the sign is wrong: -5 typed as 5"], ["the sign is wrong: 5 typed as -5"], [], [], []]
    assert [text.en for _, text in typing_errors(-52, -25)][:1] == ["digits transposed: -25 typed as -52"]
    assert "transposed" not in str(typing_errors(52, -25))
