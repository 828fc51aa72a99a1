"""A template checked as a report would use it: held to its type, then filled with sample figures and read back.

What :func:`~reportgen.pipeline.fill` would refuse for the template's sake shows here, before there is any data.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from reportgen.core.errors import Fault, RenderError, TemplateError
from reportgen.core.limits import Limits
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import PROOF
from reportgen.engine.word.contract import inspect
from reportgen.engine.word.contract.contract import Contract
from reportgen.engine.word.contract.inspect import mistakes_in
from reportgen.engine.word.contract.mistake import Mistake, errors
from reportgen.engine.word.contract.places import Places
from reportgen.engine.word.contract.survey import Survey, Trial, survey, survey_and_try
from reportgen.engine.word.language.own_functions import NO_NAMES, OwnNames
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.proof.diagnosis import Diagnosis
from reportgen.engine.word.proof.differences import Difference
from reportgen.engine.word.proof.read_back import prove
from reportgen.engine.word.runtime.limited_process import run_limited
from reportgen.engine.word.runtime.template import Template
from reportgen.report.particulars import CHART_MARKS
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType
from reportgen.report.samples import sample_reports

_ROW_NAME: Final = re.compile(r"\[[^\]]*\]")
_IF_ZERO: Final = Text("数字为 0 时，", "where figures are 0: ")
_IF_NOTED: Final = Text("数字有附注时，", "where figures have notes: ")
Own = tuple[Mapping[str, Any], Mapping[str, str]]
"""A report's own figures and its notes."""


def check(
    source: Path | bytes,
    name: str | None = None,
    *,
    report_type: ReportType,
    data: Own | None = None,
    functions: OwnNames = NO_NAMES,
    limits: Limits | None = None,
) -> list[Mistake]:
    """Return every mistake of a template in one run: of its file, its tags, its contract, and of what it prints.

    ``data`` are a report's own figures and its notes; without them the names that only such figures can have are
    warnings. With ``limits`` the file is read and filled in a process of its own that cannot outgrow them.
    A template with ``functions`` of the caller's is not filled: they are for the caller's data.
    """
    if functions != NO_NAMES:
        return inspect.check(source, name, report_type=report_type, data=data, own=functions, limits=limits)
    samples = sample_reports(report_type)
    marks = {} if report_type.illustrations is None else {"charts": CHART_MARKS}
    contexts = [{**sample.context(), **marks, **({} if data is None else data[0])} for sample in samples]
    try:
        if limits is None:
            found, trials = survey_and_try(source, name, samples=contexts)
        else:
            found, trials = run_limited(survey_and_try, source, name, limits, contexts, limits=limits)
    except TemplateError as error:  # the limited process was stopped
        return [Mistake(fault) for fault in error.faults]
    return mistakes_in(found, report_type, data, functools.partial(_tried, found, samples, trials))


def refusal(template: Template, report: Report) -> TemplateError:
    """Return the error of a compiled template that does not fit a report, with every mistake that forbids using it."""
    data = (report.figures, report.notes)
    return TemplateError(errors(check(template.archive.write({}), template.name, report_type=report.type, data=data)))


def differences(
    document: bytes, report: Report, notes: Mapping[str, str], values: Mapping[str, Any] | None = None
) -> list[Difference]:
    """Return how a document differs from what a sample report with ``notes`` must give; nothing where it is right."""
    narrative = report.context()["narrative"]
    prose = [paragraph["text"] for paragraphs in narrative.values() for paragraph in paragraphs]
    shown = report.values if values is None else values
    try:
        prove(document, report.tables, report.type.sections, shown, notes, prose, kinds=report.addresses.kinds)
    except RenderError as refused:
        try:
            return Diagnosis(document, report, shown, notes, narrative, sample=True).differences()
        except RenderError:  # the document cannot be read at all
            return [Difference(fault.id, fault.problem, fault.remedy, about=fault.id) for fault in refused.faults]
    return []


def blamed(
    document: bytes,
    report: Report,
    template: Template,
    values: Mapping[str, Any],
    narrative: Mapping[str, Sequence[Mapping[str, Any]]],
) -> list[Fault]:
    """Return why a finished document was refused, as faults of its template: first what it does wrong with any data."""
    content, file = template.archive.write({}), template.name
    mistakes = check(content, file, report_type=report.type, data=(report.figures, report.notes))
    told = {key for mistake in mistakes for key in mistake.addresses}
    found = Diagnosis(document, report, values, report.notes, narrative).differences()
    places = Places(survey(content, file), report.type.tables)
    others = [one for one in found if not (told.issuperset(one.addresses) and mistakes)]
    return [*errors(mistakes), *(places.named(placed(one, places, file)) for one in others)]


def in_form_words(faults: Sequence[Fault], template: Template, report_type: ReportType) -> list[Fault]:
    """Return faults of a template with their places as the form names them."""
    places = Places(survey(template.archive.write({}), template.name), report_type.tables)
    return [places.named(fault) for fault in faults]


def placed(difference: Difference, places: Places, file: str, when: Text | None = None) -> Fault:
    """Return a difference as a fault of the template ``file`` at the place where it is to be mended."""
    says = difference.says if when is None else Text(f"{when.zh}{difference.says.zh}", f"{when.en}{difference.says.en}")
    return _place(difference, places).fault(file, difference.rule, says, difference.remedy)


def _place(difference: Difference, places: Places) -> Place:
    found: Place | None = None
    if difference.table is not None:
        table = next((one for one in places.forms if one.name == difference.table.name), difference.table)
        if difference.rule == PROOF.id and len(difference.addresses) == 1:
            found = places.of_figure(_ROW_NAME.sub("[]", difference.addresses[0]))
        if found is None and difference.row:
            found = places.of_row(table, difference.row)
        if found is None:
            found = places.of_table(table)
    if found is None and difference.words:
        found = places.of_words(difference.words)
    heading = difference.table.heading if difference.table is not None else difference.heading
    return found or places.of_form(heading)


def _tried(
    found: Survey, samples: Sequence[Report], trials: Sequence[Trial], agreed: Contract, places: Places
) -> list[Mistake]:
    """Return what the trials show and the contract does not say: each figure, title and piece of prose once."""
    mistakes: list[Mistake] = []
    breaches = agreed.breaches
    unprinted = {name for breach in breaches for name in (*breach.nearest, *breach.addresses)}
    tags = [(breach.part, breach.tag) for breach in breaches] + [(part, use.tag) for part, use in agreed.own]
    blamed: list[object] = [places.tags[part][tag] for part, tag in tags if part is not None and tag is not None]
    told: set[str] = set()
    for sample, trial in zip(samples, trials, strict=False):
        plain = sample is samples[-1]
        when = _IF_ZERO if plain else _IF_NOTED if sample.notes else None
        for fault in trial.faults:
            if fault.place not in blamed:
                blamed.append(fault.place)
                mistakes.append(Mistake(_under(fault, when), "warning" if plain else "error"))
        if trial.document is None:
            continue
        notes = {name: note for name, note in sample.notes.items() if name in agreed.notes}
        for difference in differences(trial.document, sample, notes):
            keys = {*difference.addresses} or {difference.about}
            said = difference.rule == PROOF.id and not difference.exchanged and keys <= unprinted
            if said or keys <= told:
                continue
            told |= keys
            mistakes.append(Mistake(placed(difference, places, found.file, when), addresses=difference.addresses))
    return mistakes


def _under(fault: Fault, when: Text | None) -> Fault:
    """Return a fault of rendering that says with which figures it appears."""
    if when is None:
        return fault
    return attrs.evolve(fault, says=Text(f"{when.zh}{fault.problem.zh}", f"{when.en}{fault.problem.en}"))
