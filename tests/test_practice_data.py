"""Practice data in files: every sound one checks clean, and every error is listed with the rules that find it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen.practice_data import COLUMNS, TRUTH

COUNT = 40


def made(folder: Path, count: int = COUNT, **more: Any) -> dict[str, list[dict[str, str]]]:
    """Write practice data and return the rows of its list of errors, by file."""
    path = reportgen.sample(count, folder, year=2025, **more)
    assert path == folder / TRUTH
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert all(row.keys() == set(COLUMNS) for row in rows)
    return {file: [row for row in rows if row["file"] == file] for file in {row["file"] for row in rows}}


def findings(path: Path) -> dict[str, str]:
    return {finding.rule: finding.severity for finding in reportgen.check(reportgen.load(path))}


@pytest.mark.parametrize(("style", "count"), [("yaml", COUNT), ("xlsx", 8)])
def test_only_the_files_on_the_list_have_errors(tmp_path: Path, style: str, count: int) -> None:
    errors = made(tmp_path / "new", count, broken=0.25, doubtful=0.25, format=style)
    files = sorted((tmp_path / "new").glob(f"2025-*.{style}"))
    assert len(files) == count
    severities = []
    for file in files:
        found = findings(file)
        if file.name not in errors:
            assert found == {}
            continue
        for row in errors[file.name]:
            assert {*row["rules"].split()} <= found.keys()
            assert found[row["rules"].split()[0]] == row["severity"]
        severities.append(errors[file.name][0]["severity"])
    assert sorted(severities) == ["error"] * (count // 4) + ["warning"] * (count // 4)


def test_what_is_written_and_what_is_right_stand_in_the_list(tmp_path: Path) -> None:
    errors = made(tmp_path / "new", broken=1)
    for file, rows in errors.items():
        report = reportgen.load(tmp_path / "new" / file)
        for row in rows:
            if row["address"] in report.cells:
                value = report.cells[row["address"]]
                assert row["written"] == ("" if value is None else str(value))
                assert row["written"] != row["right"]
                assert row["label"] == report.addresses[row["address"]].label.zh
            assert row["organ"] == report.organ


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path: Path) -> None:
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        made(tmp_path / name, 10, seed=seed, broken=0.3)
    one, same, other = (
        {file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("a", "b", "c")
    )
    assert one == same
    assert len(one) == 11
    assert one != other


def test_more_files_begin_with_the_same_ones(tmp_path: Path) -> None:
    made(tmp_path / "few", 3)
    made(tmp_path / "many", 6)
    for file in (tmp_path / "few").glob("*.yaml"):
        assert file.read_bytes() == (tmp_path / "many" / file.name).read_bytes()


@pytest.mark.parametrize(
    ("more", "id"),
    [({"count": 0}, "sample-count"), ({"broken": 1.5}, "sample-share"), ({"broken": float("nan")}, "sample-share"),
     ({"broken": 0.6, "doubtful": 0.6}, "sample-share"), ({"format": "pdf"}, "sample-format"),
     ({"type_name": "nothing"}, "unknown-type")],
)  # fmt: skip
def test_a_wish_that_cannot_be_met_is_refused_and_nothing_made(tmp_path: Path, more: dict[str, Any], id: str) -> None:
    wish: dict[str, Any] = {"count": 3, "folder": tmp_path / "new", "year": 2025} | more
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.sample(**wish)
    assert [fault.id for fault in caught.value.faults] == [id]
    assert not (tmp_path / "new").exists()


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("mine", "utf-8")
    for folder, id in ((tmp_path, "sample-folder"), (tmp_path / "mine.yaml", "output-not-writable")):
        with pytest.raises(reportgen.OutputError) as caught:
            reportgen.sample(3, folder)
        assert caught.value.faults[0].id == id
    assert [file.name for file in tmp_path.iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize("style", ["docx", "html"])
def test_published_files_show_the_errors_and_are_read_back(tmp_path: Path, style: str) -> None:
    errors = made(tmp_path / "new", 4, broken=0.5, format=style, seed=2)
    assert len(errors) == 2
    for file in (tmp_path / "new").glob(f"*.{style}"):
        report = reportgen.load(file)
        found = {finding.rule for finding in reportgen.check(report) if finding.forbids}
        rows = errors.get(file.name, [])
        assert {rule for row in rows for rule in row["rules"].split()} <= found
        assert bool(found) is bool(rows), found
        for row in rows:
            if row["address"] in report.cells:
                assert str(report.cells[row["address"]]) == row["written"]
