"""Every figure can say how it came to be, and what it says adds up."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given

from reportgen.core.errors import UsageError
from reportgen.engine.checking.explaining import explain, explain_all
from reportgen.engine.export.findings.explanation_json import as_plain
from reportgen.report.explanation import Explanation
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from tests.strategies import any_statistics, evolve_at, report_of, zero

TOTAL = "applications.outcomes.total.total"


def leaves(figure: Explanation) -> list[Explanation]:
    return [leaf for _, part in figure.addends for leaf in leaves(part)] if figure.addends else [figure]


@given(any_statistics())
def test_every_derived_figure_is_the_sum_of_its_addends_at_every_depth(figures: Statistics) -> None:
    def adds_up(figure: Explanation) -> None:
        if figure.addends:
            assert figure.value == sum(times * part.value for times, part in figure.addends)
        for _, part in figure.addends:
            adds_up(part)

    found = explain_all(report_of(figures))
    assert [figure.address for figure in found] == list(REPORT.addresses.derived)
    for figure in found:
        adds_up(figure)


def test_the_leaves_of_a_total_are_the_entered_figures_of_its_definition() -> None:
    report = report_of(zero())
    for address, entry in REPORT.addresses.derived.items():
        assert entry.definition is not None
        assert {leaf.address for leaf in leaves(explain(report, address))} == set(entry.definition.addresses)


def test_a_total_shows_its_nearest_addends_first() -> None:
    tree = explain(report_of(zero()), TOTAL)
    assert [part.address.removeprefix("applications.outcomes.") for _, part in tree.addends] == [
        "granted.total",
        "partially_granted.total",
        "withheld.total.total",
        "unavailable.total.total",
        "not_processed.total.total",
        "otherwise_handled.total.total",
    ]


def test_a_published_total_is_compared_wherever_it_stands_in_the_tree() -> None:
    report = report_of(zero(), stated={TOTAL: 0, "applications.outcomes.granted.total": 3})
    tree = explain(report, TOTAL)
    assert (tree.is_stated, tree.agrees) == (True, True)
    granted = tree.addends[0][1]
    assert (granted.value, granted.stated, granted.agrees) == (0, 3, False)
    assert tree.addends[1][1].agrees is None


def test_a_blank_addend_leaves_the_total_undecided() -> None:
    tree = explain(report_of(evolve_at(zero(), "applications.new.enterprises", None)), "applications.new.total")
    assert tree.value is None
    assert [part.address for _, part in tree.addends if part.value is None] == ["applications.new.enterprises"]


def test_an_offices_own_figure_can_be_asked_for() -> None:
    figure = explain(attrs.evolve(report_of(zero()), figures={"hotline": {"calls": 119093}}), "hotline.calls")
    assert (figure.value, figure.derived, figure.formula) == (119093, False, "")


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("applications.new", "applications.new.total"),
        ("applications.new.natural_person", "applications.new.natural_persons"),
        ("reviews.litigation.direct.uphold", "reviews.litigation.direct.upheld"),
        ("proactive.regulations", "proactive.regulations.made"),
    ],
)
def test_an_unknown_address_is_refused_with_the_nearest(asked: str, nearest: str) -> None:
    with pytest.raises(UsageError) as caught:
        explain(report_of(zero()), asked)
    (fault,) = caught.value.faults
    assert fault.id == "unknown-address"
    assert fault.remedy is not None
    assert fault.remedy.en == f"the nearest is {nearest}"


def test_as_plain_data_a_fee_is_exact_text_and_the_tree_is_whole() -> None:
    plain = as_plain(explain(report_of(zero()), "applications.new.total"), "en")
    assert plain["formula"].startswith("applications.new.natural_persons + applications.new.enterprises")
    assert [part["times"] for part in plain["addends"]] == [1] * 6
    assert plain["stated"] is None
    assert as_plain(explain(report_of(zero()), "proactive.fees"), "zh")["value"] == "0"
    assert "addends" not in as_plain(explain(report_of(zero()), TOTAL), "zh", deep=False)
