"""Looking at a template before any report: every mistake with its place in one run, and what it asks of the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Literal

import attrs

from reportgen.engine.filling.asking import uses_of
from reportgen.engine.filling.compiling import PartSource, analyse, compile_source, part_kinds
from reportgen.engine.filling.contract import contract
from reportgen.engine.filling.fitting import Breach
from reportgen.engine.filling.package import Package, open_package
from reportgen.engine.filling.paragraphs import Paragraph, heading_styles, headings, paragraphs_of, parse_part
from reportgen.engine.filling.places import Place
from reportgen.engine.filling.recovering import recover
from reportgen.engine.filling.sources import read_source
from reportgen.engine.filling.templates import Road
from reportgen.engine.filling.uses import Use
from reportgen.errors import Fault, TemplateError
from reportgen.vocabulary.limits import DEFAULT, Limits
from reportgen.vocabulary.report_types import ReportType
from reportgen.vocabulary.texts import Text

_ADDRESS: Final = re.compile(r"[A-Za-z_]\w*(?:\.\w+)+")


@attrs.frozen
class Mistake:
    """One mistake of a template. ``heading`` is the heading of the document that its place stands under, if any.

    A warning does not stop a template from being used.
    """

    fault: Fault
    severity: Literal["error", "warning"] = "error"
    place: Place | None = None
    heading: str = ""
    addresses: tuple[str, ...] = ()


@attrs.frozen
class PartAsked:
    """One part of a template that carries tags: where they are, and what they ask of the data."""

    name: str
    places: tuple[Place, ...]
    uses: tuple[Use, ...]


@attrs.frozen
class Inspection:
    """What a template is made of. ``addresses`` and ``filters`` map each name to the places where it is used."""

    file: str
    digest: str
    road: Road
    reasons: tuple[Text, ...]
    parts: tuple[PartAsked, ...]
    addresses: Mapping[str, tuple[Place, ...]]
    filters: Mapping[str, tuple[Place, ...]]


def examine(
    source: Path | bytes,
    name: str | None = None,
    *,
    report_type: ReportType | None = None,
    data: tuple[Mapping[str, Any], Mapping[str, str]] | None = None,
    limits: Limits = DEFAULT,
) -> list[Mistake]:
    """Return every mistake of a template, in one run: of its file, its tags, its structure, and of its contract.

    Without ``report_type`` the language alone is checked. ``data`` are a report's own figures and its notes; without
    them the names that only such figures can have are warnings.
    """
    file = name if name is not None else (str(source) if isinstance(source, Path) else "template")
    faults: list[Fault] = []
    try:
        content = source if isinstance(source, bytes) else read_source(source, file, limits)
        package = open_package(content, file, limits)
    except TemplateError as error:
        return [Mistake(fault) for fault in error.faults]
    try:
        understood = analyse(content, file, limits=limits)
        asked = [asked_by(part) for part in understood.parts]
        compile_source(understood, limits=limits)
    except TemplateError as error:
        found = list(_recovered(package, file))
        asked = [part for part, _ in found]
        faults += dict.fromkeys((*error.faults, *(fault for _, problems in found for fault in problems)))
    described = _Described(package, file)
    mistakes = [described.of_fault(fault) for fault in faults]
    if report_type is None:
        return mistakes
    meant = {word for mistake in mistakes if mistake.place for word in _ADDRESS.findall(mistake.place.words)}
    agreed = contract([(part.name, part.uses) for part in asked], report_type, meant)
    breaches = [*agreed.breaches, *(agreed.without_data() if data is None else agreed.with_data(*data))]
    places = {part.name: part.places for part in asked}
    mistakes += [described.of_breach(breach, places) for breach in breaches]
    return _in_order(mistakes)


def errors(mistakes: Iterable[Mistake]) -> list[Fault]:
    """Return the faults of the mistakes that forbid using the template."""
    return [mistake.fault for mistake in mistakes if mistake.severity == "error"]


def inspect(source: Path | bytes, name: str | None = None, *, limits: Limits = DEFAULT) -> Inspection:
    """Return what a template is made of. Raises TemplateError where it cannot be compiled, with every fault."""
    understood = analyse(source, name, limits=limits)
    compiled = compile_source(understood, limits=limits)
    parts = tuple(asked_by(part) for part in understood.parts)
    addresses: dict[str, dict[Place, None]] = {}
    filters: dict[str, dict[Place, None]] = {}
    for part in parts:
        for use in part.uses:
            addresses.setdefault(use.address, {})[part.places[use.tag]] = None
            for filter_name in use.filters:
                filters.setdefault(filter_name, {})[part.places[use.tag]] = None
    return Inspection(
        understood.name,
        understood.digest,
        compiled.road,
        compiled.reasons,
        parts,
        {address: tuple(places) for address, places in addresses.items()},
        {filter_name: tuple(places) for filter_name, places in sorted(filters.items())},
    )


def asked_by(part: PartSource) -> PartAsked:
    """Return what one part asks of the data."""
    return PartAsked(part.name, part.patched.places, uses_of(part.tree, part.patched.lines))


def _recovered(package: Package, file: str) -> Iterator[tuple[PartAsked, list[Fault]]]:
    for part in part_kinds(package):
        found = recover(package.read(part), part, file)
        if found is not None:
            patched, tree, faults = found
            yield PartAsked(part, patched.places, uses_of(tree, patched.lines)), faults


class _Described:
    """Gives every mistake its place in the words of the document."""

    def __init__(self, package: Package, file: str) -> None:
        self.package, self.file = package, file
        self.styles = heading_styles(package)
        self.read: dict[str, list[Paragraph]] = {}

    def paragraphs(self, part: str) -> list[Paragraph]:
        if part not in self.read:
            known = any(member.name == part for member in self.package.members)
            self.read[part] = paragraphs_of(parse_part(self.package.read(part))) if known else []
        return self.read[part]

    def heading(self, place: Place) -> str:
        """Return the last heading at or before a place."""
        found = ""
        for number, text in headings(self.paragraphs(place.part), self.styles):
            if place.paragraph is None or number > place.paragraph:
                break
            found = text
        return found

    def of_fault(self, fault: Fault) -> Mistake:
        """Return the mistake that a fault of the tags is; its place is told by the words with which it begins."""
        part = fault.origin.place if fault.origin is not None else None
        if part is None or not part.endswith(".xml") or part not in {member.name for member in self.package.members}:
            return Mistake(fault)
        for paragraph in self.paragraphs(part):
            place = paragraph.place(part)
            opening = place.fault(self.file, "", Text("", "")).says.zh
            if fault.says.zh.startswith(opening):
                return self.placed(fault, place)
        return Mistake(fault, place=Place(part))

    def of_breach(self, breach: Breach, places: Mapping[str, tuple[Place, ...]]) -> Mistake:
        """Return the mistake that a breach of the contract is."""
        if breach.part is not None and breach.tag is not None:
            place = places[breach.part][breach.tag]
        else:
            place = self._of_form(breach)
        fault = place.fault(self.file, breach.id, breach.says, breach.remedy)
        return self.placed(fault, place, breach.severity, breach.addresses)

    def placed(
        self,
        fault: Fault,
        place: Place,
        severity: Literal["error", "warning"] = "error",
        addresses: tuple[str, ...] = (),
    ) -> Mistake:
        """Return a mistake with the heading in its sentence."""
        heading = self.heading(place)
        if heading and heading != place.words.strip():
            says = Text(f"{fault.says.zh}（在“{heading}”之下）", f"{fault.says.en} (under “{heading}”)")
            fault = attrs.evolve(fault, says=says)
        return Mistake(fault, severity, place, heading, addresses)

    def _of_form(self, breach: Breach) -> Place:
        """Return where something that is missing belongs: the row with its label, else its section's heading."""
        main = self.package.main
        found: Place | None = None
        for paragraph in self.paragraphs(main):
            words = paragraph.text.strip()
            if paragraph.table is None and words == breach.heading:
                found = paragraph.place(main)
            elif found is not None and paragraph.table is None and paragraph.style in self.styles and words:
                break
            elif found is not None and breach.label and _squeezed(words).startswith(_squeezed(breach.label)):
                return attrs.evolve(paragraph.place(main), column=None)
        return found or Place(main)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _in_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Errors before warnings; otherwise in the order found."""
    return sorted(mistakes, key=lambda mistake: mistake.severity)
