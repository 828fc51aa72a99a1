"""HOSTILE D11: whatever a data file is, it is listed with the reason, and the batch goes on."""

from __future__ import annotations

import os
import socket
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

import reportgen
from reportgen import batch, pipeline
from reportgen.batch import outcomes
from reportgen.regular_file import read_regular
from tests.batch import works


@pytest.mark.skipif(os.name != "posix", reason="pipes, devices and permissions of POSIX")
@pytest.mark.parametrize("pool", [None, ThreadPoolExecutor, ProcessPoolExecutor], ids=["alone", "threads", "processes"])
def test_o4_a_source_that_is_no_data_file_keeps_none_of_the_others(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch, pool: type[ThreadPoolExecutor] | None
) -> None:
    monkeypatch.chdir(tmp_path)
    sound = (root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml").read_bytes()
    Path("first.yaml").write_bytes(sound)
    Path("last.yaml").write_bytes(sound)
    os.mkfifo("pipe.yaml")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.yaml")
    Path("folder.yaml").mkdir()
    with Path("huge.yaml").open("wb") as huge:
        huge.truncate(6 << 30)
    Path("loop.yaml").symlink_to("loop.yaml")
    Path("zero.yaml").symlink_to("/dev/zero")
    expected = {
        "first.yaml": (),
        "pipe.yaml": ("not-a-file",),
        "/dev/urandom": ("not-a-file",),
        "zero.yaml": ("not-a-file",),
        "socket.yaml": ("not-a-file",),
        "folder.yaml": ("not-a-file",),
        "huge.yaml": ("file-too-large",),
        "loop.yaml": ("unreadable-file",),
        "absent.yaml": ("no-such-file",),
        "last.yaml": (),
    }
    Path("out").mkdir()
    with nullcontext() if pool is None else pool(2) as executor:
        assert executor is None or isinstance(executor, Executor)
        for state in ("written", "kept"):
            found = reportgen.render_all(expected, "out", executor=executor)
            assert {str(each.source): tuple(fault.id for fault in each.faults) for each in found} == expected
            assert [each.state for each in found] == [state, *["refused"] * 8, state]


def test_an_internal_error_is_one_outcome_that_says_whose_fault_it_is(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = (root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml").read_text("utf-8")
    files = [tmp_path / f"{name}.yaml" for name in "abc"]
    for file in files:
        file.write_text(sound.replace("开封市", f"{file.stem}市"), "utf-8")
    (tmp_path / "b.docx").write_bytes(b"last year's")
    check = pipeline.check

    def failing(report: reportgen.Report, *, today: date | None) -> list[reportgen.Finding]:
        return [] if not report.organ.startswith("b") else check(None, today=today)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "check", failing)
    found = reportgen.render_all(files, tmp_path, executor=works.THREAD)
    assert [outcome.state for outcome in found] == ["written", "refused", "written"]
    (fault,) = found[1].faults
    assert (fault.id, fault.origin and fault.origin.file) == ("internal-error", str(files[1]))
    assert "程序的问题" in fault.says.zh
    assert found[1].traceback.startswith("Traceback")
    assert "AttributeError" in found[1].traceback
    assert found[0].traceback == ""
    assert (tmp_path / "b.docx").read_bytes() == b"last year's"


def test_a_data_file_for_which_memory_runs_out_ends_no_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for file in files:
        file.write_bytes(b"data")

    def without_memory(path: Path, most: int) -> bytes:
        if path == files[0]:
            raise MemoryError
        return read_regular(path, most)

    monkeypatch.setattr(outcomes, "content_of", without_memory)
    found = works.run(files, tmp_path, works.copy, executor=works.THREAD)
    assert [outcome.state for outcome in found] == ["refused", "written"]
    assert "MemoryError" in found[0].traceback


def test_a_document_that_is_gone_again_is_not_noted(tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_bytes(b"data")

    def vanishing(source: Path, target: Path) -> batch.Product:
        works.copy(source, target)
        target.unlink()
        return batch.Product()

    for _ in range(2):
        (outcome,) = works.run([source], tmp_path, vanishing)
        assert outcome.state == "written"
