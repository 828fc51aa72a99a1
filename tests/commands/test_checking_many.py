"""``check`` of a folder: every data file by itself, then all findings by rule and by unit, in every format."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from lxml import etree

from reportgen.commands import checking_many
from reportgen.commands.command_line.group import main
from tests.batch import works

SAMPLE = "samples/disclosure_2021/kaifeng-2021.yaml"


@pytest.fixture(autouse=True)
def desk(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(checking_many, "today", lambda: None)
    monkeypatch.setattr(checking_many, "workers", works.in_this_process)
    text = (root / SAMPLE).read_text("utf-8")
    Path("各区").mkdir()
    for number, (old, new) in enumerate([("", ""), ("[508, 2", "[509, 2"), ("year: 2021", "jahr: 2021")]):
        Path(f"各区/{number}.yaml").write_text(text.replace(old, new) if old else text, "utf-8")
    return tmp_path


def check(*arguments: str, language: str = "zh") -> Result:
    return CliRunner().invoke(main, ["--lang", language, "check", *arguments, "--jobs", "1"])


def test_the_worst_come_first_by_rule_and_by_unit() -> None:
    result = check("各区")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "共 3 份：通过 1 份，不通过 1 份，无法读取 1 份。"
    assert [line for line in lines if line.startswith("各区/")] == [
        "各区/1.yaml  开封市人民政府 2021：2 处必须改正、1 处提醒",
        "各区/2.yaml  2 处必须改正",
    ]
    assert check("各区", language="en").stdout.startswith("3 data files: 1 passed, 1 failed, 1 unreadable.")


def test_a_folder_of_sound_data_ends_well() -> None:
    for number in (1, 2):
        Path(f"各区/{number}.yaml").unlink()
    result = check("各区")
    assert (result.exit_code, result.stdout) == (0, "共 1 份：通过 1 份。\n")


def test_a_format_that_is_named_counts_more_than_the_name_of_the_file() -> None:
    assert check("各区", "--format", "junit", "-o", "结果.junit").exit_code == 1
    assert etree.fromstring(Path("结果.junit").read_bytes()).tag == "testsuites"
    assert check("各区", "-o", "结果.junit").exit_code == 2


def test_each_report_is_held_against_the_last_of_its_office(root: Path) -> None:
    text = (root / SAMPLE).read_text("utf-8")
    for year, organ in ((2020, "开封市人民政府"), (2019, "开封市人民政府"), (2020, "别处人民政府")):
        Path(f"往年/{organ}").mkdir(parents=True, exist_ok=True)
        data = text.replace("year: 2021", f"year: {year}").replace("organ: 开封市人民政府", f"organ: {organ}")
        Path(f"往年/{organ}/{year}.yaml").write_text(data, "utf-8")
    Path("往年/坏.yaml").write_text("organ: [", "utf-8")
    Path("各区/1.yaml").unlink()
    Path("各区/2.yaml").write_text(text.replace("organ: 开封市人民政府", "organ: 新设局"), "utf-8")
    summary = json.loads(check("各区", "--previous", "往年", "--format", "json").stdout)
    units = {unit["organ"]: unit for unit in summary["units"]}
    told = [one["says"] for one in units["新设局"]["findings"] if one["rule"] == "XY-YEARS"]
    assert told == ["没有找到“新设局”以前年度的报告，跨年规则没有核对；另有 1 个上年的文件读不出来"]
    held = {one["rule"] for one in units["开封市人民政府"]["findings"]}
    assert held == {"XY-CARRY", "XY-VALID", "F-COPIED", "D-LASTYEAR"}


def test_the_workbook_has_every_rule_unit_and_finding() -> None:
    assert check("各区", "-o", "汇总.xlsx").exit_code == 1
    book = openpyxl.load_workbook(io.BytesIO(Path("汇总.xlsx").read_bytes()))
    assert book.sheetnames == ["按规则", "按单位", "逐条问题"]
    units = list(book["按单位"].iter_rows(values_only=True))
    assert [row[:5] for row in units[1:]] == [
        ("各区/1.yaml", "开封市人民政府", 2021, "不通过", 2),
        ("各区/2.yaml", None, None, "无法读取", 2),
        ("各区/0.yaml", "开封市人民政府", 2021, "通过", 0),
    ]
    found = [(row[0], row[2], row[4]) for row in book["逐条问题"].iter_rows(min_row=2, values_only=True)]
    assert ("各区/2.yaml", "unknown-key", "第 9 行第 1 列") in found
    assert ("各区/1.yaml", "D-TWICE", None) in found, "a copy of the first"
    assert len(found) == 5


def test_sarif_has_a_result_for_every_finding_at_its_place() -> None:
    log = json.loads(check("各区", "--format", "sarif").stdout)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == [one["ruleId"] for one in run["results"]]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {
        "%E5%90%84%E5%8C%BA/1.yaml",
        "%E5%90%84%E5%8C%BA/2.yaml",
    }
    whole = [one["ruleId"] for one, place in zip(run["results"], places, strict=True) if "region" not in place]
    assert whole == ["D-TWICE"], "it is about the file as a whole"
    assert run["invocations"] == [{"executionSuccessful": False, "exitCode": 2}]


def test_the_page_needs_no_network_and_shows_no_data_as_markup() -> None:
    text = Path("各区/0.yaml").read_text("utf-8")
    Path("各区/0.yaml").write_text(text.replace("organ: 开封市人民政府", "organ: <b>局&amp;</b>"), "utf-8")
    page = check("各区", "--format", "html").stdout
    assert "&lt;b&gt;局&amp;amp;&lt;/b&gt;" in page
    assert not any(word in page for word in ("http:", "https:", "src=", "href=", "@import", "url("))
    assert page.count("<tr class=") == 4 + 3


def test_junit_has_a_case_for_every_data_file() -> None:
    result = check("各区", "--format", "junit")
    assert result.exit_code == 1
    suite = etree.fromstring(result.stdout.encode())[0]
    assert {name: suite.get(name) for name in ("tests", "failures", "errors")} == {
        "tests": "3",
        "failures": "1",
        "errors": "1",
    }
    cases = {case.get("name"): [(one.tag, one.get("type")) for one in case] for case in suite}
    assert cases["各区/0.yaml"] == []
    assert cases["各区/1.yaml"][0][0] == "failure"
    assert cases["各区/2.yaml"] == [("error", "missing-key")]
    assert check("各区", "-o", "汇总.xml").exit_code == 1
    assert Path("汇总.xml").read_text("utf-8") == result.stdout


def test_what_one_office_has_from_another_is_told_at_the_later(root: Path) -> None:
    text = (root / SAMPLE).read_text("utf-8")
    Path("各区/3.yaml").write_text(text.replace("organ: 开封市人民政府", "organ: 某区人民政府"), "utf-8")
    assert "D-FIGURES" not in check("各区").stdout
    result = check("各区", "--copied")
    (unit,) = (line for line in result.stdout.splitlines() if "D-FIGURES" in line)
    assert "1 份" in unit
    units = {unit["file"]: unit for unit in json.loads(check("各区", "--copied", "--format", "json").stdout)["units"]}
    assert {one["rule"] for one in units["各区/3.yaml"]["findings"]} >= {"D-FIGURES", "D-TEXT"}
    assert (units["各区/0.yaml"]["state"], units["各区/3.yaml"]["state"]) == ("passed", "passed")
    strict = json.loads(check("各区", "--copied", "--strict", "--format", "json").stdout)["units"]
    assert {unit["file"]: unit["state"] for unit in strict}["各区/3.yaml"] == "failed"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["各区", "--units", "各区/0.yaml"], "只用于核对一个文件"),
        (["各区", "--format", "xlsx"], "xlsx 要写到文件。请加 -o"),
        (["各区/0.yaml", "--copied"], "请给出放数据文件的文件夹"),
        (["各区/0.yaml", "--format", "html"], "请给出放数据文件的文件夹"),
        (["各区/0.yaml", "-o", "a.html"], "请给出放数据文件的文件夹"),
    ],
)
def test_what_is_for_one_file_or_for_many_is_told(arguments: list[str], told: str) -> None:
    result = check(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
