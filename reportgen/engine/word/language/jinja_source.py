"""From a part's XML to Jinja source: docxtpl's ``patch_xml``, with every tag's place remembered and its input bounded.

The tags' numbers are carried through ``patch_xml`` as white space inside the tags, made of control characters that XML
cannot hold and Jinja reads as blanks; every tag then gets a line of its own, so that Jinja's line numbers name tags.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.word.language.cell_tags import ordered_properties
from reportgen.engine.word.language.lost_content import Span, lost, moves
from reportgen.engine.word.language.prose_braces import hidden
from reportgen.engine.word.language.tag_faults import (
    ALONE,
    MOST_FAULTS,
    RETYPE,
    Outside,
    in_attribute,
    in_raw,
    shape_fault,
    short,
)
from reportgen.engine.word.language.tags import NEWLINE, WHOLE, marked_number, marker, read_tag, tags
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.paragraphs import PartText

MOST_TAGS: Final = 20_000
_AWAY: Final = str.maketrans("}%", "\x18\x19")
_BACK: Final = str.maketrans("\x18\x19", "}%")
"""A brace or percent sign inside of a tag, which docxtpl would take for the tag's end, while docxtpl rewrites."""
_ACROSS: Final = re.compile(r"\{[{%]\s*[^{}\s][^{}]{0,300}[%}]\}")
"""What nobody can mean but a tag, also where it goes over the end of a paragraph."""


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
    lacking: bool = False
    """Whether tracked changes took blocks out of the part: what ends or begins one may be missing."""

    def place(self, line: int) -> Place:
        """Return the place of what stands on ``line`` (from 1)."""
        number = self.lines[min(line, len(self.lines)) - 1]
        return self.places[max(number, 0)]


@attrs.frozen
class _Found:
    """A tag: where its XML begins and stops, where what it says begins, where its marker goes, its words and place."""

    first: int
    inner: int
    cut: int
    stop: int
    tag: str
    place: Place
    in_text: bool = True


def patch(text: PartText, part: str, file: str) -> tuple[Patched | None, list[Fault]]:
    """Return a part as Jinja source, or every fault of its tags' shape.

    The faults are ``template-unclosed-tag``, ``template-braces``, ``template-raw`` and ``template-tag-size``.
    """
    reader = _TagReader(text, part, file)
    reader.read_text()
    reader.read_attributes()
    if len(reader.found) > MOST_TAGS:
        says = Text(zh=f"标签超过 {MOST_TAGS} 个", en=f"more than {MOST_TAGS} tags")
        reader.faults.append(Place(part).fault(file, "template-tag-size", says))
    if reader.faults:
        return None, reader.faults[:MOST_FAULTS]
    found = sorted(reader.found, key=lambda one: one.cut)
    xml = _without_prose(text, found, reader.comments)
    patched = _patched(xml, part, found)
    missing = tuple(_lost(xml, found, reader.comments, patched, file))
    return attrs.evolve(patched, lost=missing, lacking=any("{%" in one.lacking for one in text.paragraphs)), []


class _TagReader:
    """Finds every tag and comment of a part, and what is wrong with their shape."""

    def __init__(self, text: PartText, part: str, file: str) -> None:
        self.text, self.part, self.file = text, part, file
        self.faults: list[Fault] = []
        self.found: list[_Found] = []
        self.comments: list[Span] = []
        self.raw = False
        self.outside = Outside(text)

    def read_text(self) -> None:
        """Read the part's text, up to the most faults that are reported."""
        position = 0
        for start, stop in tags(self.text.text, self._in_one_paragraph):
            self._between(position, start)
            position = stop
            if len(self.faults) > MOST_FAULTS:
                break
            self._tag(start, stop)
        self._between(position, len(self.text.text))
        self.faults += itertools.islice(self.outside.faults(self.part, self.file), MOST_FAULTS)

    def _in_one_paragraph(self, start: int, stop: int) -> bool:
        """Return whether what begins and ends as a tag is one; one over several paragraphs is, and is a fault."""
        home = self.text.home(start)
        if self.text.home(start + 1) is not home:
            return False
        if self.text.home(stop - 1) is home or self.text.text.startswith("{#", start):
            return True
        return _ACROSS.fullmatch(self.text.text, start, stop) is not None

    def read_attributes(self) -> None:
        """Read the attributes that hold a brace."""
        for xml_tag in self.text.tags:
            spans = list(tags(xml_tag.token))
            for first, last in spans:
                start, tag = xml_tag.offset, xml_tag.token[first:last]
                place = xml_tag.home.place(self.part, tag)
                cut = start + last - 2
                self.found.append(
                    _Found(start + first, start + first + 2, cut, start + last, tag, place, in_text=False)
                )
            self.faults += in_attribute(xml_tag, spans, self.part, self.file)

    def _between(self, start: int, stop: int) -> None:
        if not self.raw and start < stop:
            self.outside.add(start, stop)

    def _tag(self, start: int, stop: int) -> None:
        tag, place = self.text.text[start:stop], self.text.place(self.part, start, self.text.text[start:stop])
        first, end = self.text.offset(start), self.text.offset(stop - 1) + 1
        whole = self.text.home(start) is self.text.home(stop - 1)
        fault = None if self.raw else shape_fault(tag, place, whole, self.file)
        if fault is not None:
            self.faults.append(fault)
        elif tag.startswith("{#"):
            self.comments.append(Span(first, end))
        else:
            read = read_tag(tag)
            block = read.inner if read is not None and read.opening == "{%" else ""
            if self.raw and read is not None and read.takes and block != "endraw":
                self.faults.append(in_raw(place, tag, self.file))
            self.raw = block != "endraw" if self.raw else block == "raw"
            cut = stop - 3 if len(tag) > 4 and tag[-3] in "-+" else stop - 2
            inner = self.text.offset(start + 1) + 1
            self.found.append(_Found(first, inner, self.text.offset(cut), end, tag, place))


def _without_prose(text: PartText, found: list[_Found], comments: list[Span]) -> str:
    """Return the part's XML with the braces that are in no tag out of sight of docxtpl and Jinja."""
    pieces: list[str] = []
    position = 0
    for first, stop in sorted(
        (*((one.first, one.stop) for one in found), *((one.first, one.stop) for one in comments))
    ):
        pieces += (hidden(text.xml[position:first]), text.xml[first:stop])
        position = stop
    return "".join(pieces) + hidden(text.xml[position:])


def _lost(xml: str, found: list[_Found], comments: list[Span], patched: Patched, file: str) -> Iterator[Fault]:
    """Yield a fault for whatever docxtpl's rewriting lost."""
    bounding = [one.in_text and not moves(one.tag) for one in found]
    spans = [Span(one.first, one.stop, number if bounding[number] else None) for number, one in enumerate(found)]

    def number(tag: str) -> int | None:
        tag_number = marked_number(tag)
        return tag_number if tag_number is not None and bounding[tag_number] else None

    ordered = sorted((*spans, *comments), key=lambda span: span.first)
    for tag, says, inside in itertools.islice(lost(xml, ordered, patched.source, number), MOST_FAULTS):
        place = patched.places[tag]
        shown = short(place.tag)
        whole = Text(f"{shown} {says.zh}", f"{shown}: {says.en}") if shown else says
        yield place.fault(file, "template-lost", whole, RETYPE if inside else ALONE)


def _patched(xml: str, part: str, found: list[_Found]) -> Patched:
    from docxtpl.template import DocxTemplate  # noqa: PLC0415 — only compiling needs it, a cached template does not

    pieces: list[str] = []
    position, objects = 0, []
    for number, one in enumerate(found):
        pieces += (xml[position : one.inner], xml[one.inner : one.cut].translate(_AWAY), marker(number))
        position = one.cut
        if re.match(r"\{\{(r|p|tr|tc)\s", one.tag):
            objects.append(number)
    marked = ("".join(pieces) + xml[position:]).replace("\n", NEWLINE)
    rewritten = DocxTemplate.patch_xml(None, marked).translate(_BACK)
    source = WHOLE.sub(r"\n\g<0>", ordered_properties(rewritten))
    lines, current = [], -1
    for line in source.split("\n"):
        number_here = marked_number(line)
        current = current if number_here is None else number_here
        lines.append(current)
    places = tuple(one.place for one in found) or (Place(part),)
    return Patched(source, places, tuple(lines), tuple(objects))
