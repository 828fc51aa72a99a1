"""Where the figures of a receipt stand in the web page and in the PDF that were written with the Word document.

Both are read back: a figure of a table is found by its address and row, one in a sentence by the words around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
from lxml import etree

from reportgen.engine.export.charts.proof import SVG
from reportgen.engine.export.pdf_proof import pages_of
from reportgen.engine.form_matching.rows import squeezed
from reportgen.report.receipt import Printed
from reportgen.report.report import Report

_MAIN: Final = "word/document.xml"
_CHARTS: Final = "charts."
_Text = list[tuple[str, str]]
"""Pieces of a text in their order, each with the place where it stands."""


def with_places(
    printed: Sequence[Printed], report: Report, page: bytes | None, pdf: tuple[bytes, str] | None
) -> tuple[Printed, ...]:
    """Return the printed figures with their places in ``page`` and ``pdf``, a PDF and its name, where there are any.

    Raises UsageError where pdfplumber is not installed, which reads PDFs.
    """
    found = tuple(printed)
    if page is not None:
        places = _places(found, *_page(page))
        found = tuple(attrs.evolve(one, web=place) for one, place in zip(found, places, strict=True))
    if pdf is not None:
        pages, figures = pages_of(pdf[0], report, pdf[1])
        numbered = {address: str(number) for address, number in figures.items()}
        places = _places(found, [(str(number), text) for number, text in enumerate(pages, start=1)], numbered)
        numbers = [None if place is None else int(place) for place in places]
        found = tuple(attrs.evolve(one, pdf_page=number) for one, number in zip(found, numbers, strict=True))
    return found


def _page(content: bytes) -> tuple[_Text, dict[str, str]]:
    """Return the text of a page, and the place of each figure, of each chart by ``charts.`` and its name."""
    root: Any = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    text: _Text = []
    cells: dict[str, str] = {}
    for element in root.iter("h1", "h2", "h3", "h4", "p", "table", f"{SVG}svg"):
        place = next((f"#{one.get('id')}" for one in _upwards(element) if one.get("id")), "")
        if element.tag == "table":
            cells |= {cell.get("data-address"): place for cell in element.iter("td") if cell.get("data-address")}
            cells.setdefault(place.removeprefix("#"), place)
        elif element.tag == f"{SVG}svg":
            cells[place.replace("#chart-", _CHARTS)] = place
        else:
            text.append((place, _compared("".join(map(str, element.itertext())))))
    return text, cells


def _upwards(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _places(printed: Sequence[Printed], text: _Text, cells: Mapping[str, str]) -> list[str | None]:
    """Return the place of each figure: of a cell or chart that of its name, in a sentence that of the words around it.

    Sentences are looked for in their order, because two may have the same words.
    """
    whole = "".join(piece for _, piece in text)
    found: list[str | None] = []
    cursor, paragraph = -1, None
    for one in printed:
        address = one.figures[0].address.removeprefix("notes.").partition("[")[0]
        drawn = one.expression.startswith(_CHARTS)
        if drawn or one.table is not None or one.part != _MAIN or not one.near:
            found.append(
                cells.get(one.expression, cells.get(one.figures[0].address.removeprefix("notes."), cells.get(address)))
            )
            continue
        near = _compared(one.near)
        start = whole.find(near, max(cursor, 0) if one.paragraph == paragraph else cursor + 1)
        start = whole.find(near) if start < 0 else start
        found.append(None if start < 0 else _piece(text, start + max(near.find(_compared(one.text)), 0)))
        cursor, paragraph = max(cursor, start), one.paragraph
    return found


def _piece(text: _Text, position: int) -> str | None:
    """Return the place of the piece in which a position of the whole text lies."""
    end = 0
    for place, piece in text:
        end += len(piece)
        if position < end:
            return place or None
    return None


def _compared(text: str) -> str:
    return squeezed(text).replace("\u2011", "-")
