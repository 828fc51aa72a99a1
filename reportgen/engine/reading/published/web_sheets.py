"""The style sheets inside of a page, as far as they hide, raise, strike or move text or lay out tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs
from lxml import etree

from reportgen.engine.reading.published.web_selectors import BESIDE, COMMAS, Selector, applies, names_of, parsed
from reportgen.engine.reading.published.web_styles import PROPERTIES, UNSURE_RULE, declarations, look_by

_LONGEST: Final = 300_000
_MOST: Final = 2_000
"""Characters of style sheets, and rules in them, that are looked at."""
_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_STRING: Final = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_BRACES: Final = str.maketrans("{};", "   ")
_PIECE: Final = re.compile(r"([^{};]*)([{};])")
_BESIDE: Final = re.compile(rf":({'|'.join(sorted(BESIDE, key=len, reverse=True))})\s*$", re.IGNORECASE)
_NARROW: Final = re.compile(r"print|speech|prefers|orientation\s*:\s*portrait")
_WIDTH: Final = re.compile(r"(min|max)-(?:device-)?width\s*:\s*([0-9]+)")
_WINDOW: Final = 1300
"""The width in pixels of the window in which a page is looked at."""
_Declaration = tuple[str, str, bool]


@attrs.frozen
class _Rule:
    """What the elements get that a selector is about."""

    selector: Selector
    said: tuple[_Declaration, ...]
    weight: tuple[int, int, int, int]


@attrs.define
class _Block:
    """An open pair of braces: its selectors, whether it holds in a window, and its declarations so far."""

    selectors: Sequence[str]
    shown: bool
    own: bool
    said: list[_Declaration] = attrs.field(factory=list)


class Sheets:
    """The rules of a page's style sheets that matter, by the last name of their selectors."""

    def __init__(self, text: str) -> None:
        self._by_name: dict[str, list[_Rule]] = {}
        plain = _STRING.sub(lambda found: found[0].translate(_BRACES), _COMMENT.sub("", text[:_LONGEST]))
        for number, rule in enumerate(_rules(plain)):
            if number >= _MOST:
                break
            last = rule.selector[-1]
            self._by_name.setdefault(min(last.names, default=last.tag), []).append(rule)
        self._tell = any(
            look_by({name: value for name, value, _ in rule.said}).tells or rule.selector[-1].unsure
            for rules in self._by_name.values()
            for rule in rules
        )

    def __bool__(self) -> bool:
        return self._tell

    def said_of(self, element: etree._Element) -> Mapping[str, str] | None:
        """Return the properties of an element, those of its own style before those of the sheets; None without any."""
        known = self._by_name
        names = [element.tag, *sorted(names_of(element)), ""] if element.keys() else [element.tag, ""]
        rules = [one for name in names if name in known for one in known[name] if applies(one.selector, element)]
        if not rules:
            return None
        said = [(name, value, (important, rule.weight)) for rule in rules for name, value, important in rule.said]
        own = (1, 0, 0, 0)
        said += [(name, value, (important, own)) for name, value, important in declarations(element.get("style") or "")]
        return {name: value for name, value, _ in sorted(said, key=lambda one: one[2])}


def sheets_of(root: etree._Element) -> Sheets | None:
    """Return the style sheets inside of a page, None where they say nothing that matters."""
    texts = [str(one.text or "") for one in root.iter("style") if _is_for_a_window(f"@media {one.get('media') or ''}")]
    return (Sheets("\n".join(texts)) or None) if any(texts) else None


def _rules(text: str) -> Iterator[_Rule]:
    """Yield the rules for a wide window, with what they weigh against others."""
    blocks = [_Block((), shown=True, own=False)]
    for number, found in enumerate(_PIECE.finditer(text)):
        before, sign = found[1].strip(), found[2]
        if sign == "{":
            blocks.append(_opened(before, blocks[-1]))
            continue
        block = blocks[-1]
        block.said += (one for one in declarations(before) if one[0] in PROPERTIES)
        if sign == ";" or len(blocks) == 1:
            continue
        blocks.pop()
        if block.shown and block.said:
            for selector in block.selectors:
                rule = _rule(selector, block.said, number)
                if rule is not None:
                    yield rule


def _opened(before: str, around: _Block) -> _Block:
    """Return the block that begins behind ``before``: with a condition, or with selectors inside of those around it."""
    if before.startswith("@"):
        return _Block(around.selectors, around.shown and _is_for_a_window(before), own=False)
    selectors = [one.strip() for one in COMMAS.split(before)] if len(before) < _LONGEST // 100 else []
    if around.selectors:
        pairs = itertools.product(around.selectors, selectors)
        selectors = [
            one.replace("&", outer) if "&" in one else f"{outer} {one}" for outer, one in itertools.islice(pairs, _MOST)
        ]
    return _Block(selectors, around.shown, own=True)


def _rule(selector: str, said: Sequence[_Declaration], number: int) -> _Rule | None:
    """Return the rule of one selector; None where it says nothing of an element at rest."""
    beside = _BESIDE.search(selector) is not None
    mine = tuple(one for one in said if (one[0] == "content" and "url" not in one[1]) == beside)
    parts = parsed(selector) if mine else ()
    if not parts:
        return None
    if any(part.unsure for part in parts):
        if not look_by({name: value for name, value, _ in mine}).tells:
            return None
        mine = ((UNSURE_RULE, "", False),)
    names = [name for part in parts for name in part.names]
    identifiers = sum(name.startswith("#") for name in names)
    tests = sum(len(part.tests) for part in parts)
    tags = sum(bool(part.tag) for part in parts)
    return _Rule(parts, mine, (0, identifiers, len(names) - identifiers + tests, tags * 100_000 + number))


def _is_for_a_window(condition: str) -> bool:
    """Whether what stands behind ``@media`` or the like holds in a wide window."""
    name, _, rest = condition.lower().strip().partition(" ")
    if "(" in name:
        name, rest = name.partition("(")[0], condition.lower()
    return name in {"@media", "@supports", "@layer", "@container", "@scope"} and any(map(_holds, rest.split(",")))


def _holds(condition: str) -> bool:
    plain = condition.strip()
    widths = ((int(width) <= _WINDOW) == (side == "min") for side, width in _WIDTH.findall(plain))
    return (_NARROW.search(plain) is None and all(widths)) is not plain.startswith("not ")
