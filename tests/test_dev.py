"""The developer's door starts on bare Python, knows a stale environment, and lets nothing be skipped in CI."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = b"""
[build-system]
requires = ["hatchling"]
[project]
name = "example"
dependencies = ["attrs"]
[tool.ruff]
line-length = 120
[tool.hatch.build.targets.wheel]
dev-mode-dirs = ["."]
"""
AS_IT_WAS = dev.stamp(PYPROJECT, b"attrs==1", "3.11.7", Path("here"))


def imported_modules(source: str) -> set[str]:
    """Return the top-level names of everything that a module imports anywhere."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or ".").partition(".")[0])
    return names


def test_it_needs_only_the_standard_library() -> None:
    imported = imported_modules((ROOT / "dev.py").read_text(encoding="utf-8"))
    assert imported
    assert imported <= sys.stdlib_module_names


def test_an_older_python_can_read_it_and_is_told_what_is_needed() -> None:
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))
    before_the_check = source.partition("if sys.version_info < NEEDED")[0]
    assert not {"tomllib", "__future__"} & imported_modules(before_the_check)


def test_help_lists_every_command() -> None:
    done = subprocess.run(
        [sys.executable, "dev.py", "--help"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    listed = re.findall(r"^ {4}(\w+)\b", done.stdout, flags=re.MULTILINE)
    assert listed == list(dev.COMMANDS)


def test_every_command_has_an_action() -> None:
    assert set(dev.ACTIONS) | {"setup"} == set(dev.COMMANDS)


def test_an_unknown_command_is_refused_without_a_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "dev.py", "nonsense"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert "nonsense" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_follows_two_dashes_is_passed_on() -> None:
    assert dev.arguments(["test", "--", "-k", "wheel"]) == ("test", ["-k", "wheel"])
    assert dev.arguments(["test"]) == ("test", [])


def test_run_passes_everything_on_with_or_without_dashes() -> None:
    assert dev.arguments(["run", "--", "check", "-"]) == ("run", ["check", "-"])
    assert dev.arguments(["run", "check", "-"]) == ("run", ["check", "-"])


def test_the_same_settings_give_the_same_stamp() -> None:
    assert dev.stamp(PYPROJECT, b"attrs==1", "3.11.7", Path("here")) == AS_IT_WAS


@pytest.mark.parametrize(
    ("pyproject", "constraints", "python", "root"),
    [
        (PYPROJECT.replace(b"attrs", b"click"), b"attrs==1", "3.11.7", "here"),
        (PYPROJECT.replace(b'"hatchling"', b'"setuptools"'), b"attrs==1", "3.11.7", "here"),
        (PYPROJECT.replace(b'["."]', b'["source"]'), b"attrs==1", "3.11.7", "here"),
        (PYPROJECT, b"attrs==2", "3.11.7", "here"),
        (PYPROJECT, b"attrs==1", "3.12.1", "here"),
        (PYPROJECT, b"attrs==1", "3.11.7", "there"),
    ],
    ids=["dependencies", "build system", "what is installed", "constraints", "Python", "place"],
)
def test_whatever_decides_the_environment_changes_the_stamp(
    pyproject: bytes, constraints: bytes, python: str, root: str
) -> None:
    assert dev.stamp(pyproject, constraints, python, Path(root)) != AS_IT_WAS


def test_a_changed_lint_rule_leaves_the_stamp_alone() -> None:
    assert dev.stamp(PYPROJECT.replace(b"120", b"100"), b"attrs==1", "3.11.7", Path("here")) == AS_IT_WAS


def test_an_environment_without_its_stamp_is_half_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "STAMP", tmp_path / "dev-stamp")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    assert not dev.is_ready("wanted")
    (tmp_path / "dev-stamp").write_text("older", encoding="utf-8")
    assert not dev.is_ready("wanted")
    (tmp_path / "dev-stamp").write_text("wanted", encoding="utf-8")
    assert dev.is_ready("wanted")


def test_an_environment_whose_tools_or_python_are_gone_is_not_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dev-stamp").write_text("wanted", encoding="utf-8")
    monkeypatch.setattr(dev, "STAMP", tmp_path / "dev-stamp")
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "TOOLS", (*dev.TOOLS, "a_tool_that_is_not_installed"))
    assert not dev.is_ready("wanted")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    assert not dev.is_ready("wanted")


def test_constraints_hold_names_and_exact_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9a-z.]*", line)] == []
    assert pins == sorted(pins, key=str.lower)


MARKED = """
import pytest

@pytest.mark.shared
def test_that_is_marked(): pass

def test_that_asks_for_the_folder(shared): pass

@pytest.mark.office
def test_that_needs_programs(): pass

def test_that_needs_nothing(): pass
"""


@pytest.mark.parametrize(("ci", "outcome"), [("true", "failed"), ("", "skipped")])
def test_what_is_missing_skips_a_test_at_home_and_fails_it_in_ci(tmp_path: Path, ci: str, outcome: str) -> None:
    tests = tmp_path / "checkout" / "tests"
    tests.mkdir(parents=True)
    shutil.copy(ROOT / "tests" / "conftest.py", tests)
    (tests / "test_marked.py").write_text(MARKED, encoding="utf-8")
    (tests.parent / "pytest.ini").write_text("[pytest]\nmarkers =\n  shared\n  office\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", "-q"],
        cwd=tests.parent, env=os.environ | {"CI": ci, "PATH": ""}, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    counts = dict(re.findall(r"(\d+) (passed|failed|skipped|error)", done.stdout.splitlines()[-1]))
    told = {word: int(count) for count, word in counts.items()}
    in_setup = told.pop("error", 0)
    told["failed" if in_setup else outcome] = told.get(outcome, 0) + in_setup
    assert told == {"passed": 1, outcome: 3}, done.stdout
    assert done.stdout.count("published reports are not beside the checkout") >= 2
    assert "soffice, pdftoppm" in done.stdout
