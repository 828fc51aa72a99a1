"""What a fuzzer finds in one input, and how two findings are told apart."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import attrs

from reportgen.core.errors import ReportgenError

ROOT: Final = Path(__file__).resolve().parent.parent
SLOW: Final = 1.0
"""Seconds of CPU that a small input may take."""


@attrs.frozen
class Result:
    """``outcome`` is what became of an input, in a word; ``problem`` is what is wrong with that, None where nothing is.

    Two problems with one ``kind`` are taken for one. ``counts`` are numbers that are added up over all inputs.
    """

    outcome: str
    kind: str = ""
    problem: str | None = None
    counts: Mapping[str, int] = attrs.Factory(dict)


def fault(kind: str, problem: str, counts: Mapping[str, int] | None = None) -> Result:
    """Return the result of an input that shows a fault."""
    return Result("fault", kind, problem, counts or {})


def guarded(work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns; a refusal is its own outcome, every other exception is a fault."""
    try:
        return work()
    except ReportgenError as error:
        if not error.faults or not all(one.says.zh and one.says.en for one in error.faults):
            return fault("a refusal without words", repr(error))
        return Result("refused")
    except Exception as error:  # noqa: BLE001 — that any leaves is what is looked for
        return fault(_place(error), "".join(traceback.format_exception(error))[-3000:])


def _place(error: Exception) -> str:
    """Return the exception's kind and the innermost line of the project that it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT / "reportgen")]
    at = ours[-1] if ours else frames[-1]
    return f"{type(error).__name__} in {Path(at.filename).name}:{at.name}"
