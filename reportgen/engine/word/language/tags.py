"""The tags in a text: where each begins and ends, and what it is made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import attrs

from reportgen.engine.word.markup.location import UNSEEN

NEWLINE: Final = "\x1c"
"""Stands for a line feed of the template's own text until Jinja has parsed it; white space for Jinja, too."""
_ZERO, _ONE, _MARK = "\x1d", "\x1e", "\x1f"
MARKER: Final = re.compile(f"{_MARK}[{_ZERO}{_ONE}]+")
"""A tag's number as white space, which docxtpl's rewriting leaves in the tag."""
WHOLE: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SIGNS: Final = re.compile(
    rf"\{{\{{|\}}\}}|\{{%|%\}}|\{{#|#\}}|\{{[\s{UNSEEN}]+[{{%]|[%}}][\s{UNSEEN}]+\}}"
    r"|｛\s*[｛％%{]|｝\s*[｝}]|\{\s*｛|\{％|\}\s*｝"
)
"""What tags are made of, and what somebody may have meant for one."""
_ESCAPED: Final = re.compile(r"\{_[{%]|[}%]_\}")
_OPENING: Final = re.compile(r"\{[{%#]")
_CLOSINGS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_INSIDE: Final = r"(?:(tr|tc|p|r)\s)?[-+]?(.*?)[-+]?"
_TAGS: Final = {
    "{{": re.compile(r"\{\{" + _INSIDE + r"\}\}", re.DOTALL),
    "{%": re.compile(r"\{%" + _INSIDE + r"%\}", re.DOTALL),
}
MERGING: Final = re.compile(r"\{%\s*(?:vm|hm)\b")
"""A tag that merges the cells that a loop repeats."""
_KEYWORD: Final = re.compile(r"[A-Za-z_]\w*")


@attrs.frozen
class Tag:
    """A tag: how it opens (``{{``, ``{%``), what it takes away with it (``tr``, ``tc``, ``p``, ``r``), what it says."""

    opening: str
    takes: str
    inner: str

    @property
    def keyword(self) -> str:
        """The word that a block begins with: ``if``, ``endfor``."""
        found = _KEYWORD.match(self.inner)
        return found.group() if found else ""

    @property
    def rest(self) -> str:
        """What follows the keyword."""
        return self.inner[len(self.keyword) :]


def read_tag(text: str) -> Tag | None:
    """Return the tag that ``text`` begins with; None for a comment, and where there is none."""
    pattern = _TAGS.get(text[:2])
    found = None if pattern is None else pattern.match(text)
    return None if found is None else Tag(text[:2], found.group(1) or "", MARKER.sub("", found.group(2)).strip())


def tags(text: str, whole: Callable[[int, int], bool] | None = None) -> Iterator[tuple[int, int]]:
    """Yield start and end of every tag and comment; ``whole`` says whether what begins and ends as one is one.

    The search for each end goes over the text once, however many tags have none.
    """
    position, ends = 0, dict.fromkeys(_CLOSINGS.values(), 0)
    while (match := _OPENING.search(text, position)) is not None:
        position = match.end()
        closing = _CLOSINGS[match.group()]
        if 0 <= ends[closing] < position:
            ends[closing] = text.find(closing, position)
        stop = ends[closing] + 2
        if ends[closing] >= 0 and (whole is None or whole(match.start(), stop)):
            position = stop
            yield match.start(), stop
        else:
            position = match.start() + 1  # ``{{% x %}`` may hold a tag all the same


def has_tags(xml: str) -> bool:
    """Return whether the text or an attribute of ``xml`` holds anything that looks like a template tag."""
    if "{" not in xml and "｛" not in xml and "}" not in xml:
        return False
    if _SIGNS.search(xml):
        return True
    text = re.sub(r"<[^>]*>", "", xml)
    return any(pattern.search(text) is not None for pattern in (_SIGNS, _ESCAPED))


def marker(number: int) -> str:
    """Return a tag's number as white space."""
    return _MARK + f"{number:b}".replace("0", _ZERO).replace("1", _ONE)


def marked_number(text: str) -> int | None:
    """Return the number in the first marker of ``text``."""
    found = MARKER.search(text)
    return None if found is None else int(found.group()[1:].replace(_ZERO, "0").replace(_ONE, "1"), 2)
