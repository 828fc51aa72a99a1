"""What stands around the text and tables of a Word document: headers, footers, notes, pictures, drawings, charts."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final

import attrs
from lxml import etree

from reportgen.core.errors import DataError, TemplateError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.shown_document import ShownText
from reportgen.core.value import Value
from reportgen.engine.opc.read_only import ReadOnlyPackage, open_to_read
from reportgen.engine.reading.published.nested_tables import flat
from reportgen.engine.reading.published.word import reader_of_parts
from reportgen.engine.reading.published.word_look import Blocks
from reportgen.engine.reading.published.word_styles import LOCAL, attribute

TEXTS: Final = ("header", "footer", "footnotes", "endnotes")
"""The kinds of parts whose texts stand around those of the document."""
_DRAWN: Final = frozenset(("drawing", "pict", "object"))
_CHANGING: Final = {
    "PAGE": "〔页码〕",
    "NUMPAGES": "〔页数〕",
    "SECTIONPAGES": "〔页数〕",
    "DATE": "〔日期〕",
    "TIME": "〔时间〕",
}
"""Fields whose result is another one on each page, or each time that the document is opened, and what stands for it."""


@attrs.frozen(eq=False, repr=False)
class Surroundings(Value):
    """Texts by the kind of their part; what is drawn by the kind of its part (``document`` for the main one).

    A drawing is known by the content of its pictures, or by what it is.
    """

    texts: Mapping[str, tuple[str, ...]]
    drawings: Mapping[str, tuple[str, ...]]
    charts: tuple[str, ...]
    """The texts and numbers of all charts."""


def surroundings(content: bytes, name: str, limits: Limits = DEFAULT) -> Surroundings:
    """Return what stands around the text of the Word document ``content``, which messages call ``name``.

    Raises:
        DataError: it is no Word document, or none that can be opened safely; every fault at once.
    """
    texts: dict[str, tuple[str, ...]] = {}
    try:
        package = open_to_read(content, name, limits)
        blocks = reader_of_parts(package, name)
        digest = functools.cache(lambda part: sha256(package.content(part)).hexdigest())
        drawings = {"document": tuple(_drawings(package, package.main, digest))}
        for kind in TEXTS:
            parts = package.parts_of(kind)
            texts[kind] = tuple(text for part in parts for text in _texts(package.tree(part), blocks))
            drawings[kind] = tuple(one for part in parts for one in _drawings(package, part, digest))
        charts = [text for part in package.parts_of("chart") for text in _chart_texts(package.tree(part))]
    except TemplateError as error:
        raise DataError(error.faults) from None
    return Surroundings(texts, drawings, tuple(charts))


def _texts(root: etree._Element, blocks: Callable[[Iterable[etree._Element]], Blocks]) -> Iterator[str]:
    """Yield the texts of a header or footer, or each note as one text."""
    _without_results(root)
    if LOCAL[root.tag] not in {"footnotes", "endnotes"}:
        yield from _words(blocks(root))
        return
    for one in root:
        if attribute(one, "type") in {None, "normal"}:  # others are the lines above notes
            yield " ".join(_words(blocks(one)))


def _words(blocks: Blocks) -> Iterator[str]:
    for block in flat(blocks):
        if isinstance(block, ShownText):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells if cell.text)


def _without_results(root: etree._Element) -> None:
    """Put a fixed word in the place of every result that changes by itself."""
    for one in root.iter("{*}fldSimple"):
        word = _word_for(attribute(one, "instr") or "")
        if word is not None:
            _replace(list(one.iter("{*}t")), word)
    open_fields: list[tuple[list[str], list[etree._Element], list[bool]]] = []
    for one in root.iter("{*}fldChar", "{*}instrText", "{*}t"):
        kind, sign = LOCAL[one.tag], attribute(one, "fldCharType")
        if kind == "fldChar" and sign == "begin":
            open_fields.append(([], [], [False]))
        elif not open_fields:
            continue
        elif kind == "instrText":
            open_fields[-1][0].append(one.text or "")
        elif kind == "t" and open_fields[-1][2][0]:
            open_fields[-1][1].append(one)
        elif sign == "separate":
            open_fields[-1][2][0] = True
        elif sign == "end":
            code, shown, _ = open_fields.pop()
            word = _word_for("".join(code))
            if word is not None:
                _replace(shown, word)


def _word_for(code: str) -> str | None:
    return _CHANGING.get((code.split() or [""])[0].upper())


def _replace(texts: list[etree._Element], word: str) -> None:
    for number, one in enumerate(texts):
        one.text = "" if number else word


def _drawings(package: ReadOnlyPackage, part: str, digest: Callable[[str], str]) -> Iterator[str]:
    """Yield what each drawing of a part is: each once, although it may be written twice for old programs and new."""
    targets = {one.id: one.part for one in package.relations_of(part)}
    waiting = [package.tree(part)]
    while waiting:
        one = waiting.pop()
        if LOCAL[one.tag] in _DRAWN:
            yield _drawing(one, targets, digest)
            continue
        branch = (
            [inner for inner in one if LOCAL[inner.tag] == "Choice"] if LOCAL[one.tag] == "AlternateContent" else []
        )
        waiting.extend(reversed(branch[:1] or one))


def _drawing(element: etree._Element, targets: Mapping[str, str | None], digest: Callable[[str], str]) -> str:
    found = set()
    for one in element.iter("{*}blip", "{*}imagedata"):
        for name in ("embed", "id", "link"):
            target = targets.get(attribute(one, name) or "")
            if target is not None:
                found.add(digest(target))
    if found:
        return " ".join(sorted(found))
    words = [attribute(one, "string") or "" for one in element.iter("{*}textpath")]
    return "".join(words) or "drawn"


def _chart_texts(root: etree._Element) -> Iterator[str]:
    yield from (text for one in root.iter("{*}v", "{*}t") if (text := (one.text or "").strip()))
