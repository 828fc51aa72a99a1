"""Files of older word processors read: with LibreOffice, without it, and where it fails or loses a table."""

from __future__ import annotations

import io

import pytest
from docx import Document

from reportgen.core.errors import Fault, ReportgenError
from reportgen.core.text import Text
from reportgen.engine.office.libreoffice import OfficeError
from reportgen.engine.reading.published import office_converter
from reportgen.engine.reading.published.office_converter import converted, read
from tests.pdf_pages import tables, texts, unread

RTF = rb"{\rtf1\ansi One.\par\trowd\cellx2000\cellx4000 12\intbl\cell 34\intbl\cell\row\pard Two.\par}"


@pytest.mark.office
def test_an_rtf_is_read_with_its_table() -> None:
    found = read(RTF, "年报.rtf")
    assert [[cell.text for cell in table] for table in tables(found)] == [["12", "34"]]
    assert texts(found) == ["One.", "Two."]
    assert unread(found) == []


@pytest.mark.parametrize("id_", ["office-missing", "office-slow", "office-failed"])
def test_a_conversion_that_gives_nothing_is_refused(id_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: object, **named: object) -> bytes:
        raise OfficeError(Fault(id_, Text("没有转换成功", "not converted")))

    monkeypatch.setattr(office_converter, "convert", fails)
    with pytest.raises(ReportgenError) as caught:
        converted(RTF, "年报.rtf")
    assert [fault.id for fault in caught.value.faults] == [id_]


def test_a_lost_table_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = io.BytesIO()
    Document().save(empty)
    monkeypatch.setattr(office_converter, "convert", lambda *_, **__: empty.getvalue())
    made, lost = converted(RTF, "年报.rtf")
    assert (made, [fault.id for fault in lost]) == (empty.getvalue(), ["office-lost-rows"])
    assert "1 行" in lost[0].message("zh")
