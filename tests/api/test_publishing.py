"""A folder of published files is written whole or not at all, and its manifest says what is in it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import reportgen
from reportgen import pdf_documents, pictures
from reportgen.api.publishing import MANIFEST, NAMES, RECEIPTS
from reportgen.commands.command_line.group import main
from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.report.report import Report

FORMATS = ("docx", "html", "csv", "json")
DRAWN = {"图解.html", "图解.svg"}
CHARTS = {"图表-政府信息公开申请人.svg", "图表-政府信息公开申请办理结果.svg", "图表-行政复议和行政诉讼结果.svg"}
WRITTEN = {*(NAMES[name] for name in FORMATS), *RECEIPTS, MANIFEST}


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    shutil.copy(root / "samples/disclosure_2021/kaifeng-2021.yaml", tmp_path / "数据文件.yaml")
    return tmp_path / "数据文件.yaml"


@pytest.fixture
def report(data: Path) -> Report:
    return reportgen.load(data)


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = Fault("office-missing", Text("这要用 LibreOffice，本机没有安装", "it needs LibreOffice"))
    monkeypatch.setattr(pdf_documents, "missing_for", lambda _name, _by: [lacking])
    needs = Fault("browser-missing", Text("这要用浏览器", "it needs a browser"))
    drawn = (".png", ".pdf")
    monkeypatch.setattr(pictures, "missing_for", lambda target: [needs] if target.suffix in drawn else [])


@pytest.fixture
def without_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.engine.office.libreoffice.program", lambda: None)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_manifest_names_every_file_with_its_hash(report: Report, data: Path) -> None:
    folder = data.with_name("公布")
    reportgen.publish(report, folder, FORMATS)
    found = contents(folder)
    assert found.keys() == WRITTEN
    manifest = json.loads(found[MANIFEST])
    assert {one["file"]: (one["bytes"], one["sha256"]) for one in manifest["files"]} == {
        name: (len(content), hashlib.sha256(content).hexdigest()) for name, content in found.items() if name != MANIFEST
    }
    assert manifest["data"] == {"file": data.name, "sha256": hashlib.sha256(data.read_bytes()).hexdigest()}
    assert (manifest["organ"], manifest["year"]) == ("开封市人民政府", 2021)


def test_the_same_data_gives_the_same_bytes(report: Report, data: Path) -> None:
    for name in ("甲", "乙"):
        reportgen.publish(report, data.with_name(name), FORMATS)
    assert contents(data.with_name("甲")) == contents(data.with_name("乙"))


def test_a_folder_is_written_again_over_what_an_earlier_run_left(report: Report, data: Path) -> None:
    folder = data.with_name("公布")
    reportgen.publish(report, folder, FORMATS)
    written = reportgen.publish(report, folder, FORMATS)
    assert written.edited is None
    assert contents(folder).keys() == WRITTEN


def test_without_libreoffice_the_pdf_is_left_out_and_that_is_said(
    report: Report, data: Path, without_office: None
) -> None:
    written = reportgen.publish(report, data.with_name("公布"))
    assert contents(data.with_name("公布")).keys() == WRITTEN | CHARTS | DRAWN
    assert [remark.zh for remark in written.remarks] == [
        "没有写 PDF：这要用 LibreOffice，本机没有安装。",
        "数据中没有2020年的数字（last_year），“主要数字与上年相比”没有画图。",
        "没有写 图解.png、图解.pdf：这要用浏览器。",
    ]


def test_last_year_s_report_gives_the_chart_of_two_years(report: Report, data: Path) -> None:
    last = attrs.evolve(report, year=2020)
    reportgen.publish(report, data.with_name("公布"), "charts", previous=last)
    drawn = (data.with_name("公布") / "图表-主要数字与上年相比.svg").read_text("utf-8")
    assert 'data-address="last_year.applications.new.total"' in drawn


def test_a_pdf_that_was_asked_for_is_never_left_out(report: Report, data: Path, without_office: None) -> None:
    with pytest.raises(reportgen.UsageError, match="LibreOffice"):
        reportgen.publish(report, data.with_name("公布"), "pdf")
    assert not data.with_name("公布").exists()


@pytest.mark.fonts
def test_a_pdf_set_by_typst_needs_no_other_program(report: Report, data: Path, without_word: None) -> None:
    folder = data.with_name("公布")
    for name in ("公布", "又一次"):
        written = reportgen.publish(report, data.with_name(name), "pdf")
    assert contents(folder).keys() == {"报告.pdf", MANIFEST}
    assert contents(folder) == contents(data.with_name("又一次"))
    assert written.remarks[0].zh == "报告.pdf 由 typst 按公文版式排成"


def test_a_stale_file_is_not_left_beside_new_ones(report: Report, data: Path) -> None:
    folder = data.with_name("公布")
    folder.mkdir()
    (folder / "报告.pdf").write_bytes(b"old")
    with pytest.raises(reportgen.OutputError) as refused:
        reportgen.publish(report, folder, FORMATS)
    assert [fault.id for fault in refused.value.faults] == ["output-stale"]
    assert [*contents(folder)] == ["报告.pdf"]
    (folder / "报告.pdf").rename(folder / "图表-甲.svg")
    with pytest.raises(reportgen.OutputError, match="图表-甲"):
        reportgen.publish(report, folder, FORMATS)


@pytest.mark.parametrize("wrong", [["docx", "htm"], "doc", []])
def test_an_unknown_format_is_told_the_known_ones(report: Report, data: Path, wrong: list[str] | str) -> None:
    with pytest.raises(reportgen.UsageError) as refused:
        reportgen.publish(report, data.with_name("公布"), wrong)
    assert "docx、html、pdf、csv、json" in refused.value.faults[0].message("zh")


def test_what_cannot_be_written_leaves_no_folder(report: Report, data: Path) -> None:
    with pytest.raises(reportgen.OutputError):
        reportgen.publish(report, data.with_name("没有") / "公布", FORMATS)
    (data.with_name("文件")).write_bytes(b"")
    with pytest.raises(reportgen.OutputError):
        reportgen.publish(report, data.with_name("文件"), FORMATS)
    with pytest.raises(reportgen.UsageError):
        reportgen.publish(report, 1)  # type: ignore[arg-type]  # on purpose


def test_the_command_says_what_render_says(data: Path) -> None:
    run = CliRunner()
    arguments = ["--lang", "zh", "publish", str(data), "-o", str(data.with_name("公布"))]
    done = run.invoke(main, [*arguments, *(word for name in FORMATS for word in ("--format", name))])
    assert done.exit_code == 0
    assert done.output == f"已写出：{data.with_name('公布')}（数字已核对，成品已逐格复核）\n"
    wrong = data.read_text("utf-8").replace("new:        [508", "new:        [509")
    data.write_text(wrong, "utf-8")
    refused = run.invoke(main, [*arguments[:-1], str(data.with_name("另一个")), "--format", "docx"])
    assert refused.exit_code == 1
    assert refused.output == run.invoke(main, ["--lang", "zh", "render", str(data)]).output
    assert not data.with_name("另一个").exists()


def test_open_and_accepted_warnings_are_in_the_manifest(report: Report, data: Path) -> None:
    text = data.read_text("utf-8").replace("上年结转{{ applications.carried_in.total }}件", "上年结转4件")
    data.write_text(text, "utf-8")
    doubtful = reportgen.load(data)
    folder = data.with_name("公布")
    findings = reportgen.publish(doubtful, folder, "html")
    manifest = json.loads((folder / MANIFEST).read_bytes())
    assert [one["rule"] for one in manifest["open"]] == [finding.rule for finding in findings]
    assert manifest["open"]
    assert manifest["accepted"] == []


def test_an_edited_document_is_kept_outside_of_the_folder(report: Report, data: Path) -> None:
    folder = data.with_name("公布")
    folder.mkdir()
    (folder / "报告.docx").write_bytes(b"somebody's work")
    (folder / "报告.html").write_bytes(b"somebody's page")
    written = reportgen.publish(report, folder, FORMATS)
    assert contents(folder).keys() == WRITTEN
    assert written.edited == data.with_name("报告（改动前）.docx").resolve()
    assert written.edited.read_bytes() == b"somebody's work"
    assert data.with_name("报告（改动前）.html").read_bytes() == b"somebody's page"
    assert any("报告（改动前）.html" in remark.zh for remark in written.remarks)


def test_a_folder_named_as_a_file_is_refused_unless_it_is_there(report: Report, data: Path) -> None:
    page = data.with_name("图解.html")
    with pytest.raises(reportgen.OutputError, match="render"):
        reportgen.publish(report, page, FORMATS)
    assert not page.exists()
    page.mkdir()
    reportgen.publish(report, page, FORMATS)
    assert contents(page).keys() == WRITTEN
