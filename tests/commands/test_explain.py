"""``explain`` and ``rules`` on the sample, as a clerk and an integrator would call them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.commands.command_line.group import main

KAIFENG = "samples/disclosure_2021/kaifeng-2021.yaml"
BROKEN = "samples/disclosure_2021/broken/{}.yaml"


@pytest.fixture(autouse=True)
def in_the_checkout(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)


def run(*arguments: str, lang: str = "zh") -> Result:
    return CliRunner().invoke(main, ["--lang", lang, *arguments])


def test_a_total_is_a_tree_of_its_addends_with_their_lines() -> None:
    lines = run("explain", KAIFENG, "applications.new.total").stdout.splitlines()
    assert lines[0] == "表三“一、本年新收政府信息公开申请数量”总计  [applications.new.total] = 545"
    assert lines[1].startswith(f"│  已公布 545，一致    {KAIFENG} 第 ")
    assert lines[2].startswith(
        "├─ 表三“一、本年新收政府信息公开申请数量”自然人  [applications.new.natural_persons] = 508"
    )
    assert lines[-1] == "└─ 另有 2 项为 0"
    place = re.findall(r"第 (\d+) 行第 (\d+) 列", lines[2])[0]
    line = Path(KAIFENG).read_text("utf-8").splitlines()[int(place[0]) - 1]
    assert line[int(place[1]) - 1 :].startswith("508")


def test_a_total_of_totals_goes_down_to_the_entered_figures() -> None:
    text = run("explain", KAIFENG, "applications.outcomes.total.total", lang="en").stdout
    assert "[applications.outcomes.withheld.total.total] = 27" in text
    assert "[applications.outcomes.withheld.administrative_queries.legal_service_institutions] = 8" in text
    assert "published: 542; agrees" in text


def test_a_wrong_published_total_is_told() -> None:
    text = run("explain", BROKEN.format("wrong-stated-total"), "reviews.reconsideration.total").stdout
    assert "已公布 0，与计算结果 3 不符" in text


def test_a_blank_is_told_and_its_total_cannot_be_computed() -> None:
    text = run("explain", BROKEN.format("blank-cell"), "applications.outcomes.unavailable.not_held.total").stdout
    assert "= 无法计算（有空白）" in text
    assert "= 空白" in text


def test_every_derived_figure_is_one_line_of_the_table() -> None:
    result = run("explain", KAIFENG, "--all")
    plain = json.loads(run("explain", KAIFENG, "--all", "--format", "json").stdout)
    lines = result.stdout.splitlines()
    assert len(lines) == len(plain)
    assert lines[0].startswith("applications.new.total = 545 = 508 + 2 + 33 + 2    表三")
    assert plain[0]["value"] == 545
    assert plain[0]["stated"]["agrees"] is True


def test_as_json_the_tree_is_whole() -> None:
    plain = json.loads(run("explain", KAIFENG, "reviews.litigation.total", "--format", "json").stdout)
    assert (plain["value"], plain["formula"]) == (
        31,
        "reviews.litigation.direct.total + reviews.litigation.after_reconsideration.total",
    )
    assert [addend["value"] for addend in plain["addends"]] == [14, 17]
    assert len(plain["addends"][0]["addends"]) == 4


def test_an_unknown_figure_is_refused_with_the_nearest() -> None:
    result = run("explain", KAIFENG, "applications.new.totale")
    assert result.exit_code == 2
    assert "最接近的是 applications.new.total" in result.stderr


def test_one_figure_or_all_must_be_asked_for() -> None:
    assert run("explain", KAIFENG).exit_code == 2
    assert run("explain", KAIFENG, "applications.new.total", "--all").exit_code == 2


def test_the_rules_are_printed_as_a_table_and_as_json() -> None:
    assert "| `T3-BAL` |" in run("rules", "disclosure_2021").stdout
    assert "T3-BAL" in {rule["id"] for rule in json.loads(run("rules", "disclosure_2021", "--format", "json").stdout)}


def test_what_the_rules_see_is_printed_as_a_table_and_as_json() -> None:
    assert "互相矛盾的等式：没有" in run("rules", "disclosure_2021", "--coverage").stdout
    plain = json.loads(run("rules", "disclosure_2021", "--coverage", "--format", "json").stdout)
    assert (plain["equations"], plain["independent"], len(plain["unguarded"])) == (42, 40, 10)


def test_an_unknown_type_is_refused() -> None:
    assert run("rules", "disclosure").exit_code == 2
