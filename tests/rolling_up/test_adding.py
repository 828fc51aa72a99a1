"""Units are added by any workers, of this machine or a cluster, and those that die lose nothing and hide nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen.rolling_up.adding import tallies
from reportgen.rolling_up.tally import Tally
from reportgen.workers.processes import workers
from tests import remote_storage

SAMPLE = "samples/disclosure_2021/kaifeng-2021.yaml"


@pytest.fixture
def units(root: Path, tmp_path: Path) -> Path:
    """Return a folder with the data of forty offices."""
    folder = tmp_path / "units"
    folder.mkdir()
    text = (root / SAMPLE).read_text("utf-8")
    for number in range(40):
        (folder / f"{number:02}.yaml").write_text(text.replace("organ: 开封市", f"organ: 第{number}市"), "utf-8")
    return folder


def load_or_die(path: str) -> reportgen.Report:
    """End the process that is given a killer, as the system does when memory runs out."""
    if Path(path).stem.startswith("killer"):
        os.kill(os.getpid(), signal.SIGKILL)
    return reportgen.load(path)


def added(files: list[Path], executor: Executor | None) -> Tally:
    total = Tally()
    for part in tallies(load_or_die, files, executor, 2):
        total += part
    return total


def rolled_up(units: Any, to: Path, **named: Any) -> tuple[bytes, bytes]:
    """Return the bytes of a roll-up and of its ledger."""
    result = reportgen.rollup([units], to, organ="某省人民政府", **named)
    ledger = Path(str(result.ledger))
    found = to.read_bytes(), ledger.read_bytes()
    to.unlink()
    ledger.unlink()
    return found


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_file_that_ends_every_process_is_named_and_the_others_are_added(units: Path) -> None:
    killer = units / "killer.yaml"
    killer.touch()
    files = sorted(units.iterdir())
    with ProcessPoolExecutor(2) as pool:
        total = added(files, pool)
    assert [(problem.kind, problem.organ) for problem in total.problems] == [("unit-unreadable", "killer.yaml")]
    assert [unit.file for unit in total.units] == [str(file) for file in files if file != killer]
    assert not total.unfinished


@pytest.fixture
def cluster() -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=60, host="127.0.0.1"
    ) as cluster:
        yield cluster


@pytest.mark.filterwarnings("default")  # of Dask, where a worker is killed
def test_a_cluster_adds_the_same_and_survives_the_loss_of_a_worker(units: Path, tmp_path: Path, cluster: Any) -> None:
    to = tmp_path / "city.yaml"
    here = rolled_up(units, to)
    with workers(dask=cluster.scheduler_address) as crew:
        assert crew.executor is not None
        assert rolled_up(units, to, executor=crew.executor, flying=2) == here
        process = next(iter(cluster.workers.values())).process.process
        first = crew.executor.submit(load_slowly, process.pid)
        assert rolled_up(units, to, executor=_Killing(crew.executor, process), flying=2) == here
        assert first.result() is None


def load_slowly(_: int) -> None:
    """Keep a worker busy for a moment."""


class _Killing(Executor):
    """An executor whose worker is killed when the second chunk was sent."""

    def __init__(self, executor: Executor, process: Any) -> None:
        self._executor, self._process, self._sent = executor, process, 0

    def submit(self, *given: Any, **named: Any) -> Any:
        self._sent += 1
        future = self._executor.submit(*given, **named)
        if self._sent == 2:
            self._process.kill()
        return future


@pytest.mark.filterwarnings("default")  # of the S3 server and its client
def test_units_behind_urls_add_up_and_are_found_again(units: Path, tmp_path: Path) -> None:
    from reportgen.remote_files import RemoteFile

    with remote_storage.s3() as url:
        for file in list(units.iterdir())[:3]:
            (RemoteFile(url) / "units" / file.name).write(file.read_bytes())
        here, there = tmp_path / "city.yaml", f"{url}/sums/city.yaml"
        for city in (here, there):
            result = reportgen.rollup([f"{url}/units"], city, organ="某省人民政府")
            assert result.units == 3
            explained = reportgen.explain(reportgen.load(city), "applications.new.natural_persons")
            assert explained.units is not None
            places = [str(share.origin) for share in explained.units.largest]
            assert all(place.startswith(f"{url}/units/") and ".yaml:" in place for place in places), places
        written = [(RemoteFile(there).with_name(name)).read_bytes() for name in ("city.yaml", "city.units.jsonl")]
        assert written == [here.read_bytes(), here.with_name("city.units.jsonl").read_bytes()]
        with pytest.raises(reportgen.OutputError) as refused:
            reportgen.rollup([f"{url}/units"], there, organ="某省人民政府")
        assert [fault.id for fault in refused.value.faults] == ["output-exists"]
        with pytest.raises(reportgen.DataError) as twice:  # a sum and its units are not added together
            reportgen.rollup([f"{url}/units", there], f"{url}/sums/all.yaml", organ="某国")
        assert {fault.id for fault in twice.value.faults} == {"unit-counted"}
