"""A report checked against those of earlier years: what was carried over, what is in force, what jumped."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.errors import Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.changed_form import changed_form, comparable
from reportgen.engine.checking.equations import finding
from reportgen.engine.checking.rules_of_every_report import CHAIN, COMPARED
from reportgen.model.addresses import LAST_YEAR
from reportgen.report.findings import Cell, Finding, Severity
from reportgen.report.report import Report
from reportgen.report.rules import JUMP_FACTOR, Equation, Mismatch, Rule, RuleForm

JUMP_SIZE = 100
"""Figures that stay below this never count as a jump: from 1 to 12 is no news."""


def check_years(report: Report, previous: Sequence[Report], factor: int | Decimal = JUMP_FACTOR) -> list[Finding]:
    """Return what ``report`` and the reports of earlier years, in any order, contradict each other in.

    Every year is held against the one before it; figures of earlier years are named with ``last_year.`` before their
    addresses, twice for the year before that. Where the chain of years breaks, a finding says so and the rules across
    that gap are not applied.

    Raises:
        UsageError: a report given as earlier is not earlier, or two are of one year.
    """
    chain = [report, *sorted(previous, key=lambda earlier: -earlier.year)]
    _refuse_wrong_order(chain)
    findings: list[Finding] = []
    for position, (now, then) in enumerate(itertools.pairwise(chain)):
        gap = _gap(now, then)
        if gap is not None:
            findings.append(_broken_chain(then, gap, position))
            chain = chain[: position + 1]
            break
        findings += _pair(now, then, position)
        findings += _compared(now, then) if not position else ()
        if then.type is not now.type:
            findings.append(changed_form(now, then, position))
    if report.type.jump is not None:
        findings += _jumps(report.type.jump, chain, factor)
    return findings


def last_year_of(report: Report, previous: Sequence[Report]) -> Report | None:
    """Return the one of ``previous``, in any order, that directly precedes ``report``; None where there is none."""
    return next((earlier for earlier in previous if _gap(report, earlier) is None), None)


_YUAN = (1_000, 100_000)
"""Between these an amount is so many times last year's that it is likely one of yuan."""


def _refuse_wrong_order(chain: Sequence[Report]) -> None:
    faults = []
    for now, then in itertools.pairwise(chain):
        if then.year >= now.year:
            says = Text(
                f"{then.source} 是 {then.year} 年的报告，不早于 {now.source}（{now.year} 年）",
                f"{then.source} is of {then.year}, which is not before {now.source} ({now.year})",
            )
            remedy = Text("每个往年只给一个文件，且要早于本年", "give one file for each earlier year")
            faults.append(Fault("previous-year", says, Origin(then.source), remedy))
    if faults:
        raise UsageError(faults)


def _gap(now: Report, then: Report) -> Text | None:
    """Say why two reports do not follow each other, or return None."""
    if then.type is not now.type and then.type.name not in now.type.earlier_forms:
        return Text(
            f"{then.year} 年的报告是另一种格式（{then.type.name}）",
            f"the report of {then.year} has another form ({then.type.name})",
        )
    if then.organ.strip() != now.organ.strip():
        return Text(
            f"{then.year} 年的报告属于“{then.organ}”，不是“{now.organ}”",
            f"the report of {then.year} is of “{then.organ}”, not of “{now.organ}”",
        )
    if then.year != now.year - 1:
        return Text(
            f"{now.year} 年之前应是 {now.year - 1} 年的报告，给出的是 {then.year} 年的",
            f"before {now.year} comes {now.year - 1}, but the report given is of {then.year}",
        )
    return None


def no_earlier_report(report: Report, unread: int) -> Finding:
    """Return that among many no earlier report of this organ was found; ``unread`` of them cannot be read."""
    zh = f"；另有 {unread} 个上年的文件读不出来" if unread else ""
    en = f"; {unread} files of earlier years cannot be read" if unread else ""
    says = Text(
        f"没有找到“{report.organ}”以前年度的报告，跨年规则没有核对{zh}",
        f"no earlier report of “{report.organ}” was found; rules across years were not applied{en}",
    )
    origin = report.origin("year") or Origin(report.source)
    return Finding(CHAIN.id, "broken", CHAIN.severity, says, "year", origin=origin)


def _broken_chain(then: Report, gap: Text, position: int) -> Finding:
    says = Text(f"{gap.zh}，跨年规则没有核对", f"{gap.en}; rules across these years were not applied")
    origin = Origin(then.source)
    return Finding(CHAIN.id, "broken", CHAIN.severity, says, f"{LAST_YEAR * (position + 1)}year", origin=origin)


@attrs.frozen
class _Pair:
    """Two years in a row, the newer one ``position`` years before the report that is checked."""

    now: Report
    then: Report
    position: int
    cells: Mapping[str, Any]
    derived: Mapping[str, Any]
    """The same, with each total as it is computed, whatever was stated."""

    def cell(self, address: str) -> Cell:
        """Return the figure of either year, labelled with its year where that is not the checked report's."""
        earlier = address.startswith(LAST_YEAR)
        report, name = (self.then if earlier else self.now), address.removeprefix(LAST_YEAR)
        return cell_of(report, name, self.position + earlier)


def cell_of(report: Report, address: str, years_ago: int) -> Cell:
    """Return one printed figure of the report that is ``years_ago`` years older than the one that is checked."""
    label = report.addresses[address].label
    if years_ago:
        label = Text(f"{report.year} 年{label.zh}", f"{report.year}: {label.en}")
    origin = report.origin(address, stated=True)
    return Cell(f"{LAST_YEAR * years_ago}{address}", report.cells[address], label, origin)


def _pair(now: Report, then: Report, position: int) -> Iterator[Finding]:
    pair = _Pair(now, then, position, _merged(now.cells, then.cells), _merged(now.values, then.values))
    for rule in now.type.across_years:
        for form in rule.forms:
            mismatch = None
            if comparable(form, now, then) and not _says_nothing(form, pair):
                mismatch = form.judge(pair.cells)
            if mismatch is not None:
                yield _finding(rule, form, mismatch, pair)


def _compared(report: Report, last: Report) -> Iterator[Finding]:
    """Yield what the report's own table of last year's figures has otherwise than last year's report."""
    for address, written in report.particulars.last_year.items():
        figure = last.cells.get(address)
        if address not in last.addresses or figure is None or written is None or written == figure:
            continue
        cell, label = cell_of(last, address, 1), report.addresses[address].label
        says = Text(
            f"{label.zh}：last_year 写的上年数是 {written}，会印进对比表，而 {last.year} 年的报告是 {figure}",
            f"{label.en}: last_year: says {written}, which is printed; the report of {last.year} says {figure}",
        )
        origin = None if report.locate is None else report.locate(("last_year", address))
        found = Finding(COMPARED.id, "broken", COMPARED.severity, says, cell.address, (cell,), origin=origin)
        yield attrs.evolve(found, expected=figure, actual=written)


def _merged(now: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    return {**now, **{f"{LAST_YEAR}{address}": value for address, value in then.items()}}


def _says_nothing(form: RuleForm, pair: _Pair) -> bool:
    """Whether a total's gap is just that of its columns, which have findings of their own."""
    if not isinstance(form, Equation) or not form.implied:
        return False
    return bool(form.difference.evaluate(pair.cells) == form.difference.evaluate(pair.derived))


def _finding(rule: Rule, form: RuleForm, mismatch: Mismatch, pair: _Pair) -> Finding:
    severity: Severity = rule.severity
    if pair.now.scope == "unchanged" and rule.unchanged is not None:
        severity = rule.unchanged
    if mismatch.verdict == "undecided" and severity != "error":
        severity = "note"
    origin = pair.now.origin(form.address, stated=True)
    found = finding(rule, form, mismatch, pair.cells, pair.cell, origin, severity)
    says = found.says
    if pair.position:
        says = Text(f"{pair.now.year} 年的报告中，{says.zh}", f"in the report of {pair.now.year}, {says.en}")
    return attrs.evolve(found, says=says, address=f"{LAST_YEAR * pair.position}{form.address}")


def _jumps(rule: Rule, chain: Sequence[Report], factor: int | Decimal) -> Iterator[Finding]:
    """Name the figures that differ by more than ``factor`` from those of every earlier year that is known.

    A total is not named where one of its addends is: one cause, one finding.
    """
    report, *earlier = chain
    book = report.addresses
    jumped = {name for name in book if _has_ratio(name, chain) and _jumped(name, report, earlier, factor)}
    caused = {entry.address for entry in book.definitions if jumped.intersection(entry.expression.addresses)}
    for address in book:
        if address not in jumped or address in caused:
            continue
        now, last = report.values[address], earlier[0].values[address]
        label = book[address].label
        times = _times(now, last)
        unit = _in_yuan(book[address].figure.kind.unit, now, last)
        says = Text(
            f"{label.zh}：本年为 {now}，上年为 {last}{times.zh}，请核实是否填错{unit.zh}",
            f"{label.en}: {now} this year, {last} last year{times.en}; please verify{unit.en}",
        )
        cells = tuple(cell_of(year, address, ago) for ago, year in enumerate(chain))
        origin = report.origin(address)
        yield Finding(rule.id, "broken", rule.severity, says, address, cells, law=rule.law, origin=origin)


def _has_ratio(address: str, chain: Sequence[Report]) -> bool:
    """Whether a printed figure is a number from zero upwards in every year: no other is so many times another."""
    entry = chain[0].addresses[address]
    kind = entry.figure.kind
    return entry.printed and kind.numeric and kind.least == 0 and all(address in year.addresses for year in chain)


def _jumped(address: str, report: Report, earlier: Sequence[Report], factor: int | Decimal) -> bool:
    now = report.values[address]
    known = [year.values[address] for year in earlier if year.values[address] is not None]
    if now is None or not known:
        return False
    return all(
        max(now, then) >= JUMP_SIZE and max(now, then) > Decimal(factor) * max(min(now, then), 1) for then in known
    )


def _in_yuan(unit: Text | None, now: Any, then: Any) -> Text:
    """Say which amount was meant, where one in units of 10,000 yuan looks like one of yuan."""
    if (
        unit is None
        or unit.zh != "万元"
        or not now
        or not then
        or not _YUAN[0] <= Decimal(now) / Decimal(then) <= _YUAN[1]
    ):
        return Text("", "")
    meant = f"{(Decimal(now) / 10_000).normalize():f}"
    return Text(f"；若原数是元，应写 {meant}", f"; if yuan were meant, write {meant}")


def _times(now: Any, then: Any) -> Text:
    """Say how many times one figure is the other, where neither is nothing."""
    if not now or not then:
        return Text("", "")
    ratio = f"{Decimal(max(now, then)) / Decimal(min(now, then)):.1f}"
    return Text(f"，相差 {ratio} 倍", f", {ratio} times as much" if now > then else f", 1/{ratio} of it")
