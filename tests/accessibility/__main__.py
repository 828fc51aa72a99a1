"""Look at every page, say what is wrong with which, and end with 1 if anything is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reportgen.engine.office.browser import program
from tests.accessibility.pages import pages
from tests.conftest import ROOT

_HERE = Path(__file__).resolve().parent
_INSTALLED = ROOT / ".cache" / "accessibility-node"
_SECONDS = 300


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def missing() -> str | None:
    """Return what this machine lacks; the packages of ``package.json`` are fetched where they are not there yet."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return "node and npm are needed"
    if program() is None:
        return "Chromium, Chrome or Edge is needed"
    wanted = (_HERE / "package.json").read_bytes()
    held = _INSTALLED / "package.json"
    if held.is_file() and held.read_bytes() == wanted and (_INSTALLED / "node_modules" / "axe-core").is_dir():
        return None
    _INSTALLED.mkdir(parents=True, exist_ok=True)
    held.write_bytes(wanted)
    command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"]
    done = subprocess.run(command, cwd=_INSTALLED, capture_output=True, text=True, check=False, timeout=_SECONDS)
    return None if done.returncode == 0 else f"npm install failed: {done.stderr.strip()[-300:]}"


def main() -> int:
    """Write the pages, have them looked at, and say what was found."""
    lacking = missing()
    if lacking is not None:
        say(lacking)
        return 2
    with tempfile.TemporaryDirectory() as name:
        files = []
        for page, content in pages():
            files.append(Path(name, page))
            files[-1].write_bytes(content)
        environment = os.environ | {"NODE_PATH": str(_INSTALLED / "node_modules")}
        command = ["node", str(_HERE / "looking.cjs"), str(program()), *map(str, files)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=_SECONDS, encoding="utf-8"
        )
    if done.returncode != 0:
        say(done.stderr.strip()[-1000:])
        return 2
    looked = [json.loads(line) for line in done.stdout.splitlines()]
    wrong = 0
    for one in looked:
        found = [*one["violations"], *(f"asks for {url}" for url in one["requests"])]
        found += ["is wider than the screen"] if one["wide"] else []
        wrong += len(found)
        for fault in found:
            say(f"{Path(one['file']).name} at {one['width']}: {fault}")
    say(f"{len(looked)} views, {sum(one['passes'] for one in looked)} rules passed, {wrong} faults")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
