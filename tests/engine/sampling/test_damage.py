"""A report with one known error: the rules that are named find it, and with the right value nothing is left."""

from __future__ import annotations

import random

import attrs
import pytest

from reportgen import pipeline
from reportgen.engine.sampling.damage import DRAFT_NOTE, PROSE, with_contradiction, with_error
from reportgen.engine.sampling.mistakes import MISTAKES
from reportgen.engine.sampling.reports import Sampler
from reportgen.report.report_type import ReportType
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.small_report import small_type
from tests.toy_report.report_type import REPORT as TOY

YEAR = 2025


@pytest.mark.parametrize("report_type", [REPORT, TOY], ids=lambda kind: kind.name)
def test_every_error_is_found_by_the_rules_that_are_named(report_type: ReportType) -> None:
    sampler = Sampler(report_type, 2, YEAR)
    for number in range(120):
        report = sampler.report(number, "a.yaml")
        damaged, error = with_error(report, random.Random(number))
        found = {finding.rule for finding in pipeline.check(damaged) if finding.forbids}
        assert set(error.rules) <= found, error
        assert error.rules


def test_every_kind_of_error_is_made_and_can_be_put_right() -> None:
    sampler, kinds = Sampler(REPORT, 4, YEAR), set()
    for number in range(150):
        report = sampler.report(number, "a.yaml")
        damaged, error = with_error(report, random.Random(number))
        kinds.add(error.kind)
        if error.kind == DRAFT_NOTE:
            continue
        assert all(damaged.cells[name] == written for name, (written, _) in error.changes.items())
        right = {name: value for name, (_, value) in error.changes.items()}
        mended = attrs.evolve(
            damaged,
            statistics=[right.get(name, value) for name, value in damaged.entered.items()],
            stated={name: right.get(name, value) for name, value in damaged.stated.items()},
        )
        assert mended.cells == report.cells
    assert kinds == {*MISTAKES, DRAFT_NOTE}


def test_a_number_in_the_prose_that_a_table_contradicts_is_a_warning() -> None:
    sampler = Sampler(REPORT, 2, YEAR)
    for number in range(60):
        made = with_contradiction(sampler.report(number, "a.yaml"), sampler.practice, random.Random(number))
        assert made is not None
        damaged, error = made
        ((address, (wrong, right)),) = error.changes.items()
        assert (error.kind, damaged.values[address]) == (PROSE, right)
        found = {finding.rule: finding.severity for finding in pipeline.check(damaged)}
        assert found.get(error.rules[0]) == "warning", (wrong, right, damaged.narrative)


def test_a_type_without_words_for_its_prose_has_no_contradictions() -> None:
    sampler = Sampler(TOY, 0, YEAR)
    assert with_contradiction(sampler.report(0, "a"), sampler.practice, random.Random(0)) is None


def test_a_type_without_rules_cannot_be_broken() -> None:
    sampler = Sampler(small_type(), 0, YEAR)
    plain = attrs.evolve(sampler.report(0, "a"), stated={})
    with pytest.raises(ValueError, match="no error in a report of type small"):
        with_error(plain, random.Random(0))
