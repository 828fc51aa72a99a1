"""What moved most from one year to the next: by how many standard deviations, not by how many times."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from reportgen.report.comparison import ComparedFigure, Move

MOST = 8
"""Moves that are told; more is no answer to the question what moved most."""
USUAL = 0.15
"""The part of a figure by which years differ without news."""
LEAST_SCORE = 2.0
"""Two counts of one chance differ by less in nineteen of twenty cases."""


def moves(figures: Sequence[ComparedFigure]) -> tuple[Move, ...]:
    """Return the figures that changed most from one report to the next, the greatest change first.

    The difference is held against its usual spread: that of two Poisson counts, √(before + after), and three parts in
    twenty of their mean, by which a year differs from another without news. From 1 to 3 is none, from 100 to 150 is.
    A figure whose numbers are those of one told already (a total of one row) is left out.
    """
    ranked = sorted(_all(figures), key=lambda move: -move.score)
    told: dict[tuple[int, object, object], Move] = {}
    for move in ranked:
        told.setdefault((move.column, move.before, move.after), move)
    return tuple(list(told.values())[:MOST])


def _all(figures: Sequence[ComparedFigure]) -> Iterator[Move]:
    for figure in figures:
        for column, change in enumerate(figure.changes):
            before, after = figure.numbers[column - 1], figure.numbers[column]
            if not change or before is None or after is None:
                continue
            total = max(abs(float(before)) + abs(float(after)), 1.0)
            score = abs(float(change)) / math.sqrt(total + (USUAL * total / 2) ** 2)
            if score >= LEAST_SCORE:
                yield Move(figure, column, before, after, score)
