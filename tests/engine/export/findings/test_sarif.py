"""The SARIF log has what version 2.1.0 requires, points at lines, and its fixes mend the file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs
import pytest

from reportgen import api, formats
from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.findings import Change, Finding, Repair
from reportgen.report.report import Report
from tests.strategies import document_of, evolve_at, report_of, zero

LEVELS = {"none", "note", "warning", "error"}
KINDS = {"notApplicable", "pass", "fail", "review", "open", "informational"}


def required_by_sarif(log: dict[str, Any]) -> None:
    """Hold a log to what the published schema requires of the objects that we write (SARIF 2.1.0, section 3)."""
    assert log["version"] == "2.1.0"
    assert urlsplit(log["$schema"]).scheme == "https"
    assert isinstance(log["runs"], list)
    for run in log["runs"]:
        driver = run["tool"]["driver"]
        assert isinstance(driver["name"], str)
        assert driver["name"]
        rules = driver["rules"]
        identities = [rule["id"] for rule in rules]
        assert len(identities) == len(set(identities)), "reporting descriptors are unique"
        for rule in rules:
            level = rule.get("defaultConfiguration", {}).get("level", "warning")
            assert level in LEVELS
            for name in ("shortDescription", "help"):
                assert name not in rule or rule[name]["text"]
        for invocation in run["invocations"]:
            assert type(invocation["executionSuccessful"]) is bool, "3.20.2"
            for notice in invocation.get("toolExecutionNotifications", []):
                assert notice["message"]["text"], "3.58.5"
                assert notice["level"] in LEVELS
        assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
        assert re.fullmatch(r"[a-zA-Z]{2}(-[a-zA-Z]{2})?", run["language"])
        for result in run["results"]:
            assert result["message"]["text"]
            assert result["kind"] in KINDS
            assert result["level"] in LEVELS
            assert (result["level"] == "none") is (result["kind"] != "fail"), "3.27.10"
            assert identities[result["ruleIndex"]] == result["ruleId"]
            assert all(isinstance(value, str) for value in result["partialFingerprints"].values())
            related = result.get("relatedLocations", [])
            assert len({location["id"] for location in related}) == len(related)
            for location in [*result["locations"], *related]:
                assert location.get("id", 0) >= 0
                physical = location["physicalLocation"]
                artifact(physical["artifactLocation"])
                if "region" in physical:
                    region(physical["region"])
            for fix in result.get("fixes", []):
                assert fix["artifactChanges"]
                for change in fix["artifactChanges"]:
                    artifact(change["artifactLocation"])
                    assert change["replacements"]
                    for replacement in change["replacements"]:
                        region(replacement["deletedRegion"])
                        assert isinstance(replacement["insertedContent"]["text"], str)


def artifact(location: dict[str, Any]) -> None:
    uri = location["uri"]
    assert uri
    assert uri.isascii()
    assert not re.search(r'[ <>"{}|\\^`]', uri), "a URI reference (RFC 3986)"


def region(place: dict[str, int]) -> None:
    assert all(type(value) is int and value >= 1 for value in place.values())
    assert "startColumn" not in place or "startLine" in place
    if "endColumn" in place:
        assert (place["endLine"], place["endColumn"]) > (place["startLine"], place["startColumn"])


def written(folder: Path, name: str, **stated: int) -> Report:
    path = folder / name
    data = document_of(zero()) | {"stated": {"applications.new.total": 5, **stated}}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return api.load(path)


def test_the_log_of_a_broken_report_has_all_that_is_required(tmp_path: Path) -> None:
    report = written(tmp_path, "某区 2025.json")
    findings = api.check(report)
    assert {finding.rule for finding in findings} == {"T3-ROW", "T3-BAL"}
    log = formats.findings_sarif(report, findings)
    required_by_sarif(json.loads(json.dumps(log)))
    (run,) = log["runs"]
    assert [result["ruleId"] for result in run["results"]] == [finding.rule for finding in findings]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} >= {rule.id for rule in report.type.rules}
    row = run["results"][0]
    assert (row["level"], row["kind"]) == ("error", "fail")
    place = row["locations"][0]["physicalLocation"]
    lines = Path(report.source).read_text("utf-8").splitlines()
    assert '"applications.new.total": 5' in lines[place["region"]["startLine"] - 1]
    assert unquote(place["artifactLocation"]["uri"]).endswith("某区 2025.json")
    assert len(row["relatedLocations"]) == 7
    assert "= 5" in row["relatedLocations"][0]["message"]["text"] + row["relatedLocations"][-1]["message"]["text"]


def test_an_honest_report_has_rules_and_no_results() -> None:
    log = formats.findings_sarif(report_of(zero()), [], "en")
    required_by_sarif(log)
    assert log["runs"][0]["results"] == []


def test_faults_are_results_that_editors_show_and_the_run_is_unsuccessful() -> None:
    faults = [
        Fault("unknown-key", Text("不认识", "unknown"), Origin("某区.yaml", 3, 5), Text("应为甲", "It is a")),
        Fault("unknown-key", Text("不认识", "unknown"), Origin("某区.yaml", 9, 5)),
        Fault("shape", Text("形状不对", "misshapen"), Origin("<stdin>", place="a.b")),
        Fault("units", Text("不能相加", "cannot be added")),
        Fault("no-such-file", Text("没有", "none"), Origin("\udcff.yaml")),
    ]
    log = formats.faults_sarif(DataError(faults), "data.yaml")
    required_by_sarif(json.loads(json.dumps(log)))
    (run,) = log["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False
    (notice,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (notice["level"], notice["message"]["text"]) == ("error", "数据有 5 处问题，没有核对")
    assert [result["ruleId"] for result in run["results"]] == [fault.id for fault in faults]
    assert {(result["level"], result["kind"]) for result in run["results"]} == {("error", "fail")}
    first, again, placed, bare, _ = run["results"]
    assert first["message"]["text"] == "不认识。应为甲。"
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert first["partialFingerprints"] == again["partialFingerprints"], "lines move"
    assert placed["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "a.b"
    assert bare["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "data.yaml"


def test_units_that_cannot_be_read_are_warnings_of_a_successful_run() -> None:
    fault = Fault("no-such-file", Text("没有", "none"), Origin("a.yaml"))
    log = formats.findings_sarif(report_of(zero()), [], unread=[fault])
    required_by_sarif(log)
    (run,) = log["runs"]
    assert run["invocations"][0]["executionSuccessful"] is True
    assert run["invocations"][0]["toolExecutionNotifications"][0]["level"] == "warning"
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [("no-such-file", "warning")]


def test_files_below_the_working_folder_are_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = written(tmp_path, "a.json")
    monkeypatch.chdir(tmp_path)
    log = formats.findings_sarif(report, api.check(report))
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in log["runs"][0]["results"]
    }
    assert uris == {"a.json"}


def test_no_line_points_at_the_file_and_an_undecided_finding_is_open() -> None:
    last = report_of(evolve_at(zero(), "applications.carried_out.enterprises", None), year=2020, source="<stdin>")
    report = report_of(zero())
    findings = [*api.check(report, previous=last), *api.check(last)]
    log = formats.findings_sarif(report, findings, rules=api.rules_applied(report, years=True))
    required_by_sarif(log)
    results = {result["ruleId"]: result for result in log["runs"][0]["results"]}
    assert (results["XY-CARRY"]["kind"], results["XY-CARRY"]["level"]) == ("open", "none")
    assert (results["T3-BLANK"]["kind"], results["T3-BLANK"]["level"]) == ("fail", "error")
    assert "region" not in results["XY-CARRY"]["locations"][0]["physicalLocation"]


def test_fingerprints_stay_when_lines_move_and_differ_between_findings(tmp_path: Path) -> None:
    def prints(report: Report) -> list[str]:
        log = formats.findings_sarif(report, api.check(report))
        return [result["partialFingerprints"]["reportgenFinding/v1"] for result in log["runs"][0]["results"]]

    report = written(tmp_path, "a.json")
    before = prints(report)
    path = Path(report.source)
    path.write_text("\n\n" + path.read_text("utf-8"), "utf-8")
    assert prints(api.load(path)) == before
    assert len(set(before)) == len(before)


def repaired(report: Report, *changes: Change) -> list[Finding]:
    first, *others = api.check(report)
    return [attrs.evolve(first, repairs=(Repair(changes, Text("多打了一个数", "typed too much")),)), *others]


def test_a_repair_is_a_fix_that_mends_the_file_when_it_is_applied(tmp_path: Path) -> None:
    report = written(tmp_path, "a.json")
    change = Change("applications.new.total", 5, 0, Text("总计", "total"))
    log = formats.findings_sarif(report, repaired(report, change))
    required_by_sarif(log)
    (fix,) = log["runs"][0]["results"][0]["fixes"]
    assert fix["description"]["text"].endswith("请对照台账核实")
    assert fix["properties"] == {"mostLikely": False, "probability": None}
    (changed,) = fix["artifactChanges"][0]["replacements"]
    place = changed["deletedRegion"]
    path = Path(report.source)
    lines = path.read_text("utf-8").split("\n")
    line = lines[place["startLine"] - 1]
    lines[place["startLine"] - 1] = (
        line[: place["startColumn"] - 1] + changed["insertedContent"]["text"] + line[place["endColumn"] - 1 :]
    )
    path.write_text("\n".join(lines), "utf-8")
    assert api.check(api.load(path)) == []


def test_a_repair_whose_places_are_not_all_known_is_no_fix(tmp_path: Path) -> None:
    report = written(tmp_path, "a.json")
    total = Change("applications.new.total", 5, 0, Text("总计", "total"))
    blank = Change("applications.new.enterprises", None, 5, Text("商业企业", "enterprises"))
    derived = Change("applications.outcomes.total.total", 0, 5, Text("总计", "total"))
    for other in (blank, derived):
        assert "fixes" not in formats.findings_sarif(report, repaired(report, total, other))["runs"][0]["results"][0]


def test_a_rule_that_is_not_listed_is_described_by_its_id() -> None:
    strange = Finding("F-STRANGE", "broken", "note", Text("怪", "odd"), "year", origin=Origin("a b.yaml", 3))
    log = formats.findings_sarif(report_of(zero()), [strange])
    required_by_sarif(log)
    assert log["runs"][0]["tool"]["driver"]["rules"][-1]["id"] == "F-STRANGE"
    assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.yaml"


def test_a_finding_of_a_workbook_has_its_cell(root: Path) -> None:
    report = api.load(root / "samples" / "disclosure_2021" / "kaifeng-2021.xlsx")
    broken = evolve_at(report.statistics, "applications.new.natural_persons", 509)
    changed = attrs.evolve(report, statistics=broken, stated={})
    log = formats.findings_sarif(changed, api.check(changed))
    required_by_sarif(log)
    related = [place for result in log["runs"][0]["results"] for place in result.get("relatedLocations", [])]
    cells = [one for place in related for one in place["logicalLocations"] if one["kind"] == "cell"]
    assert {"name": "D4", "fullyQualifiedName": "表三!D4", "kind": "cell"} in cells
