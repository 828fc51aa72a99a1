"""What a command says of all findings agrees with its exit code, in both languages and in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen import formats
from reportgen.commands.command_line.group import main
from reportgen.commands.printing.findings_text import report_lines
from reportgen.commands.printing.verdicts import counts_of, verdict
from reportgen.core.text import Text
from reportgen.report.blank_wording import is_blank
from reportgen.report.findings import Cell, Finding
from reportgen.report.rule_forms import Bounds, Needs, Present
from reportgen.report.rules import Rule
from tests.small_report import ACCEPTED, RECEIVED, TOTAL, equation, small_report, small_type
from tests.strategies import NARRATIVE, document_of, evolve_at, report_of, zero

PROSE = "本年新收政府信息公开申请16件。"
STALE = "2019年，本机关认真执行条例。"
FINDINGS = st.builds(
    lambda rule, verdict, severity, cells: Finding(
        rule, verdict, severity, Text("不符", "differs"), "x", (Cell("x", None, Text("格", "cell")),) * cells
    ),
    st.sampled_from(["T3-BAL", "PT-NEW", "F-YEAR", "S-HIER"]),
    st.sampled_from(["broken", "undecided"]),
    st.sampled_from(["error", "warning", "note"]),
    st.integers(1, 2),
)
BAD = {"zh": re.compile("不能出报告|不通过"), "en": re.compile("no report until then|does not pass")}
GOOD = {
    "zh": re.compile("可以出报告|数字全部对得上|没有必须改正的"),
    "en": re.compile("publishable|everything reconciles|nothing forbids a report"),
}


@given(st.lists(FINDINGS, max_size=6), st.booleans(), st.sampled_from(["zh", "en"]))
def test_words_and_formats_agree_with_the_exit_code(findings: Sequence[Finding], strict: bool, language: Any) -> None:
    report, found = report_of(zero()), list(findings)
    fails = any(one.fails(strict=strict) for one in found)
    lines = list(report_lines(report, found, language, strict=strict))
    assert bool(BAD[language].search(lines[0])) is fails
    assert bool(GOOD[language].search(lines[0])) is not fails
    assert not any(GOOD[language].search(line) for line in lines[1:])
    assert any(line.startswith(("下一步", "Next")) for line in lines) is False, "a mapping has no file to render"
    plain = formats.findings_json(report, found, language, strict=strict)["report"]
    assert plain["passes"] is not fails
    (run,) = formats.findings_sarif(report, found, language, strict=strict)["runs"]
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": int(fails)}]
    assert any(result["level"] == "error" for result in run["results"]) is fails
    root = fromstring(formats.findings_junit(report, found, language, strict=strict).encode())  # noqa: S314 — ours
    assert (root.attrib["failures"], root.attrib["errors"]) != ("0", "0") or not fails
    assert fails or (root.attrib["failures"], root.attrib["errors"]) == ("0", "0")


@given(st.lists(FINDINGS, max_size=9))
def test_every_finding_is_counted_once(findings: list[Finding]) -> None:
    """A blank cell is one blank; what else cannot be decided for its sake is counted as waiting."""
    counts = counts_of(report_of(zero()), findings)
    assert counts.hard + counts.soft == len(findings)
    assert counts.hard == sum(one.fails(strict=False) for one in findings)
    assert counts.blank == len({one.address for one in findings if is_blank(one)})
    assert counts.contradictions == sum(
        (one.rule, one.verdict, one.severity) == ("PT-NEW", "broken", "warning") for one in findings
    )


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, overview: str = "", figures: dict[str, Any] | None = None, **more: Any) -> str:
    statistics = zero()
    for address, value in (figures or {}).items():
        statistics = evolve_at(statistics, address, value)
    narrative = {**NARRATIVE, "overview": f"{NARRATIVE['overview']}{overview}"}
    data = document_of(statistics, narrative=narrative, **more)
    Path(name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return name


def run(*arguments: str, language: str = "zh") -> Result:
    return CliRunner().invoke(main, ["--lang", language, *arguments])


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("overview", "zh", "en"),
    [
        (
            PROSE,
            "有 1 处文字与表格不符，公布前请改或确认",
            "1 place in the prose contradicts the tables; mend or confirm before publishing",
        ),
        (STALE, "有 1 处提醒，公布前请改或确认", "1 warning; mend or confirm before publishing"),
        (
            f"{PROSE}本年受理行政复议案件7件。\u202e",
            "有 2 处文字与表格不符、1 处其他提醒，公布前请改或确认",
            "2 places in the prose contradict the tables, 1 other warning; mend or confirm before publishing",
        ),
    ],
    ids=["contradiction", "warning", "both"],
)
def test_render_says_first_what_is_to_be_mended_or_confirmed(overview: str, zh: str, en: str) -> None:
    data = write("this.json", overview)
    for language, first, written in (("zh", zh, "已写出，但"), ("en", en, "written, but ")):
        result = run("render", data, "-o", "a.docx", language=language)
        lines = result.stdout.splitlines()
        assert result.exit_code == 0
        mark = "：" if language == "zh" else ": "
        assert lines[0] == f"{written}{first}{mark}{Path('a.docx').absolute()}"
        assert "accepted:" in lines
        assert lines[-2:] == ['    reason: ""', '    who: ""']
        assert "数字已核对" not in result.stdout
        assert "(reconciled" not in result.stdout
        assert any(line.startswith(("! 提醒", "! warning")) for line in lines[1:-1])


@pytest.mark.usefixtures("desk")
def test_notes_come_after_a_report_whose_figures_are_checked() -> None:
    data = write("this.json", figures={"proactive.regulations.made": 1}, organ="某县教育局")
    lines = run("render", data).stdout.splitlines()
    assert lines[0] == f"已写出：{Path('this.docx').absolute()}（数字已核对，成品已逐格复核）"
    assert lines[1].startswith("· 提示 T2-POWER")


@pytest.mark.usefixtures("desk")
def test_a_report_on_standard_output_has_its_findings_on_standard_error() -> None:
    result = run("render", write("this.json", PROSE), "-o", "-")
    assert result.stdout_bytes.startswith(b"PK")
    assert "不符" not in result.stdout_bytes.decode("utf-8", "replace")
    assert result.stderr.startswith("有 1 处文字与表格不符，公布前请改或确认\n")
    assert "已写出" not in result.stderr
    assert run("render", write("good.json"), "-o", "-").stderr == ""


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("overview", "figures", "listed"),
    [
        ("", {}, "没有发现问题"),
        (PROSE, {}, "最后一页列有 1 处文字与表格不符"),
        ("", {"applications.new.enterprises": 1}, "最后一页列有 1 处必须改正"),
        (STALE, {"applications.new.enterprises": None}, "最后一页列有 1 格空白、1 处提醒"),
    ],
)
def test_a_draft_says_what_its_last_page_lists(overview: str, figures: dict[str, Any], listed: str) -> None:
    result = run("render", "--draft", write("this.json", overview, figures))
    assert result.exit_code == 0
    assert (
        result.stdout.splitlines()[0] == f"已写出草稿：{Path('this-草稿.docx').absolute()}（每页标有“草稿”，{listed}）"
    )


@pytest.mark.usefixtures("desk")
def test_strict_and_a_warning_do_not_pass_in_the_first_and_the_last_line() -> None:
    data = write("this.json", PROSE)
    for language, first, last in (
        ("zh", "不通过，有 1 处文字与表格不符", "不通过（--strict）。"),
        ("en", "does not pass: 1 place in the prose", "Does not pass (--strict)."),
    ):
        result = run("check", data, "--strict", language=language)
        lines = result.stdout.splitlines()
        assert result.exit_code == 1
        assert first in lines[0]
        assert lines[-1] == last
        assert run("check", data, language=language).exit_code == 0
    lines = run("check", data).stdout.splitlines()
    assert "没有必须改正的，但有 1 处文字与表格不符，请改正或确认后再发布。" in lines[0]
    assert not any("不通过" in line for line in lines)


@pytest.mark.usefixtures("desk")
def test_every_format_tells_that_strict_fails() -> None:
    data = write("this.json", PROSE)
    results = {style: run("check", data, "--strict", "--format", style) for style in ("json", "sarif", "junit")}
    assert {result.exit_code for result in results.values()} == {1}
    assert json.loads(results["json"].stdout)["report"]["passes"] is False
    assert json.loads(results["json"].stdout)["report"]["reconciles"] is True
    (sarif,) = json.loads(results["sarif"].stdout)["runs"]
    assert sarif["invocations"][0]["exitCode"] == 1
    assert {result["level"] for result in sarif["results"]} == {"error"}
    assert 'failures="1"' in results["junit"].stdout


@pytest.mark.usefixtures("desk")
def test_a_check_that_could_not_take_place_has_its_exit_code_in_sarif() -> None:
    result = run("check", "absent.json", "--format", "sarif")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["runs"][0]["invocations"][0]["exitCode"] == 2


@pytest.mark.usefixtures("desk")
def test_a_clean_check_says_what_it_was_not_held_against_and_what_is_next() -> None:
    this, last = write("this year.json", year=2024), write("last.json", year=2023)
    lines = run("check", this).stdout.splitlines()
    assert "数字全部对得上" in lines[0]
    assert "没有与上一年的报告核对" in lines[1]
    assert "--previous 2023.yaml" in lines[1]
    assert lines[2:] == ['下一步：reportgen render "this year.json"']
    english = run("check", this, language="en").stdout.splitlines()
    assert english[1].startswith("Not held against last year's report")
    assert english[2] == 'Next: reportgen render "this year.json"'
    Path(last).write_text(Path(last).read_text("utf-8").replace("本年度依法", "上一年另行"), "utf-8")
    held = run("check", this, "--previous", last).stdout
    assert "没有与上一年" not in held


@pytest.mark.usefixtures("desk")
def test_what_cannot_be_compared_is_counted_as_undecided() -> None:
    result = run("check", write("this.json"), "--strict", "--units", "absent.json")
    assert result.exit_code == 0
    assert "可以出报告，有 1 处无法核对，请改正或确认后再发布。" in result.stdout.splitlines()[0]
    assert "下一步" not in result.stdout


@pytest.mark.usefixtures("desk")
def test_the_outcomes_of_a_batch_have_the_findings() -> None:
    Path("out").mkdir()
    outcomes = reportgen.render_all([write("a.json", PROSE), write("b.json")], "out")
    assert [[one.rule for one in outcome.findings] for outcome in outcomes] == [["PT-NEW"], ["D-TWICE"]]


def test_inequalities_are_counted_beside_the_equations() -> None:
    kind = small_type(equation(ACCEPTED, "=", TOTAL), equation(ACCEPTED, "≤", RECEIVED), Needs(ACCEPTED, TOTAL))
    report = small_report(kind, {})
    said = verdict(report, counts_of(report, []), (), strict=False)
    assert said.zh == "某局 2021：数字全部对得上（核对了 1 个等式、2 个其他关系）。"
    assert said.en == "某局 2021: everything reconciles (1 equation and 2 other relations)."


def test_a_blank_that_several_rules_name_is_one_blank_cell() -> None:
    kind = small_type(Bounds(RECEIVED, 0, 9), more=(Rule("A-BLANK", Text("好", "good"), forms=(Present(RECEIVED),)),))
    report = small_report(kind, {RECEIVED: None})
    found = reportgen.check(report)
    assert (len(found), counts_of(report, found).blank, counts_of(report, found).waiting) == (2, 1, 1)
