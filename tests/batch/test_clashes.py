"""HOSTILE O3 and O4 in a batch: no document is written over an input, nor two over one file, also through links."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import reportgen
from reportgen import OutputError, UsageError, catalogue
from reportgen.batch import JOURNAL

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links of POSIX")


@pytest.fixture
def folder(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a template and two data files, the second with the name of a Word document."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(catalogue.template_path("disclosure_2021"), "年报.docx")
    data = (root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml").read_bytes()
    for name in ("年报.yaml", "a.yaml", "b.docx"):
        Path(name).write_bytes(data)
    Path("out").mkdir()
    return tmp_path


def everything(folder: Path) -> dict[Path, bytes | str]:
    found = sorted(folder.rglob("*"))
    return {
        path: str(path.readlink()) if path.is_symlink() else path.read_bytes() for path in found if not path.is_dir()
    }


def refused(folder: Path, sources: list[str], into: str, template: object = None) -> list[tuple[str, str]]:
    before = everything(folder)
    with pytest.raises((OutputError, UsageError)) as caught:
        reportgen.render_all(sources, into, template)  # type: ignore[arg-type]
    assert everything(folder) == before
    return [(fault.id, str(fault.origin)) for fault in caught.value.faults]


@pytest.mark.parametrize("way", ["same", "another spelling", "link", "hard link", "compiled", "linked folder"])
def test_o3_a_batch_does_not_overwrite_its_template(way: str, folder: Path) -> None:
    template: object = "年报.docx"
    into = "."
    if way == "another spelling":
        template = folder / "out" / ".." / "年报.docx"
    elif way == "compiled":
        template = reportgen.compile_template("年报.docx")
    elif way == "linked folder":
        Path("other").symlink_to(".")
        into = "other"
    elif way != "same":
        into = "out"
        target = Path("out/年报.docx")
        target.symlink_to("../年报.docx") if way == "link" else target.hardlink_to("年报.docx")
    assert refused(folder, ["年报.yaml"], into, template) == [("output-is-input", str(Path(into) / "年报.docx"))]


@pytest.mark.parametrize("way", ["same", "link", "hard link", "its own"])
def test_o3_a_batch_does_not_overwrite_a_data_file(way: str, folder: Path) -> None:
    into = "." if way == "same" else "out"
    target = Path("out/b.docx")
    if way in ("link", "its own"):
        target.symlink_to("../a.yaml" if way == "link" else "../b.docx")
    elif way == "hard link":
        target.hardlink_to("a.yaml")
    assert refused(folder, ["a.yaml", "b.docx"], into) == [("output-is-input", str(Path(into) / "b.docx"))]


@pytest.mark.parametrize("way", ["link to the other", "links to one file", "links to no file", "hard links"])
def test_o4_two_documents_that_are_one_file_are_refused(way: str, folder: Path) -> None:
    first, second = Path("out/a.docx"), Path("out/年报.docx")
    if way == "link to the other":
        second.symlink_to("a.docx")
    elif way == "hard links":
        first.write_bytes(b"old")
        second.hardlink_to(first)
    else:
        if way == "links to one file":
            Path("one").write_bytes(b"old")
        first.symlink_to("../one")
        second.symlink_to(folder / "one")
    assert refused(folder, ["a.yaml", "年报.yaml"], "out") == [("same-target", "年报.yaml")]


def test_o3_every_clash_is_told_at_once(folder: Path) -> None:
    Path("out/a.docx").symlink_to("../年报.docx")
    Path("out/b.docx").symlink_to("../年报.yaml")
    Path("out/年报.docx").symlink_to("a.docx")
    told = refused(folder, ["a.yaml", "b.docx", "年报.yaml", "out/a.yaml"], "out", "年报.docx")
    assert told == [
        ("same-target", "年报.yaml"),
        ("same-target", "out/a.yaml"),
        *(("output-is-input", f"out/{name}.docx") for name in ("a", "b", "年报", "a")),
    ]


def test_o3_a_document_is_not_written_over_the_journal(folder: Path) -> None:
    Path("out/a.docx").symlink_to(JOURNAL)
    assert refused(folder, ["a.yaml"], "out") == [("output-is-input", "out/a.docx")]


def test_o3_a_render_does_not_overwrite_its_compiled_template_s_file(folder: Path) -> None:
    template = reportgen.compile_template("年报.docx")
    with pytest.raises(OutputError) as caught:
        reportgen.render(reportgen.load("a.yaml"), "年报.docx", template)
    assert [fault.id for fault in caught.value.faults] == ["output-is-input"]


def test_documents_of_an_earlier_run_and_links_to_elsewhere_are_no_clash(folder: Path) -> None:
    Path("elsewhere.docx").write_bytes(b"old")
    Path("out/年报.docx").symlink_to("../elsewhere.docx")
    for state in ("written", "kept"):
        outcomes = reportgen.render_all(["a.yaml", "年报.yaml"], "out", "年报.docx")
        assert [outcome.state for outcome in outcomes] == [state, state]
    assert Path("elsewhere.docx").read_bytes().startswith(b"PK")
