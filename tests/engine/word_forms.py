"""Word forms and edited reports for tests: made from a report, changed as people and programs do, and read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx

import reportgen
from reportgen import catalogue, pipeline
from reportgen.conversion import word_form_of
from reportgen.engine.building import build
from reportgen.engine.reading import read_mapping
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import document_of, zero

NAME = "form.docx"


def built(statistics: Any = None, **more: Any) -> Report:
    """Return a report of the disclosure type."""
    return build(read_mapping(document_of(statistics or zero()) | more), REPORT)


def form(report: Report, previous: Report | None = None) -> bytes:
    """Return the report's Word form."""
    return word_form_of(report, reportgen.compile_template(report.type.name), previous)


def rendered(report: Report) -> bytes:
    """Return the finished document of a report."""
    return pipeline.fill(report, reportgen.compile_template(report.type.name))


def read(content: bytes) -> Report:
    """Return the report that a Word form describes."""
    return reportgen.load(io.BytesIO(content), name=NAME)


def edited(content: bytes, *changes: Callable[[Any], object]) -> bytes:
    """Return a document after ``changes`` by python-docx."""
    document = docx.Document(io.BytesIO(content))
    for change in changes:
        change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def put(table: int, row: int, cell: int, text: str) -> Callable[[Any], object]:
    """Return the change that types ``text`` into the n-th cell of a table's row, all from 0; its hints stay."""

    def change(document: Any) -> None:
        paragraph = document.tables[table]._tbl.tr_lst[row].tc_lst[cell].p_lst[0]
        for run in paragraph.r_lst:
            paragraph.remove(run)
        paragraph.add_r().text = text

    return change


def retype(before: str, after: str) -> Callable[[Any], object]:
    """Return the change that types ``after`` over the words ``before``, wherever they stand in one paragraph."""

    def change(document: Any) -> None:
        found = next(one for one in document.paragraphs if before in one.text)
        text = found.text.replace(before, after)
        for run in found.runs[1:]:
            run._r.getparent().remove(run._r)
        found.runs[0].text = text

    return change


def official_names() -> tuple[str, ...]:
    """Return the names of the types that the program comes with."""
    return tuple(catalogue.type_names())
