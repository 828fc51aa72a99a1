"""The benchmark of what is called most likely: its slips, and that the target holds on the real small office."""

from __future__ import annotations

import random
from itertools import islice

from benchmarks.localisation import holds
from benchmarks.slips import CARRIED_OUT, FIGURES, ROWS, Score, damaged, judge, printed, report_of, small_office

OFFICE = printed([*FIGURES, CARRIED_OUT])
TABLE_4 = dict.fromkeys(
    (f"reviews.{name}.{result}"
     for name in ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
     for result in ("upheld", "corrected", "other", "pending", "total")),
    0,
)  # fmt: skip


def test_small_offices_reconcile_and_are_small() -> None:
    rng = random.Random(5)
    for office in (OFFICE, *(small_office(rng) for _ in range(20))):
        assert holds(office | TABLE_4)
        assert 5 <= office[ROWS[23][-1]] + office[ROWS[24][-1]] <= 60


def test_every_slip_changes_written_cells_and_knows_what_they_were() -> None:
    for stated in (False, True):
        for _, cells, truth in damaged(OFFICE, stated=stated):
            assert truth
            assert min(cells.values()) >= 0
            assert cells | truth == OFFICE
            assert stated or not any(name.endswith(".total") for name in truth)


def test_what_is_called_most_likely_in_a_small_office_is_right() -> None:
    score = Score()
    for _, cells, truth in islice(damaged(OFFICE, stated=False), 0, None, 15):
        judge(report_of(cells, stated=False), truth, score)
    assert score.said > 0
    assert score.right >= 0.95 * score.said
    assert score.listed >= 0.95 * score.causes


def test_with_stated_totals_most_slips_have_a_most_likely_repair() -> None:
    score = Score()
    for _, cells, truth in islice(damaged(OFFICE, stated=True), 0, None, 37):
        judge(report_of(cells, stated=True), truth, score)
    assert score.said > 0.75 * score.causes
    assert score.right >= 0.95 * score.said
