"""The prose of a published report by its sections: paragraphs in order, without titles, tables and page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.core.text import Text, shortened
from reportgen.core.value import Value
from reportgen.engine.form_matching.labels import likeness, number_of, numeral_of, words_of
from reportgen.engine.reading.published.page_furniture import (
    is_before,
    is_behind,
    is_caption,
    is_contents,
    is_day,
    is_page_number,
)

_NEAR: Final = 0.7
_LONGEST_TITLE: Final = 40
_SENTENCE: Final = re.compile(r"[。；！？：，]")
_SECOND: Final = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]")
_THIRD: Final = re.compile(r"[0-9]{1,2}[.．、]|[（(][0-9]{1,2}[)）]")
_LONGEST_HEADING: Final = 45


@attrs.frozen(eq=False, repr=False)
class Paragraph(Value):
    """One paragraph as a data file writes it: ``## `` or ``### `` before a heading."""

    text: str
    origin: Origin

    @property
    def plain(self) -> str:
        """Its own words."""
        return self.text.lstrip("#").lstrip(" ")


@attrs.frozen(eq=False, repr=False)
class Section(Value):
    """One section: its number in the form from 0, its title as printed, and its paragraphs."""

    number: int
    title: str
    origin: Origin
    paragraphs: tuple[Paragraph, ...]


@attrs.frozen(eq=False, repr=False)
class Prose(Value):
    """The prose of one report, and what of its lines was left out and may matter."""

    preamble: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    signature: tuple[Paragraph, ...]
    account: tuple[Fault, ...]

    @property
    def lines(self) -> Iterator[str]:
        """Everything in order, as printed: preamble, section titles, paragraphs, signature."""
        yield from (one.plain for one in self.preamble)
        for section in self.sections:
            yield section.title
            yield from (one.plain for one in section.paragraphs)
        yield from (one.plain for one in self.signature)


def section_at(text: str, titles: Sequence[str]) -> tuple[int, str] | None:
    """Return the section that a line begins and what of the line stands behind its title, or None.

    A title may be worded a little differently, where its number is right.
    """
    squeezed = "".join(text.split())
    for number, title in enumerate(titles):
        if words_of(squeezed) == words_of(title) and len(squeezed) <= _LONGEST_TITLE:
            return number, ""
    for number, title in enumerate(titles):
        if numeral_of(text) != numeral_of(title) or not number_of(text):
            continue
        official = words_of(title)
        if len(squeezed) <= _LONGEST_TITLE and _SENTENCE.search(squeezed) is None:
            words = words_of(squeezed)
            if likeness(words, official) >= _NEAR or official in words or (len(words) > 3 and words in official):
                return number, ""
        head, sign, rest = _divided(text)
        if sign and words_of(head) == official and rest.strip():
            return number, rest.strip()
    return None


def _divided(text: str) -> tuple[str, str, str]:
    """Return a line's first words, the sign that ends them, and the rest."""
    found = re.search(r"[。：:\n]|\s{2,}", text[: 2 * _LONGEST_TITLE])
    return (text, "", "") if found is None else (text[: found.start()], found[0], text[found.end() :])


def prose_of(blocks: Sequence[ShownText | object], titles: Sequence[str], organ: str) -> Prose:
    """Return the prose of one report; ``blocks`` begin behind its title, and anything in them but texts is a table."""
    starts = _starts(blocks, titles)
    account: list[Fault] = []
    first = starts[0][0] if starts else len(blocks)
    before = [block for block in blocks[:first] if isinstance(block, ShownText)]
    preamble = [one for one in before if not _is_furniture(one.text) and not is_before(one.text)]
    account += _left_out([one for one in before if one not in preamble and len(one.text) > 12])
    sections: list[Section] = []
    signature: tuple[Paragraph, ...] = ()
    for place, (at, number, rest) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(blocks)
        texts = [block for block in blocks[at + 1 : end] if isinstance(block, ShownText)]
        if end == len(blocks):
            cut = next((i for i, one in enumerate(texts) if is_behind(one.text)), len(texts))
            account += _left_out(texts[cut:])
            texts, signed = _signed(texts[:cut], organ)
            signature = tuple(Paragraph(one.text, one.origin) for one in signed)
        heading = blocks[at]
        assert isinstance(heading, ShownText)  # noqa: S101 — a section begins with its title
        paragraphs = [Paragraph(rest, heading.origin)] if rest else []
        paragraphs += _paragraphs(texts)
        title = heading.text if not rest else _divided(heading.text)[0]
        sections.append(Section(number, title, heading.origin, tuple(paragraphs)))
    return Prose(tuple(_paragraphs(preamble)), tuple(sections), signature, tuple(account))


def _starts(blocks: Sequence[ShownText | object], titles: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return where sections begin: position, number, what stands behind the title; in the form's order only."""
    found: list[tuple[int, int, str]] = []
    for at, block in enumerate(blocks):
        if not isinstance(block, ShownText) or is_contents(block.text):
            continue
        section = section_at(block.text, titles)
        if section is None:
            continue
        if found and section[0] <= found[-1][1]:
            if section[0] == 0:  # a table of contents came before
                found = [(at, *section)]
            continue
        found.append((at, *section))
    return found


def _is_furniture(text: str) -> bool:
    return is_page_number(text) or is_caption(text) or is_contents(text)


def _paragraphs(texts: Sequence[ShownText]) -> Iterator[Paragraph]:
    for one in texts:
        if _is_furniture(one.text):
            continue
        for line in one.text.split("\n"):
            text = line.strip()
            if text:
                yield Paragraph(_marked(text, one.level), one.origin)


def _marked(text: str, level: int) -> str:
    """Return a paragraph with the mark of a heading where it is one: numbered, short, and no sentence."""
    text = text.replace("\t", " ").replace("{", "（").replace("}", "）")
    heading = len(text) <= _LONGEST_HEADING and _SENTENCE.search(text) is None
    if heading and (_SECOND.match(text) or level == 2):
        return f"## {text}"
    if heading and (_THIRD.match(text) or level >= 3):
        return f"### {text}"
    return text.lstrip("#＃ ") if text[0] in "#＃" else text


def _signed(texts: list[ShownText], organ: str) -> tuple[list[ShownText], list[ShownText]]:
    """Return the paragraphs, and the organ and the date that sign them."""
    end = len(texts)
    while end and (is_day(texts[end - 1].text) or "".join(texts[end - 1].text.split()) == organ):
        end -= 1
    return texts[:end], texts[end:]


def _left_out(texts: Sequence[ShownText]) -> Iterator[Fault]:
    """Yield what was taken for the page's own, once for all of it, so that nobody loses a paragraph unseen."""
    if texts:
        shown = "；".join(shortened(one.text) for one in texts[:3]) + ("……" if len(texts) > 3 else "")
        says = Text(f"这些内容看作网页或版面的文字，没有读：{shown}", f"taken for the page's own and not read: {shown}")
        yield Fault("published-page-text", says, texts[0].origin)
