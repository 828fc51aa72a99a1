"""Equations as numbered rows: which cell stands where, what is lacking, which cell is the total of which."""

from __future__ import annotations

import pytest

from reportgen.engine.localising.solve.system import bits, cell_of, compile_system
from reportgen.model.linear import Expression

A, B, C, D, T = (Expression.variable(name) for name in "abcdt")


def test_cells_are_numbered_as_the_equations_name_them() -> None:
    system = compile_system((A + B - T, C - A - 5))
    assert [set(row) for row in system.rows] == [{system.index[name] for name in names} for names in ("abt", "ca")]
    assert sorted(system.cells) == ["a", "b", "c", "t"]
    assert [system.cells[number] for number in system.index.values()] == list(system.index)
    assert system.constants == (0, -5)
    assert system.touching[system.index["a"]] == (0, 1)
    assert system.touching[system.index["c"]] == (1,)
    assert [list(bits(mask)) for mask in system.masks] == [sorted(row) for row in system.rows]


def test_a_line_lacks_what_its_figures_leave() -> None:
    system = compile_system((A + B * 2 - T, C - A - 5))
    lines = system.lines(cell_of(system, {"a": 3, "b": 10, "t": 20, "c": 8}, frozenset()))
    assert [line.residual for line in lines] == [3, 0]
    assert lines[0].coefficients[system.index["b"]] == 2


@pytest.mark.parametrize("sign", [1, -1])
def test_the_cell_of_the_other_sign_is_the_total_on_either_side(sign: int) -> None:
    system = compile_system(((A + B + C - T) * sign,))
    (total,) = system.addends
    assert system.cells[total] == "t"
    assert {system.cells[cell] for cell in system.addends[total][0]} == set("abc")


def test_a_cell_may_be_the_total_of_several_sums() -> None:
    system = compile_system((A + B - T, C + D - T))
    sums = system.addends[system.index["t"]]
    assert [{system.cells[cell] for cell in addends} for addends in sums] == [{"a", "b"}, {"c", "d"}]


@pytest.mark.parametrize("equation", [A - B, A + B + C, A + B - C - D])
def test_two_equal_cells_and_a_balance_have_no_total(equation: Expression) -> None:
    assert compile_system((equation,)).addends == {}


def test_a_free_cell_counts_as_nothing() -> None:
    system = compile_system((A + B - T,))
    figures = cell_of(system, {"a": None, "b": 5, "t": 0}, frozenset("a"))
    assert dict(zip(system.cells, figures, strict=True)) == {"a": 0, "b": 5, "t": 0}
    assert cell_of(system, {"b": 5, "t": 9}, frozenset("a"))[system.index["a"]] == 0
