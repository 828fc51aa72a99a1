"""The list of all units that are at fault, as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from reportgen import atomic_write, output_faults
from reportgen.core.errors import OutputError
from reportgen.remote_files import Place
from reportgen.rolling_up.judging import KIND_NAMES
from reportgen.rolling_up.ledger import ledger_path
from reportgen.rolling_up.units import Problem

COLUMNS: Final = ("problem", "问题", "organ", "file", "place", "说明", "says")


def writer(path: Path | None, target: Place) -> Callable[[Sequence[Problem]], object]:
    """Return what writes the problems of a roll-up to the new file ``path``; without one, nothing.

    Raises:
        OutputError: the file exists, cannot be written, or is the ``target`` of the roll-up or its ledger.
    """
    if path is None:
        return lambda _: None
    atomic_write.check_target(path)
    others = [one for one in (target, ledger_path(target)) if isinstance(one, Path)]
    if faults := [*output_faults.same_outputs([*others, path])]:
        raise OutputError(faults)
    if path.exists():
        raise OutputError(output_faults.exists(path))

    def write(problems: Sequence[Problem]) -> None:
        text = io.StringIO(newline="")
        table = csv.writer(text)
        table.writerow(COLUMNS)
        table.writerows(_row(problem) for problem in problems)
        atomic_write.write_new(path, text.getvalue().encode("utf-8-sig"))

    return write


def _row(problem: Problem) -> list[str]:
    origin = problem.origin
    file, place = ("", "") if origin is None else (origin.file, origin.line_or_cell)
    return [problem.kind, KIND_NAMES[problem.kind].zh, problem.organ, file, place, problem.says.zh, problem.says.en]
