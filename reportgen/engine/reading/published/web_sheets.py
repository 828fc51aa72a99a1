"""The style sheets inside of a page, as far as they hide, raise or strike text or lay out tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs
from lxml import etree

from reportgen.engine.reading.published.web_styles import PLAIN, declarations, look_by

_PROPERTIES: Final = frozenset(
    ("display", "visibility", "opacity", "position", "left", "top", "text-indent", "clip", "clip-path", "overflow",
     "width", "height", "max-height", "vertical-align", "text-decoration", "text-decoration-line",
     "unicode-bidi", "content")
)  # fmt: skip
_LONGEST: Final = 300_000
_MOST: Final = 2_000
"""Characters of style sheets, and rules in them, that are looked at."""
_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_PIECE: Final = re.compile(r"([^{}]*)([{}])")
_PSEUDO: Final = re.compile(r"::?(?:before|after)\s*$")
_COMPOUND: Final = re.compile(r"([a-zA-Z][\w-]*|\*)?((?:[.#][\w-]+)*)")
_NARROW: Final = re.compile(r"print|max-(?:device-)?width|speech|prefers|orientation\s*:\s*portrait")
_WIDE_FROM: Final = re.compile(r"min-width\s*:\s*([0-9]+)")
_WINDOW: Final = 1300
"""The width in pixels of the window in which a page is looked at."""


@attrs.frozen
class _Simple:
    """One part of a selector: a tag or none, identifiers and classes."""

    tag: str
    names: frozenset[str]
    """Classes with a dot before them, identifiers with a hash."""

    def matches(self, element: etree._Element) -> bool:
        """Whether an element is meant."""
        return (not self.tag or element.tag == self.tag) and (not self.names or self.names <= names_of(element))


@attrs.frozen
class _Rule:
    """What elements get that stand inside of those that are meant by all but the last part of the selector."""

    parts: tuple[_Simple, ...]
    said: tuple[tuple[str, str, bool], ...]
    weight: tuple[int, int, int, int]

    def applies(self, element: etree._Element) -> bool:
        """Whether the rule is about an element."""
        if not self.parts[-1].matches(element):
            return False
        wanted = list(self.parts[:-1])
        for around in element.iterancestors():
            if not wanted:
                break
            if wanted[-1].matches(around):
                wanted.pop()
        return not wanted


def names_of(element: etree._Element) -> frozenset[str]:
    """Return the classes of an element with a dot before each, and its identifier with a hash."""
    names = {f".{one}" for one in (element.get("class") or "").split()}
    if element.get("id"):
        names.add(f"#{element.get('id')}")
    return frozenset(names)


def _ordered(element: etree._Element) -> list[str]:
    return sorted(names_of(element)) if element.get("class") or element.get("id") else []


class Sheets:
    """The rules of a page's style sheets that matter, by the last name of their selectors."""

    def __init__(self, text: str) -> None:
        self._by_name: dict[str, list[_Rule]] = {}
        self._tell = False
        for number, rule in enumerate(_rules(_COMMENT.sub("", text[:_LONGEST]))):
            if number >= _MOST:
                break
            last = rule.parts[-1]
            self._tell = self._tell or look_by({name: value for name, value, _ in rule.said}) != PLAIN
            self._by_name.setdefault(min(last.names, default=last.tag), []).append(rule)

    def __bool__(self) -> bool:
        return self._tell

    def said_of(self, element: etree._Element) -> Mapping[str, str] | None:
        """Return the properties of an element, those of its own style before those of the sheets; None without any."""
        known = self._by_name
        names = [name for name in (element.tag, *_ordered(element), "") if name in known]
        rules = [one for name in names for one in known[name] if one.applies(element)]
        if not rules:
            return None
        said = [(name, value, (important, rule.weight)) for rule in rules for name, value, important in rule.said]
        own = (1, 0, 0, 0)
        said += [(name, value, (important, own)) for name, value, important in declarations(element.get("style") or "")]
        return {name: value for name, value, _ in sorted(said, key=lambda one: one[2])}


def _rules(text: str) -> Iterator[_Rule]:
    """Yield the rules for a wide window, with what they weigh against others."""
    shown = [True]
    inside = ""
    for number, found in enumerate(_PIECE.finditer(text)):
        before, brace = found[1].strip(), found[2]
        if brace == "{":
            if inside:
                return  # not the grammar of a style sheet
            if before.rpartition(";")[2].lstrip().startswith("@"):
                shown.append(shown[-1] and _is_for_a_window(before.rpartition(";")[2]))
            else:
                inside = before.rpartition(";")[2] or "?"
            continue
        if not inside:
            shown = shown[:-1] or [True]
            continue
        said = tuple(one for one in declarations(before) if one[0] in _PROPERTIES)
        if said and shown[-1]:
            for selector in inside.split(","):
                parts = _selector(_PSEUDO.sub("", selector))
                beside = _PSEUDO.search(selector) is not None
                mine = tuple(one for one in said if (one[0] == "content") == beside)
                if parts and mine:
                    names = [name for part in parts for name in part.names]
                    identifiers = sum(name.startswith("#") for name in names)
                    tags = sum(bool(part.tag) for part in parts)
                    yield _Rule(parts, mine, (0, identifiers, len(names) - identifiers, tags * 100_000 + number))
        inside = ""


def _is_for_a_window(condition: str) -> bool:
    lower = condition.lower().strip()
    if not lower.startswith(("@media", "@supports", "@layer")):
        return False
    wide = _WIDE_FROM.search(lower)
    return _NARROW.search(lower) is None and (wide is None or int(wide[1]) <= _WINDOW)


def _selector(text: str) -> tuple[_Simple, ...]:
    """Return the parts of a selector of tags, classes and identifiers; empty where it has anything else."""
    parts = []
    for one in text.replace(">", " ").split():
        found = _COMPOUND.fullmatch(one)
        if found is None:
            return ()
        names = frozenset(re.findall(r"[.#][\w-]+", found[2]))
        parts.append(_Simple("" if found[1] in {None, "*"} else found[1].lower(), names))
    return tuple(parts)
