"""From a part's XML to Jinja source: docxtpl's ``patch_xml``, with every tag's place remembered and its input bounded.

The tags' places are carried through ``patch_xml`` as white space inside the tags, made of control characters that XML
cannot hold and Jinja reads as blanks; every tag then gets a line of its own, so that Jinja's line numbers name tags.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.word.language.cell_tags import ordered_properties
from reportgen.engine.word.language.lost_content import TAKING, Span, lost, moves
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.text_stream import Paragraph, Walk

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
_LINK: Final = re.compile(
    r"\s(?:r:[\w.-]+|xmlns[\w.:-]*|w:instr|w:fldCharType|Target|href|src|o:(?:alt)?href|o:relid|xlink:href)"
    r'="[^"]*\Z'
)
"""The attributes that no tag may stand in, not even a comment: links, field codes, and the marks around these."""
_BLANKS: Final = re.compile(rf"\s{{{_MOST_BLANKS + 1}}}")
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_UNCLOSED: Final = Text(
    zh="请检查大括号是否成对、是否写在同一段里，例如 {{ year }}、{% if … %}",
    en="Check that the braces come in pairs within one paragraph, as in {{ year }} or {% if … %}",
)
_ALONE: Final = Text(
    zh="请让 {%p … %}、{%tr … %}、{%tc … %} 单独占一段、一行、一格，其他内容放到前后",
    en="Let {%p … %}, {%tr … %} and {%tc … %} stand alone in a paragraph, row or cell, everything else before or after",
)
_NO_LINK: Final = Text(zh="请在 Word 中删除该处的标签", en="Remove the tag there in Word")
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
    lost: tuple[Fault, ...] = ()
    """What of the part's own would vanish from the documents: faults ``template-lost``."""

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


@attrs.frozen
class _Found:
    """A tag: where its XML begins and stops, where its marker goes, how it is written, and in which paragraph."""

    first: int
    cut: int
    stop: int
    tag: str
    home: Paragraph
    in_text: bool = True


def patch(xml: str, part: str, file: str) -> tuple[Patched | None, list[Fault]]:
    """Return ``xml`` as Jinja source, or every fault of its tags' shape.

    ``xml`` is a part as lxml serialises it. The faults are ``template-unclosed-tag``, ``template-braces`` and
    ``template-tag-size``.
    """
    walk = Walk(xml)
    faults: list[Fault] = []
    found: list[_Found] = []
    comments: list[Span] = []
    position = 0
    raw = False
    for start, stop in _tags(walk.text):
        _outside(walk, position, start, part, file, faults, raw)
        position = stop
        if len(faults) > _MOST_FAULTS:
            break
        tag, home = walk.text[start:stop], walk.home(start)
        first, end = walk.offset(start), walk.offset(stop - 1) + 1
        fault = None if raw else _shape_fault(tag, _place(part, home, tag), home is walk.home(stop - 1), file)
        if fault is not None:
            faults.append(fault)
        elif tag.startswith("{#"):
            comments.append(Span(first, end))
        else:
            taking = TAKING.match(tag)
            keyword = tag[taking.end() if taking else 2 : -2].strip("-+ \t\n") if tag.startswith("{%") else ""
            if raw and taking and keyword != "endraw":
                faults.append(_in_raw(_place(part, home, tag), tag, file))
            raw = keyword != "endraw" if raw else keyword == "raw"
            cut = stop - 3 if len(tag) > 4 and tag[-3] in "-+" else stop - 2
            found.append(_Found(first, walk.offset(cut), end, tag, home))
    _outside(walk, position, len(walk.text), part, file, faults, raw)
    for start, token, home in walk.attributes:
        spans = list(_tags(token))
        found += [
            _Found(start + first, start + last - 2, start + last, token[first:last], home, in_text=False)
            for first, last in spans
        ]
        faults += _in_attribute(token, spans, part, home, file)
    if len(found) > MOST_TAGS:
        says = Text(zh=f"标签超过 {MOST_TAGS} 个", en=f"more than {MOST_TAGS} tags")
        faults.append(Place(part).fault(file, "template-tag-size", says))
    if faults:
        return None, faults[:_MOST_FAULTS]
    found.sort(key=lambda one: one.cut)
    patched = _patched(xml, part, found)
    return attrs.evolve(patched, lost=tuple(_lost(xml, found, comments, patched, file))), []


def _lost(xml: str, found: list[_Found], comments: list[Span], patched: Patched, file: str) -> Iterator[Fault]:
    """Yield a fault for whatever docxtpl's rewriting lost."""
    bounding = [one.in_text and not moves(one.tag) for one in found]
    spans = [Span(one.first, one.stop, number if bounding[number] else None) for number, one in enumerate(found)]

    def number(tag: str) -> int | None:
        marker = MARKER.search(tag)
        tag_number = None if marker is None else _number(marker.group())
        return tag_number if tag_number is not None and bounding[tag_number] else None

    ordered = sorted((*spans, *comments), key=lambda span: span.first)
    for tag, says in itertools.islice(lost(xml, ordered, patched.source, number), _MOST_FAULTS):
        yield patched.places[tag].fault(file, "template-lost", _of(patched.places[tag].tag, says), _ALONE)


def _of(tag: str, says: Text) -> Text:
    shown = _short(tag)
    return Text(f"{shown} {says.zh}", f"{shown}: {says.en}") if shown else says


def _in_attribute(token: str, spans: list[tuple[int, int]], part: str, home: Paragraph, file: str) -> Iterator[Fault]:
    """Yield a fault for braces that are no tag in an attribute (alternative text, for example), and tags in a link."""
    for first, last in spans:
        if _LINK.search(token, 0, first):
            says = Text(zh="这个位置（链接或域代码）不能写标签", en="a link or a field's code cannot hold a tag")
            yield _place(part, home, token[first:last]).fault(file, "template-structure", says, _NO_LINK)
            return
    position, outside = 0, []
    for first, last in spans:
        outside.append(token[position:first])
        position = last
    for text in (*outside, token[position:]):
        match = _HALF.search(text) or _LEFTOVER.search(text)
        if match is not None:
            yield _braces(_place(part, home, match.group()), match.group(), file)
            return


def _braces(place: Place, shown: str, file: str) -> Fault:
    says = Text(zh=f"大括号不成标签：{shown}", en=f"braces that are no tag: {shown}")
    return place.fault(file, "template-braces", says, _BRACES)


def _in_raw(place: Place, tag: str, file: str) -> Fault:
    says = Text(
        zh=f"{{% raw %}} 里的 {_short(tag)} 不能原样印出：这种标签仍会去掉它所在的整段、整行或整格",
        en=f"{_short(tag)} cannot be printed as it is inside {{% raw %}}: it takes away its paragraph, row or cell",
    )
    remedy = Text(
        zh="要印出标签，请写成 {_% for … %_}；不要印出，请删去 {% raw %}",
        en="To print the tag write {_% for … %_}; else remove {% raw %}",
    )
    return place.fault(file, "template-raw", says, remedy)


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
    if tag.startswith("{#"):
        if in_one_paragraph:
            return None
        says = Text(
            zh=f"注释不能跨段，其间的内容会丢失：{_short(tag)}",
            en=f"a comment ends in another paragraph, and all between would be lost: {_short(tag)}",
        )
        return place.fault(file, "template-unclosed-tag", says, _UNCLOSED)
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
        faults.append(_braces(_place(part, home, match.group()), match.group(), file))


def _patched(xml: str, part: str, found: list[_Found]) -> Patched:
    from docxtpl.template import DocxTemplate  # noqa: PLC0415 — only compiling needs it, a cached template does not

    pieces: list[str] = []
    position, objects = 0, []
    for number, one in enumerate(found):
        pieces += (xml[position : one.cut], _marker(number))
        position = one.cut
        if re.match(r"\{\{(r|p|tr|tc)\s", one.tag):
            objects.append(number)
    marked = ("".join(pieces) + xml[position:]).replace("\n", NEWLINE)
    source = _WHOLE.sub(r"\n\g<0>", ordered_properties(DocxTemplate.patch_xml(None, marked)))
    lines, current = [], -1
    for line in source.split("\n"):
        marker = MARKER.search(line)
        current = _number(marker.group()) if marker else current
        lines.append(current)
    places = tuple(_place(part, one.home, one.tag) for one in found) or (Place(part),)
    return Patched(source, places, tuple(lines), tuple(objects))


_WHOLE: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


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
