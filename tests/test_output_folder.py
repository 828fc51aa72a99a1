"""A folder is made for what is written into it; without that it is as if nobody had asked for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.core.errors import OutputError
from reportgen.output_folder import made_folder


def test_a_folder_is_made_and_stays(tmp_path: Path) -> None:
    with made_folder(tmp_path / "out"):
        assert (tmp_path / "out").is_dir()
    with made_folder(tmp_path / "out"):
        pass
    assert (tmp_path / "out").is_dir()


def interrupted(folder: Path, *, after: str | None = None) -> None:
    """Begin to write into ``folder``, perhaps write the file ``after``, and be interrupted."""
    with made_folder(folder):
        if after is not None:
            (folder / after).write_bytes(b"")
        raise KeyboardInterrupt


def test_after_a_failure_only_an_empty_folder_of_ours_goes(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    for name, after in (("out", None), ("before", None), ("full", "a.docx")):
        with pytest.raises(KeyboardInterrupt):
            interrupted(tmp_path / name, after=after)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["before", "full"]


def test_without_its_parent_no_folder_is_made(tmp_path: Path) -> None:
    with made_folder(tmp_path / "gone" / "out"):
        assert not (tmp_path / "gone").exists()


def test_what_the_system_does_not_allow_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(OutputError) as caught, made_folder(tmp_path / "out"):
        raise AssertionError
    assert [fault.id for fault in caught.value.faults] == ["output-not-writable"]
