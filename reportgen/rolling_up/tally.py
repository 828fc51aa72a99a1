"""What one or many units add up to; tallies of parts, in their order, add up to the tally of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

import attrs

from reportgen.core.errors import DataError, ReportgenError
from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.remote_files import Place, content_of
from reportgen.report.report import Report
from reportgen.report.unit_sum import UnitSum, sum_of
from reportgen.report_files import BY_PRODUCTS, is_by_product
from reportgen.rolling_up.ledger import ledger_path
from reportgen.rolling_up.units import Problem, Unit, unit_of, unreconciled

Group = tuple[str, int]
"""A report type's name and a year: only reports of one group are added."""
Load = Callable[[str], Report]


@attrs.frozen(eq=False, repr=False)
class Tally(Value):
    """The sums of the units of every group, and what is wrong with units; a part holds its ``units``, too.

    ``left_out`` are files that hold no report because this program wrote them of one; ``unfinished`` are those of a
    part that was not added, because the process that had it ended.

    With ``+`` the tallies of parts become that of all: in any grouping, as long as they stay in their order. A caller
    who wants to keep little in memory takes the units out of a part first.
    """

    sums: Mapping[Group, UnitSum] = attrs.field(factory=dict)
    problems: tuple[Problem, ...] = ()
    units: tuple[Unit, ...] = ()
    left_out: tuple[str, ...] = ()
    unfinished: tuple[Place, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        sums = dict(self.sums)
        for group, more in other.sums.items():
            sums[group] = sums[group] + more if group in sums else more
        return Tally(
            sums,
            self.problems + other.problems,
            self.units + other.units,
            self.left_out + other.left_out,
            self.unfinished + other.unfinished,
        )

    def without_units(self) -> Tally:
        """Return the tally without the units themselves and without the files left out."""
        return attrs.evolve(self, units=(), left_out=())


def tally(load: Load, files: Sequence[Place]) -> Tally:
    """Return what the units in ``files`` add up to, each loaded by ``load`` and checked; made for a worker."""
    units: list[Unit] = []
    problems: list[Problem] = []
    left_out: list[str] = []
    for file in files:
        if file.suffix.lower() in BY_PRODUCTS and is_by_product(_content(file)):  # which can be read as a report
            left_out.append(str(file))
            continue
        try:
            report, digest = _read(load, file)
        except ReportgenError as error:
            if is_by_product(_content(file)):
                left_out.append(str(file))
            else:
                problems.append(unreadable(file, error))
            continue
        units.append(unit_of(report, digest, summed=_has_ledger(file)))
        if (problem := unreconciled(report)) is not None:
            problems.append(problem)
    groups: dict[Group, list[tuple[str, Mapping[str, Any]]]] = {}
    for unit in units:
        groups.setdefault((unit.type, unit.year), []).append((unit.organ, unit.figures))
    sums = {group: sum_of(figures) for group, figures in groups.items()}
    return Tally(sums, tuple(problems), tuple(units), tuple(left_out))


def _read(load: Load, file: Place) -> tuple[Report, str]:
    """Return the report of ``file`` and the hash of its content."""
    report = load(str(file))
    content = _content(file)
    if not content:  # it was there a moment ago
        raise DataError(())
    return report, sha256(content).hexdigest()


def _content(file: Place) -> bytes:
    """Return what is in a file, nothing where it cannot be read."""
    try:
        return content_of(file, DEFAULT.file_bytes + 1)
    except (OSError, ValueError):
        return b""


def _has_ledger(file: Place) -> bool:
    try:
        return ledger_path(file).exists()
    except OSError:
        return False


def unreadable(file: Place, error: ReportgenError) -> Problem:
    """Return that the report of a unit cannot be read, with the first reason."""
    faults = error.faults
    more = len(faults) - 1
    says = faults[0].says if faults else Text("读不出来", "it cannot be read")
    remedy = faults[0].remedy if faults else None
    shown = Text(
        f"{file.name} 读不出来：{says.zh}" + (f"（另有 {more} 处）" if more > 0 else ""),
        f"{file.name} cannot be read: {says.en}" + (f" (and {more} more)" if more > 0 else ""),
    )
    return Problem("unit-unreadable", file.name, shown, faults[0].origin if faults else None, remedy)
