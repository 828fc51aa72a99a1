"""A new form of a family costs its differences: at most 300 lines, and every room of the engine takes it as it is."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.commands.command_line.group import main
from tests.installed_types import installed

HERE = Path(__file__).parent / "sibling_form"
MOST_LINES = 300
TYPE = "sibling_2030"


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Install the sibling with a template that has its row, and a data file made of Kaifeng's."""
    folder = tmp_path_factory.mktemp("sibling")
    package = folder / "sibling_form"
    shutil.copytree(HERE, package, ignore=shutil.ignore_patterns("__pycache__"))
    official = root / "templates" / "disclosure_2021"
    shutil.copy(official / "narrative.md", package)
    _write_template(official / "report.docx", package / "report.docx")
    sample = (root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml").read_text("utf-8")
    sample = sample.replace("report: disclosure_2021", f"report: {TYPE}")
    sample = sample.replace("  coercive_measures:", "  collections: 12\n  coercive_measures:")
    (folder / "kaifeng.yaml").write_text(sample, "utf-8")
    with installed(folder, **{TYPE: "sibling_form:REPORT"}), pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield folder


def _write_template(official: Path, to: Path) -> None:
    """Copy the official template with the row 行政征收 below 行政强制."""
    document = docx.Document(str(official))
    row = next(row for row in document.tables[0].rows if row.cells[0].text == "行政强制")
    row._tr.addnext(copy.deepcopy(row._tr))
    for cell in document.tables[0].rows[row._index + 1].cells[:2]:
        for run in cell.paragraphs[0].runs:
            run.text = run.text.replace("行政强制", "行政征收").replace("coercive_measures", "collections")
    document.save(str(to))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *arguments])


def test_a_sibling_costs_at_most_300_lines() -> None:
    assert sum(len(path.read_text("utf-8").splitlines()) for path in HERE.glob("*.py")) <= MOST_LINES


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "command",
    [
        "check kaifeng.yaml",
        "explain kaifeng.yaml applications.new.total",
        f"rules {TYPE}",
        f"rules {TYPE} --coverage",
        f"schema {TYPE}",
        f"new --type {TYPE} --organ 某局 --year 2030 -o new.yaml",
        f"template check sibling_form/report.docx --type {TYPE}",
        f"template new --type {TYPE} -o ours.docx",
        "template check sibling_form/report.docx --data kaifeng.yaml",
        "render kaifeng.yaml -o kaifeng.docx --receipt kaifeng.json",
    ],
)
def test_every_command_takes_the_sibling(command: str) -> None:
    result = run(*command.split())
    assert result.exit_code == 0, result.output


@pytest.mark.usefixtures("folder")
def test_the_sibling_s_document_prints_its_own_row() -> None:
    reportgen.render(reportgen.load("kaifeng.yaml"), "own.docx")
    rows = docx.Document("own.docx").tables[0].rows
    assert [[cell.text for cell in row.cells[:2]] for row in rows[10:12]] == [["行政强制", "1082"], ["行政征收", "12"]]


def test_the_family_s_rules_words_and_evidence_hold_for_the_sibling(folder: Path) -> None:
    text = (folder / "kaifeng.yaml").read_text("utf-8").replace("{{ applications.new.total }}", "554")
    (folder / "wrong.yaml").write_text(text, "utf-8")
    assert "PT-NEW" in {finding.rule for finding in reportgen.check(reportgen.load("wrong.yaml"))}


@pytest.mark.usefixtures("folder")
def test_with_two_types_a_template_check_asks_for_the_type() -> None:
    result = run("template", "check", "sibling_form/report.docx")
    assert result.exit_code == 2
    assert f"没有指明报告种类；请用 --type 指明：disclosure_2019、disclosure_2021、{TYPE}" in result.output.replace(
        "。", "；"
    )
    assert TYPE in run("types").output
