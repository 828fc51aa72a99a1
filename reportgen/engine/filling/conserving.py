"""Nothing of the template's own may vanish when docxtpl rewrites it: no word, no tag, no picture, note or section.

``{%tr … %}`` takes its whole row away and ``{%p … %}`` its whole paragraph, with all that stands beside the tag; what
stands inside a tag's braces goes, too. docxtpl says nothing of it; here the part is compared before and after.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs

from reportgen.vocabulary.texts import Text

_JINJA: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_XML: Final = re.compile(r"<[^>]*>")
_MOVED: Final = re.compile(r"\{%\s*(?:vm|hm|cellbg|colspan)\b")
"""Tags that docxtpl turns into properties of their cell: they need not stay where they stood."""
_SEEN: Final = re.compile(
    r"<(w:(?:drawing|pict|object|sectPr|footnoteReference|endnoteReference|fldChar|fldSimple|instrText|delInstrText|sym|ptab|ruby)|m:oMath)"
    r'(?=[\s/>])|<w:br\s[^>]*w:type="(?:page|column)"'
)
"""What a reader sees of a paragraph besides its words."""
_BLANKS: Final = re.compile(r"\s+")
_BOUNDARY: Final = re.compile("\0([0-9]+)\0")
_SHOWN: Final = 40


@attrs.frozen
class Span:
    """Where in a part's XML a tag or comment stands; ``number`` is a tag's, None where it bounds no text."""

    first: int
    stop: int
    number: int | None = None


def moves(tag: str) -> bool:
    """Return whether docxtpl makes ``tag`` a property of its cell."""
    return _MOVED.match(tag) is not None


def lost(
    xml: str, spans: Iterable[Span], source: str, number: Callable[[str], int | None]
) -> Iterator[tuple[int, Text]]:
    """Yield what of ``xml`` is not in the Jinja ``source`` made from it, with the number of the tag beside it.

    ``spans`` are the tags and comments of ``xml`` in order; ``number`` says which tag one of the source is, None for
    one that bounds no text.
    """
    pieces: list[str] = []
    position, last = 0, 0
    for span in spans:
        last = span.number if span.number is not None else last
        inside = _SEEN.search(xml, span.first, span.stop)
        if inside is not None:
            yield last, _inside(inside)
        pieces += (xml[position : span.first], _boundary(span.number))
        position = span.stop
    before = _BOUNDARY.split("".join(pieces) + xml[position:])
    after = _BOUNDARY.split(_JINJA.sub(lambda tag: _boundary(number(tag.group())), source))
    kept = set(after[1::2])
    gone = [tag for tag in before[1::2] if tag not in kept]
    yield from ((int(tag), _GONE) for tag in gone)
    if gone or before[1::2] != after[1::2]:
        return  # what stands between tags can be compared only where the tags are the same
    for index in range(0, len(before), 2):
        missing = _missing(before[index], after[index])
        if missing is not None:
            tags = [int(before[place]) for place in (index + 1, index - 1) if 0 < place < len(before)]
            yield tags[0] if tags else 0, missing


def _boundary(number: int | None) -> str:
    return "" if number is None else f"\0{number}\0"


def _missing(before: str, after: str) -> Text | None:
    """Return what stands in a piece of XML and not in what became of it."""
    words, left = (_BLANKS.sub("", _XML.sub("", piece)) for piece in (before, after))
    if words != left:
        shown = html.unescape(" ".join(_XML.sub("", before).split()))[:_SHOWN]
        return Text(
            f"旁边的文字“{shown}”会丢失：这种标签去掉它所在的整段、整行或整格",
            f"loses the words beside it, “{shown}”: such a tag takes away its whole paragraph, row or cell",
        )
    seen, found = (Counter(match.group(1) or "w:br" for match in _SEEN.finditer(piece)) for piece in (before, after))
    for name in seen - found:
        return Text(
            f"所在的段落里有会丢失的内容（{name}，如图片、分页、分节、域或脚注）：这种标签去掉它所在的整段、整行或整格",
            f"loses what else is in its paragraph ({name}: a picture, page break, section, field or note): "
            "such a tag takes away its whole paragraph, row or cell",
        )
    return None


def _inside(found: re.Match[str]) -> Text:
    name = found.group(1) or "w:br"
    return Text(
        f"标签的大括号之间夹有会丢失的内容（{name}，如图片、分页、域或脚注）",
        f"has something between its braces that would be lost ({name}: a picture, page break, field or note)",
    )


_GONE: Final = Text(
    "这个标签会丢失：同一段、同一行或同一格里的另一个标签去掉了它",
    "this tag would be lost: another tag takes away the paragraph, row or cell that it stands in",
)
