"""How far a long work is, on standard error: a bar on a terminal, elsewhere a line a minute."""

from __future__ import annotations

import sys
import time
from typing import Any, Final, Self

from reportgen.commands.printing.console import language, say
from reportgen.core.text import Text

_LINE_SECONDS: Final = 60.0
_SHOWN_SECONDS: Final = 0.25
_MINUTE, _HOUR = 60, 3600


class Progress:
    """The progress of ``total`` items: how many are done and failed, how many a second, and the time left.

    Where rich is installed a terminal shows its bar, else one line that is written over.
    """

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = self._failed = 0
        self._started = self._said = time.monotonic()
        self._on_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._bar: Any = _bar() if self._on_terminal and total > 1 else None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
            self._task = self._bar.add_task("", total=self._total, words="")
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
        elif self._on_terminal and self._total > 1:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def advance(self, *, failed: bool) -> None:
        """Count one more item."""
        self._done += 1
        self._failed += failed
        now = time.monotonic()
        if self._bar is not None:
            self._bar.update(self._task, completed=self._done, words=self._words(now).in_(language()))
        elif now - self._said >= (_SHOWN_SECONDS if self._on_terminal else _LINE_SECONDS):
            self._said = now
            self._say(now)

    def _say(self, now: float) -> None:
        share = 100 * self._done // max(self._total, 1)
        words = self._words(now)
        line = Text(
            f"已处理 {self._done:,}/{self._total:,} 份（{share}%），{words.zh}",
            f"{self._done:,} of {self._total:,} ({share}%), {words.en}",
        )
        if self._on_terminal:
            sys.stderr.write(f"\r\x1b[K{line.in_(language())}")
            sys.stderr.flush()
        else:
            say(line, error=True)

    def _words(self, now: float) -> Text:
        rate = self._done / max(now - self._started, 0.001)
        left = duration((self._total - self._done) / rate)
        failed = Text("", "")
        if self._failed:
            failed = Text(f"，有问题 {self._failed:,} 份", f", {self._failed:,} failed")
        return Text(f"每秒 {rate:.0f} 份，还要{left.zh}{failed.zh}", f"{rate:.0f} a second, {left.en} left{failed.en}")


def duration(seconds: float) -> Text:
    """Return a time in words, as coarse as one speaks of it."""
    whole = int(seconds) + 1
    if whole < 2 * _MINUTE:
        return Text(f" {whole} 秒", f"{whole} s")
    if whole < 2 * _HOUR:
        return Text(f" {whole // _MINUTE} 分钟", f"{whole // _MINUTE} min")
    return Text(f" {whole / _HOUR:.1f} 小时", f"{whole / _HOUR:.1f} h")


def _bar() -> Any:
    """Return rich's bar, or None where rich is not installed."""
    try:
        from rich import progress
        from rich.console import Console
    except ImportError:
        return None
    columns = (progress.BarColumn(), progress.MofNCompleteColumn(), progress.TextColumn("{task.fields[words]}"))
    return progress.Progress(*columns, console=Console(stderr=True), transient=True)
