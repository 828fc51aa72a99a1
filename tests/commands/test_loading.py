"""What the commonest commands load: every module costs a cold start, so that each one more is a decision."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installed_types import write_entry_points

DATA = "samples/disclosure_2021/kaifeng-2021.yaml"
LISTED = Path(__file__).with_name("modules-of-a-render.txt")
NEEDLESS = frozenset(
    ("argparse", "cattrs", "click", "dataclasses", "difflib", "docx", "docxtpl", "email", "gettext", "hashlib", "html",
     "importlib.metadata", "jinja2", "json", "locale", "logging", "lxml", "multiprocessing", "random", "socket",
     "subprocess", "tempfile", "uuid")
)  # fmt: skip
"""Other people's modules that a sound report did load once, or might."""

PROGRAM = """
import os, sys
def leave(code):
    print(*sys.modules, sep="\\n")
    sys.stdout.flush()
    leave_now(code)
leave_now, os._exit = os._exit, leave
sys.argv = ["reportgen", *sys.argv[1:]]
from reportgen.cli import main
main()
"""


def loaded(root: Path, folder: Path, *arguments: str) -> set[str]:
    """Return the modules that a command has loaded when it ends well; what it says is left out."""
    environment = {**os.environ, "REPORTGEN_CACHE": str(folder / "cache"), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=root, env=environment, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    modules = set(done.stdout.splitlines())
    assert "reportgen.core.errors" in modules
    return modules


@pytest.fixture(scope="module")
def of_a_render(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("loading")
    arguments = ("render", DATA, "-o", str(folder / "out.docx"))
    loaded(root, folder, *arguments)  # compiles the template, which the cache then has
    return loaded(root, folder, *arguments)


def test_a_sound_render_loads_what_is_listed(of_a_render: set[str]) -> None:
    ours = sorted(name for name in of_a_render if name.partition(".")[0] == "reportgen")
    listed = LISTED.read_text("utf-8").split()
    assert ours == listed, f"more: {sorted({*ours} - {*listed})}; less: {sorted({*listed} - {*ours})}"


def test_twenty_types_of_other_packages_change_nothing_of_a_cold_render(
    of_a_render: set[str], root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_entry_points(tmp_path, "others", **{f"lamps_{number}": "lamps:REPORT" for number in range(20)})
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    arguments = ("render", DATA, "-o", str(tmp_path / "out.docx"))
    loaded(root, tmp_path, *arguments)
    changed = loaded(root, tmp_path, *arguments) ^ of_a_render
    assert all(name.startswith("written: ") for name in changed), changed


def test_a_sound_render_and_check_load_nothing_needless(of_a_render: set[str], root: Path, tmp_path: Path) -> None:
    assert not NEEDLESS & of_a_render
    of_a_check = loaded(root, tmp_path, "check", DATA)
    assert not NEEDLESS & of_a_check
    assert not any(name.startswith(("reportgen.engine.word", "zipfile")) for name in of_a_check)


def test_the_proof_is_never_saved(of_a_render: set[str]) -> None:
    assert {"reportgen.engine.word.proof.read_back", "pyexpat", "zipfile"} <= of_a_render


def test_what_is_needless_is_loaded_where_it_is_needed(root: Path, tmp_path: Path) -> None:
    """The list of what is needless is no list of what does not exist: a first render compiles the template."""
    first = loaded(root, tmp_path, "render", DATA, "-o", str(tmp_path / "out.docx"))
    assert {"docxtpl", "jinja2", "lxml", "tempfile"} <= first


def test_importing_the_package_loads_nothing_else(root: Path) -> None:
    program = "import sys; before = set(sys.modules); import reportgen; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__future__", "reportgen", "reportgen.core", "reportgen.core.version"]
