"""O1: a document that somebody edited is kept beside the one that takes its name, whatever happens when."""

from __future__ import annotations

import errno
import itertools
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

import reportgen
from reportgen import atomic_write, pipeline
from reportgen.core.errors import OutputError
from reportgen.edited_documents import keep_if_edited
from tests.engine.word.word_templates import bytes_of
from tests.strategies import document_of, report_of, zero
from tests.test_batch import offices

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and permissions of POSIX")
KEPT = "报告（改动前）.docx"
NAMES = [KEPT, "报告（改动前2）.docx", "报告（改动前3）.docx"]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "报告.docx"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def render(target: Path, organ: str = "某市人民政府", *, draft: bool = False) -> Path | None:
    data = {**document_of(zero()), "organ": organ}
    return reportgen.render(reportgen.load(data), target, draft=draft).edited


def edit(file: Path, words: str) -> bytes:
    document = docx.Document(str(file))
    document.add_paragraph(words)
    document.save(str(file))
    return file.read_bytes()


def words_of(file: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)


@pytest.mark.parametrize("draft", [False, True], ids=["report", "draft"])
def test_what_nobody_edited_is_replaced_and_nothing_is_kept(target: Path, draft: bool) -> None:
    for organ in ("甲局", "甲局", "乙局"):
        assert render(target, organ, draft=draft) is None
    assert names(target.parent) == {target.name}
    assert "乙局" in words_of(target)


@pytest.mark.parametrize("draft", [False, True], ids=["report", "draft"])
def test_every_edited_document_is_kept_with_its_edits(target: Path, draft: bool) -> None:
    edits = []
    for name in NAMES:
        render(target, draft=draft)
        edits.append(edit(target, f"领导改为{name}"))
        assert render(target, "乙局", draft=draft) == target.with_name(name)
    assert names(target.parent) == {target.name, *NAMES}
    assert [target.with_name(name).read_bytes() for name in NAMES] == edits
    assert "领导" not in words_of(target)


def test_a_document_that_reportgen_did_not_make_is_kept(target: Path) -> None:
    own = docx.Document()
    own.add_paragraph("去年的报告")
    target.write_bytes(bytes_of(own))
    assert render(target) == target.with_name(KEPT)
    assert words_of(target.with_name(KEPT)) == "去年的报告"


def test_a_document_of_an_earlier_version_is_kept(target: Path) -> None:
    template = reportgen.compile_template("disclosure_2021")
    target.write_bytes(template.render(report_of(zero())))
    assert render(target) == target.with_name(KEPT)


def test_an_empty_file_is_nothing_to_keep(target: Path) -> None:
    target.touch()
    assert render(target) is None
    assert names(target.parent) == {target.name}


def test_a_document_that_stands_at_a_link_is_kept_beside_it(target: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    render(tmp_path / "folder" / "a.docx")
    edited = edit(tmp_path / "folder" / "a.docx", "改")
    target.symlink_to(tmp_path / "folder" / "a.docx")
    kept = render(target)
    assert kept == tmp_path / "folder" / "a（改动前）.docx"
    assert kept.read_bytes() == edited


def test_an_edited_document_of_a_batch_is_kept_and_the_outcome_says_where(tmp_path: Path) -> None:
    into = tmp_path / "out"
    into.mkdir()
    files = offices(tmp_path / "data", "a", "b")
    assert {outcome.edited for outcome in reportgen.render_all(files, into)} == {None}
    edited = edit(into / "a.docx", "改")
    outcomes = reportgen.render_all(files, into)
    assert [(one.state, one.edited) for one in outcomes] == [("written", into / "a（改动前）.docx"), ("kept", None)]
    assert (into / "a（改动前）.docx").read_bytes() == edited


def test_a_refused_report_leaves_an_edited_document_where_it_is(target: Path) -> None:
    render(target)
    edited = edit(target, "改")
    data = document_of(zero())
    data["applications"]["new"][0] = 1
    with pytest.raises(reportgen.ReconciliationError):
        reportgen.render(reportgen.load(data), target)
    assert target.read_bytes() == edited
    assert names(target.parent) == {target.name}


def never(_content: bytes) -> bool:
    return False


def kept_path(target: Path) -> Path | None:
    kept = keep_if_edited(target, b"new", never)
    return None if kept is None else kept.path


def test_one_content_is_kept_once(target: Path) -> None:
    """A run that was killed between keeping and writing is taken up by the next one."""
    target.write_bytes(b"edited")
    assert [kept_path(target) for _ in range(3)] == [target.with_name(KEPT)] * 3
    target.with_name(KEPT).unlink()
    target.with_name(KEPT).write_bytes(b"edited")
    assert kept_path(target) == target.with_name(KEPT)
    target.unlink()
    target.write_bytes(b"edited again")
    assert kept_path(target) == target.with_name(NAMES[1])


def test_a_name_that_a_folder_has_is_left_alone(target: Path) -> None:
    target.write_bytes(b"edited")
    target.with_name(KEPT).mkdir()
    assert kept_path(target) == target.with_name(NAMES[1])


def test_a_long_name_is_shortened(tmp_path: Path) -> None:
    target = tmp_path / ("年" * 83 + ".docx")
    target.write_bytes(b"edited")
    kept = kept_path(target)
    assert kept is not None
    assert kept.name == "年" * 78 + "（改动前）.docx"
    assert kept.read_bytes() == b"edited"


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behave as a memory stick does, which knows no hard links."""

    def refused(_old: Path, _new: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)


@pytest.mark.usefixtures("no_links")
def test_without_hard_links_a_copy_is_kept(target: Path) -> None:
    for name in NAMES[:2]:
        render(target)
        edited = edit(target, f"改{name}")
        assert render(target) == target.with_name(name)
        assert target.with_name(name).read_bytes() == edited
    assert names(target.parent) == {target.name, *NAMES[:2]}
    target.write_bytes(edited)
    assert render(target) == target.with_name(NAMES[1])


@pytest.mark.usefixtures("no_links")
def test_where_no_copy_can_be_kept_the_old_document_stays(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.write_bytes(b"edited")

    def full(_file: Path, _content: bytes) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic_write, "replace", full)
    with pytest.raises(OSError, match="No space"):
        kept_path(target)
    assert names(target.parent) == {target.name}
    assert target.read_bytes() == b"edited"


def test_a_document_that_cannot_be_replaced_is_refused(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render(target)
    edited = edit(target, "改")

    def in_use(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(OutputError):
        render(target)
    assert target.read_bytes() == edited


def killed_at(step: int, target: Path, new: bytes, *, links: bool) -> bool:
    """Write in a process of its own, which is killed at its ``step``th call to the system; return whether it was."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    calls = itertools.count(1)

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            if next(calls) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return called

    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "link", counted(os.link if links else refused))
        for owner, names_ in ((os, ("open", "write", "fsync", "close")), (Path, ("replace", "unlink", "read_bytes"))):
            for name in names_:
                patch.setattr(owner, name, counted(getattr(owner, name)))
        try:
            pipeline.write_all([(target, new)])
        finally:
            os._exit(0)


@POSIX
@pytest.mark.parametrize("links", [True, False], ids=["link", "copy"])
def test_o1_killed_at_any_step_nothing_is_lost(target: Path, links: bool) -> None:
    """The edited document has one of its names, and the new one is whole or not there, after every step."""
    render(target)
    new = target.read_bytes()
    edited = edit(target, "改")
    for step in itertools.count(1):
        for path in target.parent.glob("报告*"):
            path.unlink()
        target.write_bytes(edited)
        killed = killed_at(step, target, new, links=links)
        assert target.read_bytes() in (edited, new)
        assert edited in [path.read_bytes() for path in target.parent.glob("报告*.docx")]
        if not killed:
            break
    assert step >= 10
    assert target.read_bytes() == new
    assert target.with_name(KEPT).read_bytes() == edited
    assert names(target.parent) == {target.name, KEPT}
