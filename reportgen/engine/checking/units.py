"""A report checked against those of the units it covers: every figure must be the sum of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any

import attrs

from reportgen.core.errors import Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.model.linear import Expression
from reportgen.report.findings import Cell, Finding
from reportgen.report.report import Report
from reportgen.report.rules import Rule
from reportgen.report.unit_sum import MOST_NAMES, sum_of

MOST_CELLS = 20
"""A finding shows at most so many units."""


@attrs.frozen
class Missing:
    """A unit whose report cannot be added: its name, or its file's, and why."""

    name: str
    because: Text


def check_units(parent: Report, units: Sequence[Report], missing: Sequence[Missing] = ()) -> list[Finding]:
    """Return the figures of ``parent`` that are not the sum of the same figure of ``units``, in the order of the form.

    The units given are taken to be all of them. While one is missing (its file could not be read, it is of another
    year or form) nothing can be decided, and where a unit's figure is blank, that figure cannot. A total is named only
    where its difference is not that of its addends. Each unit's contribution is a cell of the finding, under the
    address ``units.<position from 0>.<address>``; of many units those without a figure and the largest are shown.

    Raises:
        UsageError: a unit is given twice, or is the parent itself.
    """
    rule = parent.type.across_units
    if rule is None or not (units or missing):
        return []
    _refuse_twice(parent, units)
    absent = [*missing, *_unusable(parent, units)]
    if absent:
        return [_undecided(rule, parent, absent)]
    return list(_compare(rule, parent, units))


def _refuse_twice(parent: Report, units: Sequence[Report]) -> None:
    seen: dict[tuple[str, int], Report] = {(parent.organ.strip(), parent.year): parent}
    faults = []
    for unit in units:
        key = unit.organ.strip(), unit.year
        first = seen.get(key)
        if first is None:
            seen[key] = unit
        else:
            says = Text(
                f"{unit.source} 与 {first.source} 都是“{unit.organ}”{unit.year} 年的报告，会被重复计算",
                f"{unit.source} and {first.source} are both the report of “{unit.organ}” for {unit.year}",
            )
            remedy = Text("每个下级单位只给一个文件", "give one file for each unit, and not the parent's")
            faults.append(Fault("unit-twice", says, Origin(unit.source), remedy))
    if faults:
        raise UsageError(faults)


def _unusable(parent: Report, units: Sequence[Report]) -> Iterator[Missing]:
    for unit in units:
        if unit.type is not parent.type:
            because = Text(f"格式不同（{unit.type.name}）", f"another form ({unit.type.name})")
            yield Missing(unit.organ, because)
        elif unit.year != parent.year:
            yield Missing(unit.organ, Text(f"是 {unit.year} 年的报告", f"it is the report of {unit.year}"))


def _undecided(rule: Rule, parent: Report, absent: Sequence[Missing]) -> Finding:
    named = absent[:MOST_NAMES]
    more = len(absent) - len(named)
    zh = "；".join(f"{unit.name}（{unit.because.zh}）" for unit in named) + (f"等 {len(absent)} 个单位" if more else "")
    en = "; ".join(f"{unit.name} ({unit.because.en})" for unit in named) + (f"; and {more} more" if more else "")
    says = Text(f"缺少下级单位的数据，无法与合计核对：{zh}", f"cannot compare with the sum of the units, missing: {en}")
    return Finding(rule.id, "undecided", "note", says, "units", origin=Origin(parent.source))


def _compare(rule: Rule, parent: Report, units: Sequence[Report]) -> Iterator[Finding]:
    book = parent.addresses
    added = [
        name for name in parent.type.addresses if name in book and book[name].printed and book[name].figure.rolls_up
    ]
    total = sum_of((unit.organ, {name: unit.cells[name] for name in added}) for unit in units)
    sums = {name: total.total(name) for name in added}
    gaps = {
        name: None if total is None or parent.cells[name] is None else parent.cells[name] - total
        for name, total in sums.items()
    }
    definitions: dict[str, list[Expression]] = {}
    for entry in book.definitions:
        definitions.setdefault(entry.address, []).append(entry.expression)
    for address, total in sums.items():
        if gaps[address] == 0 or _explained(address, gaps, definitions):
            continue
        yield _finding(rule, parent, units, address, total)


def _shown(units: Sequence[Report], address: str) -> list[int]:
    """Return the positions of the units that a finding shows: all, or those without a number and the largest."""
    if len(units) <= MOST_CELLS:
        return [*range(len(units))]
    values = [unit.cells[address] for unit in units]
    ranked = sorted(range(len(units)), key=lambda place: abs(values[place]) if _is_number(values[place]) else inf)
    return sorted(ranked[-MOST_CELLS:])


def _is_number(value: Any) -> bool:
    return value is not None and not isinstance(value, str)


def _explained(address: str, gaps: Mapping[str, Any], definitions: Mapping[str, Sequence[Expression]]) -> bool:
    """Whether a total's gap is just that of its addends, which have findings of their own."""
    return any(expression.evaluate(gaps) == gaps[address] for expression in definitions.get(address, ()))


def _finding(rule: Rule, parent: Report, units: Sequence[Report], address: str, total: Any) -> Finding:
    own = parent.cells[address]
    label = parent.addresses[address].label
    origin = parent.origin(address, stated=True)
    cells = [Cell(address, own, label, origin)]
    for position in _shown(units, address):
        unit = units[position]
        name = Text(f"{unit.organ}{label.zh}", f"{unit.organ}: {label.en}")
        where = unit.origin(address, stated=True)
        cells.append(Cell(f"units.{position}.{address}", unit.cells[address], name, where))
    decided = own is not None and total is not None
    if decided:
        says = Text(
            f"{label.zh}：{len(units)} 个下级单位合计为 {total}，本级报告为 {own}，相差 {abs(own - total)}",
            f"{label.en}: the {len(units)} units add up to {total}, this report says {own}; "
            f"they differ by {abs(own - total)}",
        )
    else:
        blank = [unit.organ for unit in (parent, *units) if not _is_number(unit.cells[address])]
        named, more = blank[:MOST_NAMES], len(blank) - MOST_NAMES
        says = Text(
            f"{label.zh}：无法与下级单位合计核对，因为这一格空白：{'、'.join(named)}"
            + (f"等 {len(blank)} 个" if more > 0 else ""),
            f"{label.en}: cannot compare with the units, because it is blank in: {', '.join(named)}"
            + (f" and {more} more" if more > 0 else ""),
        )
    return Finding(
        rule=rule.id,
        verdict="broken" if decided else "undecided",
        severity=rule.severity if decided else "note",
        says=says,
        address=address,
        cells=tuple(cells),
        expected=total,
        actual=own,
        difference=own - total if decided else None,
        law=rule.law,
        origin=origin,
    )
