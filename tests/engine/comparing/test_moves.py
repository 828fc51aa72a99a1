"""What moved most: changes beyond chance, the greatest first, each told once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.engine.comparing.moves import LEAST_SCORE, MOST, moves
from reportgen.report.comparison import ComparedFigure


def figure(name: str, *numbers: int | None) -> ComparedFigure:
    empty = (None,) * len(numbers)
    return ComparedFigure(Text("表", "table"), (Text(name, name),), (name,) * len(numbers), numbers, numbers, empty)


def test_small_counts_move_by_chance_and_great_ones_do_not() -> None:
    found = moves(
        [
            figure("few", 1, 3),
            figure("many", 100, 150),
            figure("double", 40, 120),
            figure("same", 7, 7),
            figure("usual", 9000, 10000),
        ]
    )
    assert [(move.figure.addresses[0], move.before, move.after) for move in found] == [
        ("double", 40, 120),
        ("many", 100, 150),
    ]


@given(st.lists(st.tuples(*[st.none() | st.integers(0, 10**6)] * 3), max_size=30))
def test_moves_are_few_great_and_in_order(rows: list[tuple[int | None, ...]]) -> None:
    found = moves([figure(str(number), *row) for number, row in enumerate(rows)])
    scores = [move.score for move in found]
    assert len(found) <= MOST
    assert scores == sorted(scores, reverse=True)
    assert all(score >= LEAST_SCORE for score in scores)
    assert len({(move.column, move.before, move.after) for move in found}) == len(found)


def test_a_blank_moves_nowhere() -> None:
    assert moves([figure("open", None, 900), figure("closed", 900, None)]) == ()
