"""The comments that people wrote on a Word form: told, because nothing of them is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened
from reportgen.engine.reading.published.word_comments import comments_of

_MOST: Final = 20


def comments_told(content: bytes, name: str) -> Iterator[tuple[Origin, Text]]:
    """Yield that each comment of the Word form ``name`` was not read; of very many the first ones."""
    found = comments_of(content, name)
    for one in found[:_MOST]:
        words, shown = shortened(one.quoted), shortened(" ".join(one.text.split()))
        says = Text(
            f"“{words}”上有批注“{shown}”，批注不读入；请看过以后照着改，或删去批注",
            f"a comment on “{words}”, “{shown}”, is not read; see to it, or delete it",
        )
        yield Origin(name), says
    if len(found) > _MOST:
        more = len(found) - _MOST
        yield Origin(name), Text(f"另有 {more} 条批注没有读入", f"{more} more comments are not read")
