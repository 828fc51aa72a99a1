"""Which lines of a YAML text hold names and values, which are prose, and which are prose that left its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from reportgen.core.unseen_signs import INVISIBLE
from reportgen.engine.reading import special_characters

SPECIAL: Final = "".join([*special_characters.SPACES, *INVISIBLE])
COLONS: Final = ":：∶﹕︰"
_OPENS: Final = re.compile(
    rf"([\s{SPECIAL}]*)[^\s#\[{{\"'][^#]*?[{COLONS}]"
    rf"[\s{SPECIAL}]*[|>][-+0-9]*[\s{SPECIAL}]*(?:#.*)?"
)
"""A name and the bar that begins a text of several lines."""
_STRUCTURE: Final = re.compile(
    rf"[\s{SPECIAL}]*(?:(?:- )?[A-Za-z_][\w.{SPECIAL}]*[\s{SPECIAL}]*[{COLONS}]|- |---|#(?!#)|\.\.\.|"
    rf"[^\s#{COLONS}]{{1,20}}[{COLONS}][\s{SPECIAL}]*[|>]|[^\s#{COLONS}]{{1,20}}:\s*(?:#.*)?$)"
)
"""How a line that is no prose begins: with a name and a colon, the dash of a list, a remark."""

LONGEST: Final = 1000
"""Characters of a line with names and values; what is longer no person typed, and searching it could take long."""
_BEGINNING: Final = 200
_LOOKED_AT: Final = 200
"""Lines of one text that tell how it is indented."""

Kind = Literal["structure", "prose", "stray", "empty"]


class Line(NamedTuple):
    """One line of a file: its number (from 0), what it is, and for prose the indentation of its text."""

    number: int
    kind: Kind
    text: str
    indent: int


def begins_structure(text: str) -> bool:
    """Whether a line begins as no line of prose does."""
    return bool(_STRUCTURE.match(text[:_BEGINNING]))


def spaces_before(text: str) -> int:
    """Return how many plain spaces a line begins with."""
    return len(text) - len(text.lstrip(" "))


def classified(lines: Sequence[str]) -> Iterator[Line]:
    """Yield every line with what it is; ``stray`` is prose that is not indented as the rest of its text."""
    opener: int | None = None
    inside = 0
    for number, text in enumerate(lines):
        blank = not text.strip() or not text.strip(SPECIAL + " \t")
        begins = spaces_before(text)
        if opener is not None and not blank:
            if not inside:
                inside = _indentation(lines, number, opener)
                if begins > inside:  # a text is indented as its first line, so that this one is at fault
                    yield Line(number, "stray", text, inside)
                    continue
            if begins >= inside:
                yield Line(number, "prose", text, inside)
                continue
            if not begins_structure(text) or _is_remark_in_prose(lines, number, inside):
                yield Line(number, "stray", text, inside)
                continue
            if not text.lstrip().startswith("#"):
                opener = None
        if blank:
            yield Line(number, "prose" if opener is not None else "empty", text, inside if opener is not None else 0)
            continue
        yield Line(number, "structure", text, begins)
        opens = _OPENS.fullmatch(text) if len(text) <= LONGEST else None
        if opens is not None:
            opener, inside = len(opens.group(1)), 0


def _is_remark_in_prose(lines: Sequence[str], number: int, inside: int) -> bool:
    """Whether the remark in line ``number`` stands between two lines of one text, which it would end."""
    if not lines[number].lstrip().startswith("#"):
        return False
    following = next((line for line in lines[number + 1 : number + 20] if line.strip()), "")
    return spaces_before(following) >= inside and not begins_structure(following)


def _indentation(lines: Sequence[str], number: int, opener: int) -> int:
    """Return how far the text is indented that begins in line ``number``: as its first line, or as most are."""
    counts: Counter[int] = Counter()
    for text in lines[number : number + _LOOKED_AT]:
        if text.strip():
            if begins_structure(text) and not text.lstrip().startswith("#"):
                break
            counts[spaces_before(text)] += 1
    first = spaces_before(lines[number])
    usual = max((indent for indent in counts if indent > opener), key=lambda indent: counts[indent], default=opener + 2)
    return min(first, usual) if first > opener else usual
