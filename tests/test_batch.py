"""Many reports into one folder (O4): clashes come first, one bad file keeps none of the others, resuming is exact."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest

import reportgen
from reportgen import OutputError, UsageError
from reportgen.batch import JOURNAL
from tests.batch.works import THREAD
from tests.strategies import document_of, zero


def offices(folder: Path, *names: str) -> list[Path]:
    """Write a data file for each name and return the files."""
    folder.mkdir(exist_ok=True)
    files = []
    for number, name in enumerate(names):
        data = {**document_of(zero()), "organ": f"第{number}局"}
        files.append(folder / f"{name}.json")
        files[-1].write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return files


def spoil(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace('"year": ', '"jahr": '), "utf-8")


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("first", "other"),
    [("a局", "a局"), ("a局", "A局"), ("\u00e9局", "e\u0301局"), ("ß局", "SS局")],
    ids=["the same", "case", "Unicode form", "folded"],
)
def test_o4_two_files_for_one_document_are_found_before_the_first_write(
    tmp_path: Path, into: Path, first: str, other: str
) -> None:
    """O4 two files that make one document are found before the first write."""
    files = [*offices(tmp_path / "one", first, "b局"), *offices(tmp_path / "two", other, "B局")]
    with pytest.raises(UsageError) as refused:
        reportgen.render_all(files, into, executor=THREAD)
    assert [fault.id for fault in refused.value.faults] == ["same-target", "same-target"]
    assert str(files[0]) in str(refused.value)
    assert list(into.iterdir()) == []


@pytest.mark.parametrize("pool", [None, ThreadPoolExecutor, ProcessPoolExecutor], ids=["alone", "threads", "processes"])
def test_o4_one_bad_file_keeps_none_of_the_others(
    tmp_path: Path, into: Path, pool: Callable[[int], Executor] | None
) -> None:
    files = offices(tmp_path / "data", *(f"{number:02}" for number in range(12)))
    spoil(files[5])
    (into / "05.docx").write_bytes(b"last year's")
    with nullcontext() if pool is None else pool(2) as executor:
        outcomes = reportgen.render_all(files, into, executor=executor)
    assert [outcome.source for outcome in outcomes] == files
    assert [outcome.state for outcome in outcomes] == ["written"] * 5 + ["refused"] + ["written"] * 6
    (bad,) = (outcome for outcome in outcomes if outcome.state == "refused")
    assert "unknown-key" in {fault.id for fault in bad.faults}
    assert {fault.origin.file for fault in bad.faults if fault.origin} == {str(files[5])}
    assert (into / "05.docx").read_bytes() == b"last year's"
    alone = tmp_path / "alone.docx"
    reportgen.render(reportgen.load(files[3]), alone)
    assert outcomes[3].target.read_bytes() == alone.read_bytes()


def test_o4_an_earlier_runs_documents_are_kept_and_only_changes_are_made(tmp_path: Path, into: Path) -> None:
    """O4 what an earlier run made is kept and only what changed is made anew."""
    files = offices(tmp_path / "data", "a", "b", "c", "d")
    reportgen.render_all(files[:3], into, executor=THREAD)
    stamps = {name: (into / name).stat().st_mtime_ns for name in ("a.docx", "b.docx", "c.docx")}
    files[1].write_text(files[1].read_text("utf-8").replace("第1局", "第9局"), "utf-8")
    (into / "c.docx").write_bytes(b"somebody else's")
    outcomes = reportgen.render_all(files, into, executor=THREAD)
    assert [outcome.state for outcome in outcomes] == ["kept", "written", "written", "written"]
    assert (into / "a.docx").stat().st_mtime_ns == stamps["a.docx"]
    assert b"somebody" not in (into / "c.docx").read_bytes()
    assert {outcome.state for outcome in reportgen.render_all(files, into, executor=THREAD)} == {"kept"}
    (into / "d.docx").unlink()
    assert [outcome.state for outcome in reportgen.render_all(files, into, executor=THREAD)] == [
        "kept",
        "kept",
        "kept",
        "written",
    ]
    assert {outcome.state for outcome in reportgen.render_all(files, into, executor=THREAD)} == {"kept"}
    (into / JOURNAL).unlink()
    assert {outcome.state for outcome in reportgen.render_all(files, into, executor=THREAD)} == {"written"}


def test_o4_another_template_makes_everything_anew(tmp_path: Path, into: Path) -> None:
    files = offices(tmp_path / "data", "a", "b")
    reportgen.render_all(files, into, executor=THREAD)
    own = tmp_path / "own.docx"
    reportgen.new_template("disclosure_2021", own)
    assert [outcome.state for outcome in reportgen.render_all(files, into, own, executor=THREAD)] == [
        "written",
        "written",
    ]
    assert [outcome.state for outcome in reportgen.render_all(files, into, own, executor=THREAD)] == ["kept", "kept"]


def test_o4_a_line_of_the_journal_that_a_kill_cut_short_says_nothing(tmp_path: Path, into: Path) -> None:
    files = offices(tmp_path / "data", "a", "b")
    reportgen.render_all(files, into, executor=THREAD)
    journal = into / JOURNAL
    journal.write_bytes(journal.read_bytes().rstrip()[:-9])
    assert [outcome.state for outcome in reportgen.render_all(files, into, executor=THREAD)] == ["kept", "written"]
    assert [outcome.state for outcome in reportgen.render_all(files, into, executor=THREAD)] == ["kept", "kept"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_o4_a_killed_run_is_taken_up_where_it_ended(tmp_path: Path, into: Path, root: Path) -> None:
    files = offices(tmp_path / "data", *(f"{number:03}" for number in range(120)))
    program = "import reportgen, sys; reportgen.render_all(sys.argv[2:], sys.argv[1])"
    running = subprocess.Popen([sys.executable, "-c", program, str(into), *map(str, files)], cwd=root)
    deadline = time.monotonic() + 60
    while len(list(into.glob("*.docx"))) < 10 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    outcomes = reportgen.render_all(files, into, executor=THREAD)
    states = [outcome.state for outcome in outcomes]
    assert states.count("kept") >= 9
    assert "refused" not in states
    assert {path.name for path in into.iterdir()} == {*(f"{number:03}.docx" for number in range(120)), JOURNAL}
    assert outcomes[0].target.read_bytes() != outcomes[1].target.read_bytes()


def test_a_folder_that_is_not_there_is_made_but_not_its_parent(tmp_path: Path) -> None:
    files = offices(tmp_path / "data", "a")
    (outcome,) = reportgen.render_all(files, tmp_path / "new", executor=THREAD)
    assert outcome.target == tmp_path / "new" / "a.docx"
    with pytest.raises(OutputError):
        reportgen.render_all(files, tmp_path / "nowhere" / "new", executor=THREAD)
    assert not (tmp_path / "nowhere").exists()
    assert reportgen.render_all([], tmp_path, executor=THREAD) == []


def test_a_refused_batch_leaves_no_folder_that_it_made(tmp_path: Path) -> None:
    one, other = offices(tmp_path / "data", "a"), offices(tmp_path / "others", "a")
    with pytest.raises(UsageError):
        reportgen.render_all([*one, *other], tmp_path / "new", executor=THREAD)
    assert not (tmp_path / "new").exists()


def test_a_data_file_that_is_not_there_is_refused_and_the_others_are_made(tmp_path: Path, into: Path) -> None:
    files = [tmp_path / "gone.json", *offices(tmp_path / "data", "a")]
    outcomes = reportgen.render_all(files, into, executor=THREAD)
    assert [outcome.state for outcome in outcomes] == ["refused", "written"]
    assert outcomes[0].faults[0].origin is not None
