"""Units are the files given and the data files of folders; a document stands for a unit whose data is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.core.errors import UsageError
from reportgen.rolling_up.files import unit_files


def test_data_files_of_folders_are_found_in_order_and_others_are_not(tmp_path: Path) -> None:
    for name in (
        "b/2.yaml",
        "b/1.XLSX",
        "a.json",
        "b/truth.csv",
        ".hidden/3.yaml",
        "b/~$1.xlsx",
        "b/c/4.yml",
        "b/c/4.json",
        "c.docx",
    ):
        path = tmp_path / "units" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    single = tmp_path / "one.txt"
    single.touch()
    found = [Path(str(path)).relative_to(tmp_path).as_posix() for path in unit_files([single, tmp_path / "units"])]
    inner = ["units/b/1.XLSX", "units/b/2.yaml", "units/b/c/4.yml"]
    assert found == ["one.txt", "units/a.json", "units/c.docx", *inner]


def test_a_document_is_a_unit_unless_its_data_lies_beside_it(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx", "b.yaml", "b.html", "b.json", "c.pdf", "d.png", "e.htm", "e.xlsx"):
        (tmp_path / name).touch()
    assert [path.name for path in unit_files([tmp_path])] == ["a.docx", "b.yaml", "c.pdf", "e.xlsx"]


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        list(unit_files([tmp_path / "nothing"]))
    assert caught.value.faults[0].id == "no-units"
