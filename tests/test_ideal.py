"""The observer who knows the damage generator: its probabilities are exact, by themselves and against the generator."""

from __future__ import annotations

import json
import random
from collections import Counter
from math import sqrt
from pathlib import Path

import pytest
import yaml

from benchmarks.damage import KINDS, Values, damage, honest_report
from benchmarks.ideal import Changes, Unfolding, errors_of, likelihood
from benchmarks.localisation import APPLICATIONS, BLOCKS, PLACES, Score, Trial, damaged, holds, measure, published

ROWS = [["a.one", "a.two", "a.total"], ["b.one", "b.two", "b.total"]]
FIGURES: Values = {"a.one": 12, "a.two": 0, "a.total": 12, "b.one": 7, "b.two": 30, "b.total": 37}
DRAWS = 20_000


def frozen(changes: Values) -> Changes:
    return frozenset(changes.items())


@pytest.fixture(scope="module")
def possible() -> dict[Changes, float]:
    return errors_of(FIGURES, ROWS)


def test_random_choices_fall_out_in_every_way_once() -> None:
    chance = Unfolding()

    def work() -> tuple[object, ...]:
        first = chance.choice("xyz")
        return (
            (first, chance.randrange(2), chance.randrange(5, 9, 2)) if first == "x" else (first, chance.random() < 0.5)
        )

    ways = list(chance.ways(work))
    assert [given for _, given in ways] == [
        ("x", 0, 5), ("x", 0, 7), ("x", 1, 5), ("x", 1, 7),
        ("y", True), ("y", False), ("z", True), ("z", False),
    ]  # fmt: skip
    assert [probability for probability, _ in ways] == pytest.approx([1 / 12] * 4 + [1 / 6] * 4)


def test_what_leaves_nothing_to_chance_has_one_way() -> None:
    assert list(Unfolding().ways(lambda: "always")) == [(1.0, "always")]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("place", PLACES)
def test_the_probabilities_of_a_reports_errors_come_to_1(place: str, seed: int) -> None:
    found = errors_of(honest_report(random.Random(seed), APPLICATIONS, BLOCKS), PLACES[place])
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) > 0


def test_only_what_is_wrong_counts_as_changed(possible: dict[Changes, float]) -> None:
    for changes in possible:
        assert changes
        assert all(FIGURES[name] != value >= 0 for name, value in changes)


def test_the_generator_draws_each_error_as_often_as_is_said(possible: dict[Changes, float]) -> None:
    rng = random.Random(7)
    drawn = Counter(frozen(damage(rng, FIGURES, ROWS, set())[1]) for _ in range(DRAWS))
    assert drawn.keys() <= possible.keys()
    for changes, probability in possible.items():
        spread = sqrt(DRAWS * probability * (1 - probability))
        assert abs(drawn[changes] - DRAWS * probability) < 5 * spread + 1, changes


def test_a_kind_that_has_one_place_has_the_whole_share_of_its_kind(possible: dict[Changes, float]) -> None:
    """Rows are exchanged with their totals or without: two ways, each as probable."""
    whole = {"a.one": 7, "a.two": 30, "a.total": 37, "b.one": 12, "b.two": 0, "b.total": 12}
    short = {name: value for name, value in whole.items() if not name.endswith(".total")}
    assert possible[frozen(whole)] == pytest.approx(1 / len(KINDS) / 2)
    assert possible[frozen(short)] == pytest.approx(1 / len(KINDS) / 2)


@pytest.mark.parametrize("place", PLACES)
def test_every_error_that_is_drawn_of_a_whole_report_is_possible(place: str) -> None:
    rng = random.Random(3)
    honest = honest_report(rng, APPLICATIONS, BLOCKS)
    possible = errors_of(honest, PLACES[place])
    for _ in range(300):
        assert possible[frozen(damage(rng, honest, PLACES[place], set())[1])] > 0


def test_one_error_is_as_likely_as_the_generator_makes_it(possible: dict[Changes, float]) -> None:
    for changes, probability in possible.items():
        printed = FIGURES | dict(changes)
        repair = {name: FIGURES[name] for name, _ in changes}
        assert likelihood(printed, repair, ROWS, 1) == pytest.approx(probability)


def test_two_errors_apart_come_in_either_order_or_as_one_and_nothing_else(possible: dict[Changes, float]) -> None:
    first, second = frozen({"a.one": 21}), frozen({"b.total": 73})
    printed = FIGURES | dict(first) | dict(second)
    repair = {"a.one": 12, "b.total": 37}
    assert likelihood(printed, repair, ROWS, 2) == pytest.approx(2 * possible[first] * possible[second])
    assert likelihood(printed, repair, ROWS, 1) == 0
    assert likelihood(printed, repair, ROWS, 3) == 0


def test_an_exchange_may_be_two_errors_too(possible: dict[Changes, float]) -> None:
    swapped = {"a.one": 7, "b.one": 12}
    repair = {name: FIGURES[name] for name in swapped}
    alone = [possible.get(frozen({name: value}), 0.0) for name, value in swapped.items()]
    assert all(alone)  # each copies the other
    printed = FIGURES | swapped
    assert likelihood(printed, repair, ROWS, 1) == pytest.approx(possible[frozen(swapped)])
    assert likelihood(printed, repair, ROWS, 2) == pytest.approx(2 * alone[0] * alone[1])
    assert likelihood(printed, repair, ROWS, 1) > likelihood(printed, repair, ROWS, 2)


def test_what_the_generator_cannot_do_has_no_likelihood() -> None:
    assert likelihood(FIGURES | {"a.one": 98_765}, {"a.one": 12}, ROWS, 1) == 0


def test_the_ideal_observer_is_optional_and_never_beats_the_bound() -> None:
    """The observer is asked only where wanted and is never better than what is offered."""
    asked, silent = (measure("table 3", 2, Trial(6, 4, ideal=ideal)) for ideal in (True, False))
    assert 0 < asked.ideal <= asked.offered <= asked.reports == 6
    assert silent.ideal == 0
    assert (asked.top_1, asked.kinds) == (silent.top_1, silent.kinds)


def test_published_reports_are_taken_where_they_reconcile(tmp_path: Path, root: Path) -> None:
    data = yaml.safe_load((root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml").read_text("utf-8"))
    new = data["applications"]["new"]
    figures = {"one more": [new[0] + 1, *new[1:]], "blank": [None, *new[1:]]}
    files = {
        "sound": data | {"_about": "where it was found"},
        **{name: data | {"applications": data["applications"] | {"new": each}} for name, each in figures.items()},
        "other form": {"type": "another"},
    }
    for name, content in files.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(content, default=str), "utf-8")
    (found,) = published(tmp_path)
    assert holds(found)
    assert found["applications.new.natural_persons"] == new[0]
    assert set(found) == {name for row in PLACES["tables 3 and 4"] for name in row}
    score = measure("table 3", 1, Trial(3, 1, known=[found]))
    assert score.reports == 3
    assert score.offered == 3


def test_each_error_breaks_a_rule_and_leaves_the_others_as_they_were() -> None:
    rng, score = random.Random(5), Score()
    honest = honest_report(rng, APPLICATIONS, BLOCKS)
    assert holds(honest)
    values, kinds = damaged(rng, honest, PLACES["table 3"], 2, score)
    assert len(kinds) == 2
    assert not holds(values)
    assert {name for name in values if values[name] != honest[name]} <= {n for row in PLACES["table 3"] for n in row}
