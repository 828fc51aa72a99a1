"""A batch by processes of this machine and by a Dask cluster: the same documents; a worker that dies loses nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen.core.errors import UsageError
from reportgen.workers.processes import workers

SAMPLE = "samples/disclosure_2021/kaifeng-2021.yaml"


def offices(root: Path, folder: Path, count: int) -> list[Path]:
    """Write variants of the sample, every seventh of which does not reconcile."""
    folder.mkdir()
    text = (root / SAMPLE).read_text("utf-8")
    files = [folder / f"{number:02}.yaml" for number in range(count)]
    for number, file in enumerate(files):
        spoilt = text.replace("[508, 2", "[509, 2") if number % 7 == 3 else text
        file.write_text(spoilt.replace("organ: 开封市", f"organ: 第{number}市"), "utf-8")
    return files


def documents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*.docx")}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=60, host="127.0.0.1"
    ) as cluster:
        yield cluster


@pytest.mark.filterwarnings("default")  # of Dask, where a worker is killed
def test_a_cluster_makes_the_same_and_survives_the_loss_of_a_worker(root: Path, tmp_path: Path, cluster: Any) -> None:
    files = offices(root, tmp_path / "data", 24)
    (tmp_path / "here").mkdir()
    (tmp_path / "there").mkdir()
    here = reportgen.render_all(files, tmp_path / "here")
    there: list[reportgen.Outcome] = []
    with workers(dask=cluster.scheduler_address) as crew:
        for outcome in reportgen.render_each(files, tmp_path / "there", executor=crew.executor, flying=3):
            if not there:
                next(iter(cluster.workers.values())).process.process.kill()
            there.append(outcome)
    assert [one.state for one in there] == [one.state for one in here]
    assert [one.faults for one in there] == [one.faults for one in here]
    assert documents(tmp_path / "there") == documents(tmp_path / "here") != {}
    checked: list[reportgen.Checked] = []
    with workers(dask=cluster.scheduler_address) as crew:
        for one in reportgen.check_each(files, executor=crew.executor, flying=1):
            if not checked:
                next(iter(cluster.workers.values())).process.process.kill()
            checked.append(one)
    assert checked == list(reportgen.check_each(files))


def test_an_address_where_nobody_answers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.workers.processes._SECONDS", 0.2)
    with pytest.raises(UsageError) as caught, workers(dask="tcp://127.0.0.1:9"):
        raise AssertionError("it answered")
    assert [fault.id for fault in caught.value.faults] == ["dask-unreachable"]


def test_without_dask_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError) as caught, workers(dask="tcp://127.0.0.1:9"):
        raise AssertionError("it is not installed")
    assert "-m pip install distributed" in str(caught.value)


def test_one_job_needs_no_pool_and_several_get_one() -> None:
    with workers(1) as crew:
        assert crew.executor is None
    with workers(3) as crew:
        assert crew.executor is not None
        assert crew.flying == 12


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_workers_end_with_the_process_that_was_killed(tmp_path: Path) -> None:
    """Nobody else would end them: they wait for work from a process that is gone."""
    program = (
        "import os, sys, time\n"
        "from reportgen.workers.processes import workers\n"
        "if __name__ == '__main__':\n"
        "    with workers(2) as crew:\n"
        "        print(*{crew.executor.submit(os.getpid).result() for _ in range(9)}, flush=True)\n"
        "        time.sleep(60)\n"
    )
    script = tmp_path / "script.py"
    script.write_text(program, "utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        pids = [int(word) for word in running.stdout.readline().split()]
        running.kill()
    assert pids
    deadline = time.monotonic() + 30
    while any(map(is_alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_alive, pids))


def is_alive(pid: int) -> bool:
    """Return whether a process works; one that ended and that nobody asked for its exit code does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
