"""A batch into a zip file: whole or not at all, the same bytes every time, continued as one into a folder is."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import reportgen
from reportgen.batch import JOURNAL
from reportgen.batch.archives import unfinished
from reportgen.core.errors import OutputError
from tests.batch.works import THREAD

SAMPLE = "samples/disclosure_2021/kaifeng-2021.yaml"


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """Return a folder with the data of four offices, of which the second does not reconcile."""
    folder = tmp_path / "data"
    folder.mkdir()
    text = (root / SAMPLE).read_text("utf-8")
    for number in range(4):
        spoilt = text.replace("[508, 2", "[509, 2") if number == 1 else text
        (folder / f"{number}局.yaml").write_text(spoilt.replace("organ: 开封市", f"organ: 第{number}市"), "utf-8")
    return folder


def make(data: Path, to: Path, *, resume: bool = False) -> list[str]:
    return [one.state for one in reportgen.render_each([data], to, executor=THREAD, resume=resume)]


def mend(data: Path) -> None:
    file = data / "1局.yaml"
    file.write_text(file.read_text("utf-8").replace("[509, 2", "[508, 2"), "utf-8")


def test_it_holds_what_a_folder_would_and_only_what_is_missing_is_made(data: Path, tmp_path: Path) -> None:
    to, folder = tmp_path / "reports.zip", tmp_path / "reports"
    outcomes = list(reportgen.render_each([data], to, executor=THREAD))
    assert [one.state for one in outcomes] == ["written", "refused", "written", "written"]
    assert outcomes[0].target == to / "0局.docx"
    with zipfile.ZipFile(to) as archive:
        assert archive.namelist() == ["0局.docx", "2局.docx", "3局.docx"]
    assert unfinished(to).is_dir()
    mend(data)
    assert make(data, to, resume=True) == ["kept", "written", "kept", "kept"]
    assert not unfinished(to).exists()
    folder.mkdir()
    make(data, folder)
    with zipfile.ZipFile(to) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            file.name: file.read_bytes() for file in folder.glob("*.docx")
        }
    first = to.read_bytes()
    assert make(data, to, resume=True) == ["written"] * 4
    assert to.read_bytes() == first


def test_a_file_that_is_there_is_left_alone(data: Path, tmp_path: Path) -> None:
    to = tmp_path / "reports.zip"
    make(data, to)
    with pytest.raises(OutputError) as caught:
        make(data, to)
    assert [fault.id for fault in caught.value.faults] == ["output-exists"]
    with zipfile.ZipFile(to, "w") as other:
        other.writestr("somebody's", "work")
    with pytest.raises(OutputError):
        make(data, to, resume=True)


def test_an_interrupted_batch_is_continued_and_leaves_no_half_file(data: Path, tmp_path: Path) -> None:
    to, whole = tmp_path / "reports.zip", tmp_path / "whole.zip"
    mend(data)
    stream = reportgen.render_each([data], to, executor=THREAD)
    assert next(stream).state == "written"
    stream.close()
    assert not to.exists()
    assert (unfinished(to) / JOURNAL).is_file()
    assert "kept" in make(data, to, resume=True)
    make(data, whole)
    assert to.read_bytes() == whole.read_bytes()


def test_what_somebody_put_into_its_folder_stays(data: Path, tmp_path: Path) -> None:
    to = tmp_path / "reports.zip"
    mend(data)
    unfinished(to).mkdir()
    (unfinished(to) / "note.txt").write_text("mine", "utf-8")
    make(data, to)
    assert [file.name for file in unfinished(to).iterdir()] == ["note.txt"]


def test_without_any_document_there_is_no_file(data: Path, tmp_path: Path) -> None:
    to = tmp_path / "reports.zip"
    assert [one.state for one in reportgen.render_each([data / "1局.yaml"], to, executor=THREAD)] == ["refused"]
    assert not to.exists()


def test_where_nothing_can_be_begun_no_folder_is_left(data: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(reportgen.DataError):
        make(tmp_path / "empty", tmp_path / "reports.zip")
    with pytest.raises(OutputError):
        make(data, tmp_path / "nowhere" / "reports.zip")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["data", "empty"]
