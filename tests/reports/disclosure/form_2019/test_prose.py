"""The family's prose rules on the figures of the form of 2019, and its own document as the basis."""

from __future__ import annotations

from typing import Any

import pytest

import reportgen
from reportgen.reports.disclosure.form_2019.prose import address_in_form
from tests.figures_of_2019 import NARRATIVE, loaded, zeros

FIGURES: dict[str, Any] = {
    "proactive.regulations.made_new": 13, "proactive.regulations.published_new": 13,
    "proactive.regulations.public_total": 524, "proactive.permits.prev_items": 21, "proactive.permits.decisions": 40,
    "applications.new.natural_persons": 30, "applications.outcomes.granted.natural_persons": 20,
    "applications.outcomes.otherwise_handled.natural_persons": 10,
}  # fmt: skip


def told(sentence: str, field: str = "overview") -> set[str]:
    report = loaded(zeros() | FIGURES, narrative={**NARRATIVE, field: sentence})
    return {finding.rule for finding in reportgen.check(report)}


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("全年收到政府信息公开申请30件，予以公开20件，其他处理10件。", set()),
        ("全年收到政府信息公开申请31件。", {"PT-NEW"}),
        ("办结政府信息公开申请30件，其他处理11件。", {"PT-RES"}),
        ("本年制发规章13件。", set()),
        ("本年制发规章14件。", {"PT-T2"}),
        ("作出行政许可处理决定40件。", set()),
        ("作出行政许可处理决定41件。", {"PT-T2"}),
        ("现行有效规章99件。", set()),  # the form does not count them
        ("行政事业性收费12万元。", set()),
        ("本年收到申请30件，其中逾期不补正3件。", set()),
        ("予以公开20件，占66.7%。", set()),
        ("政府信息公开申请中予以公开20件，占66.8%。", {"PT-PCT"}),
    ],
)
def test_a_number_of_the_prose_is_held_against_this_form(sentence: str, rules: set[str]) -> None:
    assert {rule for rule in told(sentence) if rule.startswith("PT-")} == rules


@pytest.mark.parametrize(
    ("document", "rules"),
    [("国办公开办函〔2019〕60号", set()), ("国办公开办函〔2021〕30号", {"F-BASIS"}),
     ("国办公开办函〔2019〕61号", {"F-BASIS"})],
)  # fmt: skip
def test_the_basis_is_the_form_s_own_document(document: str, rules: set[str]) -> None:
    assert told(f"本报告按照{document}规定的格式编制。", "preamble") & {"F-BASIS"} == rules


def test_what_only_the_later_form_asks_for_is_not_asked() -> None:
    assert not {"F-FEES", "F-PARTS"} & told("加强公开。")


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("applications.outcomes.otherwise_handled.total.total", "applications.outcomes.otherwise_handled.total"),
        ("applications.outcomes.otherwise_handled.other.total", None),
        ("proactive.penalties", "proactive.penalties.decisions"),
        ("proactive.fees", None),
        ("proactive.regulations.made", "proactive.regulations.made_new"),
        ("proactive.regulations.in_force", None),
        ("reviews.reconsideration.total", "reviews.reconsideration.total"),
    ],
)
def test_a_figure_of_the_family_has_its_name_in_this_form(address: str, here: str | None) -> None:
    assert address_in_form(address) == here
