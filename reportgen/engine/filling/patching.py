"""From a part's XML to Jinja source: docxtpl's ``patch_xml``, with every tag's place remembered and its input bounded.

The tags' places are carried through ``patch_xml`` as white space inside the tags, made of control characters that XML
cannot hold and Jinja reads as blanks; every tag then gets a line of its own, so that Jinja's line numbers name tags.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.engine.filling.places import Place
from reportgen.engine.filling.walking import Paragraph, Walk
from reportgen.errors import Fault
from reportgen.vocabulary.texts import Text

MOST_TAGS: Final = 20_000
MOST_TAG_CHARACTERS: Final = 2_000
_MOST_BLANKS: Final = 64
_MOST_FAULTS: Final = 100
NEWLINE: Final = "\x1c"
"""Stands for a line feed of the template's own text until Jinja has parsed it; white space for Jinja, too."""
_ZERO, _ONE, _MARK = "\x1d", "\x1e", "\x1f"
MARKER: Final = re.compile(f"{_MARK}[{_ZERO}{_ONE}]+")
_OPENING: Final = re.compile(r"\{[{%#]")
_CLOSINGS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_HALF: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_OPENER: Final = re.compile(r"\{\{|\{%")
_LEFTOVER: Final = re.compile(
    r"(?<!_)\{\s*[A-Za-z_][\w.]*\s*\}|\{\s+[{%]|[}%]\s+\}|｛\s*[｛％%{]|[｝％%}]\s*｝|\{\s*｛|\{％|％\}"
)
_ESCAPED: Final = re.compile(r"\{_[{%]|[}%]_\}")
_BLANKS: Final = re.compile(rf"\s{{{_MOST_BLANKS + 1}}}")
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_UNCLOSED: Final = Text(
    zh="请检查大括号是否成对、是否写在同一段里，例如 {{ year }}、{% if … %}",
    en="Check that the braces come in pairs within one paragraph, as in {{ year }} or {% if … %}",
)
_BRACES: Final = Text(
    zh="请用成对的半角大括号，例如 {{ year }}；若要原样印出大括号，请写 {_{ 和 }_}",
    en="Use pairs of half-width braces, as in {{ year }}; to print braces as they are write {_{ and }_}",
)


@attrs.frozen
class Patched:
    """A part as Jinja source, one tag a line; ``places[number]`` is where the tag with that number stands."""

    source: str
    places: tuple[Place, ...]
    lines: tuple[int, ...]
    """For every line of ``source`` (the first is at 0) the number of its tag; -1 before the first."""
    object_tags: tuple[int, ...] = ()
    """Numbers of the tags that print an object instead of text: ``{{r …}}``, ``{{p …}}`` and the like."""

    def place(self, line: int) -> Place:
        """Return the place of what stands on ``line`` (from 1)."""
        number = self.lines[min(line, len(self.lines)) - 1]
        return self.places[max(number, 0)]


def has_tags(xml: str) -> bool:
    """Return whether the text or an attribute of ``xml`` holds anything that looks like a template tag."""
    if "{" not in xml and "｛" not in xml and "}" not in xml:
        return False
    if _HALF.search(xml):
        return True
    text = re.sub(r"<[^>]*>", "", xml)
    return any(pattern.search(text) is not None for pattern in (_HALF, _LEFTOVER, _ESCAPED))


def patch(xml: str, part: str, file: str) -> tuple[Patched | None, list[Fault]]:
    """Return ``xml`` as Jinja source, or every fault of its tags' shape.

    ``xml`` is a part as lxml serialises it. The faults are ``template-unclosed-tag``, ``template-braces`` and
    ``template-tag-size``.
    """
    walk = Walk(xml)
    faults: list[Fault] = []
    found: list[tuple[int, str, Paragraph]] = []
    position = 0
    raw = False
    for start, stop in _tags(walk.text):
        _outside(walk, position, start, part, file, faults, raw)
        position = stop
        if len(faults) > _MOST_FAULTS:
            break
        tag, home = walk.text[start:stop], walk.home(start)
        comment = tag.startswith("{#")
        fault = (
            None if comment or raw else _shape_fault(tag, _place(part, home, tag), home is walk.home(stop - 1), file)
        )
        if fault is not None:
            faults.append(fault)
        elif not comment:
            keyword = tag[2:-2].strip("-+ \t\n") if tag.startswith("{%") else ""
            raw = keyword != "endraw" if raw else keyword == "raw"
            cut = stop - 3 if len(tag) > 4 and tag[-3] in "-+" else stop - 2
            found.append((walk.offset(cut), tag, home))
    _outside(walk, position, len(walk.text), part, file, faults, raw)
    for start, token, home in walk.attributes:
        found += [(start + last - 2, token[first:last], home) for first, last in _tags(token)]
    if len(found) > MOST_TAGS:
        says = Text(zh=f"标签超过 {MOST_TAGS} 个", en=f"more than {MOST_TAGS} tags")
        faults.append(Place(part).fault(file, "template-tag-size", says))
    if faults:
        return None, faults[:_MOST_FAULTS]
    return _patched(xml, part, sorted(found, key=lambda item: item[0])), []


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every tag and comment; one search for an end that is not there is enough."""
    position, absent = 0, set()
    while (match := _OPENING.search(text, position)) is not None:
        position = match.end()
        closing = _CLOSINGS[match.group()]
        if closing in absent:
            continue
        end = text.find(closing, position)
        if end < 0:
            absent.add(closing)
        else:
            position = end + 2
            yield match.start(), position


def _shape_fault(tag: str, place: Place, in_one_paragraph: bool, file: str) -> Fault | None:
    inner = tag[2:-2]
    if in_one_paragraph and (len(tag) > MOST_TAG_CHARACTERS or _BLANKS.search(inner)):
        says = Text(zh=f"标签过长：{_short(tag)}", en=f"a tag is too long: {_short(tag)}")
        return place.fault(file, "template-tag-size", says)
    if not in_one_paragraph or _OPENER.search(_QUOTED.sub("", inner)):
        says = Text(zh=f"标签没有写完整：{_short(tag)}", en=f"a tag is not closed: {_short(tag)}")
        return place.fault(file, "template-unclosed-tag", says, _UNCLOSED)
    return None


def _outside(walk: Walk, start: int, stop: int, part: str, file: str, faults: list[Fault], raw: bool) -> None:
    """Note braces that are no tags in the text between two tags, once a paragraph."""
    if raw or stop <= start or len(faults) > _MOST_FAULTS:
        return
    text = walk.text[start:stop]
    seen: set[int] = set()
    for match in (*_HALF.finditer(text), *_LEFTOVER.finditer(text)):
        home = walk.home(start + match.start())
        if walk.home(start + match.end() - 1) is not home or home.number in seen:
            continue
        seen.add(home.number)
        says = Text(zh=f"大括号不成标签：{match.group()}", en=f"braces that are no tag: {match.group()}")
        faults.append(_place(part, home, match.group()).fault(file, "template-braces", says, _BRACES))


def _patched(xml: str, part: str, found: list[tuple[int, str, Paragraph]]) -> Patched:
    from docxtpl.template import DocxTemplate  # noqa: PLC0415 — only compiling needs it, a cached template does not

    pieces: list[str] = []
    position, objects = 0, []
    for number, (offset, tag, _) in enumerate(found):
        pieces += (xml[position:offset], _marker(number))
        position = offset
        if re.match(r"\{\{(r|p|tr|tc)\s", tag):
            objects.append(number)
    marked = ("".join(pieces) + xml[position:]).replace("\n", NEWLINE)
    source = _HALF_OPEN.sub(r"\n\g<0>", DocxTemplate.patch_xml(None, marked))
    lines, current = [], -1
    for line in source.split("\n"):
        marker = MARKER.search(line)
        current = _number(marker.group()) if marker else current
        lines.append(current)
    places = tuple(_place(part, home, tag) for _, tag, home in found) or (Place(part),)
    return Patched(source, places, tuple(lines), tuple(objects))


_HALF_OPEN: Final = re.compile(r"\{\{|\{%|\{#")


def _marker(number: int) -> str:
    return _MARK + f"{number:b}".replace("0", _ZERO).replace("1", _ONE)


def _number(marker: str) -> int:
    return int(marker[1:].replace(_ZERO, "0").replace(_ONE, "1"), 2)


def _place(part: str, home: Paragraph, tag: str) -> Place:
    tag = html.unescape(tag[:MOST_TAG_CHARACTERS])
    return Place(part, home.number or None, home.table, home.row, home.column, home.text(), tag)


def _short(tag: str) -> str:
    text = " ".join(html.unescape(tag[:100]).split())
    return text if len(text) <= 40 else text[:40] + "…"
