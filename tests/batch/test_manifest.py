"""A manifest as Excel and WPS write it: its encodings, its columns, and what is wrong with its rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.batch.manifest import listed
from reportgen.core.errors import DataError

ROWS = "数据文件,报告文件名,备注\r\n甲.yaml,甲局年报.docx,\r\n\r\n下级/乙.xlsx,,\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_files_are_found_from_the_manifest_s_folder(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "清单.csv"
    file.write_bytes(ROWS.encode(encoding))
    assert list(listed(file)) == [(tmp_path / "甲.yaml", "甲局年报.docx"), (tmp_path / "下级" / "乙.xlsx", None)]


@given(names=st.lists(st.text("甲乙ab ,\"';.", min_size=1).map(str.strip).filter(bool), max_size=5))
def test_whatever_a_file_is_called_csv_keeps_it(names: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([("data",), *((name,) for name in names)])
    file = tmp_path_factory.mktemp("manifest") / "m.csv"
    file.write_text(stream.getvalue(), "utf-8", newline="")
    assert [path for path, _ in listed(file)] == [file.parent / name for name in names]


@pytest.mark.parametrize(
    ("content", "places"),
    [
        (b"", [1]),
        (b"file,output\r\na.yaml,\r\n", [1]),
        (b"data,output\r\n,a.docx\r\nb.yaml,\r\n,c.docx\r\n", [2, 4]),
        (b'data\r\n"a.yaml\r\n', [None]),
        (b"\xff\xfe\x00\x01", [None]),
    ],
    ids=["empty", "no column", "rows without a file", "open quotation", "no text"],
)
def test_what_is_wrong_with_a_manifest_is_told_by_line(
    tmp_path: Path, content: bytes, places: list[int | None]
) -> None:
    file = tmp_path / "m.csv"
    file.write_bytes(content)
    with pytest.raises(DataError) as caught:
        list(listed(file))
    assert [fault.id for fault in caught.value.faults] == ["manifest"] * len(places)
    assert [fault.origin and fault.origin.line for fault in caught.value.faults] == places


def test_a_manifest_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        list(listed(tmp_path / "m.csv"))
