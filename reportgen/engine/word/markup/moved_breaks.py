"""Page breaks that LibreOffice moved: a paragraph's own new page is written at the end of the paragraph before it.

Where that one holds a tag that takes its paragraph away, the break goes back to where it was, so that it is not lost.
"""

from __future__ import annotations

import re
from typing import Any, Final

WRITER: Final = b"LibreOffice"
"""What the properties of a file that LibreOffice wrote say of it."""
_TAKEN: Final = re.compile(r"\s*\{[{%]p\s")
_BEFORE_IT: Final = ("pStyle", "keepNext", "keepLines")
"""The properties of a paragraph that stand before the one of a new page (ECMA-376 part 1, A.1, ``CT_PPrBase``)."""


def put_back(root: Any) -> None:
    """Put every such break of a part (its tree) back into the paragraph, or the table, behind the tag's paragraph."""
    word = f"{{{root.nsmap.get('w')}}}"
    for paragraph in [*root.iter(f"{word}p")]:
        following = paragraph.getnext()
        last = paragraph[-1] if len(paragraph) else None
        if following is None or last is None or not _is_break(last, word):
            continue
        target = following if following.tag == f"{word}p" else next(following.iter(f"{word}p"), None)
        if target is not None and _TAKEN.match("".join(paragraph.itertext())):
            paragraph.remove(last)
            _begin_page(target, word)


def _is_break(run: Any, word: str) -> bool:
    inside = [child for child in run if child.tag != f"{word}rPr"]
    return (
        run.tag == f"{word}r"
        and len(inside) == 1
        and inside[0].tag == f"{word}br"
        and inside[0].get(f"{word}type") == "page"
    )


def _begin_page(paragraph: Any, word: str) -> None:
    properties = paragraph.find(f"{word}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{word}pPr")
        paragraph.insert(0, properties)
    if properties.find(f"{word}pageBreakBefore") is None:
        before = sum(child.tag in {f"{word}{name}" for name in _BEFORE_IT} for child in properties)
        properties.insert(before, properties.makeelement(f"{word}pageBreakBefore"))
