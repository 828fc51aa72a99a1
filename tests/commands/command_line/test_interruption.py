"""Ctrl-C ends the program with a word; work that has begun may clean up first."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from reportgen.commands.command_line import interruption

PROGRAM = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from reportgen.commands.command_line.interruption import at_once, cleaning_up
with at_once():
    {body}
print("went on")
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a process of Windows gets no SIGINT from another")


def ended(body: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROGRAM.format(body=body)],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_an_interruption_before_the_work_is_one_word() -> None:
    done = ended("os.kill(os.getpid(), signal.SIGINT)")
    assert (done.returncode, done.stdout, done.stderr) == (interruption.INTERRUPTED, "", "已中断 / interrupted\n")


def test_an_interruption_of_the_work_can_be_caught() -> None:
    body = "\n    ".join([
        "try:", "    with cleaning_up(): os.kill(os.getpid(), signal.SIGINT); signal.pause()",
        "except KeyboardInterrupt: print('cleaned', flush=True)", "os.kill(os.getpid(), signal.SIGINT)",
    ])  # fmt: skip
    done = ended(body)
    assert (done.returncode, done.stdout) == (interruption.INTERRUPTED, "cleaned\n")
