"""Tables as files nest them, made flat: a table that only lays out a page gives what is in it, in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable, ShownText
from reportgen.core.value import Value

RAISED, LOWERED, STRUCK, UNSURE, APART = "\x0e", "\x0f", "\x10", "\x11", "\x12"
"""Stand before and behind raised text, around text that is struck through, around text that a reader may see as a
figure or not at all, such as white letters, and around text that is shown smaller than that beside it or elsewhere,
until it is known what it is part of."""
MARKS = RAISED + LOWERED + STRUCK + UNSURE + APART
_RAISED = re.compile(f"{RAISED}\\s*([^{MARKS}]*?)\\s*{LOWERED}")
_DELETED_DIGITS = re.compile(f"([{STRUCK}{UNSURE}])([^{MARKS}]*[0-9][^{MARKS}]*)\\1")
_DELETED = re.compile(f"{STRUCK}[^{MARKS}]*{STRUCK}")
_IN_RAISED = re.compile(f"{RAISED}[^{RAISED}{LOWERED}]*{LOWERED}")
_APART = re.compile(f"{APART}([^{APART}]*){APART}")
_LETTERS = re.compile(r"[^\W\d件条个项份宗次]")
_ONLY_MARKS = re.compile(r"[①-⑳*＊※★#]+")
_SMALL = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNMARKED = str.maketrans("", "", MARKS)
_PROSE = 200
"""No cell of a form has so many characters."""
_PARAGRAPHS, _THEIR_TEXT = 4, 100
_FEW_FIGURES = 3
_FRAMED = 60
MOST_COLUMNS = 1_000
"""Columns or rows that one cell may span; no table of a report is so wide."""


@attrs.define(eq=False, repr=False)
class FoundCell:
    """A cell with everything in it, in order; ``plain`` is its text where it has nothing else."""

    row: int
    column: int
    rows: int
    columns: int
    blocks: Sequence[ShownText | FoundTable]
    origin: Origin
    plain: str | None = None

    @property
    def text(self) -> str:
        """Its own text, without that of tables in it."""
        if self.plain is not None:
            return self.plain
        if len(self.blocks) == 1 and isinstance(self.blocks[0], ShownText):
            return self.blocks[0].text
        shown = (block if isinstance(block, ShownText) else block.only for block in self.blocks)
        return "\n".join(block.text for block in shown if block is not None)


@attrs.frozen(eq=False, repr=False)
class FoundTable(Value):
    """A table whose cells may hold others; those that hold one word are already as they are shown."""

    cells: Sequence[FoundCell | ShownCell]
    origin: Origin
    lays_out: bool = False
    """Whether it is known to hold the parts of a page only."""

    @property
    def only(self) -> FoundCell | ShownCell | None:
        """Its cell, where it has only one with a short text: a frame around a figure."""
        cells = self.cells
        return cells[0] if len(cells) == 1 and len(cells[0].text) < _FRAMED else None


def flat(blocks: Iterable[ShownText | FoundTable]) -> Iterator[ShownText | ShownTable]:
    """Yield ``blocks`` without nesting: the cells of a page's layout as texts, a table inside a cell behind its own."""
    for block in blocks:
        if isinstance(block, ShownText):
            yield block if block.text.isprintable() else _as_prose(block)
            continue
        if _is_plain(block):
            yield ShownTable(tuple(block.cells), block.origin)  # type: ignore[arg-type]  # just looked at
            continue
        texts = [cell.text for cell in block.cells]
        inner = [one for cell in block.cells for one in _inside(cell) if isinstance(one, FoundTable) and not one.only]
        if _lays_out(block, texts, bool(inner)):
            for cell, text in zip(block.cells, texts, strict=True):
                if _inside(cell):
                    yield from flat(_inside(cell))
                elif text:
                    yield ShownText(text, cell.origin)
            continue
        cells = [
            cell
            if isinstance(cell, ShownCell)
            else ShownCell(cell.row, cell.column, _in_cell(text), cell.origin, cell.rows, cell.columns)
            for cell, text in zip(block.cells, texts, strict=True)
        ]
        yield ShownTable(tuple(cells), block.origin)
        yield from flat(inner)


def _is_plain(table: FoundTable) -> bool:
    """Whether a table has several cells, all as they are shown, and none with prose."""
    cells = table.cells
    return (
        len(cells) > 1
        and not table.lays_out
        and all([cell.__class__ is ShownCell and len(cell.text) <= _PROSE for cell in cells])  # noqa: C419 — a list is quicker
    )


def _inside(cell: FoundCell | ShownCell) -> Sequence[ShownText | FoundTable]:
    return cell.blocks if isinstance(cell, FoundCell) else ()


def _in_cell(text: str) -> str:
    """Return the text of a cell, in which a small 1 behind 22 is no digit of 221, and deleted digits are no figure.

    Before or behind a text that is deleted as a whole, the one other text is what the cell shows.
    """
    if text.isprintable():
        return text
    if APART in text:
        text = _IN_RAISED.sub(lambda found: found[0].replace(APART, ""), text)
    text = _RAISED.sub(_as_small, text)
    if APART in text:
        text = _together(text)
    if STRUCK in text:
        left = [one for piece in _DELETED.split(text) if (one := piece.strip())]
        text = left[0] if len(left) == 1 else text
    return text.replace(STRUCK, "~~").replace(UNSURE, "~~").translate(_UNMARKED)


def _together(text: str) -> str:
    """Return a text without marks around pieces apart; digits that are apart from others are doubtful."""
    outside = _APART.sub("", text)
    if (not outside.strip() and text.count(APART) == 2) or _LETTERS.search(outside):  # the whole text, or of a label
        return text.replace(APART, "")
    return _APART.sub(lambda found: f"~~{found[1]}~~" if any(map(str.isdecimal, found[1])) else found[1], text)


def _as_small(found: re.Match[str]) -> str:
    words = found[1]
    if words.isdecimal() and words.isascii():
        return words.translate(_SMALL)
    return words if not words or words[0] in "[(（〔【" or _ONLY_MARKS.fullmatch(words) else f"[{words}]"


def _as_prose(text: ShownText) -> ShownText:
    """Return a paragraph, in which raised and deleted words are words like others."""
    words = _together(text.text) if APART in text.text else text.text
    words = _RAISED.sub(lambda found: found[1].translate(_SMALL) if found[1].isdecimal() else found[1], words)
    crossed = (found.strip(STRUCK).translate(_UNMARKED) for found in _DELETED.findall(words))
    crossed_out = () if text.struck else tuple(filter(str.strip, crossed))
    words = _DELETED_DIGITS.sub(lambda found: f"~~{found[2]}~~", words).translate(_UNMARKED)
    return text if words == text.text else attrs.evolve(text, text=words, crossed_out=crossed_out)


def _lays_out(table: FoundTable, texts: Sequence[str], nests: bool) -> bool:
    """Whether a table holds a page's parts: one cell only, prose in a cell, or tables and few figures."""
    if table.lays_out or len(table.cells) <= 1 or any(len(text) > _PROSE for text in texts):
        return True
    for cell, text in zip(table.cells, texts, strict=True):
        if len(text) > _THEIR_TEXT and len(_inside(cell)) >= _PARAGRAPHS:
            return True
    return nests and sum(text.strip().isdecimal() for text in texts) < _FEW_FIGURES
