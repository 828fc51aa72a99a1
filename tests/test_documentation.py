"""What the README promises is what there is: every command, public name, filter and example."""

from __future__ import annotations

import inspect
import re
import shlex
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import reportgen
from reportgen.commands.command_line.group import main
from reportgen.commands.command_line.help_page import COMMANDS
from reportgen.prose.filters import FILTERS
from tests.installed_types import installed

README = "README.md"


def _read(root: Path, name: str = README) -> str:
    return (root / name).read_text("utf-8")


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_is_documented_and_helps(root: Path, name: str) -> None:
    assert f"reportgen {name}" in _read(root)
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0, result.output
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name} has no help"


def test_every_command_module_is_a_command(root: Path) -> None:
    modules = {path.stem for path in (root / "reportgen/commands").glob("*.py")} - {"__init__"}
    commands = {name.replace("-", "_") for name in COMMANDS}
    assert commands <= modules
    for name in modules - commands:
        assert "@click.command" not in _read(root, f"reportgen/commands/{name}.py"), f"{name} is in no table"


def test_every_public_name_is_documented(root: Path) -> None:
    text = _read(root)
    for name in reportgen.__all__:
        assert (f"`{name}`" if name[0].isupper() else f"{name}(") in text, name
        assert getattr(reportgen, name).__doc__, name
    assert set(reportgen.__all__) <= set(dir(reportgen)), "help(reportgen) shows them"


def test_every_function_of_the_table_is_public_and_takes_what_it_names(root: Path) -> None:
    """`name(one, two=…)` of the table is called so: the name is public, and an argument with a value is its own."""
    rows = re.findall(r"^\| (`[a-z_]+\(.*?) \| ", _read(root), flags=re.MULTILINE)
    calls = [found for row in rows for found in re.findall(r"`([a-z_]+)\(([^`]*)\)`", row)]
    functions = [(name, arguments) for name, arguments in calls if name not in FILTERS]
    assert len(functions) > 15, "the table is read"
    for name, arguments in functions:
        assert name in reportgen.__all__, name
        named = set(re.findall(r"(\w+)=", arguments))
        assert named <= inspect.signature(getattr(reportgen, name)).parameters.keys(), name


def test_what_the_functions_give_has_public_types(root: Path) -> None:
    report: reportgen.Report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    findings: list[reportgen.Finding] = reportgen.check(report)
    template: reportgen.Template = reportgen.compile_template("disclosure_2021")
    explanation: reportgen.Explanation = reportgen.explain(report, "applications.new.total")
    assert findings == []
    assert isinstance(report, reportgen.Report)
    assert isinstance(template, reportgen.Template)
    assert isinstance(explanation, reportgen.Explanation)


def test_an_unknown_name_is_an_attribute_error_and_a_type_checker_sees_it() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = reportgen.nothing  # type: ignore[attr-defined]  # mypy would call this comment unused if it saw no error


@pytest.mark.parametrize("name", list(FILTERS))
def test_every_filter_stands_in_the_readme_with_its_example(root: Path, name: str) -> None:
    text = _read(root)
    written, shown = FILTERS[name].example
    assert f"`{FILTERS[name].usage}`" in text
    assert f"`{{{{ {written.replace('|', chr(92) + '|')} }}}}` → {shown}" in text


def test_the_python_examples_run(root: Path, tmp_path: Path) -> None:
    for number, block in enumerate(_blocks(_read(root), "python")):
        (tmp_path / "samples").symlink_to(root / "samples") if not (tmp_path / "samples").exists() else None
        (tmp_path / "out").mkdir(exist_ok=True)
        script = tmp_path / f"example{number}.py"
        script.write_text(block, "utf-8")
        done = subprocess.run([sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("types", [{}, {"lamps": "lamps:REPORT"}], ids=["one type", "two types"])
@pytest.mark.parametrize("name", [README, "README.zh-CN.md"])
def test_the_console_examples_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, types: dict[str, str]
) -> None:
    (tmp_path / "samples").symlink_to(root / "samples")
    (tmp_path / "packages").mkdir()
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^ *```console\n(.*?)^ *```", _read(root, name), re.MULTILINE | re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    commands = [line.removeprefix("$ ").split("  #")[0] for line in lines if line.startswith("$ reportgen")]
    assert commands
    with installed(tmp_path / "packages", **types) if types else nullcontext():
        for command in commands:
            result = CliRunner().invoke(main, shlex.split(command)[1:])
            # A new data file is all blanks, so checking and rendering it in the clerk's guide says so with exit code 1.
            blank = ("2025.yaml" in command or "2025.xlsx" in command) and " new " not in command
            assert result.exit_code == (1 if blank else 0), f"{command}\n{result.output}"
