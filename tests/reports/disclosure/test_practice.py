"""The distribution of the form's practice data names every figure, and its prose is that of a finished report."""

from __future__ import annotations

from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.practice import PRACTICE


def test_every_entered_figure_has_a_mean_and_no_other() -> None:
    assert PRACTICE.usual.keys() == REPORT.addresses.entered.keys()


def test_the_shares_of_all_levels_are_a_thousand() -> None:
    assert sum(level.share for level in PRACTICE.levels) == 1000


def test_every_quoted_figure_stands_in_every_way_of_writing_a_piece() -> None:
    for name in PRACTICE.quoted:
        tag = f"{{{{ {name} }}}}"
        assert any(all(tag in text for text in ways) for ways in PRACTICE.prose.values()), name


def test_every_piece_of_prose_is_written() -> None:
    assert PRACTICE.prose.keys() == {field.name for field in REPORT.narrative}
    assert set(PRACTICE.quoted.values()) <= {rule.id for rule in REPORT.rules}
