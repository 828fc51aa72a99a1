"""HOSTILE O1 to O3 and O5 through the command itself, and a cache of templates that others have meddled with.

The single steps are in ``engine/test_writing.py`` and ``engine/filling/test_containment.py``.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import reportgen
from reportgen.core.errors import OutputError
from reportgen.engine.word.compiler import cache as template_cache
from reportgen.engine.word.compiler.cache import compile_cached
from reportgen.engine.word.runtime.template import Template
from tests.engine.word.word_templates import paragraphs, text_of

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals, links and permissions of POSIX")
RENDER = [sys.executable, "-m", "reportgen", "--lang", "zh", "render"]


@pytest.fixture(scope="session")
def data(root: Path) -> Path:
    return root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"


@pytest.fixture(scope="session")
def document(data: Path) -> bytes:
    stream = io.BytesIO()
    reportgen.render(reportgen.load(data), stream)
    return stream.getvalue()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ---------------------------------------------------------------------------------------------------- the command


@POSIX
def test_o1_a_killed_command_leaves_the_old_file_or_the_new_one(tmp_path: Path, data: Path, document: bytes) -> None:
    """O1 killed at any instant the command leaves the old file or the new one."""
    target, kept = tmp_path / "年报.docx", tmp_path / "年报（改动前）.docx"
    for number in range(10):
        kept.unlink(missing_ok=True)
        target.write_bytes(b"old")
        with subprocess.Popen([*RENDER, str(data), "-o", str(target)], stdout=subprocess.DEVNULL) as running:
            time.sleep(0.02 + number * 0.06)
            running.send_signal(signal.SIGKILL)
        assert target.read_bytes() in (b"old", document)
        assert b"old" in (target.read_bytes(), kept.exists() and kept.read_bytes())
    subprocess.run([*RENDER, str(data), "-o", str(target)], check=True, capture_output=True)
    assert target.read_bytes() == document
    assert names(tmp_path) == [target.name, kept.name]


def test_o2_commands_that_write_one_file_at_once_leave_one_whole_file(
    tmp_path: Path, data: Path, document: bytes
) -> None:
    target = tmp_path / "年报.docx"
    running = [
        subprocess.Popen([*RENDER, str(data), "-o", str(target)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    assert [process.communicate()[1] for process in running] == [b""] * 4
    assert {process.returncode for process in running} == {0}
    assert target.read_bytes() == document
    assert names(tmp_path) == [target.name]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("年" * 90 + ".docx", "output-name-too-long"),
        ("CON.docx", "output-name"),
        ("nul", "output-name"),
        ("a\nb.docx", "output-name"),
        ("没有/x.docx", "output-folder-missing"),
        (".", "output-name"),
        ("data.yaml", "output-is-input"),
        ("own.docx", "output-is-input"),
        pytest.param("link.docx", "output-is-input", marks=POSIX),
        pytest.param("other.docx", "output-is-input", marks=POSIX),
        pytest.param("pipe", "output-not-file", marks=POSIX),
        pytest.param("/dev/full", "output-not-file", marks=POSIX),
    ],
)
def test_o3_an_impossible_output_is_refused_before_rendering(
    name: str, id: str, tmp_path: Path, data: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """O3 what cannot be the output is refused before anything is rendered."""
    shutil.copy(data, tmp_path / "data.yaml")
    shutil.copy(root / "templates" / "disclosure_2021" / "report.docx", tmp_path / "own.docx")
    if os.name == "posix":
        (tmp_path / "link.docx").symlink_to("own.docx")
        (tmp_path / "other.docx").hardlink_to(tmp_path / "data.yaml")
        os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)

    def never(*_: object, **__: object) -> bytes:
        raise AssertionError("it was rendered")

    monkeypatch.setattr(Template, "fill", never)
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    report = reportgen.load("data.yaml")
    for draft in (False, True):
        with pytest.raises(OutputError) as caught:
            reportgen.render(report, name, "own.docx", draft=draft)
        assert caught.value.faults[0].id == id
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before
    done = subprocess.run(
        [*RENDER, "data.yaml", "--template", "own.docx", "-o", name], capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_o1_a_receipt_that_cannot_be_written_leaves_the_old_document(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, receipt = tmp_path / "年报.docx", tmp_path / "凭据.json"
    target.write_bytes(b"last year's")
    replace = Path.replace

    def replacing(path: Path, to: Path) -> Path:
        if to == receipt:
            raise PermissionError(13, "in use")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", replacing)
    with pytest.raises(OutputError) as caught:
        reportgen.render(reportgen.load(data), target, receipt=receipt)
    assert [str(fault.origin) for fault in caught.value.faults] == [str(receipt)]
    assert target.read_bytes() == b"last year's"
    assert names(tmp_path) == [target.name]


def test_o1_a_stream_that_takes_no_document_leaves_no_receipt(tmp_path: Path, data: Path) -> None:
    class Full(io.BytesIO):
        def write(self, _content: object) -> int:
            raise OSError(28, "no space left")

    with pytest.raises(OSError, match="space"):
        reportgen.render(reportgen.load(data), Full(), receipt=tmp_path / "凭据.json")
    assert names(tmp_path) == []
    stream = io.BytesIO()
    reportgen.render(reportgen.load(data), stream, receipt=tmp_path / "凭据.json")
    assert hashlib.sha256(stream.getvalue()).hexdigest() in (tmp_path / "凭据.json").read_text("utf-8")


ANOTHER_DAY = """
import sys, time
days = int(sys.argv.pop(1))
now = time.time() + days * 86_400
local, gmt = time.localtime, time.gmtime
time.time = lambda: now
time.time_ns = lambda: int(now * 10**9)
time.localtime = lambda seconds=None: local(now if seconds is None else seconds)
time.gmtime = lambda seconds=None: gmt(now if seconds is None else seconds)
from reportgen.cli import main
sys.argv[0] = "reportgen"
main()
"""


@pytest.mark.parametrize("own", [False, True], ids=["official template", "own template"])
def test_o5_another_day_zone_and_hash_seed_give_the_same_bytes(
    own: bool, tmp_path: Path, data: Path, document: bytes, root: Path
) -> None:
    template = tmp_path / "own.docx"
    shutil.copy(root / "templates" / "disclosure_2021" / "report.docx", template)
    made = set()
    for number, (seed, days, zone) in enumerate(
        [("0", 0, "UTC"), ("1", 400, "Asia/Shanghai"), ("4294967295", -900, "UTC")]
    ):
        target = tmp_path / f"{number}.docx"
        receipt = tmp_path / f"{number}.json"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "REPORTGEN_CACHE": "off" if number else ""}
        command = [sys.executable, "-c", ANOTHER_DAY, str(days), "render", str(data), "-o", str(target)]
        more = ["--template", str(template)] if own else []
        subprocess.run([*command, *more, "--receipt", str(receipt)], check=True, capture_output=True, env=environment)
        made.add((target.read_bytes(), receipt.read_bytes().replace(target.name.encode(), b"")))
    assert len(made) == 1
    assert made.pop()[0] == document


# ---------------------------------------------------------------------------------------------------- the cache

SOURCE = paragraphs("{{ a }}")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("REPORTGEN_CACHE", str(folder))
    return folder


def filled() -> str:
    return text_of(compile_cached(SOURCE, "模板.docx").render({"a": 1}))


class Poison:
    """What must never be unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.abort, ()  # type: ignore[return-value]  # it is never called


def sealed(payload: bytes, entry: Path) -> bytes:
    return template_cache._seal(entry, payload) + payload


@POSIX
def test_an_entry_that_is_a_link_is_not_followed_and_is_replaced(cache: Path, tmp_path: Path) -> None:
    assert filled() == "1"
    (entry,) = cache.glob("*.template")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(sealed(pickle.dumps(Poison()), entry))
    elsewhere.chmod(0o600)
    entry.unlink()
    entry.symlink_to(elsewhere)
    assert filled() == "1"
    assert not entry.is_symlink()
    assert elsewhere.read_bytes() == sealed(pickle.dumps(Poison()), entry)


@POSIX
def test_a_cache_folder_that_is_a_link_is_not_used(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    cache.symlink_to(tmp_path / "elsewhere")
    assert filled() == "1"
    assert names(tmp_path / "elsewhere") == []


@pytest.mark.parametrize("payload", [pickle.dumps({"no": "template"}), b"no pickle", pickle.dumps(None), b""])
def test_a_sound_entry_that_holds_something_else_is_made_anew(cache: Path, payload: bytes) -> None:
    assert filled() == "1"
    (entry,) = cache.glob("*.template")
    whole = entry.read_bytes()
    entry.write_bytes(sealed(payload, entry))
    assert filled() == "1"
    assert entry.read_bytes() == whole


@pytest.mark.parametrize("where", ["a file", "below a file", "\0"])
def test_a_cache_that_cannot_be_written_is_no_fault(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    folder = {"a file": tmp_path / "file", "below a file": tmp_path / "file" / "cache"}.get(where)
    if folder is None:
        monkeypatch.setattr("pathlib.Path.mkdir", lambda *_, **__: (_ for _ in ()).throw(PermissionError()))
    else:
        monkeypatch.setenv("REPORTGEN_CACHE", str(folder))
    assert filled() == "1"


def test_a_full_disk_leaves_no_part_of_an_entry(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert filled() == "1"
    assert names(cache) == []


def test_another_engine_or_another_python_has_entries_of_its_own(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert filled() == "1"
    (entry,) = cache.glob("*.template")
    entry.write_bytes(sealed(pickle.dumps(Poison()), entry))
    monkeypatch.setattr(template_cache, "_engine", lambda: "the next version")
    assert filled() == "1"
    assert len(list(cache.glob("*.template"))) == 2


AT_ONCE = """
import sys
from pathlib import Path
from reportgen.engine.word.compiler.cache import compile_cached
template = compile_cached(Path(sys.argv[1]), contained=True)
sys.stdout.buffer.write(template.render({"a": 1}))
"""


def test_processes_that_compile_one_template_at_once_give_the_same_bytes(cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(SOURCE)
    running = [subprocess.Popen([sys.executable, "-c", AT_ONCE, str(path)], stdout=subprocess.PIPE) for _ in range(4)]
    made = {process.communicate()[0] for process in running}
    assert made == {compile_cached(path).render({"a": 1})}
    assert len(names(cache)) == 1


def test_an_entry_under_another_name_is_ignored(cache: Path) -> None:
    """Whoever renames or copies an entry must not make one template be filled in the place of another."""
    other = paragraphs("另一个 {{ a }}")
    assert text_of(compile_cached(other).render({"a": 1})) == "另一个 1"
    (first,) = cache.glob("*.template")
    assert filled() == "1"
    (second,) = set(cache.glob("*.template")) - {first}
    second.write_bytes(first.read_bytes())
    assert filled() == "1"


@POSIX
@pytest.mark.parametrize("kind", ["pipe", "folder", "full folder", "device"])
def test_an_entry_that_is_no_file_is_ignored(cache: Path, kind: str) -> None:
    assert filled() == "1"
    (entry,) = cache.glob("*.template")
    entry.unlink()
    if kind == "pipe":
        os.mkfifo(entry, 0o600)
    elif kind == "device":
        entry.symlink_to("/dev/zero")
    else:
        entry.mkdir(0o700)
        if kind == "full folder":
            (entry / "a").write_bytes(b"a")
    assert filled() == "1"
    assert filled() == "1"


def test_only_entries_of_our_own_are_removed_from_the_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_cache, "_MOST_ENTRIES", 2)
    cache.mkdir(mode=0o700)
    others = ["年报.template", "report.template", f"{'0' * 63}.template", f"{'A' * 64}.template", f"{'0' * 64}.docx"]
    for name in others:
        (cache / name).write_bytes(b"somebody's work")
        os.utime(cache / name, (0, 0))
    (cache / f"{'1' * 64}.template").mkdir()
    for number in range(4):
        (cache / f"{number}{'f' * 63}.template").write_bytes(b"old")
        os.utime(cache / f"{number}{'f' * 63}.template", (number, number))
    assert filled() == "1"
    kept = {*others, f"{'1' * 64}.template", f"3{'f' * 63}.template"}
    assert kept < set(names(cache))
    assert len(names(cache)) == len(kept) + 1
