"""Page numbers, headers and footers: what stands on the pages and is no part of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from reportgen.engine.reading.published.layout.lines import Line

_MARGIN: Final = 0.13
"""Headers and footers stand in this part of the page's height, from above and from below."""
_EDGE: Final = 0.05
_PLACE: Final = 4.0
_DASHES: Final = r"[—―–\-－_·•.~～\s]*"
_PAGE_NUMBER: Final = re.compile(
    rf"{_DASHES}(?:第\s*)?(?:[0-9０-９]{{1,4}}|[ivx]{{1,5}})\s*页?(?:\s*[,，/／]?\s*(?:共|of|[/／])\s*[0-9０-９]{{1,4}}\s*页?)?{_DASHES}"
    r"|Page\s*\d{1,4}(?:\s*of\s*\d{1,4})?",
    re.IGNORECASE,
)
_OF_A_BROWSER: Final = re.compile(
    r"(?:https?|file)://\S+(?:\s+\d+/\d+)?|\d{4}[/-]\d{1,2}[/-]\d{1,2}[ ,]+\d{1,2}:\d\d.*", re.IGNORECASE
)
_DIGITS: Final = re.compile(r"[0-9０-９]+")


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """Return the lines of each page that are no furniture: no page number, nothing repeated in the margins."""
    repeated = Counter(
        key for lines, height in zip(pages, heights, strict=True) for key in {_key(line, height) for line in lines}
    )
    most = max(2, (len(pages) + 1) // 3) if len(pages) > 2 else 2
    return [
        [line for line in lines if not _is_furniture(line, height, repeated[_key(line, height)] >= most)]
        for lines, height in zip(pages, heights, strict=True)
    ]


def is_page_number(text: str) -> bool:
    """Whether a line is a page's number."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def _key(line: Line, height: float) -> tuple[str, int]:
    """Return what is the same in a header of every page: its words without numbers, and how far from the edge it is."""
    fromtop = line.base < height / 2
    return _DIGITS.sub("#", line.text), round((line.base if fromtop else line.base - height) / _PLACE)


def _is_furniture(line: Line, height: float, repeated: bool) -> bool:
    part = line.base / height
    if _MARGIN < part < 1 - _MARGIN:
        return False
    if is_page_number(line.text) or repeated:
        return True
    return not _EDGE < part < 1 - _EDGE and _OF_A_BROWSER.fullmatch(line.text) is not None
