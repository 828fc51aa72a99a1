"""From a sum to its units: changed and lost files are told, and an edited sum is seen."""

from __future__ import annotations

from pathlib import Path

import attrs
import yaml
from click.testing import CliRunner

import reportgen
from reportgen.commands.command_line.group import main
from reportgen.rolling_up.drilling import shares
from tests.rolling_up.conftest import CITY, changed

ADDRESS = "proactive.permits"


def test_a_file_that_changed_or_is_gone_is_told(folder: Path, tmp_path: Path) -> None:
    reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY)
    city = reportgen.load(tmp_path / "city.yaml")
    found = shares(city, ADDRESS, reportgen.load)
    assert found is not None
    first, second, third = (Path(share.origin.file) for share in found.largest[:3])
    changed(first, first, year=2020)
    second.unlink()
    third.write_text("organ: [", "utf-8")
    again = shares(city, ADDRESS, reportgen.load)
    assert again is not None
    assert [share.value for share in again.largest] == [share.value for share in found.largest]
    doubts = [share.doubt.zh if share.doubt else "" for share in again.largest[:4]]
    assert doubts == ["汇总以后这个文件改动过", "现在找不到这个文件", "汇总以后这个文件改动过", ""]


def test_the_largest_are_shown_and_the_others_added(folder: Path, tmp_path: Path) -> None:
    reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY)
    city = reportgen.load(tmp_path / "city.yaml")
    found = shares(city, ADDRESS, reportgen.load, most=3)
    assert found is not None
    values = sorted((reportgen.load(path).values[ADDRESS] for path in folder.glob("*.yaml")), reverse=True)
    assert [share.value for share in found.largest] == values[:3]
    assert (found.others, found.others_total, found.total) == (9, sum(values[3:]), sum(values))


def test_a_report_without_a_ledger_has_no_units(folder: Path, tmp_path: Path) -> None:
    reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY)
    moved = (tmp_path / "city.yaml").rename(tmp_path / "other.yaml")
    assert reportgen.explain(reportgen.load(moved), ADDRESS).units is None
    in_memory = attrs.evolve(reportgen.load(moved), locate=None, source=str(tmp_path / "city.yaml"))
    assert reportgen.explain(in_memory, ADDRESS).units is None


def test_the_command_lists_units_and_sees_an_edited_sum(folder: Path, tmp_path: Path) -> None:
    reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY)
    asked = ["--lang", "zh", "explain", str(tmp_path / "city.yaml"), ADDRESS]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 0, result.output
    assert "12 个单位填报的数，从大到小" in result.output
    assert "其余 2 个单位合计" in result.output
    assert "与本文件一致" in result.output
    data = yaml.safe_load((tmp_path / "city.yaml").read_text("utf-8"))
    changed(tmp_path / "city.yaml", tmp_path / "city.yaml", proactive=data["proactive"] | {"permits": 1})
    assert "本文件是 1：汇总以后改动过" in CliRunner().invoke(main, asked).output
