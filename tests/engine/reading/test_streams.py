"""What a data file is read from: open files are read no further than a file may reach, and pipes by name not at all."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import IO, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen.core.errors import DataError
from reportgen.core.limits import DEFAULT
from reportgen.engine import reading

SMALL = attrs.evolve(DEFAULT, file_bytes=64)


class Pieces(io.RawIOBase):
    """A stream that gives what it has in pieces, as sockets do, and counts what was taken."""

    def __init__(self, content: bytes, size: int) -> None:
        self.content, self.size, self.taken = content, size, 0

    def read(self, size: int = -1) -> bytes:
        wanted = self.size if size < 0 else min(size, self.size)
        piece = self.content[self.taken : self.taken + wanted]
        self.taken += len(piece)
        return piece


def refused(stream: Any, name: str = "data") -> tuple[str, ...]:
    with pytest.raises(DataError) as caught:
        reading.read_text(reading.content_of(stream, name, SMALL), name, limits=SMALL)
    assert caught.value.faults[0].origin is not None
    assert caught.value.faults[0].origin.file == name
    return tuple(fault.id for fault in caught.value.faults)


@given(value=st.text("abc", max_size=40), size=st.integers(1, 70))
def test_a_stream_that_gives_pieces_is_read_whole(value: str, size: int) -> None:
    content = f'{{"a": "{value}"}}'.encode()
    read = reading.content_of(Pieces(content, size), "data", SMALL)  # type: ignore[arg-type]  # it has all that is used
    assert reading.read_text(read, "data", limits=SMALL).data == {"a": value}


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_not_more_than_one_byte_past_the_limit_is_taken(size: int) -> None:
    stream = Pieces(b"a" * 1000, size)
    assert refused(stream) == ("file-too-large",)
    assert stream.taken == 65


@pytest.mark.parametrize("stream", [io.BytesIO(b"a" * 65), io.StringIO("a" * 65)])
def test_an_open_file_past_the_limit_is_refused(stream: IO[Any]) -> None:
    assert refused(stream) == ("file-too-large",)


def test_a_text_stream_in_another_encoding_is_refused() -> None:
    assert refused(io.TextIOWrapper(io.BytesIO("机关".encode("gbk")), "utf-8")) == ("encoding",)


def test_a_stream_that_is_closed_or_only_written_is_refused(tmp_path: Path) -> None:
    closed = io.BytesIO()
    closed.close()
    assert refused(closed) == ("unreadable-file",)
    with (tmp_path / "a.yaml").open("wb") as written:
        assert refused(written) == ("unreadable-file",)


def test_a_stream_that_has_no_data_yet_is_not_taken_for_its_end() -> None:
    class Waiting(io.RawIOBase):
        def read(self, _size: int = -1) -> None:
            return None

    assert refused(Waiting()) == ("unreadable-file",)


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")
@pytest.mark.parametrize("name", ["pipe.yaml", "/dev/zero"])
def test_d4_a_pipe_or_a_device_in_the_place_of_a_file_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.yaml")
    with pytest.raises(DataError) as caught:
        reportgen.load(name)
    assert caught.value.in_("zh") == (
        f"{name}: 这是设备或管道，不是普通文件。请给出数据文件；要从管道读取的，文件名写 -。"
    )
