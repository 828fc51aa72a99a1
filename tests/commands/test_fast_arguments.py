"""Command lines read without click: as click reads them, with the same outcome; whatever is unusual is click's."""

from __future__ import annotations

import inspect
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from reportgen.commands.checking import check
from reportgen.commands.command_line.error_boundary import exit_code_of
from reportgen.commands.command_line.group import main
from reportgen.commands.fast_arguments import plain_call
from reportgen.commands.rendering import render
from tests.strategies import NARRATIVE, document_of, evolve_at, zero

COMMANDS: dict[str, Callable[..., None]] = {"render": render, "check": check}
WORDS = ("render", "check", "-o", "--output", "a.yaml", "开封 2021.docx", "-", "--", "", "-ob", "--draft", "*")


def by_click(arguments: list[str]) -> dict[str, Any]:
    """Return the parameters that click finds for a command."""
    name, *words = arguments
    command = main.get_command(click.Context(main), name)
    assert command is not None
    return command.make_context(name, words).params


def test_what_is_taken_click_reads_alike() -> None:
    every = [list(words) for count in range(5) for words in itertools.product(WORDS, repeat=count)]
    taken = [(arguments, call) for arguments in every if (call := plain_call(arguments)) is not None]
    assert len(taken) > 50
    for arguments, (name, data, output) in taken:
        named = {"data": data} if output is None else {"data": data, "output": (output,)}
        bound = inspect.signature(COMMANDS[name]).bind(**named)
        bound.apply_defaults()
        assert name == arguments[0]
        assert bound.arguments == by_click(arguments)


@pytest.mark.parametrize(
    ("arguments", "call"),
    [
        (["render", "a.yaml"], ("render", "a.yaml", None)),
        (["render", "a.yaml", "-o", "b.docx"], ("render", "a.yaml", "b.docx")),
        (["render", "--output", "b.docx", "a.yaml"], ("render", "a.yaml", "b.docx")),
        (["check", "a.yaml"], ("check", "a.yaml", None)),
    ],
)
def test_the_commonest_are_taken(arguments: list[str], call: tuple[str, str, str | None]) -> None:
    assert plain_call(arguments) == call


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["render"], ["types"], ["render", "-"], ["render", "a", "-o", "-"], ["render", "--help"], ["check", ""],
        ["check", "*.yaml"], ["check", "~/a"], ["render", "$HOME/a"], ["render", "a", "-o", "%TEMP%/b"],
        ["check", "[a]"], ["render", "a", "--draft"], ["check", "a", "-o", "b"], ["--lang", "zh", "check", "a"],
    ],
)  # fmt: skip
def test_the_rest_is_for_click(arguments: list[str]) -> None:
    assert plain_call(arguments) is None


def test_a_shell_that_asks_for_completions_is_answered_by_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_REPORTGEN_COMPLETE", "bash_complete")
    assert plain_call(["check", "a.yaml"]) is None


@pytest.mark.parametrize(
    ("data", "code"),
    [("samples/disclosure_2021/kaifeng-2021.yaml", 0), ("BROKEN", 1), ("OPEN", 0), ("nowhere.yaml", 2), ("LICENSE", 2)],
)
@pytest.mark.parametrize("name", list(COMMANDS))
def test_both_roads_say_the_same_and_end_alike(root: Path, tmp_path: Path, name: str, data: str, code: int) -> None:
    if data == "BROKEN":
        data = str(tmp_path / "broken.json")
        figures = evolve_at(zero(), "applications.new.enterprises", 1)
        Path(data).write_text(json.dumps(document_of(figures), ensure_ascii=False), "utf-8")
    if data == "OPEN":
        data = str(tmp_path / "open.json")
        narrative = {**NARRATIVE, "overview": f"{NARRATIVE['overview']}本年新收政府信息公开申请16件。"}
        Path(data).write_text(json.dumps(document_of(zero(), narrative=narrative), ensure_ascii=False), "utf-8")
    output = ["-o", str(tmp_path / "out.docx")] if name == "render" else []
    outcomes = []
    for before in ([], ["--lang", "zh"]):  # an option before the command is click's
        words = [*before, name, data, *output]
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "reportgen", *words],
            cwd=root, env=_environment(tmp_path), capture_output=True, check=False,
        )  # fmt: skip
        outcomes.append((done.returncode, done.stdout, done.stderr))
    assert plain_call([name, data, *output]) is not None
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] == code
    assert outcomes[0][1] or outcomes[0][2]


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "REPORTGEN_LANG": "zh", "REPORTGEN_CACHE": str(folder / "cache")}


def test_click_itself_is_what_the_comparison_asks() -> None:
    with pytest.raises(click.UsageError):
        by_click(["render", "a.yaml", "b.yaml"])
    assert by_click(["check", "a.yaml", "--strict"])["strict"] is True


def test_every_ending_has_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    assert exit_code_of(interrupted) == 2
    assert capsys.readouterr().err.strip() in ("已中断", "interrupted")
    assert exit_code_of(lambda: sys.exit(1)) == 1
    assert exit_code_of(lambda: sys.exit("no code")) == 2
    assert exit_code_of(lambda: None) == 0
