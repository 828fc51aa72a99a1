"""The cells of the form's tables in a finished document, and the marks on those that findings speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from lxml import etree

from reportgen.engine.form_matching.rows import find_rows
from reportgen.engine.word.variants.comments import Comments, W
from reportgen.model.form_grid import FormTable

FORBIDS: Final = "FFC7CE"
VERIFY: Final = "FFEB9C"
"""The shading of a cell that forbids publishing, and of one that is to be verified."""
_AFTER_SHADING: Final = frozenset(
    f"{W}{name}" for name in ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "tcPrChange")
)

Marks = Mapping[str, Sequence[tuple[bool, str]]]
"""By address, what there is to say of a figure's cell: whether it forbids publishing, and the sentence, if any."""


def mark_cells(body: Any, tables: Sequence[FormTable], marks: Marks, comments: Comments) -> None:
    """Shade the cells of the marked figures and comment on them; a figure that stands in no table is passed over."""
    for table in tables:
        for address, cell in form_cells(body, table):
            if address in marks:
                said = marks[address]
                _shade(cell, FORBIDS if any(forbids for forbids, _ in said) else VERIFY)
                paragraph = cell.find(f"{W}p")
                sentences = [sentence for _, sentence in said if sentence]
                if paragraph is not None and sentences:
                    comments.comment(paragraph, sentences)


def form_cells(body: Any, table: FormTable) -> Iterator[tuple[str, Any]]:
    """Yield the figures of ``table`` with their cells in the document, as the proof finds them."""
    found = table_under(body, table.heading)
    if found is None:
        return
    rows = [row.findall(f"{W}tc") for row in found.findall(f"{W}tr")]
    texts = [[_text(cell) for cell in row] for row in rows]
    for expected, place in zip(table.rows, find_rows(texts, table.rows), strict=True):
        if place is not None:
            yield from zip(expected.addresses, rows[place][-len(expected.addresses) :], strict=False)


def table_under(body: Any, heading: str) -> Any:
    """Return the first table below the paragraph that is ``heading``, or ``None``."""
    below = False
    for block in body:
        if block.tag == f"{W}p":
            below = below or _text(block).strip() == heading
        elif below and block.tag == f"{W}tbl":
            return block
    return None


def _text(element: Any) -> str:
    return "".join(words.text or "" for words in element.iter(f"{W}t"))


def _shade(cell: Any, colour: str) -> None:
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        properties = etree.Element(f"{W}tcPr")
        cell.insert(0, properties)
    shading = properties.find(f"{W}shd")
    if shading is None:
        shading = etree.Element(f"{W}shd")
        after = next((n for n, child in enumerate(properties) if child.tag in _AFTER_SHADING), len(properties))
        properties.insert(after, shading)
    shading.attrib.clear()
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(f"{W}{name}", value)
