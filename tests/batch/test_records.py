"""Data files given one by one, in folders and in manifests: each once, in an order that never changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reportgen.batch.records import Record, records
from reportgen.core.errors import DataError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_a_folder_gives_its_data_files_in_order_and_nothing_else(tmp_path: Path) -> None:
    touch(tmp_path, "b.yaml", "a.XLSX", "乙/c.json", "甲/a.yml", "~$a.xlsx", ".~lock.b.yaml#", ".git/x.yaml", "a.docx")
    found = [
        (Path(str(record.source)).relative_to(tmp_path).as_posix(), record.folder) for record in records([tmp_path])
    ]
    assert found == [("a.XLSX", ""), ("b.yaml", ""), ("乙/c.json", "乙"), ("甲/a.yml", "甲")]


def test_published_reports_are_found_unless_their_data_lie_beside_them(tmp_path: Path) -> None:
    touch(tmp_path, "a.docx", "a.yaml", "b.HTML", "c.pdf", "d.txt", "e.png")
    found = [record.source.name for record in records([tmp_path], published=True)]
    assert found == ["a.yaml", "b.HTML", "c.pdf", "d.txt"]


def test_the_folder_of_the_documents_is_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "a.yaml", "out/a.yaml")
    assert [record.source.name for record in records([tmp_path], [tmp_path / "out"])] == ["a.yaml"]
    assert [record.source.parent.name for record in records([tmp_path / "out"], [tmp_path / "out"])] == ["out"]


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    touch(tmp_path, "data/a.yaml")
    (tmp_path / "data" / "again").symlink_to(".")
    assert [record.source.name for record in records([tmp_path])] == ["a.yaml"]


def test_files_stay_in_the_order_given_and_need_not_be_there(tmp_path: Path) -> None:
    given: list[str | Path] = [tmp_path / "z.yaml", "a.json", tmp_path / "no suffix"]
    assert list(records(given)) == [Record(Path(one)) for one in given]


def test_a_folder_without_data_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        list(records([tmp_path]))
    assert [fault.id for fault in caught.value.faults] == ["no-data-files"]


def test_a_folder_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: object) -> None:
        raise PermissionError(13, "closed")

    monkeypatch.setattr(os, "scandir", closed)
    with pytest.raises(DataError) as caught:
        list(records([tmp_path]))
    assert [fault.id for fault in caught.value.faults] == ["unreadable-folder"]
