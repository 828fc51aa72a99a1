"""Which paragraphs of a document are headings: those with an outline level, their own or that of their style."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Any, Final

from lxml import etree

from reportgen.engine.opc.package import Package
from reportgen.engine.word.markup.paragraphs import Paragraph

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY_LEVEL: Final = 9
_TAG: Final = r"\{[{%#].*?[}%#]\}"


def heading_styles(package: Package) -> frozenset[str]:
    """Return the ids of the paragraph styles with an outline level, their own or that of the style they build on."""
    styles = _styles(package)
    return frozenset(name for name in styles if _level(styles, name, set()) < _BODY_LEVEL)


def title_styles(package: Package) -> frozenset[str]:
    """Return the ids of the styles that Word knows as that of a document's title."""
    names = {style: found.find(f"{_W}name") for style, found in _styles(package).items()}
    return frozenset(
        style for style, name in names.items() if name is not None and str(name.get(f"{_W}val")).lower() == "title"
    )


def _styles(package: Package) -> dict[str, Any]:
    parts = package.parts_of("styles")
    if not parts:
        return {}
    parser = etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True, no_network=True)
    root = etree.fromstring(package.read(parts[0]), parser)
    return {str(style.get(f"{_W}styleId")): style for style in root.iter(f"{_W}style")}


def _level(styles: dict[str, Any], name: str, seen: set[str]) -> int:
    style = styles.get(name)
    if style is None or name in seen:
        return _BODY_LEVEL
    level = style.find(f"{_W}pPr/{_W}outlineLvl")
    if level is not None:
        value = str(level.get(f"{_W}val"))
        return int(value) if value.isdecimal() else _BODY_LEVEL
    base = style.find(f"{_W}basedOn")
    return _BODY_LEVEL if base is None else _level(styles, str(base.get(f"{_W}val")), seen | {name})


def mark_headings(paragraphs: Iterable[Paragraph], styles: Collection[str]) -> None:
    """Mark the headings among ``paragraphs``: those with words, outside tables, with an outline level.

    A paragraph of nothing but tags is none: a reader of the template looks for words.
    """
    for paragraph in paragraphs:
        outlined = paragraph.heading or paragraph.style in styles
        paragraph.heading = outlined and paragraph.table is None and bool(re.sub(_TAG, "", paragraph.text).strip())
