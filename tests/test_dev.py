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


class WithThisPython(dev.Environment):
    """An environment whose Python is the one that runs the tests."""

    @property
    def python(self) -> Path:
        return Path(sys.executable)


def test_an_environment_without_its_stamp_is_half_made(tmp_path: Path) -> None:
    made = WithThisPython(tmp_path, sys.executable, "3.11.7")
    assert not dev.is_ready(made, "wanted")
    made.stamp.write_text("developer older", encoding="utf-8")
    assert not dev.is_ready(made, "wanted")
    made.stamp.write_text("developer wanted", encoding="utf-8")
    assert dev.is_ready(made, "wanted")


def test_a_developer_s_environment_serves_a_user_and_not_the_other_way(tmp_path: Path) -> None:
    made = WithThisPython(tmp_path, sys.executable, "3.11.7")
    made.stamp.write_text("user wanted", encoding="utf-8")
    assert dev.is_ready(made, "wanted", dev.USER)
    assert not dev.is_ready(made, "wanted", dev.DEVELOPER)
    made.stamp.write_text("developer wanted", encoding="utf-8")
    assert dev.is_ready(made, "wanted", dev.USER)


@pytest.mark.parametrize("level", [dev.USER, dev.DEVELOPER])
def test_an_environment_whose_tools_or_python_are_gone_is_not_ready(
    level: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = WithThisPython(tmp_path, sys.executable, "3.11.7")
    made.stamp.write_text(f"{level} wanted", encoding="utf-8")
    assert dev.is_ready(made, "wanted", level)
    assert not dev.is_ready(dev.Environment(tmp_path, sys.executable, "3.11.7"), "wanted", level)
    monkeypatch.setitem(dev.MODULES, level, ("a_tool_that_is_not_installed",))
    assert not dev.is_ready(made, "wanted", level)


def installs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list in which every step of a setup is noted, by its last word, instead of being run."""
    steps: list[str] = []

    def noted(*command: str | Path, of: dev.Environment, remedy: str) -> None:
        steps.append(Path(command[-1]).name if len(command) < 6 else str(command[-1]))
        of.folder.mkdir(exist_ok=True)

    monkeypatch.setattr(dev, "quietly", noted)
    return steps


def test_the_demo_installs_what_a_user_needs_and_the_tests_add_the_tools(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = installs(monkeypatch)
    environment = WithThisPython(tmp_path / "made", sys.executable, "3.11.7")
    dev.setup(environment, dev.USER)
    dev.setup(environment, dev.USER)
    assert steps == ["made", "hatchling", ".[excel,pdf,progress]"]
    dev.setup(environment, dev.DEVELOPER)
    assert steps[3:] == [".[dev]"]
    dev.setup(environment, dev.USER)
    dev.setup(environment, dev.DEVELOPER)
    assert len(steps) == 4


def test_an_environment_for_other_settings_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = installs(monkeypatch)
    environment = WithThisPython(tmp_path / "made", sys.executable, "3.11.7")
    environment.folder.mkdir()
    environment.stamp.write_text("developer older", encoding="utf-8")
    dev.setup(environment, dev.DEVELOPER)
    assert steps == ["made", "hatchling", ".[dev]"]


def test_only_the_commands_for_developers_need_their_tools() -> None:
    assert set(dev.COMMANDS) > dev.FOR_USERS
    assert {"demo", "run"} <= dev.FOR_USERS


SAYS_ITS_VERSION = """#!/bin/sh
echo {minor}
echo "3.{minor}.{patch} (main) /opt/python"
"""


def a_python(path: Path, says: str) -> Path:
    """Write a stand-in for a Python, which answers the question that dev.py asks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(says, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a machine without any Python: ``bin`` is its PATH, ``pyenv`` is pyenv's."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    return tmp_path


def test_a_python_that_is_nowhere_is_not_found(machine: Path) -> None:
    assert dev.find_python(13) is None


def test_a_python_is_found_on_the_path_and_has_its_own_folder(machine: Path) -> None:
    on_the_path = a_python(machine / "bin" / "python3.13", SAYS_ITS_VERSION.format(minor=13, patch=2))
    found = dev.find_python(13)
    assert found == dev.Environment(ROOT / ".venv-3.13", str(on_the_path), "3.13.2 (main) /opt/python")


def test_the_newest_python_of_pyenv_is_taken(machine: Path) -> None:
    versions = machine / "pyenv" / "versions"
    for name in ("3.13.2", "3.13.10", "3.13.11t", "3.1.99"):
        patch = name.rpartition(".")[2]
        a_python(versions / name / "bin" / "python", SAYS_ITS_VERSION.format(minor=13, patch=patch))
    found = dev.find_python(13)
    assert found is not None
    assert found.base == str(versions / "3.13.10" / "bin" / "python")


def test_a_python_that_does_not_run_is_passed_over(machine: Path) -> None:
    shim = "#!/bin/sh\necho 'python3.13: command not found' >&2\nexit 127\n"
    a_python(machine / "bin" / "python3.13", shim)
    assert dev.find_python(13) is None
    in_pyenv = machine / "pyenv" / "versions" / "3.13.0" / "bin" / "python"
    a_python(in_pyenv, SAYS_ITS_VERSION.format(minor=13, patch=0))
    found = dev.find_python(13)
    assert found is not None
    assert found.base == str(in_pyenv)


def test_every_other_python_is_tested_and_the_missing_ones_are_named(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = sys.version_info[1]
    others = [minor for minor in dev.MINORS if minor != ours]
    for minor in (ours, *others[:2]):
        a_python(machine / "bin" / f"python3.{minor}", SAYS_ITS_VERSION.format(minor=minor, patch=1))
    asked = []

    def tested(of: dev.Environment, rest: list[str]) -> int:
        asked.append((of.folder.name, rest))
        return int(of.folder.name.endswith(f".{others[1]}"))

    monkeypatch.setattr(dev, "test_under", tested)
    assert dev.pythons(["-x"]) == 1
    assert asked == [(f".venv-3.{minor}", ["-x"]) for minor in others[:2]]
    told = capsys.readouterr().out
    assert re.search(rf"通过 ok .* Python 3\.{others[0]}\.1\n失败 FAILED .* Python 3\.{others[1]}\.1\n", told)
    assert f"Not found, neither on the PATH nor in pyenv: Python 3.{others[2]}" in told


def test_a_python_whose_environment_cannot_be_made_fails_with_the_reason(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    base = a_python(machine / "bin" / "python3.13", "#!/bin/sh\necho no ensurepip\nexit 1\n")
    assert dev.test_under(dev.Environment(machine / ".venv-3.13", str(base), "3.13.2 (main)"), []) == 2
    told = capsys.readouterr()
    assert "no ensurepip" in told.err
    assert "python3-venv" in told.err


def runs_of_tools(monkeypatch: pytest.MonkeyPatch, code: int) -> list[tuple[str, ...]]:
    """Return a list that every tool is noted in instead of being run; each ends with ``code``."""
    runs: list[tuple[str, ...]] = []

    def noted(*command: str) -> int:
        runs.append(command)
        return code

    monkeypatch.setattr(dev, "tool", noted)
    return runs


@pytest.mark.parametrize(("code", "told"), [(0, ""), (1, "python3 dev.py seeds -- --hypothesis-seed=")])
def test_a_fresh_seed_that_fails_says_how_to_run_it_again(
    code: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = runs_of_tools(monkeypatch, code)
    assert dev.seeds(["-x"]) == code
    assert dev.seeds(["-x"]) == code
    one, other = ([word for word in run if word.startswith("--hypothesis-seed=")] for run in runs)
    assert one != other
    assert all("--hypothesis-profile=fresh" in run for run in runs)
    said = capsys.readouterr().out
    assert told in said
    assert not told or f"The same examples again: python3 dev.py seeds -- {one[0]} -x" in said


def test_a_seed_that_is_given_is_the_one_that_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = runs_of_tools(monkeypatch, 0)
    assert dev.seeds(["--hypothesis-seed=5"]) == 0
    assert [word for word in runs[0] if word.startswith("--hypothesis-seed")] == ["--hypothesis-seed=5"]


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
