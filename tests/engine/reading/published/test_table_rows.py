"""Rows of tables counted in the files of several word processors."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.core.limits import DEFAULT
from reportgen.engine.reading.published.table_rows import rows_of_docx, rows_of_original


@settings(max_examples=10)
@given(st.lists(st.integers(1, 6), max_size=3))
def test_rows_of_a_docx_are_counted(tables: list[int]) -> None:
    document, written = Document(), io.BytesIO()
    for rows in tables:
        document.add_table(rows, 2)
    document.save(written)
    assert rows_of_docx(written.getvalue(), DEFAULT) == sum(tables)


def test_rows_of_an_rtf_are_counted() -> None:
    assert rows_of_original(rb"{\rtf1 \trowd 1\cell\row \trowd 2\cell\row\rowx }") == 2


def test_rows_of_an_odt_are_counted_with_repeated_ones() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        rows = '<table:table-row table:style-name="a"/><table:table-row table:number-rows-repeated="3"/>'
        package.writestr("content.xml", f"<table:table>{rows}</table:table>")
    assert rows_of_original(written.getvalue()) == 4


def test_what_cannot_be_counted_is_not() -> None:
    assert rows_of_original(b"no document") is None
    assert rows_of_original(b"PK\x03\x04 damaged") is None
    assert rows_of_docx(b"PK\x03\x04 damaged", DEFAULT) == 0
