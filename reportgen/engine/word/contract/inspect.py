"""Checking and inspecting a template before any report: every mistake in one run, each with its place; what it uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.limits import Limits
from reportgen.core.text import Text
from reportgen.engine.word.contract.contract import Contract, breaches_of_shape, contract
from reportgen.engine.word.contract.form_labels import label_mistakes
from reportgen.engine.word.contract.mistake import Mistake
from reportgen.engine.word.contract.places import Places
from reportgen.engine.word.contract.survey import PartUses, Survey, survey
from reportgen.engine.word.contract.type_check import Breach
from reportgen.engine.word.contract.typed_figures import typed_figures
from reportgen.engine.word.language.own_functions import NO_NAMES, OwnNames
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.runtime.docxtpl_fallback import Renderer
from reportgen.engine.word.runtime.limited_process import run_limited
from reportgen.report.context_shape import Group
from reportgen.report.report_type import ReportType

_ADDRESS: Final = re.compile(r"[A-Za-z_]\w*(?:\.\w+)+")


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
    shape: Group | None = None,
    own: OwnNames = NO_NAMES,
    limits: Limits | None = None,
) -> list[Mistake]:
    """Return every mistake of a template, in one run: of its file, its tags, its structure, and of its contract.

    Without ``report_type`` the template is held to data of the ``shape`` given, else the language alone is checked.
    ``data`` are a report's own figures and its notes; without
    them the names that only such figures can have are warnings. With ``limits`` the file is read in a process of its
    own that cannot outgrow them. ``own`` are filters and tests that the caller gives the template.
    """
    try:
        if limits is None:
            found = survey(source, name, own=own)
        else:
            found = run_limited(survey, source, name, limits, own, limits=limits)
    except TemplateError as error:  # the limited process was stopped
        return [Mistake(fault) for fault in error.faults]
    return mistakes_in(found, report_type, data) if shape is None else mistakes_of_shape(found, shape)


def mistakes_of_shape(found: Survey, shape: Group) -> list[Mistake]:
    """Return the mistakes that a survey shows of a template for data of a ``shape``, the errors first."""
    places = Places(found)
    mistakes = mistakes_in(found, None)
    if found.main:
        breaches = breaches_of_shape([(part.name, part.uses) for part in found.parts], shape)
        mistakes += [_mistake(breach, found, places) for breach in breaches]
    return sorted(dict.fromkeys(mistakes), key=lambda mistake: mistake.severity)


def mistakes_in(
    found: Survey,
    report_type: ReportType | None,
    data: tuple[Mapping[str, Any], Mapping[str, str]] | None = None,
    tried: Callable[[Contract, Places], Sequence[Mistake]] | None = None,
) -> list[Mistake]:
    """Return the mistakes that a survey shows, the errors first; as :func:`check` otherwise.

    ``tried`` returns those that rendering with sample figures has shown, given the contract and the template's places.
    A figure that one of these is about is not said to be missing as well.
    """
    places = Places(found, () if report_type is None else report_type.tables)
    mistakes = [Mistake(places.named(fault)) for fault in found.faults]
    mistakes += [Mistake(fault, "warning") for fault in found.left_out]
    if found.comments:
        mistakes.append(Mistake(_with_comments(found), "warning"))
    if report_type is None or not found.main:
        return mistakes
    if not found.parts and not found.faults:
        return [Mistake(_no_tags(found)), *mistakes]
    meant = {word for mistake in mistakes if mistake.place for word in _ADDRESS.findall(mistake.place.words)}
    more = [*label_mistakes(places), *typed_figures(places, report_type.addresses)]
    uses = [(part.name, part.uses) for part in found.parts]
    if tried is not None:
        known = {address for mistake in more for address in mistake.addresses}
        shown = tried(contract(uses, report_type, meant), places)
        more += [mistake for mistake in shown if not (mistake.addresses and known.issuperset(mistake.addresses))]
    meant |= {address for mistake in more if mistake.severity == "error" for address in mistake.addresses}
    agreed = contract(uses, report_type, meant)
    if any(one.fault.id == "template-syntax" and one.place and "endfor" in one.place.words for one in mistakes):
        agreed = attrs.evolve(agreed, own=())  # names of a loop whose beginning is lost
    breaches = [*agreed.breaches, *(agreed.without_data() if data is None else agreed.with_data(*data))]
    mistakes += [_mistake(breach, found, places) for breach in breaches]
    mistakes += (attrs.evolve(mistake, fault=places.named(mistake.fault)) for mistake in more)
    return sorted(dict.fromkeys(mistakes), key=lambda mistake: mistake.severity)


def inspect(
    source: Path | bytes, name: str | None = None, *, own: OwnNames = NO_NAMES, limits: Limits | None = None
) -> Inspection:
    """Return what a template is made of; ``own`` and ``limits`` as for :func:`check`.

    Raises TemplateError where the template cannot be used, with every fault.
    """
    if limits is None:
        found = survey(source, name, own=own)
    else:
        found = run_limited(survey, source, name, limits, own, limits=limits)
    if found.faults:
        raise TemplateError(found.faults)
    addresses: dict[str, dict[Place, None]] = {}
    filters: dict[str, dict[Place, None]] = {}
    for part in found.parts:
        for use in part.uses:
            if not use.of_data:
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


def _mistake(breach: Breach, found: Survey, places: Places) -> Mistake:
    fault = places.of_breach(breach).fault(found.file, breach.id, breach.says, breach.remedy)
    return Mistake(places.named(fault), breach.severity, breach.addresses)


def _with_comments(found: Survey) -> Fault:
    says = Text(
        f"模板里有 {found.comments} 处批注，会带进每份报告",
        f"the template has Word comments ({found.comments}), which every report would have, too",
    )
    return Place(found.main).fault(
        found.file, "template-comments", says, Text("请在 Word 里删去批注", "Delete the comments in Word")
    )


def _no_tags(found: Survey) -> Fault:
    """Return the one mistake of a file without any tag: that it prints no figure need not be said for each."""
    says = Text("这个文件里没有一个 {{ }} 标记，不是模板", "there is not one {{ }} tag in this file: it is no template")
    remedy = Text(
        "已经生成的报告不能当模板；请用 reportgen template new 复制一份官方模板再修改",
        "A finished report is none, either; start from a copy that reportgen template new writes",
    )
    return Place(found.main).fault(found.file, "template-no-tags", says, remedy)
