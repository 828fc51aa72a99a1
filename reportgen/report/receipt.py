"""The receipt of a document: where every figure is printed, and where it comes from."""

from __future__ import annotations

import re
from typing import Any, Final

import attrs

from reportgen.core.origin import Origin
from reportgen.model.addresses import LAST_YEAR
from reportgen.report.report import Report

_WRITTEN: Final = {"contact_lines": "contact", "comparison": "last_year"}
"""The keys of the data file behind names that only templates know."""


@attrs.frozen
class Cited:
    """One figure that a printed text shows: address, value, its formula if it is derived, and where it was written."""

    address: str
    value: str
    formula: str | None = None
    origin: Origin | None = None


@attrs.frozen
class Printed:
    """One printed text that shows a figure.

    ``table``, ``row``, ``column`` (the row's cells) and ``paragraph`` count from 1 in ``part`` of the document;
    ``start`` counts the paragraph's characters before the text, from 0. A document property has none
    of them. For an ``attribute`` of an ``element``, both named as in the part (a picture's description, a cell's
    colour), ``start`` counts in the attribute's value. ``web`` is the place in the web page that was written with the
    document (``#table-2``), ``pdf_page`` the page of the PDF, from 1; None where there is none, or it is not known.
    ``expression`` is the placeholder's expression; ``figures`` are those that it names: first the figure itself, then
    the arguments of filters. ``near`` are the words around the text, to find it by eye; of a chart, its title.
    """

    part: str
    text: str
    expression: str
    figures: tuple[Cited, ...]
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    start: int | None = None
    near: str = ""
    element: str | None = None
    attribute: str | None = None
    web: str | None = None
    pdf_page: int | None = None


@attrs.frozen
class Hashed:
    """A file's name and the SHA-256 of its content; no hash for data that was not read from a file."""

    file: str
    sha256: str | None


@attrs.frozen
class Receipt:
    """What was printed from what: data, template, engine and document by their hashes, and every printed figure."""

    report: str
    organ: str
    year: int
    data: Hashed
    template: Hashed
    document: Hashed
    engine: Hashed
    printed: tuple[Printed, ...]


def cite(report: Report, address: str) -> Cited:
    """Return the figure, note, organ or year at ``address`` as a receipt cites it."""
    if address in report.addresses:
        entry, value = report.addresses[address], report.values[address]
        formula = None if entry.definition is None else str(entry.definition)
        shown = "" if value is None else entry.figure.kind.printed(value)
        return Cited(address, shown, formula, report.origin(address))
    if address in ("organ", "year"):
        value = report.organ if address == "organ" else report.year
        return Cited(address, _plain(value), None, report.locate((address,)) if report.locate else None)
    noted = address.removeprefix("notes.")
    if address.startswith("notes.") and noted in report.notes:
        origin = report.locate(("notes", noted)) if report.locate else None
        return Cited(address, report.notes[noted], None, origin)
    first, *rest = [step for step in re.split(r"[.\[\]]", address) if step]
    if first in report.printed_particulars:
        shown = report.printed_particulars[first]
        for step in rest:
            shown = shown[int(step)] if isinstance(shown, list) else shown[step]
        derived = first == "title_lines" and not report.particulars.title_lines  # nobody wrote them
        path = (_WRITTEN[first],) if first in _WRITTEN else (first, *(int(s) if s.isdecimal() else s for s in rest))
        origin = None if derived or report.locate is None else report.locate(path)
        return Cited(address, str(shown), "organ, year" if derived else None, origin)
    if address.startswith(LAST_YEAR):
        return _of_last_year(report, address)
    return Cited(address, _plain(report.own.get(address)), None, report.origin(address))


def _of_last_year(report: Report, address: str) -> Cited:
    """Return a figure of last year: of the data file, else of last year's report."""
    name = address.removeprefix(LAST_YEAR)
    given = report.particulars.last_year.get(name)
    value = report.earlier.get(name) if given is None else given
    shown = "" if value is None else report.addresses.kinds[name].printed(value)
    origin = None if given is None or report.locate is None else report.locate(("last_year", name))
    return Cited(address, shown, None, origin)


def _plain(value: Any) -> str:
    return "" if value is None else (f"{value:f}" if hasattr(value, "as_tuple") else str(value))
