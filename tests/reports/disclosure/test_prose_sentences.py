"""Sentences as offices write them, each with what is to be found of it: ``sentences.txt``, read line by line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from reportgen.engine.prose_check.findings import check_prose
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.prose_office import office
from tests.strategies import with_values

TABLE = Path(__file__).with_name("sentences.txt")


def rows() -> Iterator[tuple[str, list[str]]]:
    """Yield every sentence of the table with its indented lines; # begins a heading."""
    sentence, findings = "", list[str]()
    for line in [*TABLE.read_text("utf-8").splitlines(), "#"]:
        if line.startswith("    "):
            findings.append(line.strip())
            continue
        if sentence:
            yield sentence, findings
        sentence, findings = "" if line.startswith("#") else line.strip(), []


def plain(number: Decimal | int) -> str:
    text = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return text.rstrip("0").rstrip(".") if "." in text else text


def found(report: Report) -> list[str]:
    return [f"{one.rule} {plain(one.actual)} → {plain(one.expected)}" for one in check_prose(report)]


@pytest.mark.parametrize(("sentence", "findings"), list(rows()), ids=lambda value: value if type(value) is str else "")
def test_a_sentence_is_found_wrong_where_it_is_and_nowhere_else(sentence: str, findings: list[str]) -> None:
    assert found(office(sentence)) == findings


def test_the_table_has_as_many_good_sentences_as_bad_and_every_rule() -> None:
    table = list(rows())
    assert len({sentence for sentence, _ in table}) == len(table)
    assert sum(not findings for _, findings in table) > sum(bool(findings) for _, findings in table) > 100
    rules = {line.split()[0] for _, findings in table for line in findings}
    assert rules == {"PT-NEW", "PT-RES", "PT-OUT", "PT-REV", "PT-LIT", "PT-PCT", "PT-PARTS", "PT-T2"}


@pytest.mark.parametrize(
    "denial", [sentence for sentence, findings in rows() if "PT-NEW 0 → 545" in findings and "0件" not in sentence]
)
def test_what_did_not_happen_may_be_said(denial: str) -> None:
    nothing = with_values({**dict.fromkeys(REPORT.addresses.entered, 0), "proactive.fees": "0"})
    assert check_prose(attrs.evolve(office(denial), statistics=nothing)) == []


def test_a_blank_figure_leaves_a_denial_undecided() -> None:
    blank = {**dict.fromkeys(REPORT.addresses.entered, 0), "applications.new.natural_persons": None}
    assert check_prose(attrs.evolve(office("全年未收到政府信息公开申请。"), statistics=with_values(blank))) == []


def test_a_denial_says_what_the_tables_give() -> None:
    (finding,) = check_prose(office("{{ year }}年未收到政府信息公开申请。"))
    assert finding.says.zh.endswith("年未收到政府信息公开申请”：文字写的是没有，而表格中为 新收 545")
    assert finding.address == "applications.new.total"
