from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from io import FileIO
from pathlib import Path

import pytest

from reportgen import atomic_write
from reportgen.atomic_write import check_target, remove_leftovers, write_atomically, write_new, write_together
from reportgen.core.errors import OutputError

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


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o604])
def test_the_new_file_is_as_private_before_its_first_byte(
    tmp_path: Path, mode: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    target.chmod(mode)
    created, write, opened = [], atomic_write._write, os.open
    met: list[int] = []

    def creating(path: Path, flags: int, mode: int = 0o777) -> int:
        created.append(mode)
        return opened(path, flags, mode)

    def writing_now(stream: FileIO, content: bytes) -> None:
        met.append(os.fstat(stream.fileno()).st_mode & 0o777)
        write(stream, content)

    monkeypatch.setattr(atomic_write, "_write", writing_now)
    monkeypatch.setattr(os, "open", creating)
    write_together([(target, b"new"), (tmp_path / "b.json", b"new")])
    assert met[:2] == [mode, mode]  # the new one, and the copy of the old one
    assert created.count(0o600) == 2  # these two
    assert target.stat().st_mode & 0o777 == mode


@POSIX
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.docx", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a.docx").stat().st_mode & 0o777 == 0o640


@POSIX
@pytest.mark.parametrize(("mode", "kept"), [(0o660, 0o600), (0o664, 0o644), (0o640, 0o600), (0o600, 0o600)])
def test_what_a_group_may_do_another_group_may_not(
    tmp_path: Path, mode: int, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")
    target.chmod(mode)
    asked: list[int] = []

    def refused(_descriptor: int, _owner: int, group: int) -> None:
        asked.append(group)
        raise PermissionError

    status = target.stat()
    other = os.stat_result([*status[:5], status.st_gid + 1, *status[6:10]])
    known = Path.stat
    monkeypatch.setattr(os, "fchown", refused)
    monkeypatch.setattr(Path, "stat", lambda path, **named: other if path == target else known(path, **named))
    write_atomically(target, b"new")
    monkeypatch.undo()
    assert asked == [status.st_gid + 1]
    assert target.stat().st_mode & 0o777 == kept


OLD = (None, b"old")


@pytest.mark.parametrize("first", OLD, ids=["new", "replaced"])
@pytest.mark.parametrize("second", OLD, ids=["new", "replaced"])
@pytest.mark.parametrize("fails", ["write 1", "write 2", "copy", "ready", "step 1", "step 2", "interrupted", None])
def test_of_two_files_both_are_written_or_neither(
    tmp_path: Path, first: bytes | None, second: bytes | None, fails: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = {tmp_path / "a.docx": first, tmp_path / "b.json": second}
    for target, old in targets.items():
        if old is not None:
            target.write_bytes(old)
    replace, write = Path.replace, atomic_write._write

    def replacing(path: Path, target: Path) -> None:
        if target.name == {"step 1": "a.docx", "step 2": "b.json", "interrupted": "b.json"}.get(fails or ""):
            monkeypatch.setattr(Path, "replace", replace)
            raise KeyboardInterrupt if fails == "interrupted" else PermissionError(errno.EACCES, "in use")
        replace(path, target)

    def writing_now(stream: FileIO, content: bytes) -> None:
        if content == {"write 1": b"document", "write 2": b"receipt", "copy": b"old"}.get(fails or ""):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write(stream, content)

    def ready() -> None:
        if fails == "ready":
            raise BrokenPipeError

    monkeypatch.setattr(Path, "replace", replacing)
    monkeypatch.setattr(atomic_write, "_write", writing_now)
    files = list(zip(targets, (b"document", b"receipt"), strict=True))
    if fails is None or (fails == "copy" and first is None):
        write_together(files, ready=ready)
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == dict(files)
        return
    expected = {"ready": BrokenPipeError, "interrupted": KeyboardInterrupt}.get(fails, OutputError)
    with pytest.raises(expected) as caught:
        write_together(files, ready=ready)
    if isinstance(caught.value, OutputError):
        (fault,) = caught.value.faults
        assert fault.id == ("output-not-writable" if fails.startswith("step") else "output-disk-full")
        named = "b.json" if fails.endswith("2") else "a.docx"
        assert fault.origin is not None
        assert Path(fault.origin.file).name == named
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == {
        target: old for target, old in targets.items() if old is not None
    }


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


@pytest.mark.parametrize("name", ["a.docx", "folder"])
def test_a_link_that_leads_nowhere_is_named(name: str, tmp_path: Path) -> None:
    link, gone = tmp_path / name, tmp_path / "gone"
    link.symlink_to(gone / "b.docx" if name == "a.docx" else gone)
    with pytest.raises(OutputError) as caught:
        check_target(link if name == "a.docx" else link / "b.docx")
    (fault,) = caught.value.faults
    assert fault.id == "output-folder-missing"
    assert fault.says.zh == f"“{link}”是一个链接，它通向的文件夹“{gone}”不存在"


def test_a_new_file_replaces_nothing(tmp_path: Path) -> None:
    target = tmp_path / "template.docx"
    write_new(target, b"new")
    with pytest.raises(OutputError) as caught:
        write_new(target, b"newer")
    assert [fault.id for fault in caught.value.faults] == ["output-exists"]
    assert target.read_bytes() == b"new"


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
        write_together([(target, b"new")], inputs=[source])
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
from reportgen.atomic_write import write_atomically
from reportgen.core.errors import OutputError
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
from reportgen.atomic_write import write_atomically
print("ready", flush=True)
for number in range(100_000):
    write_atomically(Path(sys.argv[1]), bytes([number % 256]) * 300_000)
"""


def whole(content: bytes) -> bool:
    return content == content[:1] * 300_000


@POSIX
def test_a_killed_write_leaves_a_whole_file_and_the_next_run_cleans_up(tmp_path: Path) -> None:
    """Killed at any instant the file is whole and the next run cleans up."""
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
    with atomic_write._temporary(tmp_path) as (_, living):
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
