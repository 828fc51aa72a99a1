"""``reportgen rollup`` says what it added, what is left to fill in, and which units are at fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import reportgen
from reportgen.commands.command_line.group import main


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    reportgen.sample(5, tmp_path / "units", year=2025)
    return ["--lang", "zh", "rollup", str(tmp_path / "units"), "-o", str(tmp_path / "city.yaml"), "--jobs", "1"]


def test_the_command_says_how_many_units_and_what_comes_next(arguments: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [*arguments, "--organ", "癸亥市人民政府"])
    assert result.exit_code == 0, result.output
    assert "已把 5 个单位的数字相加" in result.output
    assert "city.units.jsonl" in result.output
    assert f"reportgen check {tmp_path / 'city.yaml'}" in result.output


def test_processes_share_the_work(arguments: list[str], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, [*arguments[:-1], "2", "--organ", "癸亥市人民政府"])
    assert result.exit_code == 0, result.output
    assert len((tmp_path / "city.units.jsonl").read_text("utf-8").splitlines()) == 6


def test_what_is_gone_on_despite_is_said(arguments: list[str], tmp_path: Path) -> None:
    roll = tmp_path / "list.txt"
    organs = [reportgen.load(path).organ for path in (tmp_path / "units").glob("*.yaml")]
    roll.write_text("\n".join([*organs, "甲县档案局"]), "utf-8")
    asked = [*arguments, "--organ", "癸亥市人民政府", "--expect", str(roll)]
    refused = CliRunner().invoke(main, asked)
    assert refused.exit_code == 2
    assert "没有“甲县档案局”的报告" in refused.output
    assert not (tmp_path / "city.yaml").exists()
    result = CliRunner().invoke(main, [*asked, "--despite-missing"])
    assert result.exit_code == 0, result.output
    assert "没有“甲县档案局”的报告" in result.output
