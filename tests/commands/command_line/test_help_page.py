"""The page that ``--help`` shows: at once, and the same as where click shows it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen import cli
from reportgen.commands.command_line.group import main
from reportgen.commands.command_line.help_page import COMMANDS, SHOWN_VERSION, front_page, quick_answer


def test_click_shows_the_same_page_and_version() -> None:
    assert CliRunner().invoke(main, ["--lang", "en", "--help"]).output == f"{front_page()}\n"
    assert CliRunner().invoke(main, ["--lang", "en", "--version"]).output == f"{SHOWN_VERSION}\n"


def test_the_page_names_every_command_and_option() -> None:
    names = [name for parameter in main.params for name in parameter.opts]
    assert {"--lang", "--version"} <= set(names)
    assert all(name in front_page() for name in (*COMMANDS, *names, "-h", "--help"))


@pytest.mark.parametrize("asked", ["--help", "-h", "--version"])
def test_what_can_be_said_at_once_is_said(
    asked: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["reportgen", asked])
    cli.main()
    assert capsys.readouterr().out == f"{quick_answer([asked])}\n"


def test_help_loads_no_library(root: Path) -> None:
    program = (
        "import sys; sys.argv = ['reportgen', '--help']; from reportgen.cli import main; main(); "
        "print(sorted({'click', 'typing', 'attrs', 'yaml', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("arguments", [[], ["render"], ["--help", "render"], ["--lang", "en", "--version"]])
def test_everything_else_is_for_click(arguments: list[str]) -> None:
    assert quick_answer(arguments) is None
