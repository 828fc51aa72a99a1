"""Several files of each data file of a batch: made together, continued together, the same as one report makes alone."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import reportgen
from reportgen.commands.command_line.group import main
from tests import remote_storage
from tests.batch.works import THREAD

SAMPLE = "samples/disclosure_2021/kaifeng-2021.yaml"
FORMATS = ("docx", "html", "csv", "json")


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """Return a folder with the data of two offices, of which the second does not reconcile, and another for output."""
    text = (root / SAMPLE).read_text("utf-8")
    for name in ("data", "out", "alone"):
        (tmp_path / name).mkdir()
    (tmp_path / "data" / "a.yaml").write_text(text, "utf-8")
    (tmp_path / "data" / "b.yaml").write_text(text.replace("[508, 2", "[509, 2"), "utf-8")
    return tmp_path / "data"


def outcomes(data: Path, to: Any, **ways: Any) -> list[reportgen.Outcome]:
    ways = dict[str, Any](formats=FORMATS, executor=THREAD) | ways
    return list(reportgen.render_each([data], to, **ways))


def test_files_are_those_that_the_report_makes_alone(data: Path) -> None:
    out, alone = data.parent / "out", data.parent / "alone"
    first, second = outcomes(data, out)
    assert (first.state, second.state) == ("written", "refused")
    assert [first.target, *first.others] == [out / f"a.{one}" for one in ("docx", "csv", "html", "json")]
    reportgen.render(reportgen.load(data / "a.yaml"), [alone / f"a.{one}" for one in FORMATS])
    assert {file.name: file.read_bytes() for file in out.glob("[ab].*")} == {
        file.name: file.read_bytes() for file in alone.iterdir()
    }
    assert outcomes(data, out)[0].state == "kept"
    (out / "a.html").write_text("somebody's", "utf-8")
    assert outcomes(data, out)[0].state == "written", "one file that changed is enough"
    assert outcomes(data, out, formats=("docx",))[0].state == "written", "other files are another batch"


def test_a_zip_file_or_a_bucket_holds_them_all(data: Path) -> None:
    archive = data.parent / "all.zip"
    (data / "b.yaml").unlink()
    (outcome,) = outcomes(data, archive, formats=("html", "csv"))
    assert [outcome.target, *outcome.others] == [archive / "a.csv", archive / "a.html"]
    with zipfile.ZipFile(archive) as opened:
        assert opened.namelist() == ["a.csv", "a.html"]
        page = opened.read("a.html")
    with remote_storage.memory() as url:
        for _ in range(2):  # the second time the page is there, and is replaced
            assert [one.state for one in outcomes(data, url, formats=("html",), resume=False)] == ["written"]
        from reportgen.remote_files import RemoteFile

        assert {name for name, _ in RemoteFile(url).entries()} >= {"a.html"}
        assert RemoteFile(f"{url}/a.html").read_bytes() == page
        RemoteFile(f"{url}/a.html").write(page.replace(b"<body", b"<body lang=zh", 1))
        (edited,) = outcomes(data, url, formats=("html",), resume=False)
        assert edited.edited == RemoteFile(f"{url}/a（改动前）.html"), "as on a disk"


def test_none_of_them_is_written_over_data(data: Path) -> None:
    (data / "b.yaml").rename(data / "c.json")
    with pytest.raises(reportgen.OutputError) as refused:
        outcomes(data, data, formats=("docx", "json"))
    assert {fault.id for fault in refused.value.faults} == {"output-is-input"}


@pytest.mark.parametrize("formats", [("png",), ("docx", "exe"), "docx", ()])
def test_other_formats_are_refused(data: Path, formats: Any) -> None:
    with pytest.raises(reportgen.UsageError):
        outcomes(data, data.parent / "out", formats=formats)


def test_the_command_takes_formats_one_by_one(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data.parent)
    arguments = ["batch", "data", "-o", "out", "--jobs", "1", "--format", "docx", "--format", "html"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1, "one of two was refused"
    assert sorted(file.name for file in Path("out").glob("[ab].*")) == ["a.docx", "a.html"]
