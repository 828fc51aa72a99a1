"""What came out: one result a row, the table, and the same as JSON."""

from __future__ import annotations

import os
import platform
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.goals import BY_ROW, GOALS
from benchmarks.timing import Summary


@dataclass(frozen=True)
class Result:
    """One row of the goals: the summary of its rounds, or why it could not run."""

    row: str
    summary: Summary | None = None
    note: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """``reached``, ``met`` or ``missed``; ``not run`` where there is no number."""
        return "not run" if self.summary is None else BY_ROW[self.row].verdict(self.summary.median)


@dataclass(frozen=True)
class Rendered:
    """One line of the renderers' table."""

    name: str
    says: str
    milliseconds: Summary | None = None
    against_docxtpl: Summary | None = None
    mebibytes: float | None = None
    note: str = ""


def goals_table(results: Sequence[Result]) -> str:
    """Return the goals with what was measured."""
    rows = [("goal", "bar", "reach", "measured", "quartiles", "verdict")]
    notes = []
    for result in results:
        goal, found = BY_ROW[result.row], result.summary
        unit = "×" if goal.unit == "×" else " ms"
        measured = "–" if found is None else f"{found.median:.3g}{unit}"
        spread = "" if found is None or found.count == 1 else f"{found.lower:.3g} – {found.upper:.3g}"
        rows.append((goal.says, goal.shown(goal.bar), goal.shown(goal.reach), measured, spread, result.verdict))
        if result.note:
            notes.append(f"  {result.row}: {result.note}")
    return "\n".join([_aligned(rows), *notes])


def renderers_table(rendered: Sequence[Rendered]) -> str:
    """Return the renderers with CPU time, ratio and memory, the slowest first."""
    rows = [("renderer", "CPU ms a report", "(min)", "docxtpl / this", "peak MiB")]
    done = [line for line in rendered if line.milliseconds is not None]
    for line in sorted(done, key=lambda line: -line.milliseconds.median if line.milliseconds else 0):
        found, ratio = line.milliseconds, line.against_docxtpl
        assert found is not None
        shown = "" if ratio is None else f"{ratio.median:.3g}"
        memory = "" if line.mebibytes is None else f"{line.mebibytes:.0f}"
        rows.append((line.says, f"{found.median:.2f}", f"({found.least:.2f})", shown, memory))
    notes = [f"  {line.says}: {line.note}" for line in rendered if line.note]
    return "\n".join([_aligned(rows), *notes])


def as_plain(results: Sequence[Result], rendered: Sequence[Rendered], settings: dict[str, Any]) -> dict[str, Any]:
    """Return everything as plain data for JSON, with the machine it was measured on."""
    versions = {name: _version(name) for name in ("reportgen", "docxtpl", "Jinja2", "lxml", "isal", "docx-mailmerge2")}
    machine: dict[str, Any] = {
        "python": sys.version.split()[0],
        "system": platform.platform(),
        "processors": os.cpu_count(),
    }
    if hasattr(os, "getloadavg"):
        machine["load"] = os.getloadavg()
    goals = {goal.row: goal for goal in GOALS}
    rows = [
        {
            "goal": goals[one.row].says,
            "bar": goals[one.row].bar,
            "reach": goals[one.row].reach,
            "unit": goals[one.row].unit,
        }
        | {"row": one.row, "better": goals[one.row].better, "verdict": one.verdict, "note": one.note, "more": one.more}
        | {"measured": None if one.summary is None else asdict(one.summary)}
        for one in results
    ]
    return {
        "machine": machine,
        "versions": versions,
        "settings": settings,
        "goals": rows,
        "renderers": [asdict(line) for line in rendered],
    }


def _version(name: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
