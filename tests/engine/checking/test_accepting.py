"""An office's acceptances: a warning is silenced for good, an error never, and a stale one is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import api, formats
from reportgen.core.errors import DataError
from reportgen.report.findings import Finding, ReconciliationError

ENTRY = "accepted:\n  - finding: {name}\n    reason: 按受理口径统计\n    who: 张三\n"


@pytest.fixture(scope="module")
def sample(root: Path) -> str:
    """Return the Kaifeng sample with one number in its prose that table 3 contradicts."""
    text = (root / "samples/disclosure_2021/kaifeng-2021.yaml").read_text("utf-8")
    assert "全年新收申请{{ applications.new.total }}件" in text
    return text.replace("全年新收申请{{ applications.new.total }}件", "全年新收申请544件")


def checked(text: str, folder: Path) -> list[Finding]:
    (folder / "a.yaml").write_text(text, "utf-8")
    return api.check(api.load(folder / "a.yaml"))


def named(findings: list[Finding], rule: str) -> Finding:
    (found,) = (finding for finding in findings if finding.rule == rule)
    return found


def test_an_accepted_warning_fails_no_longer_and_says_why(sample: str, tmp_path: Path) -> None:
    doubt = named(checked(sample, tmp_path), "PT-NEW")
    assert doubt.fails(strict=True)
    found = named(checked(f"{sample}\n{ENTRY.format(name=doubt.fingerprint)}", tmp_path), "PT-NEW")
    assert found.accepted is not None
    assert (found.accepted.reason, found.accepted.who) == ("按受理口径统计", "张三")
    assert (found.fingerprint, found.fails(strict=True)) == (doubt.fingerprint, False)


@given(st.integers(0, 3000), st.sampled_from(["", "\n\n", "# 说明\n"]))
def test_a_fingerprint_stays_while_its_figures_do(
    sample: str, tmp_path_factory: pytest.TempPathFactory, permits: int, above: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    before = named(checked(sample, folder), "PT-NEW").fingerprint
    edited = above + sample.replace("permits: 206743", f"permits: {permits}")
    assert named(checked(edited, folder), "PT-NEW").fingerprint == before


@given(st.integers(500, 540))
def test_a_fingerprint_changes_with_its_figures(
    sample: str, tmp_path_factory: pytest.TempPathFactory, number: int
) -> None:
    folder = tmp_path_factory.getbasetemp()
    before = named(checked(sample, folder), "PT-NEW").fingerprint
    assert (
        named(checked(sample.replace("新收申请544件", f"新收申请{number}件"), folder), "PT-NEW").fingerprint != before
    )


def test_an_acceptance_whose_figures_changed_is_told_and_silences_nothing(sample: str, tmp_path: Path) -> None:
    doubt = named(checked(sample, tmp_path), "PT-NEW")
    edited = sample.replace("新收申请544件", "新收申请543件") + "\n" + ENTRY.format(name=doubt.fingerprint)
    findings = checked(edited, tmp_path)
    assert named(findings, "PT-NEW").accepted is None
    told = named(findings, "V-ACCEPT")
    assert "已不适用" in told.says.zh
    assert told.origin is not None
    assert told.origin.line == edited.split("\n").index("accepted:") + 2


def test_an_error_cannot_be_accepted(sample: str, tmp_path: Path) -> None:
    wrong = sample.replace("[508, 2", "[509, 2")
    stop = next(finding for finding in checked(wrong, tmp_path) if finding.forbids)
    findings = checked(f"{wrong}\n{ENTRY.format(name=stop.fingerprint)}", tmp_path)
    assert any(finding.forbids and finding.rule == stop.rule for finding in findings)
    assert "不能确认放行" in named(findings, "V-ACCEPT").says.zh


def test_a_name_that_no_finding_has_is_told(sample: str, tmp_path: Path) -> None:
    assert "不是任何提醒的编号" in named(checked(f"{sample}\n{ENTRY.format(name='甲')}", tmp_path), "V-ACCEPT").says.zh


def test_an_acceptance_across_years_waits_for_the_earlier_report(sample: str, tmp_path: Path) -> None:
    findings = checked(f"{sample}\n{ENTRY.format(name='XY-CARRY-00000000')}", tmp_path)
    assert not [finding for finding in findings if finding.rule == "V-ACCEPT"]


@pytest.mark.parametrize("missing", ["reason", "who", "finding"])
def test_an_acceptance_needs_its_reason_and_a_name(sample: str, tmp_path: Path, missing: str) -> None:
    entry = "\n".join(line for line in ENTRY.format(name="x").split("\n") if f"{missing}:" not in line)
    if missing == "finding":
        entry = entry.replace("    reason", "  - reason", 1)
    with pytest.raises(DataError, match=missing):
        checked(f"{sample}\n{entry}", tmp_path)


def test_programs_see_the_acceptance(sample: str, tmp_path: Path) -> None:
    doubt = named(checked(sample, tmp_path), "PT-NEW")
    findings = checked(f"{sample}\n{ENTRY.format(name=doubt.fingerprint)}", tmp_path)
    report = api.load(tmp_path / "a.yaml")
    assert [one.finding for one in report.accepted] == [doubt.fingerprint]
    shown = next(one for one in formats.findings_json(report, findings)["findings"] if one["rule"] == "PT-NEW")
    assert shown["fingerprint"] == doubt.fingerprint
    assert shown["accepted"] == {"reason": "按受理口径统计", "who": "张三"}
    results = formats.findings_sarif(report, findings)["runs"][0]["results"]
    (suppression,) = next(one for one in results if one["ruleId"] == "PT-NEW")["suppressions"]
    assert suppression == {"kind": "external", "status": "accepted", "justification": "按受理口径统计（张三）"}
    assert "按受理口径统计" in formats.findings_junit(report, findings, strict=True)


def test_a_strict_render_writes_nothing_while_a_warning_is_open(sample: str, tmp_path: Path) -> None:
    doubt = named(checked(sample, tmp_path), "PT-NEW")
    with pytest.raises(ReconciliationError, match="PT-NEW"):
        api.render(api.load(tmp_path / "a.yaml"), tmp_path / "a.docx", strict=True)
    assert not (tmp_path / "a.docx").exists()
    (tmp_path / "a.yaml").write_text(f"{sample}\n{ENTRY.format(name=doubt.fingerprint)}", "utf-8")
    api.render(api.load(tmp_path / "a.yaml"), tmp_path / "a.docx", strict=True)
    assert (tmp_path / "a.docx").exists()
