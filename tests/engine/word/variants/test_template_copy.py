"""A custom template starts as the official one, with pages to read that never reach a report."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document

import reportgen
from reportgen.core.errors import TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.contract.inspect import check
from reportgen.engine.word.language.filters import TEMPLATE_FILTERS
from reportgen.engine.word.variants.template_copy import with_reference_pages
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.word.official_templates import PATH, full_report
from tests.engine.word.word_templates import members_of, zipped


@pytest.fixture(scope="module")
def custom() -> bytes:
    return with_reference_pages(PATH.read_bytes(), REPORT)


def words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    return "\n".join(node.text or "" for node in document.element.iter() if str(node.tag).endswith("}t"))


def test_a_new_template_passes_the_check(custom: bytes) -> None:
    assert check(custom, report_type=REPORT) == []


def test_a_new_template_renders_the_official_document(custom: bytes) -> None:
    report = full_report()
    made, official = (zipfile.ZipFile(io.BytesIO(compile_template(source).render(report))) for source in (custom, PATH))
    assert made.namelist() == official.namelist()
    for name in made.namelist():
        assert made.read(name) == official.read(name), name


def test_a_new_template_lists_every_address_with_label_and_every_filter(custom: bytes) -> None:
    """A new template lists every address with its label and every filter."""
    lines = words(custom).split("\n")
    for address in REPORT.addresses:
        entry = REPORT.addresses[address]
        position = lines.index(address)
        assert lines[position + 1].startswith(entry.label.zh)
    for field in REPORT.narrative:
        assert f"narrative.{field.name}" in lines
    for choice in TEMPLATE_FILTERS.values():
        assert choice.usage in lines
        assert not choice.example[0] or f"{choice.example[0]} → {choice.example[1]}" in lines


def test_names_in_narrow_cells_are_small_behind_their_braces(custom: bytes) -> None:
    """The braces give what is printed its looks; small signs let a name take two lines, and table 3 one page."""
    table = Document(io.BytesIO(custom)).tables[1]
    (paragraph,) = table.cell(3, 3).paragraphs
    assert paragraph.text == "{{ 表三.新收.自然人 }}"
    braces, name = paragraph.runs
    assert (braces.text, braces.font.size) == ("{{", None)
    assert name.font.size is not None
    assert name.font.size.pt == 6
    narrow = [cell for row in table.rows for cell in row.cells if "{{" in cell.text]
    assert len(narrow) == len([cell for cell in REPORT.tables[1].cells if cell.address])
    assert all(len(cell.paragraphs[0].runs) == 2 for cell in narrow)


def test_the_pages_hold_no_tags(custom: bytes) -> None:
    pages = words(custom).split("{%p if false %}")[1]
    assert pages.count("{") == 1
    assert pages.rstrip().endswith("{%p endif %}")


@pytest.mark.office
@pytest.mark.parametrize("through", [("docx",), ("odt", "docx"), ("doc", "docx")])
def test_a_new_template_survives_a_save_by_libreoffice(
    custom: bytes, through: tuple[str, ...], tmp_path: Path, root: Path
) -> None:
    file = tmp_path / "ours.docx"
    file.write_bytes(custom)
    for number, ending in enumerate(through):
        folder = tmp_path / str(number)
        profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
        command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(file)]
        subprocess.run(command, check=True, capture_output=True)
        file = folder / f"ours.{ending}"
    saved = file.read_bytes()
    assert check(saved, report_type=REPORT) == []
    report = reportgen.load(root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml")
    assert reportgen.render(report, tmp_path / "report.docx", compile_template(saved)) == []


def test_the_pages_survive_a_new_page_that_moves_up(custom: bytes) -> None:
    """LibreOffice writes a paragraph's new page as a break at the end of the one before it."""
    package = members_of(custom)
    document = package["word/document.xml"]
    page = b"<w:pageBreakBefore/>"
    before = document.rindex(b"</w:p>", 0, document.index(page, document.index(b"if false")))
    moved = document[:before] + b'<w:r><w:br w:type="page"/></w:r>' + document[before:].replace(page, b"", 1)
    assert check(zipped(package | {"word/document.xml": moved}), report_type=REPORT) == []


def test_what_is_no_word_document_is_refused() -> None:
    with pytest.raises(TemplateError):
        with_reference_pages(b"PK", REPORT)
