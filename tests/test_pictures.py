"""Pictures are files of their own, named for what they show, and refused like every other file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

import reportgen
from reportgen.commands.group import main
from reportgen.core.errors import DataError
from reportgen.pictures import chart_files, chart_named, chart_picture, refuse_unknown
from reportgen.report.report import Report
from tests.strategies import report_of, zero
from tests.toy_report.report_type import REPORT as TOY

DATA = "samples/disclosure_2021/kaifeng-2021.yaml"


@pytest.fixture
def desk(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a sound data file, as the current one."""
    shutil.copy(root / DATA, tmp_path / "好.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / DATA)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["--lang", "zh", *arguments])
    return done.exit_code, done.output


def test_a_chart_is_written_under_its_name_or_title(desk: Path) -> None:
    code, _ = run("render", "好.yaml", "-o", "outcomes.svg", "-o", "图表-政府信息公开申请办理结果.svg")
    assert code == 0
    assert (desk / "outcomes.svg").read_bytes() == (desk / "图表-政府信息公开申请办理结果.svg").read_bytes()
    assert etree.parse(desk / "outcomes.svg").getroot().get("role") == "img"


def test_a_page_has_charts_where_they_are_asked_for(desk: Path) -> None:
    assert run("render", "好.yaml", "-o", "有.html", "--charts")[0] == 0
    assert run("render", "好.yaml", "-o", "无.html")[0] == 0
    assert (desk / "有.html").read_bytes().count(b"<svg") == 3
    assert (desk / "无.html").read_bytes().count(b"<svg") == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-o", "什么.svg"), "文件名没有说要哪一张图"),
        (("-o", "years.svg"), "数据中没有2020年的数字"),
        (("-o", "报告.docx", "--charts"), "图表画在网页里，这次没有写网页"),
    ],
)
def test_what_cannot_be_drawn_is_told_and_nothing_is_written(desk: Path, arguments: tuple[str, ...], says: str) -> None:
    code, shown = run("render", "好.yaml", *arguments)
    assert code == 2
    assert says in shown
    assert [path.name for path in desk.iterdir()] == ["好.yaml"]


def test_charts_that_lack_figures_are_left_out_and_that_is_said(kaifeng: Report) -> None:
    files, told = chart_files(kaifeng)
    assert [*files] == ["applicants", "outcomes", "reviews"]
    assert [one.zh for one in told] == ["数据中没有2020年的数字（last_year），“主要数字与上年相比”没有画图。"]
    assert all(chart_named(kaifeng, Path(name)) is not None for name in files.values())


def test_a_chart_that_lacks_figures_is_refused_with_what_to_do() -> None:
    with pytest.raises(DataError, match="last_year:"):
        chart_picture(report_of(zero()), Path("years.svg"))


def test_a_type_without_charts_says_so() -> None:
    toy = Report(type=TOY, organ="某社", year=2021, statistics=[0] * len(TOY.addresses.entered))
    for targets in ([], [Path("outcomes.svg")]):
        with pytest.raises(reportgen.UsageError, match="no charts"):
            refuse_unknown(toy, targets)
    assert chart_files(toy) == ({}, [])
