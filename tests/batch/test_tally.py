"""What was found in many reports, counted by rule and by unit: the same numbers as by counting one by one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reportgen.batch import Checked
from reportgen.batch.tally import MOST_REMARKS, Tally
from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.acceptances import Acceptance
from reportgen.report.findings import Finding

RULES = ("T3-ROW", "T3-SUM", "PT-NEW")
SEVERITIES = ("error", "warning", "note")


def finding(rule: str, severity: Any, *, accepted: bool = False) -> Finding:
    stands = Acceptance("0123", "核对过", "张三") if accepted else None
    place = Origin("单位.yaml", 3, 5)
    return Finding(
        rule, "broken", severity, Text(f"{rule} 不对", f"{rule} is wrong"), "a.b", origin=place, accepted=stands
    )


FINDINGS = st.builds(finding, st.sampled_from(RULES), st.sampled_from(SEVERITIES), accepted=st.booleans())


def checked(number: int, findings: list[Finding]) -> Checked:
    failed = any(one.forbids for one in findings)
    return Checked(
        Path(f"{number}.yaml"), "failed" if failed else "passed", (), "", tuple(findings), f"第{number}局", 2025
    )


def weight(one: Finding) -> str:
    return "error" if one.forbids else "accepted" if one.accepted is not None else one.severity


@given(st.lists(st.lists(FINDINGS, max_size=4), max_size=6))
def test_rules_and_units_are_counted_as_one_by_one(units: list[list[Finding]]) -> None:
    tally = Tally()
    for number, findings in enumerate(units):
        tally.add(checked(number, findings))
    everything = [(one.rule, weight(one)) for findings in units for one in findings]
    assert {(one.rule, one.weight): one.findings for one in tally.rules()} == Counter(everything)
    inside = Counter(pair for findings in units for pair in {(one.rule, weight(one)) for one in findings})
    assert {(one.rule, one.weight): one.units for one in tally.rules()} == inside
    assert sum(tally.counts().values()) == tally.total == len(units)
    assert tally.failed == tally.counts().get("failed", 0)
    for unit in tally.units():
        found = Counter(weight(one) for one in units[unit.number])
        assert (unit.errors, unit.warnings, unit.notes, unit.accepted) == tuple(
            found[kind] for kind in ("error", "warning", "note", "accepted")
        )
        assert [one.weight for one in tally.remarks(unit)] == sorted(
            found.elements(), key=["error", "warning", "note", "accepted"].index
        )


def test_the_worst_unit_comes_first() -> None:
    tally = Tally()
    tally.add(checked(0, []))
    tally.add(checked(1, [finding("PT-NEW", "warning")]))
    tally.add(checked(2, [finding("T3-ROW", "error")]))
    tally.add(checked(3, [finding("T3-ROW", "error"), finding("T3-SUM", "error")]))
    tally.add(Checked(Path("4.yaml"), "unread", (Fault("encoding", Text("不是 UTF-8", "no UTF-8")),)))
    assert [unit.number for unit in tally.units()] == [3, 2, 4, 1, 0]
    assert [unit.number for unit in tally.units(2)] == [3, 2]
    assert [one.rule for one in tally.rules()] == ["T3-ROW", "T3-SUM", "encoding", "PT-NEW"]


def test_a_fault_that_tells_a_finding_again_is_counted_once() -> None:
    tally = Tally()
    told = (Fault("T3-ROW", Text("T3-ROW 不对", "T3-ROW is wrong")), Fault("template-unfit", Text("不合用", "unfit")))
    tally.add(Checked(Path("a.yaml"), "unread", told, "", (finding("T3-ROW", "error"),)))
    (unit,) = tally.units()
    assert [one.rule for one in tally.remarks(unit)] == ["template-unfit", "T3-ROW"]


def test_of_very_many_findings_the_first_are_kept_and_all_counted() -> None:
    tally = Tally()
    tally.add(checked(0, [finding("T3-ROW", "error") for _ in range(2 * MOST_REMARKS)]))
    (unit,) = tally.units()
    assert unit.errors == 2 * MOST_REMARKS
    assert len(list(tally.remarks(unit))) == MOST_REMARKS


def test_a_name_that_is_no_text_ends_no_tally() -> None:
    tally = Tally()
    tally.add(Checked(Path("\udcff.yaml"), "passed"))
    assert tally.total == 1
