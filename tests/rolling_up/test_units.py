"""Of a unit its figures are kept; one that does not reconcile is named by what is wrong in it."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from reportgen.engine.sampling.reports import Sampler
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.rolling_up.units import unit_of, unreconciled


def report(**changes: Any) -> Report:
    made = Sampler(REPORT, 1, 2025).report(3, "a.yaml")
    entered = {name: changes.get(name.replace(".", "_"), value) for name, value in made.entered.items()}
    return attrs.evolve(made, statistics=[*entered.values()], stated={}, narrative={"overview": "〔请填写〕"})


def test_prose_and_own_figures_do_not_hinder_the_adding() -> None:
    assert unreconciled(attrs.evolve(report(), figures={"visits": None})) is None


@pytest.mark.parametrize(("value", "rule"), [(None, "T3-BLANK"), (10**9, "T3-BAL")])
def test_what_is_wrong_is_said_before_what_follows_from_it(value: int | None, rule: str) -> None:
    problem = unreconciled(report(applications_new_natural_persons=value))
    assert problem is not None
    assert problem.kind == "unit-unreconciled"
    assert rule in problem.says.zh


def test_every_figure_that_adds_up_is_kept_with_its_blanks() -> None:
    unit = unit_of(report(proactive_permits=None), "0f")
    assert unit.figures.keys() == REPORT.addresses.entered.keys()
    assert (unit.figures["proactive.permits"], unit.digest, unit.file) == (None, "0f", "a.yaml")
