"""A report confronted with its rules: what does not hold, and what cannot be decided."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from reportgen.core.text import Text
from reportgen.engine.checking import wording
from reportgen.model.linear import Expression
from reportgen.prose.markup import Placeholder
from reportgen.prose.rendering import blank_at
from reportgen.report.findings import Cell, Finding
from reportgen.report.report import Report
from reportgen.report.rules import Equation, Rule

OWN = Rule(
    "CHECK",
    Text("本机关自己写的等式成立", "the equations that the office wrote itself hold"),
)
"""The office's own ``checks:`` are hard: whoever writes one wants to be stopped by it."""

OWN_BLANK = Rule(
    "OWN-BLANK",
    Text("本机关自己的数字没有空白", "no figure of the office's own is blank"),
)
"""A blank is not a zero, in the office's own figures as in the form's cells."""

STATED = Rule(
    "STATED",
    Text("已公布的合计等于各项之和", "every total that was published is the sum of its parts"),
)
"""For totals that the form does not print; printed ones have rules of the form."""

STATED_SIDES = (Text("已公布的合计", "the published total"), Text("各项之和", "the sum of its parts"))


Examine = Callable[[Report], Iterable[Finding]]


def confront(report: Report, examiners: Mapping[str, Examine] | None = None) -> list[Finding]:
    """Return every finding of ``report``, in the order of the form; an honest report leaves none.

    ``examiners`` examine the report by rules of its type that another room of the engine knows how to judge.

    Hard rules come as the type lists them; rules that meet a blank cell are *undecided*, never holding.
    """
    findings = list(report.findings)
    for rule in report.type.rules:
        findings += _equations(rule, report)
        examine = rule.examine or (examiners or {}).get(rule.id)
        if examine is not None:
            findings += examine(report)
    findings += _unprinted(report)
    findings += _blanks(report)
    findings += _checks(report)
    return findings


def _unprinted(report: Report) -> Iterator[Finding]:
    """Hold stated totals that no cell of the form prints (不予公开 in all) against their addends."""
    for address, stated in report.stated.items():
        entry = report.addresses.derived[address]
        if entry.printed or entry.definition is None:
            continue
        equation = Equation(
            STATED.id, address, entry.label, Expression.variable(address), entry.definition, STATED_SIDES
        )
        expected = entry.definition.evaluate(report.values)
        if stated is None or expected is None or stated != expected:
            yield _finding(STATED, equation, report, stated, expected)


def _equations(rule: Rule, report: Report) -> Iterator[Finding]:
    cells, stated = report.cells, report.stated
    for equation in rule.equations:
        if says_nothing(equation, stated):
            continue
        actual, expected = equation.actual.evaluate(cells), equation.expected.evaluate(cells)
        if actual is None or expected is None or actual != expected:
            yield _finding(rule, equation, report, actual, expected)


def says_nothing(equation: Equation, stated: Collection[str]) -> bool:
    """Whether the equation is true by construction: a derived total against itself, or a sum of other equations."""
    totals = equation.said_by
    if totals is None or not stated:
        return totals is not None
    return not any(address in stated for address in totals)


def _finding(rule: Rule, equation: Equation, report: Report, actual: object, expected: object) -> Finding:
    decided = actual is not None and expected is not None
    return Finding(
        rule=rule.id,
        verdict="broken" if decided else "undecided",
        severity=rule.severity,
        says=wording.equation(equation, report.cells, actual, expected),
        address=equation.address,
        cells=_cells(equation.expected + equation.actual, report),
        expected=expected,
        actual=actual,
        difference=wording.difference(actual, expected),
        law=rule.law,
        origin=report.origin(equation.address, stated=True),
    )


def _cells(expression: Expression, report: Report) -> tuple[Cell, ...]:
    known = report.addresses
    return tuple(
        Cell(
            address,
            report.cells[address],
            known[address].label if address in known else Text(address, address),
            report.origin(address, stated=True),
        )
        for address in expression.addresses
    )


def _blanks(report: Report) -> Iterator[Finding]:
    """Name every blank figure of the office's own, with the places of the prose that wait for it."""
    if None not in report.own.values():
        return
    waiting = _waiting(report)
    for address, value in report.own.items():
        if value is None:
            origin, label = report.origin(address), Text(f"figures 中的 {address}", f"figures.{address}")
            yield Finding(
                OWN_BLANK.id,
                "undecided",
                OWN_BLANK.severity,
                wording.own_blank(label, waiting.get(address, ())),
                address,
                (Cell(address, None, label, origin),),
                origin=origin,
            )


def _waiting(report: Report) -> dict[str, list[Text]]:
    """Return for every blank figure where the prose uses it, as a reader finds it."""
    places: dict[str, list[Text]] = {}
    for field in report.type.narrative:
        for piece in (piece for paragraph in report.prose[field.name] for piece in paragraph.pieces):
            if not isinstance(piece, Placeholder):
                continue
            origin = report.prose_origin(field.name, piece.position)
            line = None if origin is None else origin.line
            place = field.label if line is None else Text(f"第 {line} 行", f"line {line}")
            arguments = (argument for call in piece.calls for argument in call.arguments)
            for name in (piece.address, *(argument for argument in arguments if isinstance(argument, str))):
                blank = blank_at(name, report.own)
                if blank is not None and place not in places.setdefault(blank, []):
                    places[blank].append(place)
    return places


def _checks(report: Report) -> Iterator[Finding]:
    for check in report.checks:
        actual, expected = check.actual.evaluate(report.cells), check.expected.evaluate(report.cells)
        if actual is not None and actual == expected:
            continue
        origin = None if report.locate is None else report.locate(("checks", check.position))
        yield Finding(
            rule=OWN.id,
            verdict="undecided" if actual is None or expected is None else "broken",
            severity=OWN.severity,
            says=wording.check(check.text, actual, expected),
            address=(*check.actual.addresses, *check.expected.addresses, "checks")[0],
            cells=_cells(check.actual, report) + _cells(check.expected, report),
            expected=expected,
            actual=actual,
            difference=wording.difference(actual, expected),
            origin=origin,
        )
