"""A practice report with one known error: what is wrong, what is right, and which rules must speak."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from reportgen.engine.checking.rules_of_every_report import STATED
from reportgen.engine.sampling.mistakes import BLANK, MISTAKES, Changes, Written, neighbours
from reportgen.report.practice import Practice
from reportgen.report.prose_rules import DRAFT_NOTES
from reportgen.report.report import Report

_TRIES: Final = 200
_GAP: Final = "〔请填写：具体做法〕"
DRAFT_NOTE: Final = "draft_note"
PROSE: Final = "prose_contradicts"


@attrs.frozen
class KnownError:
    """One error of a practice report, as the list of errors shows it.

    ``changes`` gives for every wrong place what stands there and what is right, a blank as ``None``; the address of
    prose is ``narrative.<field>`` where no figure is meant. ``rules`` are those that must speak.
    """

    kind: str
    changes: Mapping[str, tuple[Any, Any]]
    rules: tuple[str, ...]


def with_error(report: Report, chance: random.Random, *, printed: bool = False) -> tuple[Report, KnownError]:
    """Return ``report``, which reconciles, with one error that forbids publishing it.

    A kind of error is drawn first, then a place; one that no rule can see is drawn again. A report that is to be
    ``printed`` all the same has no blanks.
    """
    written = _written(report)
    kinds = [kind for kind in MISTAKES if not (printed and kind == BLANK)]
    kinds += [DRAFT_NOTE] if DRAFT_NOTES in report.type.rules else []
    for _ in range(_TRIES):
        kind = chance.choice(kinds)
        if kind == DRAFT_NOTE:
            return _with_gap(report, chance)
        changes = MISTAKES[kind](chance, written)
        real = {name: value for name, value in (changes or {}).items() if value != written.figures[name]}
        if not real or not _possible(report, real):
            continue
        damaged = _changed(report, real)
        rules = tuple(dict.fromkeys(_rules_broken(damaged, real)))
        if rules:
            both = {name: (value, written.figures[name]) for name, value in real.items()}
            return damaged, KnownError(kind, both, rules)
    raise ValueError(f"no error in a report of type {report.type.name} is seen by its rules")


def with_contradiction(report: Report, practice: Practice, chance: random.Random) -> tuple[Report, KnownError] | None:
    """Return ``report`` with a number in its prose that its tables contradict, which is a warning.

    ``None`` where the type says of no figure how its prose is held against the tables.
    """
    places = [
        (field, name)
        for field, text in report.narrative.items()
        for name in practice.quoted
        if f"{{{{ {name} }}}}" in text
    ]
    if not places:
        return None
    field, name = chance.choice(places)
    right = report.values[name]
    wrong = right + chance.choice((1, 2, 10))
    text = report.narrative[field].replace(f"{{{{ {name} }}}}", str(wrong))
    damaged = attrs.evolve(report, narrative={**report.narrative, field: text})
    return damaged, KnownError(PROSE, {name: (wrong, right)}, (practice.quoted[name],))


def _written(report: Report) -> Written:
    """Return what an office wrote of ``report``: its entered figures and its stated totals."""
    figures = {**report.entered, **report.stated}
    equated = {
        name
        for rule in report.type.rules
        if rule.severity == "error"
        for form in rule.forms
        for comparison in form.linear
        for name in comparison.difference.addresses
    }
    numbers = [name for name in figures if type(figures[name]) is int and (name in equated or name in report.stated)]
    pairs = [(one, other) for one, other in neighbours(report.tables, figures) if one in equated or other in equated]
    return Written(figures, numbers, tuple(report.stated), pairs)


def _possible(report: Report, changes: Changes) -> bool:
    """Whether every figure is one that its kind may be: else it is no finding but a fault."""
    kinds = report.addresses.kinds
    return all(
        value is None or (least := kinds[name].least) is None or value >= least for name, value in changes.items()
    )


def _changed(report: Report, changes: Changes) -> Report:
    entered = {name: changes.get(name, value) for name, value in report.entered.items()}
    stated = {name: changes.get(name, value) for name, value in report.stated.items()}
    return attrs.evolve(report, statistics=list(entered.values()), stated=stated, rows=report.addresses.rows or {})


def _rules_broken(report: Report, changes: Changes) -> Iterator[str]:
    """Yield the hard rules that the changed figures contradict, from the rules' own equations and sentences.

    Nothing of the engine that checks reports is asked: practice data is what that engine is tried with.
    """
    hard = [rule for rule in report.type.rules if rule.severity == "error"]
    if None in changes.values():
        for rule in hard:
            found = rule.examine(report) if rule.examine is not None else ()
            if any(finding.address in changes for finding in found):
                yield rule.id
        return
    cells = report.cells
    for rule in hard:
        for comparison in (one for form in rule.forms for one in form.linear if set(form.addresses) <= cells.keys()):
            if not comparison.holds(comparison.actual.evaluate(cells), comparison.expected.evaluate(cells)):
                yield rule.id
                break
    for name in report.stated:
        entry = report.addresses[name]
        if report.stated[name] != report.values[name] and (entry.over_rows or not entry.printed):
            yield STATED.id


def _with_gap(report: Report, chance: random.Random) -> tuple[Report, KnownError]:
    field = chance.choice([one.name for one in report.type.narrative if one.name in report.narrative])
    text = report.narrative[field].rstrip("\n") + f"{_GAP}。\n"
    damaged = attrs.evolve(report, narrative={**report.narrative, field: text})
    return damaged, KnownError(DRAFT_NOTE, {f"narrative.{field}": (_GAP, "")}, (DRAFT_NOTES.id,))
