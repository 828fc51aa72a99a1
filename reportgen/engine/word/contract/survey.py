"""Surveying a template: its faults, what it uses of the data, and its paragraphs, all as plain values.

Everything that reads the template's file happens here, so that it can happen in a limited process.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any, Final

import attrs

from reportgen.core.errors import Fault, RenderError, TemplateError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.text import Text
from reportgen.engine.opc.package import Package
from reportgen.engine.word.compiler.compile import compile_source
from reportgen.engine.word.compiler.template_source import PartSource, open_template
from reportgen.engine.word.contract.asked import asked_of, merged, sample_of
from reportgen.engine.word.language.broken_braces import patch_without_broken_braces
from reportgen.engine.word.language.own_functions import NO_NAMES, OwnNames
from reportgen.engine.word.language.parser import parse
from reportgen.engine.word.language.references import uses_of
from reportgen.engine.word.language.uses import Use
from reportgen.engine.word.markup.headings import heading_styles, mark_headings
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.paragraphs import Paragraph, PartText
from reportgen.engine.word.runtime.docxtpl_fallback import Renderer
from reportgen.engine.word.runtime.values import BringsPartsError

if TYPE_CHECKING:
    from reportgen.engine.word.runtime.template import Template

_TYPED: Final = re.compile(rb"[0-9][^<>]*</w:t>")
_COMMENT: Final = re.compile(rb"<w:comment[\s>]")
_ENOUGH: Final = 2.0
"""After so many seconds of work no more samples are tried: what a process may take is for the template's own sake."""


@attrs.frozen
class PartUses:
    """One part of a template that carries tags: where they are, and what of the data they use."""

    name: str
    places: tuple[Place, ...]
    uses: tuple[Use, ...]


@attrs.frozen(eq=False)
class Survey:
    """What was found in a template's file. ``main`` is its document part; ``paragraphs`` are those of every part.

    ``renderer`` says who would put a document together, for the ``reasons`` given; empty where there are ``faults``.
    ``left_out`` says what of the file no document has.
    """

    file: str
    faults: tuple[Fault, ...] = ()
    parts: tuple[PartUses, ...] = ()
    main: str = ""
    paragraphs: Mapping[str, tuple[Paragraph, ...]] = attrs.field(factory=dict, repr=False)
    digest: str = ""
    renderer: Renderer = "fast"
    reasons: tuple[Text, ...] = ()
    left_out: tuple[Fault, ...] = ()
    comments: int = 0
    """How many Word comments the file has, which every document would have, too."""


@attrs.frozen(eq=False)
class Trial:
    """What a template makes of one sample of data: the document, unless it was stopped, and the faults of its tags."""

    document: bytes | None
    faults: tuple[Fault, ...] = ()


def survey(source: Path | bytes, name: str | None = None, limits: Limits = DEFAULT, own: OwnNames = NO_NAMES) -> Survey:
    """Return what can be found in a template; nothing is raised for what is wrong with it, and nothing of it is run.

    ``own`` are the filters and tests that the caller gives it.
    """
    return _surveyed(source, name, limits, own)[0]


def survey_and_try(
    source: Path | bytes,
    name: str | None = None,
    limits: Limits = DEFAULT,
    samples: Sequence[Mapping[str, Any]] = (),
) -> tuple[Survey, tuple[Trial, ...]]:
    """Return what :func:`survey` finds, and what the template makes of each of the ``samples`` where it is compiled.

    The names that only an office's own figures can have are given values that fit the way they are used.
    """
    start = process_time()
    found, template = _surveyed(source, name, limits)
    if template is None or not template.parts:
        return found, ()
    own: Mapping[str, Any] = sample_of(asked_of(use for _, uses in template.uses for use in uses))
    trials: list[Trial] = []
    for sample in samples:
        if process_time() - start > _ENOUGH and trials:
            break
        trials.append(_trial(template, merged(sample, own)))
    return found, tuple(trials)


def _trial(template: Template, context: Mapping[str, Any]) -> Trial:
    if template.reasons:
        try:
            return Trial(template.fill(context))
        except RenderError as error:
            return Trial(None, error.faults)
    meter = template.meter()
    changed: dict[str, bytes] = {}
    faults: list[Fault] = []
    for part in template.parts:
        try:
            changed[part.name], found = template.examine(part, context, meter)
        except BringsPartsError:
            return Trial(None)
        faults += found
        if not changed[part.name]:
            return Trial(None, tuple(faults))
    return Trial(template.archive.write(changed), tuple(faults))


def _surveyed(
    source: Path | bytes, name: str | None, limits: Limits, own: OwnNames = NO_NAMES
) -> tuple[Survey, Template | None]:
    file = name if name is not None else (str(source) if isinstance(source, Path) else "template")
    try:
        template = open_template(source, file, limits=limits, own=own)
    except TemplateError as error:
        return Survey(file, error.faults), None
    package = template.package
    styles = heading_styles(package)
    paragraphs = {
        part.name: text.paragraphs for part in template.parts if (text := _text_of(part, package)) is not None
    }
    for found in paragraphs.values():
        mark_headings(found, styles)
    known = Survey(
        file, main=package.main, paragraphs=paragraphs, left_out=package.left_out, comments=_comments_in(package)
    )
    try:
        compiled = compile_source(template, limits=limits)
    except TemplateError as error:
        parts = [_readable(part, file, own) for part in template.parts]
        faults = dict.fromkeys((*error.faults, *(fault for _, problems in parts for fault in problems)))
        broken = attrs.evolve(known, faults=tuple(faults), parts=tuple(part for part, _ in parts if part is not None))
        return broken, None
    whole = attrs.evolve(
        known,
        parts=tuple(
            PartUses(part.name, part.places, uses)
            for part, (_, uses) in zip(compiled.parts, compiled.uses, strict=True)
        ),
        digest=template.digest,
        renderer=compiled.renderer,
        reasons=compiled.reasons,
    )
    return whole, compiled


def _comments_in(package: Package) -> int:
    return sum(len(_COMMENT.findall(package.read(part))) for part in package.parts_of("comments"))


def _text_of(part: PartSource, package: Package) -> PartText | None:
    """Return the text of a part; of headers and footers also where they have no tags, because they are printed, too."""
    if part.text is not None or part.kind not in ("header", "footer"):
        return part.text
    content = package.read(part.name)
    return PartText(content.decode("utf-8", "replace")) if _TYPED.search(content) else None


def _readable(part: PartSource, file: str, own: OwnNames) -> tuple[PartUses | None, list[Fault]]:
    """Return what the tags of a part use, as far as they can be read, and more faults of these tags."""
    patched, tree, faults = part.patched, part.tree, list[Fault]()
    if patched is None and part.text is not None:
        patched = patch_without_broken_braces(part.text, part.name, file)
        if patched is not None:
            tree, faults = parse(patched, file, own)
    if patched is None or tree is None:
        return None, faults
    return PartUses(part.name, patched.places, uses_of(tree, patched.lines)), faults
