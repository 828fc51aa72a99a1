"""Paragraphs of an edited document in which words are crossed out: it is not certain whether they are to go."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

import attrs

from reportgen.core.shown_document import ShownText
from reportgen.core.text import Text, shortened
from reportgen.engine.merging.merged import Left
from reportgen.engine.reading.workbook.cells import STRUCK

_ALIKE: Final = 0.5
"""From this on a paragraph is an older one that was changed."""


def restored(edited: Sequence[ShownText], made: Sequence[ShownText]) -> tuple[list[ShownText], list[Left]]:
    """Return a section's paragraphs with those that were crossed out, wholly or in part, as they were before.

    What became of each such paragraph is told; one that was not there before is left out.
    """
    kept: list[ShownText] = []
    left: list[Left] = []
    same = {one.text for one in edited if not _is_crossed(one)}
    waiting = [one for one in made if one.text not in same]
    for one in edited:
        if not _is_crossed(one):
            kept.append(one)
            continue
        left.append(_told(one))
        scores = [SequenceMatcher(None, old.text, one.text, False).ratio() for old in waiting]
        if scores and max(scores) >= _ALIKE:
            old = waiting.pop(scores.index(max(scores)))
            kept.append(attrs.evolve(one, text=old.text, level=old.level, bold=old.bold, struck=False, crossed_out=()))
    return kept, left


def _is_crossed(one: ShownText) -> bool:
    return one.struck or bool(one.crossed_out)


def _told(one: ShownText) -> Left:
    words = shortened(("".join(one.crossed_out) or one.text).replace(STRUCK, ""))
    says = Text(
        f"“{words}”有删除线，不知道是否要删，这一段没有采用：请删去这些字，或取消删除线，再合并一次",
        f"“{words}” is crossed out, and the paragraph was not taken: delete it or take the line away, and merge again",
    )
    return Left(says, one.origin)
