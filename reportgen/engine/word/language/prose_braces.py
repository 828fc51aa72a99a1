"""Braces that are no tags: plain prose, which is printed as it is, or a tag gone wrong, which is a fault.

Prose has braces of its own: ``{name}``, JSON, GUIDs, LaTeX, code. A tag gone wrong has its two braces at one end only,
a blank between them, or full-width ones. While docxtpl and Jinja read a part, the braces of its prose are control
characters that XML cannot hold.
"""

from __future__ import annotations

import re
from typing import Final

from reportgen.engine.word.markup.location import UNSEEN

_OPEN, _CLOSE = "\x1a", "\x1b"
_AWAY: Final = str.maketrans("{}", _OPEN + _CLOSE)
_BACK: Final = str.maketrans(_OPEN + _CLOSE, "{}")
_GAP: Final = rf"[\s{UNSEEN}]"
_NAME: Final = r"[A-Za-z_一-鿿]"
_WORD: Final = rf"{_NAME}[\w.]{{0,100}}"
_FILTERED: Final = rf"{_WORD}(?:\s?\|\s?\w{{1,40}}(?:\([^(){{}}]{{0,100}}\))?){{0,5}}"
_KEYWORD: Final = r"(?:if|elif|else|endif|for|endfor|set|raw|endraw|tr|tc|p|r)\b"
_UNCLOSED: Final = re.compile(rf"(?:\{{\{{-?\s?{_NAME}|\{{%-?\s?[A-Za-z]|\{{#\s)[^{{}}\0]{{0,40}}\}}?")
_APART: Final = re.compile(
    rf"\{{{_GAP}+\{{{_GAP}{{0,5}}{_FILTERED}{_GAP}{{0,5}}\}}{_GAP}?\}}"
    rf"|\{{{_GAP}+%[^{{}}]{{0,200}}%{_GAP}?\}}|\{{%[^{{}}]{{0,200}}%{_GAP}+\}}"
)
"""A blank, or a sign that is not seen, between the two signs of an end."""
_FULL_WIDTH: Final = re.compile(r"｛\s{0,5}[｛％%{]|\{\s{0,5}｛|\{％|｝\s{0,5}[｝}]|\}\s{0,5}｝")
_CLOSED_BLOCK: Final = re.compile(rf"(?:\{{\s{{0,5}})?(?<![^\s{{]){_KEYWORD}[^{{}}]{{0,200}}%\}}")
_CLOSED_PRINT: Final = re.compile(rf"(?:\{{\s{{0,5}})?(?<![\w.}}]){_FILTERED}\s{{0,5}}-?\}}\}}\Z")
_CLOSING: Final = re.compile(r"[{}]")
_NESTED: Final = 2
_LONGEST: Final = 300
_MOST_ENDS: Final = 1000


def gone_wrong(text: str) -> tuple[int, int] | None:
    """Return where in ``text``, which holds no tags, braces stand that somebody probably meant for a tag."""
    if not any(sign in text for sign in "{}｛｝"):
        return None
    for pattern in (_FULL_WIDTH, _APART, _UNCLOSED, _CLOSED_BLOCK):
        found = pattern.search(text)
        if found is not None:
            return found.span()
    return _closed_print(text)


def _closed_print(text: str) -> tuple[int, int] | None:
    """Return where a tag ends that does not begin as one: ``{ year }}``, ``year }}``; JSON and LaTeX nest such ends."""
    depth = ends = 0
    for sign in _CLOSING.finditer(text):
        if sign.group() == "{":
            depth += 1
            continue
        if depth < _NESTED and text.startswith("}}", sign.start()) and ends < _MOST_ENDS:
            ends += 1
            first = max(sign.end() + 1 - _LONGEST, 0)
            found = _CLOSED_PRINT.search(text[first : sign.end() + 1])
            if found is not None:
                return first + found.start(), first + found.end()
        depth = max(depth - 1, 0)
    return None


def hidden(text: str) -> str:
    """Return prose with its braces as control characters."""
    return text.translate(_AWAY)


def restored(text: str) -> str:
    """Return text with the braces of its prose as they were."""
    return text.translate(_BACK)
