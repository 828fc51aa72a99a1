"""What a bracket says holds for the bracket, unless it names the number beside it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.prose_check.findings import check_prose
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import report_of, with_values

RECEIVED = {"applications.new.natural_persons": 20, "applications.outcomes.granted.natural_persons": 12}
RECEIVED |= {"applications.outcomes.partially_granted.natural_persons": 8}
FIGURES = with_values({**dict.fromkeys(REPORT.addresses.entered, 0), **RECEIVED})


def told(prose: str) -> list[str]:
    return [one.rule for one in check_prose(report_of(FIGURES, narrative={"overview": prose}))]


@given(st.sampled_from(["其中经平台转办5件", "含上年结转0件", "其中咨询类3件"]), st.integers(21, 99))
def test_what_a_bracket_counts_does_not_excuse_what_follows_it(aside: str, number: int) -> None:
    assert told(f"收到政府信息公开申请20件（{aside}），办结20件。") == []
    assert told(f"收到政府信息公开申请20件（{aside}），办结{number}件。") == ["PT-OUT"]


@pytest.mark.parametrize(
    ("sentence", "rules"),
    [
        ("予以公开（含部分公开）20件。", []),
        ("予以公开（含部分公开）12件。", ["PT-RES"]),
        ("予以公开（不含部分公开）12件。", []),
        ("都给了的（予以公开）的21件。", ["PT-RES"]),
        ("全部给了申请人的21件（予以公开）。", ["PT-RES"]),
        ("办结的20件申请里，21件（占60%）予以公开。", ["PT-RES"]),
        ("申请内容明确、可以提供等（予以公开）共21件。", ["PT-RES"]),
    ],
)
def test_a_bracket_names_the_number_beside_it(sentence: str, rules: list[str]) -> None:
    assert [rule for rule in told(sentence) if rule != "PT-PCT"] == rules
