"""A table of one row as a list: each figure behind all its labels, in lines of text or in rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from reportgen.core.shown_document import ShownCell, ShownText
from reportgen.engine.form_matching.crossed_tables import headings_of
from reportgen.engine.form_matching.form_index import BlockIndex, FormIndex, Leaf
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Line, Sheet

_BETWEEN: Final = re.compile(r"[—–\-:：,，;；/>→、|·()（）\s]+")
_BEHIND: Final = re.compile(r"(.*?[^0-9,，\s])\s*[:：\s]\s*([0-9０-９/／—-][^:：]*?)[;；。]?", re.DOTALL)
_LONGEST: Final = 60
_MOST_OF_IT: Final = 0.6
"""So much of the table must be in a list."""
Pair = tuple[str, ShownCell]
"""The labels of a figure, and its cell."""


def in_a_list(texts: Sequence[ShownText], form: FormIndex) -> tuple[int, int, Sheet] | None:
    """Return where the lines of such a list begin and end among ``texts``, and the table; None where there is none."""
    for block in _blocks(form):
        pairs = list(_pairs(texts, block))
        figures = _in_order([(leaf, cell) for _, _, leaf, cell in pairs], block)
        lines = {at for start, end, _, _ in pairs for at in range(start, end)}
        if figures and all(
            at in lines or _names_groups(texts[at].text, block) for at in range(pairs[0][0], pairs[-1][1])
        ):
            return pairs[0][0], pairs[-1][1], _sheet(figures, block)
    return None


def from_a_list(sheet: Sheet, form: FormIndex) -> Sheet:
    """Return a table whose rows are the columns of a form's table as that table, another as it is."""
    for block in _blocks(form):
        found: list[tuple[Leaf, ShownCell]] = []
        for labels, cell in _rows(sheet):
            leaf = _leaf(labels, block)
            if leaf is not None:
                found.append((leaf, cell))
            elif any(map(str.isdigit, cell.text)):
                found = []
                break
        figures = _in_order(found, block)
        if figures:
            return _sheet(figures, block)
    return sheet


def _blocks(form: FormIndex) -> Iterator[BlockIndex]:
    return (block for block in form.blocks if block.unlabelled is not None and len(block.header_lines) > 1)


def _rows(sheet: Sheet) -> Iterator[Pair]:
    """Yield each row of a table with one figure at its end: all labels before it, those of merged cells too."""
    cells = [(cell, text) for line in sheet.lines for cell, text in zip(line.cells, line.texts, strict=True)]
    for line in sheet.lines if sheet.grid else ():
        last = line.cells[-1]
        if (
            len(line.cells) < 1
            or last.columns != 1
            or last.rows != 1
            or not line.texts[-1]
            or not is_value(line.texts[-1])
        ):
            continue
        before = [
            text for cell, text in cells if cell.row <= last.row < cell.row + cell.rows and cell.column < last.column
        ]
        if before and not any(text and is_value(text) for text in before):
            yield "—".join(before), last


def _pairs(texts: Sequence[ShownText], block: BlockIndex) -> Iterator[tuple[int, int, Leaf, ShownCell]]:
    """Yield the figures in a run of lines, each behind its labels or on the line below, with the lines' places."""
    around = ""
    for at, one in enumerate(texts):
        if len(one.text) > _LONGEST:
            around = ""
            continue
        leaf = _leaf(one.text, block) or _leaf(f"{around} {one.text}", block)
        below = texts[at + 1].text if at + 1 < len(texts) else ""
        if leaf is not None and below and is_value(below):
            yield at, at + 2, leaf, ShownCell(0, 0, below.rstrip("；;。"), texts[at + 1].origin)
            continue
        found = _BEHIND.fullmatch(one.text)
        leaf = None if found is None else _leaf(found[1], block) or _leaf(f"{around} {found[1]}", block)
        if leaf is not None and found is not None and is_value(found[2]):
            yield at, at + 1, leaf, ShownCell(0, 0, found[2], one.origin)
        elif _names_groups(one.text, block):
            around = one.text


def _words(labels: str) -> list[str]:
    return [words for piece in _BETWEEN.split(labels) if (words := words_of(piece))]


def _names_groups(text: str, block: BlockIndex) -> bool:
    words = _words(text)
    return bool(words) and all(one in block.inside for one in words)


def _leaf(labels: str, block: BlockIndex) -> Leaf | None:
    """Return the only column that has all of these labels, the last of them as its own."""
    words = _words(labels)
    found = [
        leaf
        for leaf in block.columns
        if words and leaf.words == words[-1] and all(one in leaf.above for one in words[:-1])
    ]
    return found[0] if len(found) == 1 else None


def _in_order(found: Sequence[tuple[Leaf, ShownCell]], block: BlockIndex) -> list[tuple[Leaf, ShownCell]]:
    """Return the figures in the order of the form; none where one is there twice, or too many are missing."""
    numbers = [leaf.order for leaf, _ in found]
    enough = len(set(numbers)) == len(numbers) >= _MOST_OF_IT * len(block.columns)
    return sorted(found, key=lambda one: one[0].order) if enough else []


def _sheet(figures: Sequence[tuple[Leaf, ShownCell]], block: BlockIndex) -> Sheet:
    """Return the form's own headings with a row of figures, blank where the list has none."""
    known = {leaf.order: cell for leaf, cell in figures}
    origin = figures[0][1].origin
    cells = [
        attrs.evolve(known[number], row=len(block.header_lines), column=number, rows=1, columns=1)
        if number in known
        else ShownCell(len(block.header_lines), number, "", origin)
        for number in range(len(block.columns))
    ]
    return Sheet((*headings_of(block, origin), Line(tuple(cells), len(cells))), origin)
