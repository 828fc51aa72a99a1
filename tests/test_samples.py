"""The samples: the good one makes the official report, the broken ones say exactly what is wrong."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
import yaml
from click.testing import CliRunner

import reportgen
from reportgen.commands.command_line.group import main

SAMPLES = Path("samples/disclosure_2021")
BROKEN = sorted(path.stem for path in (Path(__file__).parent.parent / SAMPLES / "broken").glob("*.yaml"))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_sample_is_shown_exactly_this(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    folder = SAMPLES / "broken"
    result = CliRunner().invoke(main, ["--lang", "zh", "check", str(folder / f"{name}.yaml")])
    shown = f"{result.output}退出码 {result.exit_code}\n"
    golden = folder / f"{name}.txt"
    expected = golden.read_text("utf-8") if golden.exists() else ""
    assert shown == expected, f"{golden} says otherwise; what is shown now:\n{shown}"


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_sample_makes_no_document(root: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "report.docx"
    result = CliRunner().invoke(main, ["render", str(root / SAMPLES / "broken" / f"{name}.yaml"), "-o", str(target)])
    assert result.exit_code in {1, 2}
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> bytes:
    report = reportgen.load(root / SAMPLES / "kaifeng-2021.yaml")
    assert reportgen.check(report) == []
    stream = io.BytesIO()
    reportgen.render(report, stream)
    return stream.getvalue()


def test_kaifeng_s_document_holds_all_its_figures(kaifeng: bytes) -> None:
    document = docx.Document(io.BytesIO(kaifeng))
    two, three, four = document.tables
    assert [cell.text for cell in two.rows[3].cells] == ["行政规范性文件", "134", "262", "1408"]
    assert two.rows[13].cells[1].text == "8937.0276"
    rows = [[cell.text for cell in row.cells][-7:] for row in three.rows[3:]]
    assert len(rows) == 25
    assert rows[0] == ["508", "2", "0", "0", "33", "2", "545"]
    assert rows[-2] == ["505", "2", "0", "0", "33", "2", "542"]
    assert all(cell.isdigit() for row in rows for cell in row)
    assert " ".join(cell.text for cell in four.rows[3].cells) == "5 17 3 0 25 9 4 0 1 14 9 5 3 0 17"


def test_kaifeng_s_prose_computes_its_shares(kaifeng: bytes) -> None:
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(kaifeng)).paragraphs)
    for words in ("97.03%", "98%", "12744条", "859920次", "119093个", "44401件", "43036件", "1365件", "新收申请545件"):
        assert words in text
    assert text.startswith("开封市人民政府\n2021年政府信息公开工作年度报告")


def test_nothing_of_the_template_is_left(kaifeng: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(kaifeng)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            content = package.read(name)
            for leftover in (b"{{", b"{%", b">None<"):
                assert leftover not in content, name


def test_a_draft_of_a_broken_sample_lists_its_findings_with_their_lines(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "draft.docx"
    data = root / SAMPLES / "broken" / "wrong-stated-total.yaml"
    result = CliRunner().invoke(main, ["--lang", "zh", "render", str(data), "--draft", "-o", str(target)])
    assert result.exit_code == 0, result.output
    last = docx.Document(str(target)).paragraphs[-1].text
    assert last.startswith("1. T4-SUM　表四“行政复议”")
    assert "数据文件第" in last
    assert last.endswith("最可能是：表四“行政复议”总计应把 0 改为 3（3 漏填成 0），请对照台账核实")


def test_the_sample_form_is_what_the_sample_data_gives(root: Path, tmp_path: Path) -> None:
    """Part by part: how they are packed depends on the machine."""
    made = tmp_path / "kaifeng-2021.docx"
    reportgen.convert(reportgen.load(root / SAMPLES / "kaifeng-2021.yaml"), made)
    contents = []
    for file in (made, root / SAMPLES / "kaifeng-2021.docx"):
        with zipfile.ZipFile(file) as package:
            contents.append({name: package.read(name) for name in package.namelist()})
    assert contents[0] == contents[1]


def test_the_sample_of_the_form_of_2019_makes_its_document(root: Path, tmp_path: Path) -> None:
    sample = root / "samples" / "disclosure_2019" / "shanghai-2019.yaml"
    reportgen.render(reportgen.load(sample), tmp_path / "2019.docx")
    two, three, four = docx.Document(str(tmp_path / "2019.docx")).tables
    assert [[cell.text for cell in two.rows[number].cells] for number in (3, 14, 17)] == [
        ["规范性文件", "60", "60", "368"],
        ["行政事业性收费", "0", "0", "0"],
        ["政府集中采购", "6", "251000元", "251000元"],
    ]
    rows = [[cell.text for cell in row.cells][-7:] for row in three.rows[3:]]
    assert len(rows) == 23
    assert (rows[0], rows[-2]) == (["821", "35", "0", "0", "2", "1", "859"], ["767", "35", "0", "0", "2", "1", "805"])
    assert " ".join(cell.text for cell in four.rows[3].cells) == "5 0 0 2 7 8 0 0 1 9 0 0 0 0 0"


def test_the_sample_of_the_form_of_2019_goes_through_a_workbook(root: Path, tmp_path: Path) -> None:
    report = reportgen.load(root / "samples" / "disclosure_2019" / "shanghai-2019.yaml")
    reportgen.convert(report, tmp_path / "2019.xlsx")
    again = reportgen.load(tmp_path / "2019.xlsx")
    assert (again.type.name, again.statistics, again.narrative) == (
        "disclosure_2019",
        report.statistics,
        report.narrative,
    )


@pytest.fixture(scope="module")
def history(root: Path) -> list[reportgen.Report]:
    """Return four years of one office, the form changed in their middle."""
    return [reportgen.load(root / "samples" / "history" / f"{year}.yaml") for year in range(2019, 2023)]


def test_a_history_of_four_years_holds_across_the_change_of_form(history: list[reportgen.Report]) -> None:
    *earlier, last = history
    assert [report.type.name for report in history] == ["disclosure_2019"] * 2 + ["disclosure_2021"] * 2
    assert all(not reportgen.check(report) for report in history)
    found = reportgen.check(last, previous=earlier)
    assert [(finding.rule, finding.severity) for finding in found] == [("XY-FORM", "note")]
    wrong = reportgen.load(_with_carried_in(history[2]))
    assert "XY-CARRY" in {finding.rule for finding in reportgen.check(wrong, previous=history[:2])}


def _with_carried_in(report: reportgen.Report) -> dict[str, object]:
    data = yaml.safe_load(Path(report.source).read_text("utf-8"))
    row = data["applications"]["carried_in"]
    data["applications"]["carried_in"] = [row[0] + 1, *row[1:]]
    data["applications"]["new"][0] -= 1
    return dict(data)


def test_a_history_is_put_side_by_side(history: list[reportgen.Report]) -> None:
    found = reportgen.compare(history)
    assert [report.label for report in found.reports] == ["2019", "2020", "2021", "2022"]
    rows = {figure.words.zh: figure.values for figure in found.figures if figure.table.zh == "表三"}
    assert rows["一、本年新收政府信息公开申请数量"] == (859, 545, 3601, 3525)
    assert rows["（六）其他处理"] == (0, 8, 341, 469)
    assert rows["（六）其他处理 3.其他"] == (None, None, 291, 354)
    assert all(change.kept for change in found.prose if "总体情况" in change.field.zh)
