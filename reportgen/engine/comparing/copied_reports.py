"""雷同: prose and figures that reports have from each other, found among many in time that grows as their number does.

Two clauses in a row are a shingle. What few reports share is looked up in an index, so that only those pairs are held
against each other that have something rare in common; what many share is the usual wording of such reports.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

import attrs

from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import COPIED_FIGURES, COPIED_PROSE, REPEATED_FIGURES
from reportgen.engine.comparing.prose_changes import sentences
from reportgen.model.form_grid import FormTable
from reportgen.report.findings import Finding
from reportgen.report.narrative import NarrativeField
from reportgen.report.report import Report
from reportgen.report.rules import Rule

USUAL = 8
"""A shingle in more reports than this is the usual wording, and says nothing of who copied from whom."""
LEAST_SHARED = 100
"""Characters that two offices' texts must share."""
LEAST_SHARE = Decimal("0.3")
"""The share of the shorter text that must be shared."""
LEAST_FIGURES = 6
"""Figures above zero that two tables must have to be the same by no chance."""
MOST_FINDINGS = 200
"""Findings of each rule, the gravest first."""
_SHORT_CLAUSE = 4
_CLAUSE = re.compile(r"[，,：:、；;。！？!?]")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def copied_reports(reports: Sequence[Report]) -> list[Finding]:
    """Return what the reports have from each other: texts and tables of other offices, tables of last year.

    Every finding is at the later of the two reports given and names the other. At most 200 of each rule.
    """
    found = [*_copied_prose(reports)], [*_copied_tables(reports)], [*repeated_tables(reports)]
    return [finding for findings in found for finding in findings[:MOST_FINDINGS]]


def _copied_prose(reports: Sequence[Report]) -> Iterator[Finding]:
    fields: dict[str, NarrativeField] = {field.name: field for report in reports for field in report.narrative_fields}
    pairs: list[tuple[Decimal, int, int, NarrativeField, int]] = []
    for field in fields.values():
        texts = [_shingles(report, field.name) for report in reports]
        lengths = [sum(text.values()) for text in texts]
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for shingle in text:
                holders[shingle].append(number)
        shared: Counter[tuple[int, int]] = Counter()
        for shingle, numbers in holders.items():
            if 1 < len(numbers) <= max(USUAL, 2):
                size = texts[numbers[0]][shingle]
                shared.update(dict.fromkeys(combinations(numbers, 2), size))
        for (first, second), size in shared.items():
            if reports[first].organ.strip() == reports[second].organ.strip():
                continue  # an office's own text of another year is F-COPIED's
            share = Decimal(size) / Decimal(min(lengths[first], lengths[second]))
            if size >= LEAST_SHARED and share >= LEAST_SHARE:
                pairs.append((share, first, second, field, size))
    for share, first, second, field, size in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        one, other, percent = reports[second], reports[first], int(share * 100)
        says = Text(
            f"“{field.label.zh}”有约 {size} 字（{percent}%）与{_named(other, one).zh}相同（{other.source}）",
            f"about {size} characters ({percent}%) of “{field.label.en}” are those of {_named(other, one).en} "
            f"({other.source})",
        )
        origin = one.prose_origin(field.name, 0) or Origin(one.source)
        yield _finding(COPIED_PROSE, says, f"narrative.{field.name}", origin)


def _shingles(report: Report, field: str) -> dict[str, int]:
    """Return two clauses in a row each, without the office's name, years and numbers, with their length."""
    organ, found = report.organ.strip(), dict[str, int]()
    for sentence in sentences(report, field):
        plain = _DIGITS.sub("0", sentence.replace(organ, ""))
        clauses = [clause for clause in _CLAUSE.split(plain) if len(clause) >= _SHORT_CLAUSE]
        if len(clauses) == 1:
            found[clauses[0]] = len(clauses[0])
        for first, second in pairwise(clauses):
            found[f"{first}，{second}"] = len(second)
    return found


@attrs.frozen
class _Table:
    """The figures of one report's table: which are above zero, in the order of the form."""

    report: Report
    table: FormTable
    figures: tuple[tuple[str, Any], ...]


def _tables(report: Report) -> Iterator[_Table]:
    entered = report.entered
    for table in report.tables:
        names = (name for row in table.rows for name in row.addresses)
        figures = tuple((name, entered[name]) for name in names if entered.get(name) not in (None, 0, "0"))
        if len(figures) >= LEAST_FIGURES:
            yield _Table(report, table, figures)


def _copied_tables(reports: Sequence[Report]) -> Iterator[Finding]:
    """Find tables of different offices that have the same figures in the same cells."""
    seen: dict[tuple[int, tuple[tuple[str, Any], ...]], Report] = {}
    for report in reports:
        for table in _tables(report):
            other = seen.setdefault((report.year, table.figures), report)
            if other.organ.strip() != report.organ.strip():
                yield _finding(COPIED_FIGURES, _same(table, other), table.figures[0][0], _origin(table))


def repeated_tables(reports: Sequence[Report]) -> Iterator[Finding]:
    """Yield tables that have the figures of the same office's last year, where that is among the reports."""
    by_year: Mapping[tuple[str, int], Report] = {(report.organ.strip(), report.year): report for report in reports}
    for report in reports:
        last = by_year.get((report.organ.strip(), report.year - 1))
        if last is None:
            continue
        before = {table.table.name.zh: table.figures for table in _tables(last)}
        for table in _tables(report):
            if before.get(table.table.name.zh) == table.figures:
                yield _finding(REPEATED_FIGURES, _same(table, last), table.figures[0][0], _origin(table))


def _same(table: _Table, other: Report) -> Text:
    name, named = table.table.name, _named(other, table.report)
    return Text(
        f"{name.zh}的 {len(table.figures)} 个数字与{named.zh}完全相同（{other.source}）",
        f"the {len(table.figures)} figures of {name.en} are exactly those of {named.en} ({other.source})",
    )


def _named(other: Report, report: Report) -> Text:
    if other.organ.strip() == report.organ.strip():
        return Text(f" {other.year} 年的报告", f"the report of {other.year}")
    return Text(f"“{other.organ}”的报告", f"the report of “{other.organ}”")


def _origin(table: _Table) -> Origin:
    return table.report.origin(table.figures[0][0]) or Origin(table.report.source)


def _finding(rule: Rule, says: Text, address: str, origin: Origin) -> Finding:
    return Finding(rule.id, "broken", rule.severity, says, address, origin=origin)
