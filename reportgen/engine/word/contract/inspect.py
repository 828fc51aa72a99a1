"""Checking and inspecting a template before any report: every mistake in one run, each with its place; what it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, Literal

import attrs

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.limits import Limits
from reportgen.core.text import Text
from reportgen.engine.word.contract.contract import contract
from reportgen.engine.word.contract.survey import PartUses, Survey, survey
from reportgen.engine.word.contract.type_check import Breach
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.paragraphs import Paragraph
from reportgen.engine.word.runtime.docxtpl_fallback import Renderer
from reportgen.engine.word.runtime.limited_process import run_limited
from reportgen.engine.word.runtime.template import Template
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType

_ADDRESS: Final = re.compile(r"[A-Za-z_]\w*(?:\.\w+)+")


@attrs.frozen
class Mistake:
    """One mistake of a template. A warning does not stop a template from being used."""

    fault: Fault
    severity: Literal["error", "warning"] = "error"
    addresses: tuple[str, ...] = ()

    @property
    def place(self) -> Place | None:
        """Where in the template it is; None for what concerns the whole file."""
        return self.fault.place if isinstance(self.fault.place, Place) else None

    @property
    def heading(self) -> str:
        """The heading of the document that its place stands under; empty if there is none."""
        return self.place.heading if self.place is not None else ""


@attrs.frozen
class Inspection:
    """What a template is made of. ``addresses`` and ``filters`` map each name to the places where it is used."""

    file: str
    digest: str
    renderer: Renderer
    reasons: tuple[Text, ...]
    parts: tuple[PartUses, ...]
    addresses: Mapping[str, tuple[Place, ...]]
    filters: Mapping[str, tuple[Place, ...]]


def check(
    source: Path | bytes,
    name: str | None = None,
    *,
    report_type: ReportType | None = None,
    data: tuple[Mapping[str, Any], Mapping[str, str]] | None = None,
    limits: Limits | None = None,
) -> list[Mistake]:
    """Return every mistake of a template, in one run: of its file, its tags, its structure, and of its contract.

    Without ``report_type`` the language alone is checked. ``data`` are a report's own figures and its notes; without
    them the names that only such figures can have are warnings. With ``limits`` the file is read in a process of its
    own that cannot outgrow them.
    """
    try:
        found = survey(source, name) if limits is None else run_limited(survey, source, name, limits, limits=limits)
    except TemplateError as error:  # the limited process was stopped
        return [Mistake(fault) for fault in error.faults]
    return mistakes_in(found, report_type, data)


def mistakes_in(
    found: Survey,
    report_type: ReportType | None,
    data: tuple[Mapping[str, Any], Mapping[str, str]] | None = None,
) -> list[Mistake]:
    """Return the mistakes that a survey shows, the errors first; as :func:`check` otherwise."""
    places = _Places(found)
    mistakes = [Mistake(places.under_heading(fault)) for fault in found.faults]
    mistakes += [Mistake(fault, "warning") for fault in found.left_out]
    if report_type is None or not found.main:
        return mistakes
    if not found.parts and not mistakes:
        return [Mistake(_no_tags(found))]
    meant = {word for mistake in mistakes if mistake.place for word in _ADDRESS.findall(mistake.place.words)}
    agreed = contract([(part.name, part.uses) for part in found.parts], report_type, meant)
    breaches = [*agreed.breaches, *(agreed.without_data() if data is None else agreed.with_data(*data))]
    mistakes += [
        Mistake(
            places.under_heading(places.of_breach(breach).fault(found.file, breach.id, breach.says, breach.remedy)),
            breach.severity,
            breach.addresses,
        )
        for breach in breaches
    ]
    return sorted(mistakes, key=lambda mistake: mistake.severity)


def refusal(template: Template, report: Report) -> TemplateError:
    """Return the error of a compiled template that does not fit a report, with every mistake that forbids using it."""
    data = (report.figures, report.notes)
    mistakes = check(template.archive.write({}), template.name, report_type=report.type, data=data)
    return TemplateError(errors(mistakes))


def errors(mistakes: Iterable[Mistake]) -> list[Fault]:
    """Return the faults of the mistakes that forbid using the template."""
    return [mistake.fault for mistake in mistakes if mistake.severity == "error"]


def inspect(source: Path | bytes, name: str | None = None, *, limits: Limits | None = None) -> Inspection:
    """Return what a template is made of; ``limits`` as for :func:`check`.

    Raises TemplateError where the template cannot be used, with every fault.
    """
    found = survey(source, name) if limits is None else run_limited(survey, source, name, limits, limits=limits)
    if found.faults:
        raise TemplateError(found.faults)
    addresses: dict[str, dict[Place, None]] = {}
    filters: dict[str, dict[Place, None]] = {}
    for part in found.parts:
        for use in part.uses:
            if use.role == "given":
                continue
            addresses.setdefault(use.address, {})[part.places[use.tag]] = None
            for filter_name in use.filters:
                filters.setdefault(filter_name, {})[part.places[use.tag]] = None
    return Inspection(
        found.file,
        found.digest,
        found.renderer,
        found.reasons,
        found.parts,
        {address: tuple(places) for address, places in addresses.items()},
        {filter_name: tuple(places) for filter_name, places in sorted(filters.items())},
    )


def _no_tags(found: Survey) -> Fault:
    """Return the one mistake of a file without any tag: that it prints no figure need not be said for each."""
    says = Text("这个文件里没有一个 {{ }} 标记，不是模板", "there is not one {{ }} tag in this file: it is no template")
    remedy = Text(
        "已经生成的报告不能当模板；请用 reportgen template new 复制一份官方模板再修改",
        "A finished report is none, either; start from a copy that reportgen template new writes",
    )
    return Place(found.main).fault(found.file, "template-no-tags", says, remedy)


class _Places:
    """The places of a template's document: those of its tags, those where something is missing, and their headings."""

    def __init__(self, found: Survey) -> None:
        self.found = found
        self.tags = {part.name: part.places for part in found.parts}

    def paragraphs(self, part: str) -> tuple[Paragraph, ...]:
        return self.found.paragraphs.get(part, ())

    def under_heading(self, fault: Fault) -> Fault:
        """Return a fault whose place says which heading it stands under: the last one at or before it."""
        place = fault.place
        if not isinstance(place, Place) or place.paragraph is None:
            return fault
        heading = ""
        for paragraph in self.paragraphs(place.part):
            if paragraph.number > place.paragraph:
                break
            heading = paragraph.text.strip() if paragraph.heading else heading
        return attrs.evolve(fault, place=attrs.evolve(place, heading=heading)) if heading else fault

    def of_breach(self, breach: Breach) -> Place:
        """Return the place of a breach of the contract: that of its tag, else where in the form it belongs."""
        if breach.part is not None and breach.tag is not None:
            return self.tags[breach.part][breach.tag]
        return self._of_form(breach)

    def _of_form(self, breach: Breach) -> Place:
        """Return where something that is missing belongs: the row with its label, else its section's heading."""
        main = self.found.main
        found: Place | None = None
        for paragraph in self.paragraphs(main):
            words = paragraph.text.strip()
            if paragraph.table is None and words == breach.heading:
                found = paragraph.place(main)
            elif found is not None and paragraph.heading:
                break
            elif found is not None and breach.label and _squeezed(words).startswith(_squeezed(breach.label)):
                return attrs.evolve(paragraph.place(main), column=None)
        return found or Place(main)


def _squeezed(text: str) -> str:
    return "".join(text.split())
