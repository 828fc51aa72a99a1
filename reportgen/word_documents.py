"""Word documents that people edit: given back with comments, and compared with what they were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from reportgen.core.errors import Fault
from reportgen.engine.merging.merge import merge
from reportgen.engine.merging.surroundings import changed_surroundings
from reportgen.engine.reading.published import word
from reportgen.engine.reading.published.word_comments import comments_of
from reportgen.engine.reading.published.word_surroundings import surroundings
from reportgen.engine.word.variants.commented import commented as with_comments
from reportgen.engine.word.variants.draft_findings import in_one_line, marked_addresses
from reportgen.report.blank_wording import MOST_BLANKS, blank_lines, is_blank
from reportgen.report.findings import Finding

if TYPE_CHECKING:
    from reportgen.engine.merging.merged import Merged
    from reportgen.report.report import Report

_MARKS = {"error": "✗ 错误：", "warning": "! 提醒：", "note": "提示："}


def commented(content: bytes, name: str, found: Iterable[Finding | Fault], report: Report | None) -> bytes:
    """Return the document ``content`` with everything that was ``found`` in it as comments where it stands.

    ``report`` is what was read from the document, where it could be read. What has no place in it stands on the first
    paragraph.

    Raises:
        DataError, TemplateError: it is no sound Word document.
    """
    places = word.homes(content, name)
    said: dict[int | None, list[str]] = {}
    everything = list(found)
    blanks = [one for one in everything if isinstance(one, Finding) and is_blank(one)]
    if len(blanks) > MOST_BLANKS:
        everything = [one for one in everything if isinstance(one, Fault) or one.verdict != "undecided"]
        said[None] = [f"{_MARKS['error']}{blank_lines(blanks)[0].zh.rstrip('：')}"]
    for one in everything:
        spots = _spots(one, report)
        for spot in dict.fromkeys(places.get(spot) for spot in spots):
            said.setdefault(spot, []).append(_sentence(one, report))
    return with_comments(content, name, said)


def _spots(found: Finding | Fault, report: Report | None) -> list[str]:
    """Return the places that ``found`` speaks of: cells of figures that are wrong or may be, or a paragraph."""
    if isinstance(found, Fault):
        return [found.origin.place or ""] if found.origin is not None else [""]
    if found.origin is not None and found.origin not in [cell.origin for cell in found.cells]:
        return [found.origin.place or ""]  # a line of prose
    figures = [] if report is None else [report.origin(address, stated=True) for address in marked_addresses(found)]
    known = [one.place for one in figures if one is not None and one.place]
    if not known and found.place is not None and found.place.place:
        known = [found.place.place]
    return known or [""]


def _sentence(one: Finding | Fault, report: Report | None) -> str:
    if isinstance(one, Fault):
        return f"{_MARKS['error']}{one.message('zh')}"
    says = one.says.zh if report is None else in_one_line(one, report)
    return f"{_MARKS['error' if one.forbids else one.severity]}{says}"


def merged(report: Report, made: bytes, edited: bytes, name: str, *, take_figures: bool) -> Merged:
    """Return what the document ``edited``, which messages call ``name``, changes in the data of ``report``.

    ``made`` is the document as it is rendered of that data.

    Raises:
        DataError: ``edited`` is no sound Word document.
    """
    around = changed_surroundings(surroundings(made, name), surroundings(edited, name))
    found = merge(
        report, word.read(made, name), word.read(edited, name), take_figures=take_figures, around=tuple(around)
    )
    return attrs.evolve(found, comments=comments_of(edited, name))
