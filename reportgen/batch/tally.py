"""Counts what was found in many reports, in a temporary database, so that memory does not grow with their number."""

from __future__ import annotations

import weakref
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from reportgen.batch.outcomes import Checked, Outcome
from reportgen.batch.plan import temporary_database
from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.findings import Finding
from reportgen.report.summary import Remark, RuleCount, State, Unit, Weight

MOST_REMARKS: Final = 50
"""So many findings of a unit are kept with their sentences; all are counted."""
_WEIGHTS: Final[tuple[Weight, ...]] = ("error", "warning", "note", "accepted")
_TABLES: Final = (
    """CREATE TABLE units (
        number INTEGER PRIMARY KEY, source, organ, year, state, error, warning, note, accepted, target)""",
    """CREATE TABLE remarks (
        unit INTEGER, weight INTEGER, position INTEGER, rule, zh, en, file, line, col, place, remedy_zh, remedy_en,
        address, fingerprint, PRIMARY KEY (unit, weight, position)) WITHOUT ROWID""",
    "CREATE TABLE counts (rule, weight INTEGER, findings, units, zh, en, PRIMARY KEY (rule, weight))",
)
_ORDER: Final = (
    "ORDER BY state NOT IN ('unread', 'refused', 'failed'), error DESC, warning DESC, note DESC, source, number"
)


class Tally:
    """A :class:`reportgen.report.summary.Summary` of the outcomes that were added."""

    def __init__(self) -> None:
        self._database = temporary_database(_TABLES)
        weakref.finalize(self, self._database.close)
        self.total = self.failed = 0

    def add(self, outcome: Outcome | Checked) -> None:
        """Count one more outcome."""
        found = _remarks(outcome)
        counts = dict.fromkeys(_WEIGHTS, 0)
        for one in found:
            counts[one.weight] += 1
        target = str(outcome.target) if isinstance(outcome, Outcome) else ""
        head = (self.total, str(outcome.source), outcome.organ, outcome.year, outcome.state)
        self._insert("units", (*head, *counts.values(), target))
        for position, one in enumerate(sorted(found, key=lambda one: _WEIGHTS.index(one.weight))[:MOST_REMARKS]):
            origin, remedy = one.origin or Origin(""), one.remedy or Text("", "")
            place = (origin.file, origin.line, origin.column, origin.place)
            words = (one.rule, one.says.zh, one.says.en, *place, remedy.zh, remedy.en, one.address, one.fingerprint)
            self._insert("remarks", (self.total, _WEIGHTS.index(one.weight), position, *words))
        first = {(one.rule, one.weight): one for one in reversed(found)}
        many = Counter((one.rule, one.weight) for one in found)
        for (rule, weight), one in first.items():
            row = (rule, _WEIGHTS.index(weight), many[rule, weight], 1, one.says.zh, one.says.en)
            again = "SET findings = findings + excluded.findings, units = units + 1"
            self._insert("counts", row, f" ON CONFLICT (rule, weight) DO UPDATE {again}")
        self.total += 1
        self.failed += outcome.failed

    def counts(self) -> Mapping[State, int]:
        """Return how many units are in each state; states that none is in are left out."""
        return dict(self._database.execute("SELECT state, count(*) FROM units GROUP BY state ORDER BY state"))

    def rules(self) -> Iterator[RuleCount]:
        """Yield every rule that a finding has, the heaviest and most frequent first."""
        for rule, weight, findings, units, zh, en in self._database.execute(
            "SELECT * FROM counts ORDER BY weight, units DESC, findings DESC, rule"
        ):
            yield RuleCount(rule, _WEIGHTS[weight], findings, units, Text(zh, en))

    def units(self, most: int | None = None) -> Iterator[Unit]:
        """Yield the units, the worst first, ``most`` of them at most."""
        limit = -1 if most is None else most
        for row in self._database.execute(f"SELECT * FROM units {_ORDER} LIMIT ?", (limit,)):  # noqa: S608 — our own words
            yield Unit(*row)

    def remarks(self, unit: Unit) -> Iterator[Remark]:
        """Yield the findings of a unit, the heaviest first; of very many only the first."""
        for row in self._database.execute("SELECT * FROM remarks WHERE unit = ?", (unit.number,)):
            _, weight, _, rule, zh, en, file, line, column, place, remedy_zh, remedy_en, address, fingerprint = row
            origin = Origin(file, line, column, place) if file else None
            remedy = Text(remedy_zh, remedy_en) if remedy_zh else None
            yield Remark(rule, _WEIGHTS[weight], Text(zh, en), origin, remedy, address, fingerprint)

    def _insert(self, table: str, row: tuple[object, ...], otherwise: str = "") -> None:
        sound = [one.encode("utf-8", "replace").decode() if isinstance(one, str) else one for one in row]
        self._database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))}){otherwise}", sound)  # noqa: S608 — our words


def _remarks(outcome: Outcome | Checked) -> list[Remark]:
    """Return the findings, and the faults that are no findings."""
    known = {finding.rule for finding in outcome.findings}
    found = [_of_finding(finding) for finding in outcome.findings]
    return [_of_fault(fault) for fault in outcome.faults if fault.id not in known] + found


def _of_finding(finding: Finding) -> Remark:
    weight: Weight = "error" if finding.forbids else "note" if finding.verdict == "undecided" else finding.severity
    if finding.accepted is not None and not finding.forbids:
        weight = "accepted"
    return Remark(finding.rule, weight, finding.says, finding.place, None, finding.address, finding.fingerprint)


def _of_fault(fault: Fault) -> Remark:
    return Remark(fault.id, "error", fault.says, fault.origin, fault.remedy)
