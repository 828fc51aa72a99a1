"""A batch killed at random instants and resumed, against one that nobody disturbed: ``python -m benchmarks.killing``.

Every second time only the process is killed, as when memory runs out, else it and its workers, as when power fails.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import reportgen
from benchmarks.sample import ROOT
from reportgen.batch import JOURNAL
from reportgen.batch.archives import is_archive, unfinished

_LOOK_SECONDS = 0.02


@dataclass
class Killed:
    """What became of a batch: documents after each kill, and how the last ones differ from those of a whole run."""

    documents: int = 0
    refused: int = 0
    seconds: float = 0.0
    after_kills: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    code: int | None = None

    @property
    def sound(self) -> bool:
        """Whether the same files were made, byte for byte."""
        return not (self.missing or self.more or self.different)


def kill_and_resume(
    folder: Path, reports: int, kills: int, *, seed: int = 1, jobs: int = 2, broken: float = 0.01, suffix: str = ""
) -> Killed:
    """Make ``reports`` practice reports in ``folder``, once undisturbed and once killed ``kills`` times.

    With the ``suffix`` ``.zip`` they go into a zip file, which is compared as a whole, too.
    """
    data, whole, killed = folder / "data", folder / f"whole{suffix}", folder / f"killed{suffix}"
    reportgen.sample(reports, data, seed=seed, broken=broken, year=2024)
    chance = random.Random(seed)
    found = Killed()
    started = time.monotonic()
    running = _start(data, whole, jobs)
    while running.poll() is None and not next(_made_in(whole), None):
        time.sleep(_LOOK_SECONDS)
    first = time.monotonic() - started
    running.wait()
    found.seconds = time.monotonic() - started
    while len(found.after_kills) < kills:
        running = _start(data, killed, jobs)
        try:
            running.wait(chance.uniform(0, 2) * (first + (found.seconds - first) / kills))
        except subprocess.TimeoutExpired:
            _kill(running, everything=len(found.after_kills) % 2 == 0)
        found.after_kills.append(len(list(_made_in(killed))))
    last = _start(data, killed, jobs)
    found.code = last.wait()
    wanted, there = _contents(whole), _contents(killed)
    found.documents = sum(name.endswith(".docx") for name in wanted)
    found.refused = reports - found.documents
    found.missing, found.more = sorted(wanted.keys() - there.keys()), sorted(there.keys() - wanted.keys())
    found.different = sorted(name for name in wanted.keys() & there.keys() if wanted[name] != there[name])
    return found


def _start(data: Path, into: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reportgen", "batch", str(data), "-o", str(into), "--jobs", str(jobs), "--resume"]
    return subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _kill(running: subprocess.Popen[bytes], *, everything: bool) -> None:
    """Kill a batch, with ``everything`` its workers too; what only loses its parent ends by itself."""
    if everything:
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
    running.wait()


def _made_in(output: Path) -> Iterator[Path]:
    """Yield the documents that there are already; those of a zip file wait in a folder beside it."""
    return (unfinished(output) if is_archive(output) else output).glob("*.docx")


def _contents(folder: Path) -> dict[str, bytes]:
    """Return every file but the journal, in whose order the runs may differ; temporary files that were left as well.

    Of a zip file every document is returned, and the file itself.
    """
    if is_archive(folder):
        with zipfile.ZipFile(folder) as archive:
            return {"": folder.read_bytes(), **{name: archive.read(name) for name in archive.namelist()}}
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != JOURNAL}


def main(given: list[str]) -> int:
    """Kill, resume, compare and print; return 1 where a file differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.killing", description=__doc__)
    parser.add_argument("--reports", type=int, default=5_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--zip", action="store_true", help="into a zip file")
    options = parser.parse_args(given)
    with TemporaryDirectory() as name:
        found = kill_and_resume(
            Path(name),
            options.reports,
            options.kills,
            seed=options.seed,
            jobs=options.jobs,
            suffix=".zip" * options.zip,
        )
    print(f"{options.reports:,} reports, {options.jobs} processes, seed {options.seed}")
    print(f"undisturbed: {found.seconds:.0f} s, {found.documents:,} documents, {found.refused:,} refused")
    print(f"killed with SIGKILL {options.kills} times; documents there after each: {found.after_kills}")
    print(f"resumed to the end: exit code {found.code}")
    print(f"missing {len(found.missing)}, left over {len(found.more)}, different {len(found.different)}")
    print(
        "the same files, byte for byte"
        if found.sound
        else f"NOT the same: {found.missing + found.more + found.different}"
    )
    return 0 if found.sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
