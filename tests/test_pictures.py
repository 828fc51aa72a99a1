"""Pictures are files of their own, named for what they show, and refused like every other file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

import reportgen
from reportgen.commands.command_line.group import main
from reportgen.core.errors import DataError
from reportgen.engine.export.web_page.fingerprint import with_fingerprint
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


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.engine.office.browser.program", lambda: None)


def test_the_year_as_one_picture_is_known_by_its_name(desk: Path, no_browser: None) -> None:
    code, _ = run("render", "好.yaml", "-o", "开封图解.html", "-o", "图解.svg", "-o", "报告.html", "-o", "报告.docx")
    assert code == 0
    page = (desk / "开封图解.html").read_text("utf-8")
    assert "2021年政府信息公开工作图解" in page
    assert page.count("<svg") == 3
    assert (desk / "报告.html").read_bytes().count(b"<svg") == 0
    assert etree.parse(desk / "图解.svg").getroot().get("width") == "750"


def test_an_own_template_is_filled_and_never_overwritten(desk: Path, no_browser: None) -> None:
    (desk / "自己的.html").write_text("<h1>{{ organ }}</h1><p>新收 {{ applications.new.total }} 件</p>", "utf-8")
    code, _ = run("render", "好.yaml", "-o", "图解.html", "--infographic", "自己的.html")
    assert code == 0
    assert 'data-address="applications.new.total">545</span> 件' in (desk / "图解.html").read_text("utf-8")
    (desk / "自己的.html").rename(desk / "图解.html")
    code, shown = run("render", "好.yaml", "-o", "图解.html", "--infographic", "图解.html")
    assert code == 2
    assert "不能覆盖" in shown
    code, shown = run("render", "好.yaml", "-o", "b图解.html", "--infographic", "没有.html")
    assert code == 2
    assert "没有这个文件" in shown


@pytest.mark.parametrize("name", ["图解.png", "图解.pdf", "别的.png"])
def test_without_a_browser_the_page_is_offered(desk: Path, no_browser: None, name: str) -> None:
    code, shown = run("render", "好.yaml", "-o", name)
    assert code == 2
    assert "Chromium、Chrome 或 Edge" in shown
    assert "图解.html" in shown
    assert [path.name for path in desk.iterdir()] == ["好.yaml"]


def test_a_browser_draws_the_proved_page_and_is_named(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bytes] = []

    def picture_of(page: bytes, _name: str, width: int) -> bytes:
        drawn.append(page)
        return b"PNG %d" % width

    monkeypatch.setattr("reportgen.engine.office.browser.program", lambda: "/usr/bin/chromium")
    monkeypatch.setattr("reportgen.engine.office.browser.picture_of", picture_of)
    code, shown = run("render", "好.yaml", "-o", "图解.png", "-o", "图解.html")
    assert code == 0
    assert (desk / "图解.png").read_bytes() == b"PNG 750"
    assert [with_fingerprint(page) for page in drawn] == [(desk / "图解.html").read_bytes()]
    assert "图解.png 由 chromium 画成" in shown


def test_the_pdf_of_a_page_is_read_back(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.engine.office.browser.program", lambda: "/usr/bin/chromium")
    monkeypatch.setattr("reportgen.engine.office.browser.pdf_of", lambda *_: b"%PDF")
    texts = iter(["开封市人民政府" + "".join(map(str, range(600))) + "206743 10582", "开封市人民政府 545"])
    monkeypatch.setattr("reportgen.engine.export.pdf_proof.text_of", lambda *_: next(texts))
    assert run("render", "好.yaml", "-o", "图解.pdf")[0] == 0
    code, shown = run("render", "好.yaml", "-o", "图解.pdf")
    assert code == 2
    assert "PDF 里没有" in shown


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
