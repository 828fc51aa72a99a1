"""What a Word document's styles and numbering say of a paragraph: its heading level, its look, its printed number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final

import attrs
from lxml import etree

from reportgen.engine.opc.read_only import ReadOnlyPackage
from reportgen.engine.reading.published.chinese_numbering import numbered

_DIGIT_LEVELS: Final = 9
_OFF: Final = {"0", "false", "off", "none"}


class _Names(dict[str, str]):
    """Local names of tags, worked out once each."""

    def __missing__(self, tag: str) -> str:
        name = str(tag).rpartition("}")[2]
        self[tag] = name
        return name


LOCAL: Final = _Names()


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child called ``name`` in whatever namespace."""
    if element is not None:
        for one in element:
            if LOCAL[one.tag] == name:
                return one
    return None


def attribute(element: etree._Element | None, name: str = "val") -> str | None:
    """Return an attribute in whatever namespace."""
    if element is not None:
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(value)
    return None


def number_in(element: etree._Element | None, name: str = "val") -> int | None:
    """Return an attribute that is a whole number of at most nine digits, else None."""
    text = attribute(element, name)
    sound = text is not None and text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) <= 9
    return int(text) if text is not None and sound else None


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether a switch such as ``vanish`` is there and not off."""
    found = child(properties, name)
    return found is not None and (attribute(found) or "1") not in _OFF


@attrs.frozen(eq=False)
class Style:
    """What one style says itself."""

    based_on: str | None
    name: str
    paragraph: etree._Element | None
    run: etree._Element | None


@attrs.frozen(eq=False)
class Level:
    """One level of a list: how its number is written, and where it begins."""

    kind: str
    text: str
    start: int


@attrs.define(eq=False)
class Numbering:
    """Counts the paragraphs of lists and says what Word prints before each."""

    levels: Mapping[str, Mapping[int, Level]]
    lists: Mapping[str, str]
    starts: Mapping[tuple[str, int], int]
    counts: dict[tuple[str, int], int] = attrs.field(factory=dict)
    _started: set[tuple[str, int]] = attrs.field(factory=set)

    def next(self, list_: str, level: int) -> str:
        """Return the number of the next paragraph of a list's level, as printed; empty where it prints none."""
        abstract = self.lists.get(list_)
        levels = self.levels.get(abstract or "", {})
        if abstract is None or level not in levels:
            return ""
        key = (abstract, level)
        override = self.starts.get((list_, level))
        if override is not None and (list_, level) not in self._started:
            self._started.add((list_, level))
            self.counts[key] = override
        else:
            self.counts[key] = self.counts[key] + 1 if key in self.counts else levels[level].start
        for deeper in range(level + 1, _DIGIT_LEVELS):
            self.counts.pop((abstract, deeper), None)
        text = levels[level].text
        if levels[level].kind in {"bullet", "none"}:
            return "" if levels[level].kind == "bullet" else text
        for one in range(level + 1):
            if one in levels and f"%{one + 1}" in text:
                count = self.counts.get((abstract, one), levels[one].start)
                text = text.replace(f"%{one + 1}", numbered(count, levels[one].kind))
        return text


class Styles:
    """The styles and the numbering of one document, looked up by a style's id."""

    def __init__(self, package: ReadOnlyPackage) -> None:
        self._read: Callable[[str], etree._Element | None] = lambda kind: next(
            (package.tree(part) for part in package.parts_of(kind)), None
        )

    @cached_property
    def _styles(self) -> Mapping[str, Style]:
        root = self._read("styles")
        found: dict[str, Style] = {}
        for one in () if root is None else root:
            if LOCAL[one.tag] == "style":
                based, name = attribute(child(one, "basedOn")), attribute(child(one, "name")) or ""
                found[attribute(one, "styleId") or ""] = Style(based, name, child(one, "pPr"), child(one, "rPr"))
        return found

    @cached_property
    def numbering(self) -> Numbering:
        """The lists of the document."""
        root = self._read("numbering")
        levels: dict[str, dict[int, Level]] = {}
        lists: dict[str, str] = {}
        starts: dict[tuple[str, int], int] = {}
        for one in () if root is None else root:
            if LOCAL[one.tag] == "abstractNum":
                levels[attribute(one, "abstractNumId") or ""] = {
                    number_in(level, "ilvl") or 0: Level(
                        attribute(child(level, "numFmt")) or "decimal",
                        attribute(child(level, "lvlText")) or "",
                        number_in(child(level, "start")) or (0 if child(level, "start") is not None else 1),
                    )
                    for level in one
                    if LOCAL[level.tag] == "lvl"
                }
            elif LOCAL[one.tag] == "num":
                name = attribute(one, "numId") or ""
                lists[name] = attribute(child(one, "abstractNumId")) or ""
                for override in one:
                    start = number_in(child(override, "startOverride"))
                    if LOCAL[override.tag] == "lvlOverride" and start is not None:
                        starts[name, number_in(override, "ilvl") or 0] = start
        return Numbering(levels, lists, starts)

    def chain(self, style: str | None) -> tuple[Style, ...]:
        """Return a style and those that it is based on, nearest first."""
        found: list[Style] = []
        while style is not None and style in self._styles and len(found) < 20:
            found.append(self._styles[style])
            style = found[-1].based_on
        return tuple(found)

    def level_of(self, properties: etree._Element | None) -> int:
        """Return the heading level that a paragraph's properties or style give, 0 for none."""
        chain = self.chain(attribute(child(properties, "pStyle")))
        for one in (properties, *(style.paragraph for style in chain)):
            depth = number_in(child(one, "outlineLvl"))
            if depth is not None:
                return depth + 1 if 0 <= depth < _DIGIT_LEVELS else 0
        for style in chain:
            word, _, digit = style.name.strip().lower().rpartition(" ")
            if word in {"heading", "标题"} and digit.isdecimal() and len(digit) == 1:
                return int(digit)
        return 0

    def number_of(self, properties: etree._Element | None) -> str:
        """Return what Word prints before a paragraph of a list, counting it."""
        chain = self.chain(attribute(child(properties, "pStyle")))
        for one in (properties, *(style.paragraph for style in chain)):
            listed = child(one, "numPr")
            if listed is not None and child(listed, "numId") is not None:
                list_ = attribute(child(listed, "numId")) or "0"
                depth = number_in(child(child(properties, "numPr"), "ilvl"))
                depth = depth if depth is not None else number_in(child(listed, "ilvl"))
                return "" if list_ == "0" else self.numbering.next(list_, depth or 0)
        return ""

    def centred(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph is centred."""
        chain = self.chain(attribute(child(properties, "pStyle")))
        found = (child(one, "jc") for one in (properties, *(style.paragraph for style in chain)))
        return attribute(next((one for one in found if one is not None), None)) == "center"
