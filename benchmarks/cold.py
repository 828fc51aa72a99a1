"""Whole commands, from starting Python to the exit: CPU time of the child process, wall time where that is not told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.sample import ROOT, TEMPLATE
from benchmarks.timing import Sampler
from benchmarks.workbench import Workbench

MINIMAL_DOCXTPL = """\
import json, sys
from docxtpl import DocxTemplate
template = DocxTemplate(sys.argv[1])
with open(sys.argv[2], encoding="utf-8") as file:
    template.render(json.load(file), autoescape=True)
template.save(sys.argv[3])
"""
"""What a person writes who has docxtpl, a template and a JSON file; it checks and proves nothing."""

try:
    import resource
except ImportError:  # Windows
    MEASURED = "wall time"

    def spent() -> float:
        """Return a clock that runs on; children's CPU time is not told here."""
        return time.perf_counter()
else:
    MEASURED = "CPU time"

    def spent() -> float:
        """Return the CPU seconds of all child processes that have ended."""
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime


def commands(bench: Workbench) -> dict[str, list[str]]:
    """Return the commands by name; their files are in the bench's folder."""
    folder, python, office = bench.folder, sys.executable, _office()
    written = str(folder / "cold-docxtpl.docx")
    return {
        "python": [python, "-c", "pass"],
        "help": [*office, "--help"],
        "reportgen": [*office, "render", str(folder / "0.yaml"), "-o", str(folder / "cold-reportgen.docx")],
        "docxtpl": [python, "-c", MINIMAL_DOCXTPL, str(TEMPLATE), str(folder / "cold.json"), written],
    }


def _office() -> list[str]:
    """Return how an office starts reportgen: the installed command, or the module where none is installed."""
    installed = shutil.which("reportgen", path=str(Path(sys.executable).parent))
    return [installed] if installed else [sys.executable, "-m", "reportgen"]


def command_sampler(command: Sequence[str]) -> Sampler:
    """Return a sampler of one run of ``command``; it has run once before, to fill its caches."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONUTF8"] = "1"

    def sample(_: int) -> float:
        started = spent()
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        seconds = spent() - started
        if done.returncode != 0:
            raise RuntimeError(f"{' '.join(command)[:60]}: {done.stderr.strip()[-300:]}")
        return seconds

    sample(0)
    return sample
