"""Units are the files given and the data files of folders; a report in another form is not passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.core.errors import UsageError
from reportgen.rolling_up.files import other_reports, unit_files


def test_data_files_of_folders_are_found_in_order_and_others_are_not(tmp_path: Path) -> None:
    for name in (
        "b/2.yaml",
        "b/1.XLSX",
        "a.json",
        "b/truth.csv",
        ".hidden/3.yaml",
        "b/~$1.xlsx",
        "b/c/4.yml",
        "c.docx",
    ):
        path = tmp_path / "units" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    single = tmp_path / "one.txt"
    single.touch()
    found = [path.relative_to(tmp_path).as_posix() for path in unit_files([single, tmp_path / "units"])]
    assert found == ["one.txt", "units/a.json", "units/b/1.XLSX", "units/b/2.yaml", "units/b/c/4.yml"]


def test_a_word_file_counts_as_a_report_unless_its_data_lies_beside_it(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx", "b.yaml", "c.pdf", "d.png"):
        (tmp_path / name).touch()
    assert [path.name for path in other_reports([tmp_path])] == ["a.docx", "c.pdf"]


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        list(unit_files([tmp_path / "nothing"]))
    assert caught.value.faults[0].id == "no-units"
