"""From what was read to a report, or every fault with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from reportgen.core.errors import DataError, Fault, ReportgenError, UsageError
from reportgen.core.spelling import Suggestions
from reportgen.core.text import Text
from reportgen.engine import building
from reportgen.engine.building.fault_list import bounded
from reportgen.prose.quantities import MOST_COMPARED, has_too_many_numbers
from reportgen.prose.rendering import misprints
from reportgen.prose.stray_addresses import LATIN, addresses_in, folded
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType

if TYPE_CHECKING:
    from reportgen.core.document import Document

_TOO_MANY_NUMBERS = Text(
    zh=f"这一部分文字里的数字超过 {MOST_COMPARED} 个，无法逐个与表格核对",
    en=f"this text has more than {MOST_COMPARED} numbers, too many to compare with the tables",
)
_SHORTER = Text(zh="请删去不属于报告文字的内容", en="Remove what does not belong to the report's text")


def build(document: Document, find_type: Callable[[str], ReportType]) -> Report:
    """Turn a document that was read into a report, or raise DataError with every fault and its place.

    A refused document whose lines show slips is read as it was meant, so that these are told and not what they cause.
    """
    try:
        return _built(document, find_type)
    except (DataError, UsageError) as error:
        again = document if document.mended is None else document.mended()
        if again is None:
            raise
        raise _as_meant(again, error if again is document else None, find_type) from None


def _as_meant(
    document: Document, error: ReportgenError | None, find_type: Callable[[str], ReportType]
) -> ReportgenError:
    """Return what is wrong with a document that was mended, in the way that leaves the fewest faults."""
    best = error
    following: Document | None = document
    while following is not None:
        try:
            if following is not document or error is None:
                _built(following, find_type)
        except (DataError, UsageError) as problem:
            if best is None or len(problem.faults) < len(best.faults):
                best = problem
        if best is not None and len(best.faults) == 1:
            break
        following = None if following.otherwise is None else _next(following.otherwise)
    return best or DataError(())  # never: a mended document is refused for what was mended


def _next(read: Callable[[], Document | None]) -> Document | None:
    try:
        return read()
    except DataError:  # this way leaves something that cannot be read at all
        return None


def _built(document: Document, find_type: Callable[[str], ReportType]) -> Report:
    name = building.report_type_name(document)
    try:
        report_type = find_type(name)
    except UsageError as error:
        origin = document.locate(("report",))
        raise UsageError(attrs.evolve(fault, origin=origin) for fault in error.faults) from None
    report = building.build(document, report_type)
    faults = bounded(chain(_prose_faults(report), _verbatim_faults(report)))
    if faults:
        raise DataError(faults)
    return report


def _prose_faults(report: Report) -> Iterator[Fault]:
    """What placeholders of the prose ask for and cannot get; a blank figure is no fault of the prose."""
    suggestions = Suggestions()
    for field, text in report.narrative.items():
        if has_too_many_numbers(text):
            yield Fault("narrative", _TOO_MANY_NUMBERS, report.prose_origin(field, 0), _SHORTER)
        for problem in (*misprints(report.prose[field], report.printable), *report.printed_prose[field].problems):
            if problem.blank:
                continue
            origin = report.prose_origin(field, problem.position)
            yield Fault("narrative", problem.says, origin, _nearest(problem.address, report, suggestions))


def _verbatim_faults(report: Report) -> Iterator[Fault]:
    """Yield every address that stands in a note or a text of the office's own, which print as they are written."""
    texts: dict[tuple[str, ...], str] = {("notes", address): note for address, note in report.notes.items()}
    texts |= {("figures", *name.split(".")): value for name, value in report.own.items() if isinstance(value, str)}
    for path, text in texts.items():
        if LATIN.search(text) is None:
            continue
        for written in addresses_in(text, report.printable):
            says = Text(
                f"“{written}”会照样印成英文；附注和自己的文字里不能用占位符，请直接写数字",
                f"“{written}” would be printed as these words; notes and own texts have no placeholders: write "
                "the number",
            )
            yield Fault("verbatim-address", says, report.locate(path) if report.locate is not None else None)


def _nearest(address: str | None, report: Report, suggestions: Suggestions) -> Text | None:
    if address is None or address in report.printable:
        return None
    close = suggestions.nearest(folded(address), report.printable, cutoff=0.5)
    return Text(f"最接近的是 {close}", f"the nearest is {close}") if close else None
