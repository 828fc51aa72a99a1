"""A custom template starts as the official one, with pages to read that never reach a report."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from reportgen.core.errors import TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.contract.inspect import check
from reportgen.engine.word.language.filters import TEMPLATE_FILTERS
from reportgen.engine.word.variants.template_copy import with_reference_pages
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.word.official_templates import PATH, full_report


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


def test_the_pages_hold_no_tags(custom: bytes) -> None:
    pages = words(custom).split("{%p if false %}")[1]
    assert pages.count("{") == 1
    assert pages.rstrip().endswith("{%p endif %}")


def test_what_is_no_word_document_is_refused() -> None:
    with pytest.raises(TemplateError):
        with_reference_pages(b"PK", REPORT)
