from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from reportgen.regular_file import NO_LINK, SpecialFileError, read_regular

POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes, devices and links of POSIX")


def test_never_more_is_read_than_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"abc")
    assert [read_regular(file, most) for most in (0, 2, 3, 4)] == [b"", b"ab", b"abc", b"abc"]


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        read_regular(tmp_path, 1)
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "absent", 1)


@POSIX
@pytest.mark.parametrize("kind", ["pipe", "device", "socket", "link to a pipe"])
def test_what_may_never_end_is_not_read(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    path = Path("it")
    if kind == "device":
        path = Path("/dev/zero")
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind("it")
    else:
        os.mkfifo("pipe")
        path.symlink_to("pipe")
    with pytest.raises(SpecialFileError):
        read_regular(path, 1)


@POSIX
def test_a_pipe_that_takes_the_place_of_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe, file = tmp_path / "pipe", tmp_path / "file"
    os.mkfifo(pipe)
    file.write_bytes(b"")
    status = file.stat()
    monkeypatch.setattr(Path, "stat", lambda _: status)
    with pytest.raises(SpecialFileError):
        read_regular(pipe, 1)


@POSIX
def test_a_link_is_followed_unless_it_must_not_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"a")
    (tmp_path / "link").symlink_to("file")
    assert read_regular(tmp_path / "link", 9) == b"a"
    with pytest.raises(OSError, match="link"):
        read_regular(tmp_path / "link", 9, NO_LINK)
