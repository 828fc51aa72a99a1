"""Surveying a template: its faults, what it asks of the data, and its paragraphs, all as plain values.

Everything that reads the template's file happens here, so that it can happen in a limited process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.text import Text
from reportgen.engine.opc.package import Package, open_package
from reportgen.engine.opc.package_file import read_source
from reportgen.engine.word.compiler.compile import PartSource, analyse, compile_source, part_kinds
from reportgen.engine.word.language.error_recovery import recover
from reportgen.engine.word.language.references import uses_of
from reportgen.engine.word.language.uses import Use
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.paragraphs import Paragraph, heading_styles, paragraphs_of, parse_part, with_headings
from reportgen.engine.word.runtime.template import Road


@attrs.frozen
class PartAsked:
    """One part of a template that carries tags: where they are, and what they ask of the data."""

    name: str
    places: tuple[Place, ...]
    uses: tuple[Use, ...]


@attrs.frozen(eq=False)
class Survey:
    """What was found in a template's file. ``main`` is its document part; ``paragraphs`` are those of every part.

    ``road`` says who would put a document together, for the ``reasons`` given; empty where there are ``faults``.
    ``left_out`` says what of the file no document has.
    """

    file: str
    faults: tuple[Fault, ...] = ()
    parts: tuple[PartAsked, ...] = ()
    main: str = ""
    paragraphs: Mapping[str, tuple[Paragraph, ...]] = attrs.field(factory=dict, repr=False)
    digest: str = ""
    road: Road = "fast"
    reasons: tuple[Text, ...] = ()
    left_out: tuple[Fault, ...] = ()


def survey(source: Path | bytes, name: str | None = None, limits: Limits = DEFAULT) -> Survey:
    """Return what can be found in a template; nothing is raised for what is wrong with it, and nothing of it is run."""
    file = name if name is not None else (str(source) if isinstance(source, Path) else "template")
    try:
        content = source if isinstance(source, bytes) else read_source(source, file, limits)
        package = open_package(content, file, limits)
    except TemplateError as error:
        return Survey(file, error.faults)
    faults: tuple[Fault, ...] = ()
    known = Survey(file, main=package.main, paragraphs=dict(_paragraphs(package)), left_out=package.left_out)
    try:
        understood = analyse(content, file, limits=limits)
        parts = tuple(asked_by(part) for part in understood.parts)
        compiled = compile_source(understood, limits=limits)
    except TemplateError as error:
        recovered = list(_recovered(package, file))
        more = (fault for _, problems in recovered for fault in problems)
        faults = tuple(dict.fromkeys((*error.faults, *more)))
        return attrs.evolve(known, faults=faults, parts=tuple(part for part, _ in recovered))
    return attrs.evolve(known, parts=parts, digest=understood.digest, road=compiled.road, reasons=compiled.reasons)


def asked_by(part: PartSource) -> PartAsked:
    """Return what one part asks of the data."""
    return PartAsked(part.name, part.patched.places, uses_of(part.tree, part.patched.lines))


def _recovered(package: Package, file: str) -> Iterator[tuple[PartAsked, list[Fault]]]:
    for part in part_kinds(package):
        found = recover(package.read(part), part, file)
        if found is not None:
            patched, tree, faults = found
            yield PartAsked(part, patched.places, uses_of(tree, patched.lines)), faults


def _paragraphs(package: Package) -> Iterator[tuple[str, tuple[Paragraph, ...]]]:
    styles = heading_styles(package)
    for part in part_kinds(package):
        paragraphs = paragraphs_of(parse_part(package.read(part)))
        yield part, tuple(attrs.evolve(found, element=None) for found in with_headings(paragraphs, styles))
