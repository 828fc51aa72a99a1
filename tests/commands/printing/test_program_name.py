"""Every command in a message is written as this user has to type it."""

from __future__ import annotations

import pytest
from click import Context

from reportgen.commands.command_line.group import main
from reportgen.commands.printing import program_name
from reportgen.commands.printing.program_name import as_typed, program


@pytest.fixture(autouse=True)
def _typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(program_name.VARIABLE, "py dev.py run --")


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("下一步：reportgen render 2025.yaml", "下一步：py dev.py run -- render 2025.yaml"),
        ("用 reportgen new 可以", "用 py dev.py run -- new 可以"),
        ("写法：reportgen --lang zh check", "写法：py dev.py run -- --lang zh check"),
        ("reportgen 0.5.0", "reportgen 0.5.0"),
        ("/usr/reportgen render", "/usr/reportgen render"),
        ("no name", "no name"),
    ],
)
def test_commands_are_replaced_and_nothing_else(line: str, typed: str) -> None:
    assert as_typed(line) == typed


def test_every_command_is_one_that_is_replaced() -> None:
    names = main.list_commands(Context(main))
    assert len(names) > 10
    assert [as_typed(f"reportgen {name} a") for name in names] == [f"py dev.py run -- {name} a" for name in names]


@pytest.mark.parametrize(
    ("argv", "orig", "name"),
    [
        ("/x/reportgen/__main__.py", r"C:\Python\python.exe", "python -m reportgen"),
        (r"C:\x\reportgen\__main__.py", "/usr/bin/python3", "python3 -m reportgen"),
        ("/x/bin/reportgen", "/usr/bin/python3", "reportgen"),
    ],
)
def test_the_name_is_told_by_how_the_program_was_started(
    monkeypatch: pytest.MonkeyPatch, argv: str, orig: str, name: str
) -> None:
    monkeypatch.delenv(program_name.VARIABLE)
    monkeypatch.setattr("sys.argv", [argv])
    monkeypatch.setattr("sys.orig_argv", [orig, "-m", "reportgen"])
    assert program() == name
    assert as_typed("reportgen check a") == f"{name} check a"
