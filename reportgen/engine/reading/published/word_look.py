"""How the runs of one paragraph of a Word document look together: its pieces, their marks, what of it is bold."""

from __future__ import annotations

import itertools
from typing import Final

import attrs

from reportgen.core.shown_document import ShownText
from reportgen.engine.reading.published.nested_tables import APART, MARKS, FoundTable
from reportgen.engine.reading.published.word_runs import NOTHING, Properties

Blocks = list[ShownText | FoundTable]
_USUAL: Final = 21
"""The size of letters in half-points where nothing says another."""
_SMALLER: Final = 0.7
BLANKS: Final = " \t\n\r\u3000\xa0\u200b\ufeff"
"""What may stand around a paragraph's words."""


@attrs.define(eq=False)
class ParagraphLook:
    """What the runs of one paragraph say of themselves."""

    pieces: list[str] = attrs.field(factory=list)
    boxes: Blocks = attrs.field(factory=list)
    """Tables and paragraphs of text boxes that hang on the paragraph."""
    size: int | None = None
    struck: bool = True
    """Whether every visible run is struck through."""
    bold: list[int] = attrs.field(factory=list)
    """Which pieces are bold, by number."""
    around: Properties = NOTHING
    """What the paragraph's style says of its runs."""
    heights: dict[int, int] = attrs.field(factory=dict)
    """The sizes of pieces, by number, in half-points."""

    def mark_smaller(self) -> None:
        """Mark the pieces of a cell's text that are much smaller than the others, as the numbers of notes are."""
        if not self.heights or len(self.pieces) < 2:
            return
        sizes = [self.heights.get(number, _USUAL) for number, text in enumerate(self.pieces) if text.strip()]
        biggest = max(sizes, default=0)
        for number, height in self.heights.items():
            text = self.pieces[number]
            if height <= _SMALLER * biggest and not any(mark in text for mark in MARKS):
                self.pieces[number] = f"{APART}{text}{APART}"

    def bold_parts(self, before: int) -> tuple[tuple[int, int], ...]:
        """Return where a paragraph is bold; so many characters stand ``before`` the words of its runs."""
        text = "".join(self.pieces)
        if not self.bold or any(mark in text for mark in MARKS):  # marks will not stay
            return ()
        least = before - (len(text) - len(text.lstrip(BLANKS)))
        most = before + len(text.strip(BLANKS))
        ends = [*itertools.accumulate(map(len, self.pieces), initial=least)]
        found = ((max(ends[number], before), min(ends[number + 1], most)) for number in self.bold)
        return tuple((begin, end) for begin, end in found if begin < end)
