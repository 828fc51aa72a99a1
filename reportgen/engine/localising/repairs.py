"""Findings with their likely repairs: which cell is wrong, and what it should be."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from reportgen.core.text import Text
from reportgen.engine.checking.equations import speaking
from reportgen.model.addresses import LAST_YEAR
from reportgen.model.linear import Expression
from reportgen.report.findings import HIGHEST, Finding, Repair, leading
from reportgen.report.report import Report
from reportgen.report.rules import Equation, RuleForm

if TYPE_CHECKING:
    from reportgen.engine.localising.error_models.whole_tables import Mistake
    from reportgen.engine.localising.inequalities import Inequalities
    from reportgen.engine.localising.results import Evidence, Group, Location
    from reportgen.report.evidence import QuotedFigure

MOST_REPAIRS = 5
"""Repairs given for one root cause of which one is the most likely."""
MOST_EQUALS = 24
"""Repairs given for one root cause that are equally possible: the entered figures of a column."""


def with_repairs(
    report: Report,
    findings: Sequence[Finding],
    evidence: Sequence[Evidence] = (),
    quoted: Callable[[Report], Iterable[QuotedFigure]] | None = None,
) -> list[Finding]:
    """Return ``findings`` with repairs, best first, on every one that a changed or filled-in cell would mend.

    Findings of one root cause carry the same repairs and the same ``cause`` (1, 2, …). A search that met its limit is
    mentioned in the repairs' reason. Only hard equations count, and no repair breaks a hard inequality; reports whose
    equations all hold cost nothing.
    ``quoted`` gives what a report says of its figures outside its tables.
    """
    if not any(finding.forbids for finding in findings):
        return list(findings)
    hard = [
        (rule.id, form) for rule, form in speaking(report) if rule.severity == "error" and _is_integral(form, report)
    ]
    equations = [form for _, form in hard if isinstance(form, Equation) and form.relation == "="]
    if not any(_is_equation(finding, equations) or _is_blank(finding) for finding in findings):
        return list(findings)
    from reportgen.engine.localising.error_models.whole_tables import whole_tables  # noqa: PLC0415 — a sound report needs it not
    from reportgen.engine.localising.inequalities import inequalities  # noqa: PLC0415 — the same

    comparisons = (comparison for _, form in hard for comparison in form.linear)
    bounds = inequalities(comparisons, lambda expression: written(expression, report), report.cells)
    mistakes = tuple(whole_tables(report, equations, bounds))
    findings = [_explained(one, mistakes) if _is_equation(one, equations) else one for one in findings]
    explained = frozenset[str]().union(*(mistake.addresses for mistake in mistakes))
    equations = [one for one in equations if explained.isdisjoint(one.difference.addresses)]
    if not any(_is_equation(finding, equations) or _is_blank(finding) for finding in findings):
        return findings
    told = [*evidence, *_evidence(quoted(report) if quoted else ())]
    location = _locate(report, equations, bounds, told)
    causes = _causes(location, equations, len(mistakes) + 1)
    if location.reason is not None and not location.repairs:
        reason = location.reason
        return [_unlocated(finding, reason) if _is_equation(finding, equations) else finding for finding in findings]
    bounding = {(rule, form.address, frozenset(form.addresses)): form for rule, form in hard if form not in equations}
    repaired = (_repaired(finding, causes, location) for finding in findings)
    return [_mended(finding, bounding, causes.values(), report) for finding in repaired]


def _explained(finding: Finding, mistakes: Sequence[Mistake]) -> Finding:
    """Give a broken equation of a table the one mistake that explains the whole table."""
    for number, mistake in enumerate(mistakes, start=1):
        if mistake.addresses.issuperset(cell.address for cell in finding.cells):
            return attrs.evolve(finding, cause=number, repairs=(mistake.repair,))
    return finding


def last_year_s_evidence(report: Report, previous: Sequence[Report]) -> list[Evidence]:
    """Return what last year's report says about this year's figures: 二 is last year's 四."""
    if not previous or previous[0].year != report.year - 1:
        return []
    from reportgen.engine.localising.results import Evidence  # noqa: PLC0415 — a sound report needs neither

    last = previous[0]
    found = []
    for rule in report.type.across_years:
        for equation in rule.equations:
            names = equation.expected.addresses
            if equation.relation != "=" or not all(name.startswith(LAST_YEAR) for name in names):
                continue
            # None where last year's form lacks a figure, which leaves the sum undecided.
            value = equation.expected.evaluate({name: last.cells.get(name.removeprefix(LAST_YEAR)) for name in names})
            if value is not None:
                source = Text(f"{last.year} 年报告", f"the report of {last.year}")
                found.append(Evidence(equation.actual, value, source))
    return found


def _locate(
    report: Report, equations: Sequence[Equation], bounds: Inequalities, evidence: Iterable[Evidence]
) -> Location:
    """Locate among the cells that somebody wrote: a total that nobody stated is its addends."""
    # A report that adds up never needs the localiser.
    from reportgen.engine.localising.locate import locate  # noqa: PLC0415

    differences = [written(equation.difference, report) for equation in equations]
    cells = {address for difference in differences for address in difference.addresses}
    usable = [found for one in evidence if (found := _of_cells(one, report, cells)) is not None]
    book = report.addresses
    return locate(
        differences,
        {address: report.cells[address] for address in cells},
        signed=[name for name in cells if book[name].figure.kind.least is None],
        grid=[row.addresses for table in report.tables for row in table.rows],
        evidence=usable,
        inequalities=bounds,
        labels=lambda address: book[address].label,
    )


def _is_integral(form: RuleForm, report: Report) -> bool:
    """Whether a rule form holds whole numbers only: no other can be searched."""
    book = report.addresses
    return all(book[name].figure.kind.integral for name in form.addresses if name in book)


def _evidence(quoted: Iterable[QuotedFigure]) -> Iterator[Evidence]:
    from reportgen.engine.localising.results import Evidence  # noqa: PLC0415 — the same

    for one in quoted:
        first, *others = one.meanings
        yield Evidence(first, one.value, one.source, tuple(others))


def _of_cells(one: Evidence, report: Report, cells: Container[str]) -> Evidence | None:
    """Return evidence in terms of the ``cells`` that are searched, ``None`` where it says nothing of them."""
    readings = [written(reading, report) for reading in (one.expression, *one.alternatives)]
    if not all(name in cells for reading in readings for name in reading.addresses):
        return None
    return attrs.evolve(one, expression=readings[0], alternatives=tuple(readings[1:]))


def written(expression: Expression, report: Report) -> Expression:
    """Return ``expression`` over entered figures and stated totals only."""
    book, stated = report.addresses, report.stated
    definitions = {
        name: entry.definition
        for name in expression.addresses
        if name not in stated and (entry := book.derived.get(name)) is not None and entry.definition is not None
    }
    return expression.substitute(definitions) if definitions else expression


_Key = tuple[str, str, frozenset[str]]
"""Which equation a finding is of: its rule, its address, and the figures that it holds."""


def _key(equation: Equation) -> _Key:
    return equation.rule, equation.address, frozenset(equation.addresses)


def _key_of(finding: Finding) -> _Key:
    return finding.rule, finding.address, frozenset(cell.address for cell in finding.cells)


def _is_equation(finding: Finding, equations: Sequence[Equation]) -> bool:
    own = _key_of(finding)
    return any(own == _key(equation) for equation in equations)


def _is_blank(finding: Finding) -> bool:
    return finding.verdict == "undecided" and finding.actual is None


def _causes(
    location: Location, equations: Sequence[Equation], first: int
) -> dict[_Key, tuple[int, tuple[Repair, ...]]]:
    """Return each broken equation's root cause by its key: its number and its repairs."""
    causes: dict[_Key, tuple[int, tuple[Repair, ...]]] = {}
    for number, group in enumerate(location.groups, start=first):
        repairs = tuple(_with_reason(repair, location) for repair in _shown_repairs(group))
        for position in group.equations:
            equation = equations[position]
            causes.setdefault(_key(equation), (number, repairs))
    return causes


def _shown_repairs(group: Group) -> Sequence[Repair]:
    """Return the repairs to give: the most likely one and some others, or all that are equally possible.

    One of the smallest is always among them.
    """
    if group.repairs[0].most_likely:
        return leading(group.repairs, MOST_REPAIRS)
    most = min(group.equals, MOST_EQUALS)
    equals = group.repairs[:most]
    return equals if leading(group.repairs, most) == equals else leading(group.repairs, most + 1)


def _with_reason(repair: Repair, location: Location) -> Repair:
    if location.reason is None:
        return repair
    because, reason = repair.because, location.reason
    return attrs.evolve(repair, because=Text(f"{because.zh}（{reason.zh}）", f"{because.en} ({reason.en})"))


def _unlocated(finding: Finding, reason: Text) -> Finding:
    """Add to the finding why no repair is offered."""
    says = Text(f"{finding.says.zh}（{reason.zh}）", f"{finding.says.en} ({reason.en})")
    return attrs.evolve(finding, says=says)


def _repaired(finding: Finding, causes: dict[_Key, tuple[int, tuple[Repair, ...]]], location: Location) -> Finding:
    known = causes.get(_key_of(finding))
    if known is not None:
        # The value of a blank cell is given once, where the blank cell is named.
        repairs = known[1] if finding.verdict == "broken" else ()
        return attrs.evolve(finding, cause=known[0], repairs=repairs)
    if not _is_blank(finding):
        return finding
    fill = _filling(finding.address, location)
    return finding if fill is None else attrs.evolve(finding, repairs=(fill,))


def _mended(
    finding: Finding,
    bounding: Mapping[_Key, RuleForm],
    causes: Iterable[tuple[int, tuple[Repair, ...]]],
    report: Report,
) -> Finding:
    """Count a broken inequality, or another rule form, to the root cause whose best repair mends it, too."""
    from reportgen.engine.localising.error_models.whole_tables import cells_after  # noqa: PLC0415 — the same

    form = bounding.get(_key_of(finding))
    if form is None or finding.verdict != "broken":
        return finding
    for number, repairs in causes:
        best = {change.address: change.after for change in repairs[0].changes} if repairs else {}
        if best and form.judge({**report.cells, **cells_after(report, best)}) is None:
            return attrs.evolve(finding, cause=number, repairs=repairs)
    return finding


def _filling(address: str, location: Location) -> Repair | None:
    """Return what the equations give for a blank cell, if every known repair gives the same."""
    changes = [change for repair in location.repairs for change in repair.changes if change.address == address]
    if len(changes) < len(location.repairs) or len({change.after for change in changes}) != 1:
        return None
    because = Text("由勾稽关系算出", "the equations determine it")
    return Repair((changes[0],), because, probability=HIGHEST)
