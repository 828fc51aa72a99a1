"""What a set of changes costs: the slips that explain it, each with the places it could be at, and the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log
from typing import Any

import attrs
import pytest

from reportgen.core.text import Text
from reportgen.engine.localising.error_models.compound_errors import MOVED, SWAPPED, swap_words
from reportgen.engine.localising.error_models.priors import Priors
from reportgen.engine.localising.error_models.row_fit import RowFit, row_fit
from reportgen.engine.localising.error_models.table_rows import grid_of
from reportgen.engine.localising.error_models.typing_errors import likeliest, typing_errors
from reportgen.engine.localising.ranking import CONTRADICTED, MISCOUNT_FIT, MISCOUNTED, Ranking
from reportgen.engine.localising.reasons import Reason, joined, total
from reportgen.engine.localising.results import Evidence
from reportgen.engine.localising.solve.system import compile_system
from reportgen.model.linear import Expression
from reportgen.report.findings import Repair

CELL = {name: Expression.variable(name) for name in ("a", "b", "c", "t", "d", "e", "f", "u", "g", "h", "i", "v")}
SYSTEM = compile_system((CELL["a"] + CELL["b"] + CELL["c"] - CELL["t"], CELL["d"] + CELL["e"] + CELL["f"] - CELL["u"]))
ROWS = [["a", "b", "c", "t"], ["d", "e", "f", "u"]]
SHOWN: dict[str, int | None] = {"a": 12, "b": 0, "c": 30, "t": 42, "d": 5, "e": 6, "f": 0, "u": 11}
PROSE = Text("正文", "the prose")
PLACES = Priors(
    cells=3.0, figures=2.7, long_figures=1.9, copies=2.9, totals=0.7, swaps=2.3, moves=1.1, rows=0.6, row_pairs=0.1
)
"""Every kind its own number, so that none is taken for another."""


def named(name: str) -> Text:
    return Text(name, name)


def ranking(
    shown: dict[str, int | None] = SHOWN, evidence: Sequence[Evidence] = (), rows: Sequence[Sequence[str]] = ROWS
) -> Ranking:
    values = [shown[name] or 0 for name in SYSTEM.cells]
    layout = grid_of(rows, SYSTEM.cells)
    fit = RowFit(values, (), {})
    return Ranking(SYSTEM, layout, shown, values, evidence, named, PLACES, fit)


def told(reasons: Iterable[Reason]) -> tuple[float, Text]:
    """Return cost and words of all ``reasons`` together."""
    found = list(reasons)
    return total(found), joined([reason.words for reason in found])


def weighed(given: Ranking, made: dict[int, int], cost: float, words: Text) -> Repair:
    """Return the repair that makes the changes ``made`` for one reason."""
    return given.repair(given.weigh(made, [Reason(frozenset(made), cost, words)]))


def changes(**after: int) -> dict[int, int]:
    return {SYSTEM.index[name]: value - (SHOWN[name] or 0) for name, value in after.items()}


def test_one_slip_costs_itself_and_its_place() -> None:
    cost, words = told(ranking().explain(changes(a=21)))
    alone, said = likeliest(typing_errors(12, 21, neighbours=[0, 5], places=PLACES))
    assert cost == pytest.approx(alone)
    assert words == said


def test_a_totals_slip_is_held_against_its_addends_as_repaired() -> None:
    cost, words = told(ranking().explain(changes(t=54)))
    alone, said = likeliest(typing_errors(42, 54, neighbours=[30, 11], addends=[12, 0, 30], places=PLACES))
    assert cost == pytest.approx(alone)
    assert words == said
    assert "left out of the sum" in words.en
    _, words = told(ranking().explain(changes(t=47, b=5)))
    assert "5 left out of the sum" in words.en


def test_a_neighbour_that_is_wrong_too_counts_as_repaired() -> None:
    first = ranking()
    before = told(first.explain(changes(e=5)))
    after = told(first.explain(changes(e=5, d=6)))
    assert after[0] == pytest.approx(SWAPPED + PLACES.swaps)
    assert (
        after[1]
        == told(first.explain(changes(d=6, e=5)))[1]
        == Text("相邻两格 5 与 6 对调", "neighbours 5 and 6 swapped")
    )
    assert before[0] > 0
    assert told(first.explain(changes(e=5))) == before


def test_a_neighbours_figure_is_copied_as_it_should_have_been() -> None:
    """d should be 6 and e 30: what stands in e is d's figure, which d itself has not."""
    cost, words = told(ranking().explain(changes(d=6, e=30)))
    copied = likeliest(typing_errors(6, 30, neighbours=[0, 6, 0], places=PLACES))
    beside = likeliest(typing_errors(5, 6, neighbours=[12, 30], places=PLACES))
    assert "the neighbouring cell's 6 copied" in words.en
    assert cost == pytest.approx(copied[0] + beside[0])


AROUND = {"e": 30, "d": 6, "f": 1, "b": 2}
"""A cell and all its neighbours."""


@pytest.mark.parametrize("first", [{"e": 30}, {"d": 6, "e": 30}, {"a": 5, "d": 6, "e": 30}, AROUND])
@pytest.mark.parametrize("second", [{"e": 30}, {"d": 6}, {"d": 6, "e": 30}, {"e": 30, "u": 7}, {**AROUND, "d": 7}])
def test_what_was_explained_before_changes_nothing(first: dict[str, int], second: dict[str, int]) -> None:
    used = ranking()
    used.explain(changes(**first))
    assert told(used.explain(changes(**second))) == told(ranking().explain(changes(**second)))


@pytest.mark.parametrize(("near", "far"), [("a", "t"), ("t", "a")])
def test_of_two_exchanges_with_a_common_cell_the_better_one_is_taken(near: str, far: str) -> None:
    """One figure, in the middle, belongs to either end: the end beside it is likelier, whichever that is."""
    middle = {"a": "b", "t": "c"}[near]
    shown = {**SHOWN, **dict.fromkeys("abct", 0), middle: 7}
    _, words = told(
        ranking(shown).explain({SYSTEM.index[name]: 7 - 2 * (shown[name] or 0) for name in (near, middle, far)})
    )
    assert "7 typed one cell off" in words.en
    assert "in another cell" not in words.en


@pytest.mark.parametrize(("more", "exchanged"), [(-0.5, True), (0.5, False)])
def test_an_exchange_need_only_be_a_little_likelier_than_two_slips(more: float, exchanged: bool) -> None:
    never = attrs.evolve(ranking(), places=attrs.evolve(PLACES, swaps=50.0))
    slips_alone, _ = told(never.explain(changes(d=6, e=5)))
    equal = attrs.evolve(PLACES, swaps=slips_alone - SWAPPED + more)
    cost, words = told(attrs.evolve(ranking(), places=equal).explain(changes(d=6, e=5)))
    assert ("swapped" in words.en) is exchanged
    assert cost == pytest.approx(slips_alone + min(more, 0))


def test_two_slips_apart_cost_both() -> None:
    one, other = told(ranking().explain(changes(a=21))), told(ranking().explain(changes(u=111)))
    cost, words = told(ranking().explain(changes(a=21, u=111)))
    assert cost == pytest.approx(one[0] + other[0])
    assert set(words.zh.split("；")) == {one[1].zh, other[1].zh}


@pytest.mark.parametrize(("cell", "steps"), [("b", 1), ("c", 2), ("t", 3), ("g", 2)])
def test_a_figure_in_a_wrong_cell_is_rarer_the_farther_it_went(cell: str, steps: int) -> None:
    """A figure has four ways to go, and as many cells are within its reach as the square of the steps."""
    shown: dict[str, int | None] = {**dict.fromkeys(SHOWN, 0), "a": 7}
    three_rows = [["a", "b", "c", "t"], ["d", "e", "f", "u"], ["g", "h", "i", "v"]]
    wider = compile_system(tuple(CELL[one] + CELL[two] for one, two in ("ab", "ct", "de", "fu", "gh", "iv")))
    shown |= dict.fromkeys("ghiv", 0)
    values = [shown[name] or 0 for name in wider.cells]
    layout = grid_of(three_rows, wider.cells)
    found = Ranking(wider, layout, shown, values, (), named, PLACES, RowFit(values, (), {}))
    cost, words = told(found.explain({wider.index["a"]: -7, wider.index[cell]: 7}))
    if steps == 1:
        assert (cost, words) == swap_words(7, 0, PLACES)
    else:
        assert cost == pytest.approx(MOVED + PLACES.figures + log(4) + log(steps) + log(steps + 1))
        assert words == Text("7 填错了格", "7 typed in another cell")


def test_a_figure_of_another_row_and_column_is_not_one_that_moved() -> None:
    cost, words = told(ranking().explain(changes(a=0, f=12)))
    apart = [told(ranking().explain(changes(a=0))), told(ranking().explain(changes(f=12)))]
    assert cost == pytest.approx(sum(one[0] for one in apart))
    assert "another cell" not in words.en


def test_figures_that_are_not_in_the_grid_are_explained_one_by_one() -> None:
    cost, words = told(ranking(rows=[ROWS[0]]).explain(changes(d=6, e=5)))
    assert "swapped" not in words.en
    alone = [told(ranking(rows=[ROWS[0]]).explain(one))[0] for one in (changes(d=6), changes(e=5))]
    assert cost == pytest.approx(sum(alone))


def test_two_figures_far_apart_are_not_an_exchange() -> None:
    cost, words = told(ranking().explain(changes(a=11, u=12)))
    assert "another cell" not in words.en
    assert "swapped" not in words.en
    assert cost > 0


def test_an_exchange_of_one_cell_uses_it_once() -> None:
    """Three cells in a row that could be two exchanges of neighbours are one exchange and a slip."""
    shown = {**SHOWN, "a": 8, "b": 5, "c": 8, "t": 21}
    found = ranking(shown)
    exchanged = {SYSTEM.index["a"]: -3, SYSTEM.index["b"]: 3, SYSTEM.index["c"]: -3}
    cost, words = told(found.explain(exchanged))
    assert words.en.count("swapped") == 1
    left = [told(found.explain({cell: exchanged[cell]}))[0] for cell in (SYSTEM.index["a"], SYSTEM.index["c"])]
    assert SWAPPED + PLACES.swaps < cost <= SWAPPED + PLACES.swaps + max(left)


def test_an_exchange_that_is_less_likely_than_two_slips_is_two_slips() -> None:
    rare = attrs.evolve(ranking(), places=attrs.evolve(PLACES, swaps=50.0))
    cost, words = told(rare.explain(changes(d=6, e=5)))
    assert "swapped" not in words.en
    assert 0 < cost < 50


def test_blank_cells_cost_nothing_and_are_said_once() -> None:
    shown: dict[str, Any] = {**SHOWN, "b": None, "e": None}
    assert told(ranking(shown).explain(changes(b=0, e=6))) == (
        0.0,
        Text("空格由等式得出", "blanks follow from the equations"),
    )
    assert told(ranking(shown).explain(changes(b=1, a=21)))[0] > 0
    words = joined([Text("空格由等式得出；甲", "blanks; a"), Text("空格由等式得出", "blanks"), Text("甲", "a")])
    assert words == Text("空格由等式得出；甲", "blanks; a")


def test_a_repair_lists_its_changes_in_the_forms_order() -> None:
    repair = weighed(ranking(), changes(u=12, a=21), 3.0, PROSE)
    assert [(one.address, one.before, one.after, one.label.en) for one in repair.changes] == [
        ("a", 12, 21, "a"),
        ("u", 11, 12, "u"),
    ]
    assert (repair.cost, repair.because) == (3.0, PROSE)


def test_a_repair_costs_what_its_figures_fit_worse_into_their_rows() -> None:
    plain = ranking()
    fitting = attrs.evolve(plain, fit=row_fit(plain.values, range(len(plain.values)), (), plain.grid))
    worse = fitting.fit.cost(changes(a=1_200))
    assert worse > 0
    assert weighed(fitting, changes(a=1_200), 3.0, PROSE).cost == pytest.approx(3.0 + worse)


@pytest.mark.parametrize(
    ("expression", "others", "value", "cost", "agrees"),
    [
        (CELL["a"], (), 21, 0.0, True),
        (CELL["a"], (), 12, CONTRADICTED, False),
        (CELL["a"], (CELL["a"] + CELL["d"],), 26, 0.0, True),
        (CELL["a"], (CELL["d"],), 5, 0.0, False),
        (CELL["a"], (CELL["d"],), 7, CONTRADICTED, False),
        (CELL["d"], (), 5, 0.0, False),
        (CELL["e"], (), 5, 0.0, False),
        (CELL["e"], (CELL["a"],), 20, 0.0, False),
        (CELL["e"], (CELL["a"],), 21, 0.0, True),
    ],
)
def test_evidence_holds_if_any_reading_does(
    expression: Expression, others: tuple[Expression, ...], value: int, cost: float, agrees: bool
) -> None:
    shown: dict[str, int | None] = {**SHOWN, "e": None}
    evidence = [Evidence(expression, value, PROSE, others)]
    repair = weighed(ranking(shown, evidence), changes(a=21), 1.0, Text("甲", "a"))
    assert repair.cost == 1.0 + cost
    assert repair.because == (Text("甲；与正文一致", "a; agrees with the prose") if agrees else Text("甲", "a"))


@pytest.mark.parametrize(
    ("made", "counts"),
    [
        ({"a": 13}, True),
        ({"a": 11}, True),
        ({"a": 14}, False),
        ({"a": 13, "d": 4}, True),
        ({"a": 13, "d": 6}, False),
        ({"a": 13, "e": 5}, False),
        ({"a": 13, "d": 4, "e": 7}, False),
    ],
)
def test_one_case_more_or_less_or_elsewhere_is_a_miscount(made: dict[str, int], counts: bool) -> None:
    reason = Reason(frozenset(), 50.0, PROSE)
    gained = ranking().miscounted(changes(**made), [reason])
    elsewhere = log(4 * 2) if len(made) == 2 else 0.0
    excess = 50.0 - MISCOUNTED - PLACES.cells - elsewhere
    assert gained == pytest.approx(excess if counts else 0.0)


def test_a_miscount_never_makes_a_repair_dearer_and_no_blank_is_one() -> None:
    cheap = Reason(frozenset(), -50.0, PROSE)
    assert ranking().miscounted(changes(a=13), [cheap]) == pytest.approx(0.0)
    shown: dict[str, int | None] = {**SHOWN, "b": None}
    assert ranking(shown).miscounted(changes(b=1), [Reason(frozenset(), 20.0, PROSE)]) == 0.0


@pytest.mark.parametrize(
    ("made", "one"), [({"a": 13}, True), ({"a": 11}, True), ({"a": 14}, False), ({"a": 13, "e": 5}, False)]
)
def test_one_case_is_one_more_or_less_in_one_printed_cell(made: dict[str, int], one: bool) -> None:
    assert ranking().is_one_case(changes(**made)) is one
    assert not ranking({**SHOWN, "a": None}).is_one_case(changes(**made))


@pytest.mark.parametrize(("made", "share"), [({"a": 13}, MISCOUNT_FIT), ({"e": 7, "d": 4}, 1.0)])
def test_the_rows_say_where_a_case_belongs_and_little_of_its_being_there(made: dict[str, int], share: float) -> None:
    plain = ranking()
    fitting = attrs.evolve(plain, fit=row_fit(plain.values, range(len(plain.values)), (), plain.grid))
    fit = fitting.fit.cost(changes(**made))
    assert fit
    elsewhere = log(4 * 2) if len(made) == 2 else 0.0
    gained = fitting.miscounted(changes(**made), [Reason(frozenset(), 50.0, PROSE)])
    assert gained == pytest.approx(50.0 + fit - MISCOUNTED - PLACES.cells - elsewhere - share * fit)
