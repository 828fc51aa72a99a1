"""Files of older word processors made a .docx: with LibreOffice, without it, and where it fails."""

from __future__ import annotations

import io
import os
from pathlib import Path

import attrs
import pytest
from docx import Document

from reportgen.core.errors import ReportgenError
from reportgen.core.limits import DEFAULT
from reportgen.engine.office import libreoffice
from reportgen.engine.reading.published.office_converter import converted, read
from tests.pdf_pages import tables, texts, unread

RTF = rb"{\rtf1\ansi One.\par\trowd\cellx2000\cellx4000 12\intbl\cell 34\intbl\cell\row\pard Two.\par}"


def refused(content: bytes, name: str = "年报.rtf", **limits: int) -> list[str]:
    with pytest.raises(ReportgenError) as caught:
        converted(content, name, attrs.evolve(DEFAULT, **limits))
    return [fault.id for fault in caught.value.faults]


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o700)
    monkeypatch.setattr(libreoffice, "program", lambda: str(program))


@pytest.mark.office
def test_an_rtf_is_read_with_its_table() -> None:
    found = read(RTF, "年报.rtf")
    assert [[cell.text for cell in table] for table in tables(found)] == [["12", "34"]]
    assert texts(found) == ["One.", "Two."]
    assert unread(found) == []


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    assert refused(RTF) == ["office-missing"]


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_program_that_makes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "exit 0", monkeypatch)
    assert refused(RTF) == ["office-failed"]


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_program_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "sleep 600", monkeypatch)
    assert refused(RTF, reading_cpu_seconds=0) == ["office-slow"]


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_a_lost_table_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = io.BytesIO()
    Document().save(empty)
    (tmp_path / "empty.docx").write_bytes(empty.getvalue())
    stand_in(tmp_path, f'mkdir -p out && cp "{tmp_path}/empty.docx" out/report.docx', monkeypatch)
    made, lost = converted(RTF, "年报.rtf")
    assert (made, [fault.id for fault in lost]) == (empty.getvalue(), ["office-lost-rows"])
    assert "1 行" in lost[0].message("zh")
