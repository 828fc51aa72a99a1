"""A journal that no batch wrote: what it says is ignored, and it is never followed to another file."""

from __future__ import annotations

import json
import os
from io import FileIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.batch import JOURNAL, journal
from reportgen.core.errors import OutputError
from tests.batch import works

SOUND = {"file": "a.docx", "key": "k", "document": "d"}


def run(folder: Path) -> list[str]:
    source = folder / "a.yaml"
    source.write_bytes(b"data")
    (folder / "out").mkdir(exist_ok=True)
    return [outcome.state for outcome in works.run([source], folder / "out", works.copy)]


@pytest.mark.parametrize(
    "content",
    [
        b'{"file": ' * 100_000,
        b'{"file": ' + b"[" * 4000 + b"\n",
        b'{"file": ' + b"9" * 4000 + b"}",
        b"\x00" * 5_000_000,
        b"\xff\xfe\xd8\n{\n",
        b'{"file": ["a.docx"], "key": {}, "document": null}\n{"file": null}\nnull\n1\n"a"\n',
        b'{"file": "a.docx", "key": "' + b"k" * 5_000_000 + b'", "document": "d"}\n',
    ],
    ids=["deep", "deep list", "digits", "zeros", "binary", "other kinds", "long line"],
)
def test_o4_a_journal_with_anything_in_it_ends_no_batch(tmp_path: Path, content: bytes) -> None:
    assert run(tmp_path) == ["written"]
    file = tmp_path / "out" / JOURNAL
    sound = file.read_bytes()
    file.write_bytes(content)
    assert run(tmp_path) == ["written"]
    assert run(tmp_path) == ["kept"]
    file.write_bytes(content + b"\n" + sound)
    assert run(tmp_path) == ["kept"]


@given(lines=st.lists(st.one_of(st.binary(max_size=40), st.sampled_from([json.dumps(SOUND).encode(), b'{"file": 1}']))))
def test_whatever_the_lines_are_only_sound_ones_say_something(lines: list[bytes]) -> None:
    found = dict(journal._entries(b"\n".join(lines).split(b"\n")))
    assert set(found) <= {"a.docx"}
    assert ("a.docx" in found) == (json.dumps(SOUND).encode() in b"\n".join(lines).split(b"\n"))


def test_of_a_journal_past_the_limit_the_last_words_count(tmp_path: Path) -> None:
    assert run(tmp_path) == ["written"]
    file = tmp_path / "out" / JOURNAL
    with file.open("r+b") as stream:
        sound = stream.read()
        stream.truncate(6 << 30)
        stream.seek(6 << 30)
        stream.write(b"\n" + sound)
    assert run(tmp_path) == ["kept"]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")
@pytest.mark.parametrize("kind", ["link", "link to nothing", "hard link", "pipe", "folder", "device"])
def test_a_journal_that_is_no_file_of_its_own_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    (tmp_path / "out").mkdir()
    file, other = tmp_path / "out" / JOURNAL, tmp_path / "other"
    if kind != "link to nothing":
        other.write_bytes(b"somebody else's")
    if kind == "hard link":
        file.hardlink_to(other)
    elif kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to("/dev/zero" if kind == "device" else "../other")
    with pytest.raises(OutputError) as caught:
        run(tmp_path)
    assert [(fault.id, str(fault.origin)) for fault in caught.value.faults] == [("journal-not-file", str(file))]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [JOURNAL]
    assert other.exists() == (kind != "link to nothing")
    assert kind == "link to nothing" or other.read_bytes() == b"somebody else's"


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_that_takes_the_journal_s_place_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "check_journal", lambda _: None)
    (tmp_path / "other").write_bytes(b"somebody else's")
    (tmp_path / JOURNAL).symlink_to("other")
    with pytest.raises(OutputError), journal.journal_in(tmp_path):
        raise AssertionError("it was opened")
    (tmp_path / JOURNAL).unlink()
    (tmp_path / JOURNAL).hardlink_to(tmp_path / "other")
    with pytest.raises(OutputError), journal.journal_in(tmp_path):
        raise AssertionError("it was opened")
    assert (tmp_path / "other").read_bytes() == b"somebody else's"


def test_a_full_disk_costs_the_notes_and_not_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "no space left")

    monkeypatch.setattr(journal, "FileIO", type("Full", (FileIO,), {"write": full}))
    assert run(tmp_path) == ["written"]
    monkeypatch.undo()
    assert run(tmp_path) == ["written"]
    assert run(tmp_path) == ["kept"]
