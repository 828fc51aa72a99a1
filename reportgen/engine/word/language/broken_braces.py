"""Reading on after a brace that is no tag: such braces are replaced, so that the whole tags beside them can be read."""

from __future__ import annotations

import re
from typing import Final

import attrs

from reportgen.engine.word.language.jinja_source import Patched, patch
from reportgen.engine.word.language.tags import has_tags
from reportgen.engine.word.markup.paragraphs import PartText

_INNER: Final = r"(?:(?!\{\{|\{%|\{\#|\}\}|%\}|\#\}).){1,1990}"
_SOUND: Final = re.compile(rf"\{{\{{{_INNER}\}}\}}|\{{%{_INNER}%\}}|\{{\#{_INNER}\#\}}", re.DOTALL)
_BRACE: Final = re.compile("[{}｛｝]")
_STAND_IN: Final = "·"


def patch_without_broken_braces(text: PartText, part: str, file: str) -> Patched | None:
    """Return the whole tags of a part as Jinja source, to be looked at only; None if none can be read.

    Places are those of the part as it is.
    """
    xml = _without_broken_braces(text)
    if not has_tags(xml):
        return None
    patched, _ = patch(PartText(xml), part, file)
    if patched is None:
        return None
    words = {paragraph.number: paragraph.place(part).words for paragraph in text.paragraphs}
    places = tuple(attrs.evolve(place, words=words.get(place.paragraph or 0, place.words)) for place in patched.places)
    return attrs.evolve(patched, places=places, lost=())


def _without_broken_braces(text: PartText) -> str:
    """Return the part's XML with a stand-in for every brace of a paragraph that is not part of a whole tag."""
    paragraphs: dict[int, list[tuple[int, str]]] = {}
    for home, offset, token in text.tokens():
        if home.number:
            paragraphs.setdefault(home.number, []).append((offset, token))
    changed = list(text.xml)
    for tokens in paragraphs.values():
        whole = "".join(token for _, token in tokens)
        if not _BRACE.search(whole):
            continue
        sound = {index for match in _SOUND.finditer(whole) for index in range(*match.span())}
        position = 0
        for offset, token in tokens:
            for match in _BRACE.finditer(token):
                if position + match.start() not in sound:
                    changed[offset + match.start()] = _STAND_IN
            position += len(token)
    return "".join(changed)
