"""HOSTILE D5: an encoding is read, or refused by name; never mojibake."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.core.errors import DataError
from reportgen.engine import reading

TEXT = "organ: 开封市人民政府\nyear: 2021\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_d5_utf_8_and_marked_utf_16_are_read(encoding: str) -> None:
    assert reading.read_text(TEXT.encode(encoding), "a.yaml").data == {"organ": "开封市人民政府", "year": 2021}


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_d5_gbk_is_refused_by_name_with_what_to_do(encoding: str) -> None:
    with pytest.raises(DataError) as refused:
        reading.read_text(TEXT.encode(encoding), "a.yaml")
    assert refused.value.in_("zh") == (
        "a.yaml: 文件不是 UTF-8 编码，看来是 GBK（GB18030）。"
        "请用记事本打开该文件，选“另存为”，编码选 UTF-8，保存后再试。"
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_d5_utf_16_without_a_mark_is_refused_by_name(encoding: str) -> None:
    with pytest.raises(DataError, match="UTF-16"):
        reading.read_text(TEXT.encode(encoding), "a.yaml")


def test_d5_bytes_of_no_known_encoding_are_refused_with_their_line() -> None:
    with pytest.raises(DataError) as refused:
        reading.read_text(b"year: 2021\norgan: \xff\xff\xff", "a.yaml")
    fault = refused.value.faults[0]
    assert (fault.id, fault.origin and fault.origin.line) == ("encoding", 2)


def test_d5_a_marked_file_that_is_damaged_is_refused() -> None:
    with pytest.raises(DataError, match="UTF-16-LE"):
        reading.read_text(b"\xff\xfe\x00\xd8", "a.yaml")


@pytest.mark.parametrize(
    ("data", "kind"), [(b"PK\x03\x04...", "Word"), (b"\xd0\xcf\x11\xe0...", "Word"), (b"%PDF-1.7", "PDF")]
)
def test_a_document_in_the_place_of_a_data_file_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(DataError, match=kind):
        reading.read_text(data, "a.yaml")


def test_files_that_cannot_be_opened_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "absent.yaml", tmp_path):
        with pytest.raises(DataError) as refused:
            reading.read_text(reading.bytes_of(path), str(path))
        assert str(path) in refused.value.in_("zh")
