"""Renderers that run under Node.js, each in a process of its own that answers line by line; optional."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from benchmarks.sample import ROOT
from benchmarks.timing import Sampler
from benchmarks.workbench import Workbench

ENGINES = {"docxtemplater": "docxtemplater (npm)", "carbone": "carbone (npm)"}
_HERE = Path(__file__).resolve().parent / "node"
_INSTALLED = ROOT / ".cache" / "benchmarks-node"
_REPEATS = 3
_LONGEST_INSTALL = 300


def install() -> str | None:
    """Install the packages of ``node/package.json`` into the checkout's cache; return why that failed, or None."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    _INSTALLED.mkdir(parents=True, exist_ok=True)
    shutil.copy(_HERE / "package.json", _INSTALLED)
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"]
    try:
        done = subprocess.run(
            command, cwd=_INSTALLED, capture_output=True, text=True, check=False, timeout=_LONGEST_INSTALL
        )
    except subprocess.TimeoutExpired:
        return "npm install took too long"
    return None if done.returncode == 0 else f"npm install failed: {done.stderr.strip().splitlines()[-1:]}"


def missing(engine: str) -> str | None:
    """Return why ``engine`` cannot run here, or None."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (_INSTALLED / "node_modules" / engine).is_dir():
        return "npm package not installed; run with --npm to fetch it"
    return None


class NodeEngine:
    """One running engine; use it in a ``with`` statement."""

    def __init__(self, engine: str, bench: Workbench) -> None:
        self.engine, self.bench = engine, bench
        files = [str(bench.folder / f"{number}.values.json") for number in range(bench.count)]
        command = ["node", str(_HERE / "rendering.cjs"), engine, str(bench.folder / f"{engine}.docx"), *files]
        environment = os.environ | {"NODE_PATH": str(_INSTALLED / "node_modules")}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        )
        self._position = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()  # closing its input ends it

    def document(self, number: int) -> bytes:
        """Return one finished document, to be compared."""
        return base64.b64decode(self._ask({"document": number})["base64"])

    def peak(self) -> float:
        """Return the process's peak memory so far, in MiB."""
        return float(self._ask({"peak": True})["mebibytes"])

    def sampler(self) -> Sampler:
        """Return a sampler of CPU seconds a report, as the engine's own process counts them."""

        def sample(_: int) -> float:
            numbers = [(self._position + step) % self.bench.count for step in range(_REPEATS)]
            self._position += _REPEATS
            return float(self._ask({"render": numbers})["seconds"])

        for _ in range(3):
            sample(0)
        return sample

    def _ask(self, question: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            told = self._process.stderr.read() if self._process.stderr is not None else ""
            raise RuntimeError(f"{self.engine} ended: {told.strip()[:300]}")
        answer: dict[str, Any] = json.loads(line)
        return answer
