"""Single lines of text as the cells of a table: by tabs, pipes, commas or gaps, and what kind of line each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

import attrs

from reportgen.core.shown_document import ShownText
from reportgen.engine.form_matching.comma_lines import cells_by_commas
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.printed_figures import is_value

_Kind = Literal["data", "values", "labels", "rule", "other"]
PIPES: Final = re.compile(r"[|｜│┃¦]")
_WIDE_GAP: Final = re.compile(r"[ \xa0]{2,}|[ \xa0]*\u3000[ \xa0\u3000]*")
_SPACES: Final = re.compile(r"[ \xa0\u3000]+")
_RULE: Final = re.compile(r"[-=_+|:：─━┼├┤┌┐└┘┬┴│┃═╪╞╡ \t]{3,}")
LONGEST_LABEL: Final = 45
MOST_PIECES: Final = 4
"""Lines or tokens that one label may be broken over."""


@attrs.frozen(eq=False)
class TextLine:
    """One line of text, as cells."""

    text: ShownText
    cells: tuple[str, ...]
    kind: _Kind
    by_commas: bool = False


def line_of(text: ShownText, form: FormIndex, titles: frozenset[str]) -> TextLine:
    """Return a line of text as cells; ``titles`` are the words of section titles, which are never part of a table."""
    if words_of(text.text) in titles:
        return TextLine(text, (text.text,), "other")
    if _RULE.fullmatch(text.text):
        return TextLine(text, (text.text,), "rule")
    found = None if "\t" in text.text else cells_by_commas(text.text, form)
    cells = cells_in(text.text) if found is None else found
    if found is not None:
        return TextLine(text, found, _kind_of(found), by_commas=True)
    return TextLine(text, *_spaced(text, cells, form))


def _spaced(text: ShownText, cells: tuple[str, ...], form: FormIndex) -> tuple[tuple[str, ...], _Kind]:
    """Return the cells of a line that tabs, pipes or spaces divide, and what kind of line it is."""
    values = [cell for cell in cells if cell and is_value(cell)]
    others = [cell for cell in cells if cell and not is_value(cell)]
    if values and not others:
        return (cells, "values")
    labels = [cell for cell in others if words_of(cell) in form.labels]
    if values:
        named = labels or any(words_of("".join(others[at:])) in form.labels for at in range(len(others)))
        short = len(others) <= MOST_PIECES and sum(map(len, others)) <= 2 * LONGEST_LABEL
        return (cells, "data" if short and (named or len(values) > 1) else "other")
    if words_of(text.text) in form.labels:
        return ((text.text,), "labels")
    return (cells, "labels" if labels and len(labels) * 2 >= len(others) else "other")


def _kind_of(cells: Sequence[str]) -> _Kind:
    figures = [cell for cell in cells if cell and is_value(cell)]
    return "labels" if not figures else "values" if len(figures) == sum(map(bool, cells)) else "data"


def cells_in(text: str) -> tuple[str, ...]:
    """Return the cells of a line: by tabs, else by pipes, else by wide gaps, else by spaces."""
    if "\t" in text:
        return tuple(piece.strip() for piece in text.split("\t"))
    if PIPES.search(text) is not None:
        pieces = [piece.strip() for piece in PIPES.split(text)]
        first = 1 if not pieces[0] else 0
        return tuple(pieces[first : len(pieces) - (not pieces[-1])])
    gaps = [piece for piece in _WIDE_GAP.split(text.strip()) if piece]
    if len(gaps) > 1 and all(len([one for one in piece.split() if is_value(one)]) < 2 for piece in gaps):
        return tuple(gaps)
    return tuple(piece for piece in _SPACES.split(text.strip()) if piece)
