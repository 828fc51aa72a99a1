"""What a set of changes costs: the slips that explain it, each with the places it could be at, and the witnesses."""

from __future__ import annotations

from math import log
from typing import Any

import pytest

from reportgen.engine.reconciling.locating.acts import MOVED, SWAPPED
from reportgen.engine.reconciling.locating.grids import grid_of
from reportgen.engine.reconciling.locating.ranking import CONTRADICTED, Ranking, joined
from reportgen.engine.reconciling.locating.results import Evidence, Witness
from reportgen.engine.reconciling.locating.slips import likeliest, slips
from reportgen.engine.reconciling.locating.systems import compile_system
from reportgen.vocabulary.linear import Expression
from reportgen.vocabulary.texts import Text

CELL = {name: Expression.variable(name) for name in ("a", "b", "c", "t", "d", "e", "f", "u")}
SYSTEM = compile_system((CELL["a"] + CELL["b"] + CELL["c"] - CELL["t"], CELL["d"] + CELL["e"] + CELL["f"] - CELL["u"]))
ROWS = [["a", "b", "c", "t"], ["d", "e", "f", "u"]]
SHOWN: dict[str, int | None] = {"a": 12, "b": 0, "c": 30, "t": 42, "d": 5, "e": 6, "f": 0, "u": 11}
PROSE = Text("正文", "the prose")
ANYWHERE = log(8)


def ranking(shown: dict[str, int | None] = SHOWN, evidence: Evidence | None = None) -> Ranking:
    values = [shown[name] or 0 for name in SYSTEM.cells]
    layout = grid_of(ROWS, SYSTEM.cells)
    return Ranking(SYSTEM, layout, shown, values, evidence or Evidence(), lambda name: Text(name, name))


def changes(**after: int) -> dict[int, int]:
    return {SYSTEM.index[name]: value - (SHOWN[name] or 0) for name, value in after.items()}


def test_one_slip_costs_itself_and_its_place() -> None:
    cost, words = ranking().explain(changes(a=21))
    alone, said = likeliest(slips(12, 21, neighbours=[0, 5]))
    assert cost == pytest.approx(alone + ANYWHERE)
    assert words == said


def test_a_totals_slip_is_held_against_its_addends_as_repaired() -> None:
    cost, words = ranking().explain(changes(t=54))
    alone, said = likeliest(slips(42, 54, neighbours=[30, 11], addends=[12, 0, 30]))
    assert cost == pytest.approx(alone + ANYWHERE)
    assert words == said
    assert "left out of the sum" in words.en
    _, words = ranking().explain(changes(t=47, b=5))
    assert "5 left out of the sum" in words.en


def test_a_neighbour_that_is_wrong_too_counts_as_repaired() -> None:
    first = ranking()
    before = first.explain(changes(e=5))
    after = first.explain(changes(e=5, d=6))
    assert after[0] == pytest.approx(SWAPPED + log(3 + 3 + 4))
    assert before[0] > 0
    assert first.explain(changes(e=5)) == before


def test_two_slips_apart_cost_both() -> None:
    one, other = ranking().explain(changes(a=21)), ranking().explain(changes(u=111))
    cost, words = ranking().explain(changes(a=21, u=111))
    assert cost == pytest.approx(one[0] + other[0])
    assert set(words.zh.split("；")) == {one[1].zh, other[1].zh}


def test_a_figure_in_the_wrong_cell_of_its_row_is_likelier_than_in_another_row() -> None:
    cost, words = ranking().explain(changes(a=0, f=12))
    assert cost == pytest.approx(MOVED + 2 * log(8))
    assert words.en == "12 typed in another cell"
    shown = {**SHOWN, "b": 7, "c": 0, "a": 0, "t": 7}
    within = ranking(shown)
    cost, words = within.explain({SYSTEM.index["t"]: -7, SYSTEM.index["a"]: 7})
    assert cost == pytest.approx(MOVED + log(8) + log(12))
    assert words == Text("7 填错了格", "7 typed in another cell")


def test_two_figures_far_apart_are_not_an_exchange() -> None:
    cost, words = ranking().explain(changes(a=11, u=12))
    assert "another cell" not in words.en
    assert "swapped" not in words.en
    assert cost > 0


def test_an_exchange_of_one_cell_uses_it_once() -> None:
    """Three cells that could be two exchanges of neighbours are one exchange and a slip."""
    _, words = ranking().explain(changes(d=6, e=5, b=5))
    assert words.en.count("swapped") == 1


def test_blank_cells_cost_nothing_and_are_said_once() -> None:
    shown: dict[str, Any] = {**SHOWN, "b": None, "e": None}
    assert ranking(shown).explain(changes(b=0, e=6)) == (
        0.0,
        Text("空格由等式得出", "blanks follow from the equations"),
    )
    assert ranking(shown).explain(changes(b=1, a=21))[0] > ANYWHERE
    words = joined([Text("空格由等式得出；甲", "blanks; a"), Text("空格由等式得出", "blanks"), Text("甲", "a")])
    assert words == Text("空格由等式得出；甲", "blanks; a")


def test_a_repair_lists_its_changes_in_the_forms_order() -> None:
    repair = ranking().repair(changes(u=12, a=21), 3.0, PROSE)
    assert [(one.address, one.before, one.after, one.label.en) for one in repair.changes] == [
        ("a", 12, 21, "a"),
        ("u", 11, 12, "u"),
    ]
    assert (repair.cost, repair.because) == (3.0, PROSE)


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
def test_a_witness_holds_if_any_reading_does(
    expression: Expression, others: tuple[Expression, ...], value: int, cost: float, agrees: bool
) -> None:
    shown: dict[str, int | None] = {**SHOWN, "e": None}
    evidence = Evidence((Witness(expression, value, PROSE, others),))
    repair = ranking(shown, evidence).repair(changes(a=21), 1.0, Text("甲", "a"))
    assert repair.cost == 1.0 + cost
    assert repair.because == (Text("甲；与正文一致", "a; agrees with the prose") if agrees else Text("甲", "a"))
