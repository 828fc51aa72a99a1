from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reportgen.engine import writing
from reportgen.engine.writing import check_target, name_faults, remove_leftovers, write_atomically
from reportgen.errors import OutputError

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals, devices and resource limits of POSIX")
DEAD = ".~reportgen-00000000000000ff.tmp"


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def ids(target: Path, *inputs: Path) -> list[str]:
    with pytest.raises(OutputError) as caught:
        check_target(target, inputs)
    for fault in caught.value.faults:
        assert fault.origin is not None
        assert fault.says.zh
    return [fault.id for fault in caught.value.faults]


def test_a_file_is_written_and_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "开封市2021年报.docx"
    for content in (b"old", b"new" * 1000, b""):
        write_atomically(target, content)
        assert target.read_bytes() == content
        assert names(tmp_path) == [target.name]


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_a_file_that_is_replaced_stays_as_private_as_it_was(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    target.chmod(mode)
    write_atomically(target, b"new")
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (b"new", mode)


def test_a_check_leaves_nothing_behind(tmp_path: Path) -> None:
    check_target(tmp_path / "a.docx")
    assert not names(tmp_path)


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    assert ids(tmp_path) == ["output-is-directory"]
    assert ids(tmp_path / "没有" / "a.docx") == ["output-folder-missing"]


@POSIX
@pytest.mark.parametrize("device", ["/dev/full", "/dev/null"])
def test_a_device_is_refused(device: str) -> None:
    assert ids(Path(device)) == ["output-not-file"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder that nobody can write to")
def test_a_folder_that_takes_no_file_is_refused_before_rendering() -> None:
    assert ids(Path("/proc/a.docx")) == ["output-not-writable"]


def test_a_read_only_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    assert ids(target) == ["output-not-writable"]


@pytest.mark.parametrize(
    "name", ["CON", "nul.docx", "com1.txt", "a.docx.", "a.docx ", "a:b.docx", "a?b", "a\\b.docx", "a\nb.docx", "<a>"]
)
def test_names_that_windows_refuses_are_refused_everywhere(name: str, tmp_path: Path) -> None:
    assert ids(tmp_path / name) == ["output-name"]


@pytest.mark.parametrize("name", ["../a.docx", "..", "", "a/b.docx", "\ud800.docx"])
def test_a_name_made_from_data_cannot_leave_its_folder(name: str) -> None:
    assert [fault.id for fault in name_faults(name, name)] == ["output-name"]


def test_a_name_of_85_chinese_characters_is_the_longest(tmp_path: Path) -> None:
    write_atomically(tmp_path / ("年" * 85), b"new")
    assert ids(tmp_path / ("年" * 90))[0] == "output-name-too-long"


@pytest.mark.parametrize("way", ["same", "link", "hard link"])
def test_the_output_cannot_be_an_input(way: str, tmp_path: Path) -> None:
    source = tmp_path / "data.yaml"
    source.write_bytes(b"data")
    target = tmp_path / "x" / ".." / "data.yaml" if way == "same" else tmp_path / "other.yaml"
    (tmp_path / "x").mkdir()
    if way == "link":
        target.symlink_to(source)
    elif way == "hard link":
        target.hardlink_to(source)
    assert ids(target, source) == ["output-is-input"]
    with pytest.raises(OutputError):
        write_atomically(target, b"new", inputs=[source])
    assert source.read_bytes() == b"data"


def test_a_full_disk_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    write_atomically(target, b"old")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError) as caught:
        write_atomically(target, b"new")
    assert [fault.id for fault in caught.value.faults] == ["output-disk-full"]
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.docx"]


QUOTA = """
import resource, sys
from pathlib import Path
from reportgen.engine.writing import write_atomically
from reportgen.errors import OutputError
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    write_atomically(Path(sys.argv[1]), bytes(50_000))
except OutputError as error:
    print(error.faults[0].id)
"""


@POSIX
def test_a_write_that_the_system_cuts_off_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", QUOTA, str(target)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["output-disk-full"]
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.docx"]


def test_an_interruption_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.docx"
    write_atomically(target, b"old")

    def interrupted(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.docx"]


WRITER = """
import sys
from pathlib import Path
from reportgen.engine.writing import write_atomically
print("ready", flush=True)
for number in range(100_000):
    write_atomically(Path(sys.argv[1]), bytes([number % 256]) * 300_000)
"""


def whole(content: bytes) -> bool:
    return content == content[:1] * 300_000


@POSIX
def test_killed_at_any_instant_the_file_is_whole_and_the_next_run_cleans_up(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"\0" * 300_000)
    for number in range(12):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(target)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(number * 0.003)
            writer.send_signal(signal.SIGKILL)
        assert whole(target.read_bytes())
    (tmp_path / DEAD).write_bytes(b"half")
    write_atomically(target, b"last")
    assert names(tmp_path) == ["a.docx"]


@POSIX
def test_only_leftovers_of_dead_runs_are_removed(tmp_path: Path) -> None:
    others = [".~lock.a.docx#", "~$a.docx", ".~reportgen-1.tmp", f"{DEAD}.docx"]
    for name in (*others, DEAD):
        (tmp_path / name).write_bytes(b"")
    with writing._temporary(tmp_path) as (_, living):
        remove_leftovers(tmp_path)
        assert sorted(names(tmp_path)) == sorted([*others, living.name])


def test_readers_and_two_writers_never_meet_a_broken_file(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    write_atomically(target, b"\0" * 300_000)
    failures: list[BaseException] = []

    def write(sign: int) -> None:
        try:
            for _ in range(20):
                write_atomically(target, bytes([sign]) * 300_000)
        except BaseException as error:  # noqa: BLE001 - reported by the assertion below
            failures.append(error)

    writers = [threading.Thread(target=write, args=(sign,)) for sign in (1, 2)]
    for writer in writers:
        writer.start()
    reads = 0
    while any(writer.is_alive() for writer in writers) or not reads:
        reads += 1
        assert whole(target.read_bytes())
    for writer in writers:
        writer.join()
    assert not failures
    assert names(tmp_path) == ["a.docx"]
