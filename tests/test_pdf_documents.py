"""A PDF is made by LibreOffice where it is installed, else set by typst, or by whom one wants; and that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import reportgen
from reportgen.commands.command_line.group import main
from reportgen.engine.export.pdf_proof import prove_pdf
from reportgen.pdf_documents import LIBREOFFICE, TYPST, maker, missing_for
from reportgen.report.report import Report

PROGRAM = "reportgen.engine.office.libreoffice.program"


@pytest.fixture
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")


def test_libreoffice_is_taken_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PROGRAM, lambda: "/usr/bin/soffice")
    assert maker() == LIBREOFFICE
    assert maker("typst") == TYPST
    monkeypatch.setattr(PROGRAM, lambda: None)
    assert maker() == TYPST
    assert maker("libreoffice") == LIBREOFFICE
    assert [fault.id for fault in missing_for("a.pdf", "libreoffice")] == ["office-missing"]


def test_another_maker_is_refused(kaifeng: Report, tmp_path: Path) -> None:
    with pytest.raises(reportgen.UsageError, match="libreoffice"):
        reportgen.render(kaifeng, tmp_path / "a.pdf", pdf_by="word")
    assert [*tmp_path.iterdir()] == []


@pytest.mark.fonts
def test_who_made_it_is_told_with_the_fonts(kaifeng: Report, tmp_path: Path) -> None:
    target = tmp_path / "报告.pdf"
    done = CliRunner().invoke(main, ["--lang", "zh", "render", kaifeng.source, "-o", str(target), "--pdf-by", "typst"])
    assert done.exit_code == 0
    assert "报告.pdf 由 typst 按公文版式排成" in done.output.splitlines()
    prove_pdf(target.read_bytes(), kaifeng, target.name)


@pytest.mark.fonts
def test_a_word_template_of_one_s_own_is_told_not_to_count(kaifeng: Report, root: Path, tmp_path: Path) -> None:
    template = root / "templates/disclosure_2021/report.docx"
    written = reportgen.render(kaifeng, tmp_path / "报告.pdf", template, pdf_by="typst")
    assert any("自己的 Word 模板" in remark.zh for remark in written.remarks)
    assert not any(
        "自己的 Word 模板" in one.zh for one in reportgen.render(kaifeng, tmp_path / "a.pdf", pdf_by="typst").remarks
    )
