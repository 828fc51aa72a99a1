"""Workers that die (as where memory runs out): their work is taken up again, and who kills them twice is refused."""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen import batch
from reportgen.batch import JOURNAL, Outcome
from reportgen.workers.sharing import share
from tests.batch import works

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")


@pytest.fixture
def into(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def sources(folder: Path, *names: str) -> list[Path]:
    files = [folder / f"{name}.yaml" for name in names]
    for file in files:
        file.write_bytes(file.name.encode())
    return files


def run(work: batch.Work, files: list[Path], into: Path, executor: Executor | None) -> list[Outcome]:
    return works.run(files, into, work, "program", executor)


def noted(folder: Path) -> set[str]:
    return {json.loads(line)["file"] for line in (folder / JOURNAL).read_text("utf-8").split("\n") if line}


class Broken(Executor):
    """An executor that does nothing any more, in one way or another."""

    def __init__(self, error: Exception, *, at_once: bool) -> None:
        self.error, self.at_once = error, at_once

    def submit(self, _: Callable[..., Any], /, *_arguments: Any, **_named: Any) -> Future[Any]:
        if self.at_once:
            raise self.error
        future: Future[Any] = Future()
        future.set_exception(self.error)
        return future


BROKEN = Broken(sys.modules["concurrent.futures.process"].BrokenProcessPool("a worker died"), at_once=False)


def test_a_file_that_kills_its_worker_is_refused_and_the_others_are_made(tmp_path: Path, into: Path) -> None:
    files = sources(tmp_path, *(f"{number:02}" for number in range(20)), "killer", "killer too", "last")
    with ProcessPoolExecutor(2) as pool:
        outcomes = run(works.copy_or_die, files, into, pool)
    assert [outcome.source for outcome in outcomes] == files
    assert [outcome.state for outcome in outcomes] == ["written"] * 20 + ["refused"] * 2 + ["written"]
    (fault,) = outcomes[20].faults
    assert (fault.id, fault.origin and fault.origin.file) == ("worker-killed", str(files[20]))
    made = {f"{file.stem}.docx" for file in files if "killer" not in file.stem}
    assert {path.name for path in into.iterdir()} == made | {JOURNAL}
    assert noted(into) == made
    states = [outcome.state for outcome in run(works.copy, files, into, None)]
    assert states == ["kept"] * 20 + ["written"] * 2 + ["kept"]


def test_a_file_whose_worker_died_once_is_made_after_all(tmp_path: Path, into: Path) -> None:
    files = sources(tmp_path, "a", "killer", "b")
    outcomes = run(works.copy_or_die_once, files, into, BROKEN)
    assert {outcome.state for outcome in outcomes} == {"written"}
    assert (tmp_path / "killer.met").exists()


@pytest.mark.parametrize(
    "executor",
    [BROKEN, Broken(BROKEN.error, at_once=True), Broken(BlockingIOError(11, "no more processes"), at_once=True)],
    ids=["while it works", "before", "no process to be had"],
)
def test_an_executor_that_is_broken_ends_no_batch(tmp_path: Path, into: Path, executor: Executor) -> None:
    files = sources(tmp_path, "a", "odd", "b")
    outcomes = run(works.copy_or_fail, files, into, executor)
    assert [outcome.state for outcome in outcomes] == ["written", "refused", "written"]
    assert [fault.id for fault in outcomes[1].faults] == ["internal-error"]
    assert "nothing to divide by" in outcomes[1].traceback
    assert noted(into) == {"a.docx", "b.docx"}


def test_what_a_broken_executor_leaves_is_rendered_like_everything_else(tmp_path: Path, into: Path, root: Path) -> None:
    sound = root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"
    bad = tmp_path / "bad.yaml"
    bad.write_bytes(sound.read_bytes().replace(b"year: ", b"jahr: "))
    outcomes = reportgen.render_all([sound, bad], into, executor=BROKEN)
    assert [outcome.state for outcome in outcomes] == ["written", "refused"]
    assert "unknown-key" in {fault.id for fault in outcomes[1].faults}
    assert [outcome.state for outcome in reportgen.render_all([sound], into)] == ["kept"]


def test_where_no_process_can_be_started_every_file_says_so(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sources(tmp_path, "a", "b")
    for executable in ("", str(tmp_path / "a.yaml"), "/bin/true"):
        monkeypatch.setattr(sys, "executable", executable)
        outcomes = run(works.copy, files, into, BROKEN)
        assert [fault.id for outcome in outcomes for fault in outcome.faults] == ["worker-not-started"] * 2


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let SIGINT interrupt, also in a run in the background, which a shell starts with the signal ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interruption_ends_the_batch_and_the_journal_is_exact(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sources(tmp_path, "a", "b", "c")

    def interrupted(source: Path, target: Path) -> batch.Product:
        if source.stem == "b":
            signal.raise_signal(signal.SIGINT)
        return works.copy(source, target)

    with pytest.raises(KeyboardInterrupt):
        run(interrupted, files, into, None)
    assert noted(into) == {"a.docx"}
    asked: list[object] = []

    def interrupted_while_it_waits(answers: object) -> None:
        asked.append(answers)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(pickle, "load", interrupted_while_it_waits)
    with pytest.raises(KeyboardInterrupt):
        run(works.copy, files, into, BROKEN)
    assert noted(into) == {"a.docx"}
    assert len(asked) == 1


def test_what_is_wrong_with_the_call_itself_still_surfaces(tmp_path: Path, into: Path) -> None:
    with pytest.raises(AttributeError):
        run(works.copy, sources(tmp_path, "a"), into, object())  # type: ignore[arg-type]
    with ProcessPoolExecutor(1) as pool:
        pool.shutdown()
        with pytest.raises(RuntimeError):
            run(works.copy, sources(tmp_path, "a"), into, pool)


class Slow:
    """A task whose items take times of their own, the first the longest."""

    def __call__(self, item: int) -> int:
        time.sleep(0.3 if item == 0 else item % 7 / 5000)
        return -item

    def source(self, item: int) -> Path:
        return Path(str(item))

    def refused(self, item: int, *_: object) -> int:
        return -item


def test_results_come_in_order_and_few_items_are_taken_before_they_are_due() -> None:
    taken: list[int] = []
    arrived: list[int] = []
    ahead = []

    def items() -> Iterator[int]:
        for item in range(2000):
            taken.append(item)
            yield item

    with ThreadPoolExecutor(4) as pool:
        for position, result in enumerate(share(Slow(), items(), pool, arrived.append, flying=5)):
            assert result == -position
            ahead.append(len(taken) - position)
    assert sorted(arrived, reverse=True) == [-item for item in range(2000)]
    assert max(ahead) <= (5 + 64) * 8
