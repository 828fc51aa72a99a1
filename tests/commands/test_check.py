"""``check`` as an office and a CI call it: earlier years, units, strictness, formats, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import CliRunner, Result

from reportgen.commands.command_line.group import main
from tests.strategies import NARRATIVE, document_of, evolve_at, zero

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Return a writer of data files: figures changed by address, and whatever else the file holds."""
    monkeypatch.chdir(tmp_path)

    def writer(name: str, changes: dict[str, Any] | None = None, **more: Any) -> str:
        figures = zero()
        for address, value in (changes or {}).items():
            figures = evolve_at(figures, address, value)
        if name.startswith("last"):  # prose that is the same two years running is a finding of its own
            more = {"narrative": {**NARRATIVE, "overview": "上一年度的工作情况已另行公布。"}} | more
        Path(name).write_text(json.dumps(document_of(figures, **more), ensure_ascii=False), "utf-8")
        return name

    return writer


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", "check", *arguments])


def test_last_year_is_compared_and_a_contradiction_is_a_warning(write: Write) -> None:
    this = write("this.json", {"applications.carried_in.enterprises": 0}, year=2024)
    last = write("last.json", {"applications.new.enterprises": 2, "applications.carried_out.enterprises": 2}, year=2023)
    result = check(this, "--previous", last)
    assert result.exit_code == 0
    assert "可以出报告，有 1 处提醒" in result.stdout
    assert (
        "XY-CARRY  表三“商业企业”列：上一年报告的“四、结转下年度继续办理”为 2，本年“二、上年结转”为 0" in result.stdout
    )
    assert "2023 年表三“四、结转下年度继续办理”商业企业 = 2    last.json 第 1 行第 " in result.stdout
    assert check(this, "--previous", last, "--strict").exit_code == 1


def test_the_declaration_that_the_scope_is_unchanged_makes_it_an_error(write: Write) -> None:
    this = write("this.json", {"proactive.regulations.in_force": 1}, year=2024, scope="unchanged")
    assert check(this).exit_code == 0
    result = check(this, "--previous", write("last.json", year=2023))
    assert result.exit_code == 1
    assert "✗ 错误 XY-VALID" in result.stdout


def test_a_good_report_says_what_it_was_held_against(write: Write) -> None:
    this, last, unit = (
        write("this.json", year=2024),
        write("last.json", year=2023),
        write("a.json", year=2024, organ="某区"),
    )
    result = check(this, "--previous", last, "--units", unit)
    assert result.exit_code == 0
    assert "数字全部对得上（核对了 42 个等式，并与某市人民政府 2023、某区 2024 的报告核对过）" in result.stdout


def test_the_factor_of_a_jump_is_a_setting(write: Write) -> None:
    this = write("this.json", {"proactive.permits": 500}, year=2024)
    last = write("last.json", {"proactive.permits": 100}, year=2023)
    assert "XY-JUMP" not in check(this, "--previous", last).stdout
    result = check(this, "--previous", last, "--jump", "4.5", "--strict")
    assert "XY-JUMP" in result.stdout
    assert result.exit_code == 0, "a note never fails"
    assert check(this, "--previous", last, "--jump", "0.5").exit_code == 2


def test_units_reach_to_the_next_option_and_each_contribution_is_shown(write: Write) -> None:
    """Units are taken up to the next option and each contribution is shown."""
    city = write("city.json", {"proactive.permits": 6})
    units = [
        write(f"{name}.json", {"proactive.permits": size}, organ=name) for name, size in (("甲区", 2), ("乙区", 3))
    ]
    result = check(city, "--units", *units, "--strict")
    assert result.exit_code == 1
    assert "2 个下级单位合计为 5，本级报告为 6，相差 1" in result.stdout
    assert "甲区表二“行政许可”本年处理决定数量 = 2    甲区.json 第 1 行第 " in result.stdout
    assert "乙区表二“行政许可”本年处理决定数量 = 3" in result.stdout
    assert check(city, "--units", units[0], "--units", units[1]).exit_code == 0


def test_a_folder_of_units_is_each_of_its_reports_but_the_sum_itself(write: Write) -> None:
    Path("各区").mkdir()
    city = write("各区/city.json", {"proactive.permits": 6})
    for name, size in (("甲区", 2), ("乙区", 3)):
        write(f"各区/{name}.json", {"proactive.permits": size}, organ=name)
    for given in (city, write("city.json", {"proactive.permits": 6}, organ="本市")):
        result = check(given, "--units", "各区", "--strict")
        assert ("2 个下级单位合计为 5，本级报告为 6，相差 1" in result.stdout) == (given == city)
        assert ("3 个下级单位合计为 11" in result.stdout) == (given != city)


def test_a_unit_that_cannot_be_read_is_told_and_leaves_the_sum_undecided(write: Write) -> None:
    city, unit = write("city.json", {"proactive.permits": 6}), write("甲区.json", organ="甲区")
    Path("bad.json").write_text("{", "utf-8")
    result = check(city, "--strict", "--units", unit, "bad.json", "absent.json")
    assert result.exit_code == 0
    assert "bad.json" in result.stderr
    assert "absent.json" in result.stderr
    assert "缺少下级单位的数据，无法与合计核对：bad.json（文件无法读取）；absent.json（文件无法读取）" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [("this.json", "--units"), ("this.json", "--previous"), (), ("this.json", "--previous", "this.json")],
    ids=["no unit", "no year", "no data", "the same year"],
)
def test_a_wrong_call_cannot_go_on(write: Write, arguments: tuple[str, ...]) -> None:
    write("this.json")
    result = check(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert result.stderr


@pytest.mark.parametrize(("value", "code"), [(0, 0), (1, 1)])
def test_every_format_ends_with_the_same_exit_code(write: Write, value: int, code: int) -> None:
    data = write("this.json", {"applications.new.enterprises": value})
    results = {style: check(data, "--format", style) for style in ("text", "json", "sarif", "junit")}
    assert {result.exit_code for result in results.values()} == {code}
    assert json.loads(results["json"].stdout)["report"]["reconciles"] is (code == 0)
    assert len(json.loads(results["sarif"].stdout)["runs"][0]["results"]) == code
    suites = fromstring(results["junit"].stdout.encode("utf-8"))  # noqa: S314 — written by us
    assert suites.attrib["failures"] == str(code)


def test_findings_stand_under_what_is_to_be_done_with_the_hard_ones_first(write: Write) -> None:
    this = write(
        "this.json",
        {
            "applications.new.natural_persons": 1,
            "applications.carried_in.enterprises": None,
            "proactive.penalties": 5000,
            "proactive.regulations.in_force": 1,
        },
        year=2024,
    )
    lines = check(this, "--previous", write("last.json", year=2023)).stdout.splitlines()
    headings = [line for line in lines if line.startswith("【")]
    assert headings == ["【必须改正：1 处】", "【尚未填写：1 格】", "【请核实：1 处】", "【供参考：2 处】"]
    verdict = (
        "某市人民政府 2024：有 1 处必须改正、1 格空白，另有 1 处提醒、1 处无法核对、1 处提示，改好之前不能出报告。"
    )
    assert lines[0] == verdict
    blank = lines.index("【尚未填写：1 格】")
    assert "T3-BLANK" in lines[blank + 2]


@pytest.mark.shared
def test_suqian_2024_agrees_with_2023_and_one_more_is_named(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Suqian 2024 agrees with 2023 on the command line and one more is named."""
    monkeypatch.chdir(tmp_path)
    for year in (2023, 2024):
        data = json.loads((shared / "reports" / f"suqian_gov_{year}.json").read_text("utf-8"))
        del data["_about"]
        Path(f"{year}.json").write_text(json.dumps(data | {"narrative": NARRATIVE}, ensure_ascii=False), "utf-8")
    assert [
        line for line in check("2024.json", "--previous", "2023.json", "--strict").stdout.splitlines() if "XY-" in line
    ] == []
    data = json.loads(Path("2024.json").read_text("utf-8"))
    data["proactive"]["normative_documents"]["in_force"] += 1
    Path("2024.json").write_text(json.dumps(data), "utf-8")
    result = check("2024.json", "--previous", "2023.json", "--strict")
    assert result.exit_code == 1
    assert "上年现行有效件数加本年制发、减本年废止为 420（597+50-227），现行有效件数为 421，相差 1" in result.stdout


def test_many_blank_cells_are_named_by_their_lines(write: Write) -> None:
    row = ["natural_persons", "enterprises", "research_institutions", "public_welfare_organizations"]
    blanks = {f"applications.{name}.{column}": None for name in ("new", "carried_in", "carried_out") for column in row}
    output = check(write("this.json", blanks)).stdout
    assert output.startswith("某市人民政府 2021：有 12 格空白，改好之前不能出报告。")
    assert "还有 12 格没有填" in output
    assert "第 1 行：表三“一、本年新收政府信息公开申请数量”等 3 行，12 格" in output
    assert len(output.splitlines()) < 10


def faults_told(stdout: str, style: str) -> list[str]:
    """Return the identifiers of the faults in a document, which must be one and whole."""
    if style == "junit":
        root = fromstring(stdout.encode("utf-8"))  # noqa: S314 — written by us
        return [error.attrib["type"] for error in root.iter("error")]
    plain = json.loads(stdout)
    if style == "json":
        return [fault["id"] for fault in plain["faults"]]
    (run,) = plain["runs"]
    assert run["invocations"][0]["executionSuccessful"] is False
    return [result["ruleId"] for result in run["results"]]


@pytest.mark.parametrize("style", ["json", "sarif", "junit"])
@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["absent.json"], ["no-such-file"]),
        (["bad.json", "--previous", "absent.json"], ["json-syntax", "no-such-file"]),
        (["this.json", "--previous", "bad.json"], ["json-syntax"]),
        (["this.json", "--previous", "this.json"], ["previous-year"]),
        (["this.json", "--units", "a.json", "a.json"], ["unit-twice"]),
        (["kind.json"], ["unknown-type"]),
    ],
    ids=["data", "data and last year", "last year", "the same year", "a unit twice", "an unknown type"],
)
def test_whatever_keeps_the_check_from_taking_place_is_one_document(
    write: Write, style: str, arguments: list[str], ids: list[str]
) -> None:
    write("this.json"), write("a.json", organ="甲区")
    write("kind.json", report="disclosure_1999")
    Path("bad.json").write_text("{", "utf-8")
    result = check(*arguments, "--format", style)
    assert result.exit_code == 2
    assert faults_told(result.stdout, style) == ids
    assert result.stderr


def test_units_that_cannot_be_read_are_in_every_format(write: Write) -> None:
    city = write("city.json")
    write("kind.json", report="disclosure_1999")
    told = {
        style: check(city, "--format", style, "--units", "absent.json", "kind.json")
        for style in ("json", "sarif", "junit")
    }
    assert {result.exit_code for result in told.values()} == {0}
    assert json.loads(told["json"].stdout)["faults"][0]["origin"] == "absent.json"
    (run,) = json.loads(told["sarif"].stdout)["runs"]
    assert [result["ruleId"] for result in run["results"]][-2:] == ["no-such-file", "unknown-type"]
    root = fromstring(told["junit"].stdout.encode("utf-8"))  # noqa: S314 — written by us
    assert [case.attrib["name"] for case in root.iter("testcase") if "absent" in case.attrib["name"]]
    assert root.attrib["errors"] == "0"


def test_data_that_cannot_be_read_is_told_in_json_too(write: Write) -> None:
    name = write("this.json")
    Path(name).write_text(Path(name).read_text("utf-8").replace('"organ"', '"orgam"'), "utf-8")
    result = check(name, "--format", "json")
    assert result.exit_code == 2
    told = json.loads(result.stdout)
    assert told["error"] == "DataError"
    assert any("orgam" in fault["says"] and fault["origin"].startswith("this.json:1:") for fault in told["faults"])
    assert "orgam" in result.stderr
