"""Pages of Word that list something under headings: tables with a column of labels, and lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportgen.engine.word.variants.plain_document import plain_document
from reportgen.engine.word.variants.plain_pages import Row, paragraph, table

_WIDTH: Final = 14_570
_LABELS: Final = 5_000
"""Twentieths of a point that a page across, and its column of labels, are wide."""
_MOST_COLUMNS: Final = 6
"""So many columns of numbers stand beside each other; further ones follow in a table below."""
Part = tuple[str, Row, Sequence[Row]]
"""A heading, the headings of columns (none where the rows are lines of text), and the rows."""


def listing_pages(title: str, remark: str, parts: Sequence[Part]) -> bytes:
    """Return a Word document with a title, a remark and the parts, one below the other."""
    return plain_document([paragraph(title, bold=True, size=32), paragraph(remark), *_elements(parts)])


def _elements(parts: Sequence[Part]) -> Iterator[Any]:
    for heading, header, rows in parts:
        yield paragraph(heading, bold=True, size=24)
        if not header:
            yield from (paragraph(text) for row in rows for text in row)
            continue
        for start in range(1, len(header), _MOST_COLUMNS):
            shown = [0, *range(start, min(start + _MOST_COLUMNS, len(header)))]
            widths = [_LABELS, *((_WIDTH - _LABELS) // (len(shown) - 1) for _ in shown[1:])]
            cut = [tuple(row[place] for place in shown) for row in (header, *rows)]
            if start > 1:
                yield paragraph("", size=12)
            yield table(cut[0], cut[1:], widths, size=18, numbers=True)
