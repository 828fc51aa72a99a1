"""A Word form through the program: new, filled in, checked with comments, rendered, converted."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.commands.command_line.group import main
from tests.engine.word_forms import edited, form, put, retype
from tests.schemas.validators import audit

SAMPLE = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *arguments])


@pytest.fixture
def filled(root: Path, tmp_path: Path) -> Path:
    path = tmp_path / "2021.docx"
    path.write_bytes(form(reportgen.load(root / SAMPLE)))
    return path


def comments_of(path: Path) -> list[str]:
    return [one.text for one in docx.Document(str(path)).comments]


def test_a_form_is_checked_rendered_explained_and_converted(filled: Path, tmp_path: Path, root: Path) -> None:
    for command in (
        ["check", str(filled)],
        ["explain", str(filled), "applications.new.total"],
        ["render", str(filled), "-o", str(tmp_path / "报告.docx")],
        ["convert", str(filled), "-o", str(tmp_path / "2021.yaml")],
        ["convert", str(filled), "-o", str(tmp_path / "2021.xlsx")],
    ):
        result = run(*command)
        assert result.exit_code == 0, result.output
    sample = reportgen.load(root / SAMPLE)
    for name in ("2021.yaml", "2021.xlsx"):
        assert reportgen.load(tmp_path / name).values == sample.values
    one, other = io.BytesIO(), io.BytesIO()
    reportgen.render(reportgen.load(filled), one)
    reportgen.render(sample, other)
    assert one.getvalue() == other.getvalue()


def test_findings_come_back_as_comments_on_their_cells(filled: Path) -> None:
    filled.write_bytes(edited(filled.read_bytes(), put(1, 3, 1, "509")))
    out = filled.with_name("批注.docx")
    result = run("check", str(filled), "--comments", str(out))
    assert result.exit_code == 1, result.output
    cell = docx.Document(str(out)).tables[1].rows[3].cells[3]
    assert cell._tc.xpath(".//w:commentRangeStart")
    said = comments_of(out)
    assert {text.split("　")[0] for text in said} == {"✗ 错误：T3-ROW", "✗ 错误：T3-BAL"}
    assert reportgen.load(out).values == reportgen.load(filled).values


def test_a_warning_of_the_prose_stands_on_its_paragraph(filled: Path) -> None:
    filled.write_bytes(edited(filled.read_bytes(), retype("新收申请{{ applications.new.total }}件", "新收申请644件")))
    out = filled.with_name("批注.docx")
    assert run("check", str(filled), "--comments", str(out)).exit_code == 0
    paragraph = next(one for one in docx.Document(str(out)).paragraphs if "644件" in one.text)
    assert paragraph._p.xpath("./w:commentRangeStart")
    assert any("PT-NEW" in text for text in comments_of(out))


def test_what_cannot_be_read_is_a_comment_on_its_cell(filled: Path) -> None:
    filled.write_bytes(edited(filled.read_bytes(), put(1, 4, 1, "03")))
    out = filled.with_name("批注.docx")
    assert run("check", str(filled), "--comments", str(out)).exit_code == 2
    assert docx.Document(str(out)).tables[1].rows[4].cells[3]._tc.xpath(".//w:commentRangeStart")
    assert "请改成 3" in comments_of(out)[0]


def test_findings_of_a_published_report_are_comments_on_their_cells_too(root: Path, tmp_path: Path) -> None:
    content = io.BytesIO()
    reportgen.render(reportgen.load(root / SAMPLE), content)
    path, out = tmp_path / "报告.docx", tmp_path / "批注.docx"
    path.write_bytes(edited(content.getvalue(), put(1, 3, 1, "509"), retype("新收申请545件", "新收申请555件")))
    assert run("check", str(path), "--comments", str(out)).exit_code == 1
    document = docx.Document(str(out))
    assert document.tables[1].rows[3].cells[3]._tc.xpath(".//w:commentRangeStart")
    paragraph = next(one for one in document.paragraphs if "555件" in one.text)
    assert paragraph._p.xpath("./w:commentRangeStart")
    assert {text.split("　")[0] for text in comments_of(out)} == {"✗ 错误：T3-ROW", "✗ 错误：T3-BAL", "! 提醒：PT-NEW"}


def test_a_form_keeps_to_the_schemas_and_tells_how_it_was_read(filled: Path) -> None:
    assert audit(filled) == set()
    filled.write_bytes(edited(filled.read_bytes(), put(1, 3, 1, "12 件")))
    out = filled.with_name("批注.docx")
    assert run("check", str(filled), "--comments", str(out)).exit_code == 1
    assert any("“12 件”读作 12" in text for text in comments_of(out))


def test_very_many_blanks_are_one_comment(tmp_path: Path) -> None:
    path, out = tmp_path / "2025.docx", tmp_path / "批注.docx"
    path.write_bytes(reportgen.new_word_form(None, "某区教育局", 2025))
    assert run("check", str(path), "--comments", str(out)).exit_code == 1
    blanks = [text for text in comments_of(out) if "格没有填" in text]
    assert len(blanks) == 1
    assert "171" in blanks[0]


def test_comments_need_a_word_document(root: Path, tmp_path: Path) -> None:
    result = run("check", str(root / SAMPLE), "--comments", str(tmp_path / "a.docx"))
    assert result.exit_code == 2
    assert "批注只能写进 Word 文档" in result.output


def test_a_copy_with_comments_is_a_word_document(filled: Path) -> None:
    result = run("check", str(filled), "--comments", str(filled.with_name("批注.html")))
    assert result.exit_code == 2
    assert "带批注的文档是 Word 文档，文件名应以 .docx 结尾" in result.output


def test_new_forms_with_last_year_s_figures_come_from_the_command(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "2022.docx"
    new = ["new", "--organ", "开封市人民政府", "--year", "2022", "-o", str(path), "--previous", str(root / SAMPLE)]
    assert run(*new).exit_code == 0
    assert path.read_bytes() == reportgen.new_word_form(None, "开封市人民政府", 2022, reportgen.load(root / SAMPLE))
    assert run(*new).exit_code == 2


def _saved(path: Path, folder: Path, ending: str) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=170)
    return folder / f"{path.stem}.{ending}"


@pytest.mark.office
def test_libreoffice_saves_a_form_that_says_the_same(filled: Path, tmp_path: Path) -> None:
    """It opens the copy with comments, too, and keeps them."""
    filled.write_bytes(edited(filled.read_bytes(), put(1, 3, 1, "509")))
    out = filled.with_name("批注.docx")
    assert run("check", str(filled), "--comments", str(out)).exit_code == 1
    folder = tmp_path / "saved"
    folder.mkdir()
    again: Any = _saved(out, folder, "docx")
    assert len(comments_of(again)) == len(comments_of(out))
    one, other = reportgen.load(again), reportgen.load(filled)
    assert one.values == other.values
    assert one.narrative == other.narrative
    assert one.stated == other.stated
    shutil.rmtree(folder)
