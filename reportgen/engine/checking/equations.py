"""A report checked against its rules: what does not hold, and what cannot be decided."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final, NamedTuple

from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import OWN, OWN_BLANK, STATED
from reportgen.model.addresses import AddressBook
from reportgen.model.linear import Expression
from reportgen.prose.markup import Placeholder
from reportgen.prose.rendering import blank_at
from reportgen.report import wording
from reportgen.report.findings import Cell, Finding, Severity
from reportgen.report.particulars import CONTACT
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType
from reportgen.report.rules import Equation, Mismatch, Rule, RuleForm

STATED_SIDES = (Text("已公布的合计", "the published total"), Text("各项之和", "the sum of its parts"))


Examine = Callable[[Report], Iterable[Finding]]
_SAYS_NOTHING: Final = " \u30000０/／\\-—–无"
"""Signs that stand for a contact that there is not; printed, they would be what citizens call."""


def check_rules(report: Report, examiners: Mapping[str, Examine] | None = None) -> list[Finding]:
    """Return every finding of ``report``, in the order of the form; an honest report leaves none.

    ``examiners`` examine the report by rules of its type that another room of the engine knows how to judge.

    Hard rules come as the type lists them; rules that meet a blank cell are *undecided*, never holding.
    """
    findings = list(report.findings)
    differing = _differing(report)
    for rule, forms in _planned(report.type):
        if forms:
            findings += _forms(rule, forms, report, differing)
        examine = rule.examine or (examiners or {}).get(rule.id)
        if examine is not None:
            findings += examine(report)
    findings += _unprinted(report)
    findings += _blanks(report)
    findings += _checks(report)
    return findings


def speaking(report: Report) -> Iterator[tuple[Rule, RuleForm]]:
    """Yield every rule form that says something of ``report``, with its rule.

    One that is true by construction says nothing: a derived total against its own sum, or a sum of other equations.
    """
    for rule, forms in _planned(report.type):
        for form in _said(forms, report.stated, report.stated.keys()):
            yield rule, form


def _differing(report: Report) -> AbstractSet[str]:
    """Return the stated totals that are not what the entered figures give; all of them where a figure is blank."""
    stated, values = report.stated, report.values
    if None in values.values():
        return stated.keys()
    return {address for address, total in stated.items() if total != values[address]}


class _Form(NamedTuple):
    """A form of a rule, with the totals of which one must be stated for it to say anything.

    It is ``built`` where it holds by construction as long as no stated total differs from the sum of its parts.
    """

    form: RuleForm
    totals: tuple[str, ...] | None
    built: bool


_Planned = tuple[_Form, ...]
"""A rule's forms."""


@functools.lru_cache(maxsize=64)
def _planned(report_type: ReportType) -> tuple[tuple[Rule, _Planned], ...]:
    """Return the rules of a type with their forms, worked out once."""
    book = report_type.addresses
    return tuple((rule, tuple(_plan(form, book) for form in rule.forms)) for rule in report_type.rules)


def _plan(form: RuleForm, book: AddressBook) -> _Form:
    totals = _said_by(form, book)
    return _Form(form, totals, totals is not None and not (isinstance(form, Equation) and form.implied))


def _said_by(form: RuleForm, book: AddressBook) -> tuple[str, ...] | None:
    """Return the totals of which one must be stated for ``form`` to say anything, ``None`` where it always does.

    An equation that reduces to 0 = 0 over the entered figures says something only of totals that somebody stated. Where
    a derived total stands alone on one side, the equation defines it, and that total is the one.
    """
    if not isinstance(form, Equation):
        return None
    if form.implied:
        return form.difference.addresses
    both = (*form.actual.addresses, *form.expected.addresses)
    derived = tuple(name for name in both if name in book.derived)
    if not derived or not _by_construction(form, book):
        return None
    alone = [
        side.addresses
        for side in (form.actual, form.expected)
        if len(side.terms) == 1 and not side.constant and side.addresses[0] in book.derived
    ]
    return alone[0] if len(alone) == 1 else derived


def _by_construction(equation: Equation, book: AddressBook) -> bool:
    """Whether the equation holds whatever is entered."""
    holds = equation.linear[0].holds
    lone = equation.actual.addresses[0] if equation.actual.addresses else ""
    if equation.actual == Expression.variable(lone) and any(
        one.address == lone and one.expression == equation.expected for one in book.definitions
    ):
        return holds(0, 0)
    definitions = {
        name: entry.definition
        for name in equation.difference.addresses
        if (entry := book.derived.get(name)) is not None and entry.definition is not None
    }
    difference = equation.difference.substitute(definitions)
    return not difference.terms and holds(difference.constant, 0)


def _unprinted(report: Report) -> Iterator[Finding]:
    """Hold stated totals that no rule of the form can hold against their addends.

    No cell prints them (不予公开 in all), or they add rows that only the data names.
    """
    derived = report.addresses.derived
    for address in report.stated:
        entry = derived[address]
        if entry.definition is None or (entry.printed and not entry.over_rows):
            continue
        stated, definition = Expression.variable(address), entry.definition
        equation = Equation(STATED.id, address, entry.label, stated, definition, STATED_SIDES)
        mismatch = equation.judge(report.cells)
        if mismatch is not None:
            yield _finding(STATED, equation, mismatch, report)


def _forms(rule: Rule, forms: _Planned, report: Report, differing: AbstractSet[str]) -> Iterator[Finding]:
    cells = report.cells
    for form in _said(forms, report.stated, differing):
        mismatch = form.judge(cells)
        if mismatch is not None:
            yield _finding(rule, form, mismatch, report)


def _said(forms: _Planned, stated: Mapping[str, Any], differing: AbstractSet[str]) -> Iterator[RuleForm]:
    """Yield the forms that say something of a report, but those that are ``built`` of totals of which none differs."""
    for form, totals, built in forms:
        if totals is None or (
            stated and not stated.keys().isdisjoint(totals) and not (built and differing.isdisjoint(form.addresses))
        ):
            yield form


def _finding(rule: Rule, form: RuleForm, mismatch: Mismatch, report: Report) -> Finding:
    origin = report.origin(form.address, stated=True)
    return finding(rule, form, mismatch, report.cells, lambda address: cell(report, address), origin)


def finding(
    rule: Rule,
    form: RuleForm,
    mismatch: Mismatch,
    cells: Mapping[str, Any],
    cell_at: Callable[[str], Cell],
    origin: Origin | None,
    severity: Severity | None = None,
) -> Finding:
    """Return the finding of a rule form that does not hold, with every figure that it needs."""
    return Finding(
        rule=rule.id,
        verdict=mismatch.verdict,
        severity=severity or rule.severity,
        says=form.says(mismatch, cells, lambda address: cell_at(address).label),
        address=form.address,
        cells=tuple(cell_at(address) for address in form.addresses),
        expected=mismatch.expected,
        actual=mismatch.actual,
        difference=wording.difference(mismatch.actual, mismatch.expected),
        law=rule.law,
        origin=origin,
    )


def cell(report: Report, address: str) -> Cell:
    """Return one figure of ``report`` as a finding shows it: with its name, value and place."""
    known = report.addresses
    label = known[address].label if address in known else Text(address, address)
    return Cell(address, report.cells[address], label, report.origin(address, stated=True))


def _blanks(report: Report) -> Iterator[Finding]:
    """Name every blank figure of the office's own, and every blank part of the contact that the prose prints."""
    contact = {f"contact.{name}": _contact(text) for name, text in report.particulars.contact.items()}
    if None not in report.own.values() and None not in contact.values():
        return
    waiting = _waiting(report, {**report.own, **contact})
    for address, value in (*report.own.items(), *contact.items()):
        if value is None and (address in report.own or address in waiting):
            origin, label = report.origin(address), Text(f"figures 中的 {address}", f"figures.{address}")
            says = wording.own_blank(label, waiting.get(address, ()))
            if address not in report.own:
                part = address.removeprefix("contact.")
                origin = report.locate(("contact", part)) if report.locate else None
                label = Text(f"联系方式的{CONTACT[part].zh}（{address}）", f"{address}, the {CONTACT[part].en}")
                written = str(report.particulars.contact[part] or "").strip()
                says = wording.contact_blank(label, written, waiting[address])
            yield Finding(
                OWN_BLANK.id,
                "undecided",
                OWN_BLANK.severity,
                says,
                address,
                (Cell(address, None, label, origin),),
                origin=origin,
            )


def _contact(text: str | None) -> str | None:
    """Return a part of the contact, None where it says nothing: a 0, strokes."""
    return text if text is not None and text.strip(_SAYS_NOTHING) else None


def _waiting(report: Report, known: Mapping[str, Any]) -> dict[str, list[Text]]:
    """Return for every blank figure where the prose uses it, as a reader finds it."""
    places: dict[str, list[Text]] = {}
    for field in report.type.narrative:
        for piece in (piece for paragraph in report.prose[field.name].paragraphs for piece in paragraph.pieces):
            if not isinstance(piece, Placeholder):
                continue
            origin = report.prose_origin(field.name, piece.position)
            line = None if origin is None else origin.line
            place = field.label if line is None else Text(f"第 {line} 行", f"line {line}")
            arguments = (argument for call in piece.calls for argument in call.arguments)
            for name in (piece.address, *(argument for argument in arguments if isinstance(argument, str))):
                blank = blank_at(name, known)
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
            cells=tuple(cell(report, name) for name in (*check.actual.addresses, *check.expected.addresses)),
            expected=expected,
            actual=actual,
            difference=wording.difference(actual, expected),
            origin=origin,
        )
