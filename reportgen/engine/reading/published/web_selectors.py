"""The selectors of a page's style sheets: which elements a rule is about.

A part that is not understood matches everything and makes the rule unsure, so that nothing is taken to be shown that a
browser may hide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

import attrs
from lxml import etree

Test = Callable[[etree._Element], bool]
_PIECE: Final = re.compile(
    r"(?P<tag>[a-zA-Z][\w-]*|\*)|(?P<name>[.#](?:[\w-]|[^\x00-\x7f]|\\.)+)|\[(?P<attribute>[^\]]*)\]"
    r"|:(?P<pseudo>:?[\w-]+)(?:\((?P<inside>(?:[^()]|\([^()]*\))*)\))?|(?P<between>\s*[>+~]\s*|\s+)"
)
_ATTRIBUTE: Final = re.compile(r"\s*([\w-]+)\s*(?:([~|^$*]?)=\s*[\"']?(.*?)[\"']?\s*[iIsS]?)?\s*")
_STEPS: Final = re.compile(r"([+-]?[0-9]*)n(?:([+-][0-9]+))?|([+-]?[0-9]+)")
COMMAS: Final = re.compile(r",(?![^()\[\]]*[)\]])")
"""What divides the selectors of a list, but not those inside of brackets."""
_AT_REST: Final = frozenset(
    ("hover", "active", "focus", "focus-within", "focus-visible", "visited", "target", "selection",
     "placeholder", "backdrop", "marker", "first-line")
)  # fmt: skip
"""What holds while somebody does something, or is about no text of the page."""
BESIDE: Final = frozenset(("before", "after", ":before", ":after"))
"""What is about something that is shown before or behind an element."""


@attrs.frozen
class Compound:
    """One part of a selector: what must hold of one element, and how the part before it is found from there."""

    tag: str = ""
    names: frozenset[str] = frozenset()
    """Classes with a dot before them, identifiers with a hash."""
    tests: tuple[Test, ...] = ()
    before: str = ""
    """What stands between the part before and this one: white space, ``>``, ``+`` or ``~``; empty for the first."""
    unsure: bool = False

    def matches(self, element: etree._Element) -> bool:
        """Whether an element is meant, as far as that is known."""
        return (
            (not self.tag or element.tag == self.tag)
            and (not self.names or self.names <= names_of(element))
            and all(test(element) for test in self.tests)
        )


Selector = tuple[Compound, ...]


def names_of(element: etree._Element) -> frozenset[str]:
    """Return the classes of an element with a dot before each, and its identifier with a hash."""
    names = {f".{one}" for one in (element.get("class") or "").split()}
    if element.get("id"):
        names.add(f"#{element.get('id')}")
    return frozenset(names)


def parsed(text: str) -> Selector:
    """Return the parts of a selector; empty where it is about no element at rest."""
    parts: list[Compound] = []
    at, before, current = 0, "", Compound()
    text = text.strip()
    while at < len(text):
        found = _PIECE.match(text, at)
        if found is None:
            return (attrs.evolve(Compound(), unsure=True),)
        at = found.end()
        if found["between"] is not None:
            parts.append(attrs.evolve(current, before=before))
            before, current = found["between"].strip() or " ", Compound()
            continue
        more = _extended(current, found)
        if more is None:
            return ()
        current = more
    return (*parts, attrs.evolve(current, before=before))


def _extended(part: Compound, found: re.Match[str]) -> Compound | None:
    """Return a part with one more condition; None where it never holds of an element at rest."""
    if found["tag"]:
        return attrs.evolve(part, tag="" if found["tag"] == "*" else found["tag"].lower())
    if found["name"]:
        return attrs.evolve(part, names=part.names | {found["name"].replace("\\", "")})
    if found["attribute"] is not None:
        test = _attribute(found["attribute"])
        return attrs.evolve(part, unsure=True) if test is None else attrs.evolve(part, tests=(*part.tests, test))
    name, inside = found["pseudo"].lower(), (found["inside"] or "").strip().lower()
    if name in BESIDE:
        return part
    if name.startswith(":") or name in _AT_REST:
        return None
    test = _PLAIN.get(name) or _with_arguments(name, found["inside"] or inside)
    return attrs.evolve(part, unsure=True) if test is None else attrs.evolve(part, tests=(*part.tests, test))


def _attribute(text: str) -> Test | None:
    found = _ATTRIBUTE.fullmatch(text)
    if found is None:
        return None
    name, sign, wanted = found[1].lower(), found[2], found[3]
    if wanted is None:
        return lambda element: element.get(name) is not None
    compare: dict[str, Callable[[str], bool]] = {
        "": lambda value: value == wanted,
        "~": lambda value: wanted in value.split(),
        "|": lambda value: value == wanted or value.startswith(f"{wanted}-"),
        "^": lambda value: bool(wanted) and value.startswith(wanted),
        "$": lambda value: bool(wanted) and value.endswith(wanted),
        "*": lambda value: bool(wanted) and wanted in value,
    }
    holds = compare[sign]
    return lambda element: (value := element.get(name)) is not None and holds(value)


def _with_arguments(name: str, inside: str) -> Test | None:
    """Return what a condition with something in brackets asks of an element; None where that is not understood."""
    if name in {"not", "is", "where", "matches"}:
        several = [parsed(one) for one in COMMAS.split(inside)]
        if any(part.unsure for one in several for part in one):
            return None
        wanted = name != "not"
        return lambda element: any(applies(one, element) for one in several if one) is wanted
    kind = _PLACES.get(name)
    steps = _STEPS.fullmatch({"odd": "2n+1", "even": "2n"}.get(inside.strip().lower(), inside.replace(" ", "").lower()))
    if kind is None or steps is None:
        return None
    same, backwards = kind
    step = 0 if steps[3] else int(f"{steps[1]}1" if steps[1] in {"", "+", "-"} else steps[1])
    first = int(steps[3] or steps[2] or 0)
    return lambda element: _is_counted(_place(element, same=same, backwards=backwards) - first, step)


def _is_counted(distance: int, step: int) -> bool:
    return distance == 0 if step == 0 else distance % step == 0 and distance // step >= 0


_PLACES: Final = {
    "nth-child": (False, False),
    "nth-last-child": (False, True),
    "nth-of-type": (True, False),
    "nth-last-of-type": (True, True),
}
"""Whether a place is counted among elements of the same tag only, and whether from the end."""


def _place(element: etree._Element, *, same: bool, backwards: bool) -> int:
    """Return the number of an element among those around it, of the ``same`` tag only where that is asked."""
    tag = element.tag if same else "*"
    return 1 + sum(1 for _ in element.itersiblings(tag, preceding=not backwards))


def _is_first(element: etree._Element) -> bool:
    return element.getprevious() is None


def _is_last(element: etree._Element) -> bool:
    return element.getnext() is None


_PLAIN: Final[dict[str, Test]] = {
    "first-child": _is_first,
    "last-child": _is_last,
    "only-child": lambda element: _is_first(element) and _is_last(element),
    "first-of-type": lambda element: _place(element, same=True, backwards=False) == 1,
    "last-of-type": lambda element: _place(element, same=True, backwards=True) == 1,
    "root": lambda element: element.getparent() is None,
    "empty": lambda element: not len(element) and not element.text,
    "link": lambda element: element.tag == "a",
    "any-link": lambda element: element.tag == "a",
}
_ROWS: Final = Compound("tbody", before=">")


def applies(selector: Selector, element: etree._Element) -> bool:
    """Whether a selector is about an element, as far as that is known."""
    last = selector[-1]
    if not last.matches(element):
        return False
    before, between = selector[:-1], last.before
    if between == ">" and before[-1] == _ROWS and element.tag == "tr" and _is_in(element, "table"):
        before, between = before[:-1], before[-1].before  # browsers see a tbody around it
    return not before or any(applies(before, one) for one in _from(element, between))


def _is_in(element: etree._Element, tag: str) -> bool:
    around = element.getparent()
    return around is not None and around.tag == tag


def _from(element: etree._Element, between: str) -> Iterator[etree._Element]:
    """Yield the elements of which the part before may be about."""
    if between == "+":
        beside = element.getprevious()
        if beside is not None:
            yield beside
    elif between == "~":
        yield from element.itersiblings(preceding=True)
    elif between == ">":
        around = element.getparent()
        if around is not None:
            yield around
    else:
        yield from element.iterancestors()
