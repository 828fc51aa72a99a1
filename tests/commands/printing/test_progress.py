"""How far a long work is: a bar, a line that is written over, or a line a minute."""

from __future__ import annotations

import io
import sys

import pytest

from reportgen.commands.printing import progress
from reportgen.commands.printing.console import choose_language


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let time pass as the test says."""
    now = [0.0]
    monkeypatch.setattr("reportgen.commands.printing.progress.time.monotonic", lambda: now[0])
    choose_language("zh")
    return now


def work(clock: list[float], items: int, seconds: float) -> None:
    with progress.Progress(items) as shown:
        for number in range(items):
            clock[0] += seconds
            shown.advance(failed=number % 100 == 99)


def test_elsewhere_than_on_a_terminal_a_line_a_minute_is_said(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    work(clock, 1200, 0.125)
    assert stream.getvalue().splitlines() == [
        "已处理 480/1,200 份（40%），每秒 8 份，还要 91 秒，有问题 4 份",
        "已处理 960/1,200 份（80%），每秒 8 份，还要 31 秒，有问题 9 份",
    ]


def test_a_terminal_without_rich_has_one_line(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setitem(sys.modules, "rich", None)
    work(clock, 100, 0.25)
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")
    assert stream.getvalue().count("\r") == 101


def test_a_terminal_with_rich_has_a_bar_that_goes_away(clock: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    work(clock, 40, 0.25)
    assert "还要" in stream.getvalue()


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "1 s"), (119, "2 min"), (5400, "90 min"), (90_000, "25.0 h")])
def test_a_time_is_as_coarse_as_one_speaks_of_it(seconds: float, words: str) -> None:
    assert progress.duration(seconds).en == words
