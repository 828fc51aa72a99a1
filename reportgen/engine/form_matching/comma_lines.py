"""Lines of a table whose cells commas or semicolons divide, as in a CSV file: told from sentences and thousands."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Sequence
from typing import Final

from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.printed_figures import is_value

_SEPARATORS: Final = ",，;；"
_SENTENCE: Final = re.compile(r"[。！？]")
_THOUSANDS: Final = re.compile(r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3}){1,4}(?:\.[0-9]+)?")
_HEAD, _TAIL = re.compile(r"[0-9]{1,3}"), re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
_LONGEST: Final = 600
_FEWEST_FIGURES: Final = 3


def cells_by_commas(text: str, form: FormIndex) -> tuple[str, ...] | None:
    """Return the cells of a line of such a table, None where it is none: labels of the form, or figures only."""
    separator = max(_SEPARATORS, key=text.count)
    if separator not in text or len(text) > _LONGEST or _SENTENCE.search(text) or _THOUSANDS.fullmatch(text.strip()):
        return None
    cells = tuple(piece.strip() for piece in _pieces(text, separator))
    if any(len(pieces := cell.split()) > 1 and all(map(is_value, pieces)) for cell in cells):
        return None  # spaces divide the cells, and the commas stand in the figures
    figures = [cell for cell in cells if cell and is_value(cell)]
    others = [cell for cell in cells if cell and not is_value(cell)]
    if not others:
        return cells if len(figures) >= _FEWEST_FIGURES else None
    labels = sum(words_of(cell) in form.labels for cell in others)
    named = labels * 2 >= len(others) or any(words_of("".join(others[at:])) in form.labels for at in range(len(others)))
    return cells if named and (figures or labels > 1 or len(cells) > len(others)) else None


def _pieces(text: str, separator: str) -> Sequence[str]:
    if separator in ",;" and '"' in text:
        try:
            return next(csv.reader([text], delimiter=separator, strict=True), [])
        except csv.Error:
            pass
    return text.split(separator)


def may_be_thousands(text: str) -> bool:
    """Whether commas of a line may stand between the thousands of one figure, so that its cells cannot be counted."""
    if '"' in text or max(_SEPARATORS, key=text.count) in ";；":
        return False
    pieces = [piece.strip() for piece in re.split("[,，]", text)]
    return any(_HEAD.fullmatch(one) and _TAIL.fullmatch(two) for one, two in itertools.pairwise(pieces))
