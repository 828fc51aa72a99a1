"""Nothing of the template's own may vanish when docxtpl rewrites it: no word, no tag, no picture, note or section.

``{%tr … %}`` takes its whole row away and ``{%p … %}`` its whole paragraph, with all that stands beside the tag; what
stands inside a tag's braces goes, too. docxtpl says nothing of it; here the part is compared before and after.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import attrs

from reportgen.core.text import Text
from reportgen.engine.word.language.prose_braces import restored
from reportgen.engine.word.language.tags import WHOLE, read_tag

_XML: Final = re.compile(r"<[^>]*>")
MOVED: Final = re.compile(r"\{%\s*(?:vm|hm|cellbg|colspan)\b")
"""Tags that docxtpl turns into properties of their cell: they need not stay where they stood."""
_BLANKS: Final = re.compile(r"\s+")
_DELETED: Final = re.compile(
    r"<w:delText(?:\s[^>]*)?(?<!/)>[^<]*|<w:moveFrom(?:\s[^>]*)?(?<!/)>.*?</w:moveFrom>", re.DOTALL
)
_CHANGED: Final = re.compile(r"<w:(?:del|delText|moveFrom)[\s>]")
_APART: Final = re.compile(r"</w:p>|<w:(?:tab|br|cr)(?=[\s/>])[^>]*>")
"""What stands between words that do not belong together."""
_BOUNDARY: Final = re.compile("\0([0-9]+)\0")
_SHOWN: Final = 40
_WHOLES: Final = {
    "tr": Text("行", "row"),
    "tc": Text("格", "cell"),
    "p": Text("段", "paragraph"),
    "r": Text("块格式相同的文字", "run of equal formatting"),
}
_NAMES: Final = {
    "w:br": Text("分页符或分栏符", "a page or column break"),
    "w:drawing": Text("图片或图形", "a picture or drawing"),
    "w:pict": Text("图片或图形", "a picture or drawing"),
    "w:object": Text("嵌入对象", "an embedded object"),
    "w:sectPr": Text("分节符", "a section break"),
    "w:footnoteReference": Text("脚注", "a footnote"),
    "w:endnoteReference": Text("尾注", "an endnote"),
    "w:fldChar": Text("域", "a field"),
    "w:fldSimple": Text("域", "a field"),
    "w:instrText": Text("域", "a field"),
    "w:delInstrText": Text("域", "a field"),
    "w:sym": Text("特殊符号", "a symbol"),
    "w:ptab": Text("对齐制表符", "an alignment tab"),
    "w:ruby": Text("拼音标注", "a phonetic guide"),
    "m:oMath": Text("公式", "a formula"),
}
_SEEN: Final = re.compile(rf'<(?!w:br\b)({"|".join(_NAMES)})(?=[\s/>])|<w:br\s[^>]*w:type="(?:page|column)"')
"""What a reader sees of a paragraph besides its words."""


@attrs.frozen
class Span:
    """Where in a part's XML a tag or comment stands; ``number`` is a tag's, None where it bounds no text."""

    first: int
    stop: int
    number: int | None = None


def moves(tag: str) -> bool:
    """Return whether docxtpl makes ``tag`` a property of its cell."""
    return MOVED.match(tag) is not None


def lost(
    xml: str, spans: Sequence[Span], source: str, number: Callable[[str], int | None]
) -> Iterator[tuple[int, Text, bool]]:
    """Yield what of ``xml`` is not in the Jinja ``source`` made from it, with the number of the tag beside it.

    The last of the three says whether it stands between the braces of that tag.

    ``spans`` are the tags and comments of ``xml`` in order; ``number`` says which tag one of the source is, None for
    one that bounds no text.
    """
    pieces: list[str] = []
    position, last = 0, 0
    takers: dict[int, str] = {}
    for span in spans:
        last = span.number if span.number is not None else last
        inside = _SEEN.search(xml, span.first, span.stop)
        if inside is not None:
            yield last, _inside(inside), True
        tag = read_tag(_XML.sub("", xml[span.first : span.stop]))
        if tag is not None and tag.takes and span.number is not None:
            takers[span.number] = tag.takes
        pieces += (xml[position : span.first], _boundary(span.number))
        position = span.stop
    before = _BOUNDARY.split("".join(pieces) + xml[position:])
    after = _BOUNDARY.split(WHOLE.sub(lambda tag: _boundary(number(tag.group())), source))
    kept = set(after[1::2])
    gone = [tag for tag in before[1::2] if tag not in kept]
    changed = {span.number for span in spans if gone and _CHANGED.search(xml, span.first, span.stop)}
    yield from ((int(tag), *((_PARTLY, True) if int(tag) in changed else (_GONE, False))) for tag in gone)
    if gone or before[1::2] != after[1::2]:
        return  # what stands between tags can be compared only where the tags are the same
    for index in range(0, len(before), 2):
        if not _same(before[index], after[index]):
            beside = [int(before[place]) for place in (index - 1, index + 1) if 0 < place < len(before)]
            yield from ((tag, says, False) for tag, says in _missing(before[index], beside, index > 0, takers))


def _boundary(number: int | None) -> str:
    return "" if number is None else f"\0{number}\0"


def _words(xml: str) -> str:
    return " ".join(restored(html.unescape(_XML.sub("", _APART.sub(" ", _DELETED.sub("", xml))))).split())


def _seen(xml: str) -> Counter[str]:
    return Counter(match.group(1) or "w:br" for match in _SEEN.finditer(xml))


def _same(before: str, after: str) -> bool:
    """Return whether a reader sees in what became of a piece of XML all that the piece shows."""
    words, left = (_BLANKS.sub("", _XML.sub("", _DELETED.sub("", piece))) for piece in (before, after))
    return words == left and not _seen(before) - _seen(after)


def _missing(piece: str, beside: list[int], follows: bool, takers: dict[int, str]) -> Iterator[tuple[int, Text]]:
    """Yield what the tags around a piece of XML take away of it, each with its number.

    ``beside`` are the tags around it; ``follows``: the first of them stands before it.
    """
    found = False
    for position, tag in enumerate(beside):
        kind = takers.get(tag)
        if kind is None:
            continue
        for says in _taken(_share(piece, kind, before=position > 0 or not follows), _WHOLES[kind]):
            found = True
            yield tag, says
    if not found:
        tag = beside[-1] if beside else 0
        yield from ((tag, says) for says in _taken(piece, Text("段、整行或整格", "paragraph, row or cell")))


def _share(piece: str, kind: str, *, before: bool) -> str:
    """Return what of the piece before or after a tag stands in the same row, cell, paragraph or run."""
    if before:
        starts = [match.start() for match in re.finditer(rf"<w:{kind}[ >]", piece)]
        return piece[starts[-1] :] if starts else piece
    return piece.partition(f"</w:{kind}>")[0]


def _taken(share: str, whole: Text) -> Iterator[Text]:
    words = _words(share)
    if words:
        shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
        yield Text(
            f"旁边的文字“{shown}”会丢失：这种标签去掉它所在的整{whole.zh}",
            f"loses the words beside it, “{shown}”: such a tag takes away its whole {whole.en}",
        )
    for what in dict.fromkeys(_NAMES[name] for name in _seen(share)):
        yield Text(
            f"旁边的{what.zh}会丢失：这种标签去掉它所在的整{whole.zh}",
            f"loses what stands beside it, {what.en}: such a tag takes away its whole {whole.en}",
        )


def _inside(found: re.Match[str]) -> Text:
    what = _NAMES[found.group(1) or "w:br"]
    return Text(
        f"标签的大括号之间夹有会丢失的内容（{what.zh}）",
        f"has something between its braces that would be lost ({what.en})",
    )


_PARTLY: Final = Text(
    "标签的大括号之间夹有修订里删除的文字",
    "text that a tracked change deleted stands between its braces",
)
_GONE: Final = Text(
    "这个标签会丢失：同一段、同一行或同一格里的另一个标签去掉了它",
    "this tag would be lost: another tag takes away the paragraph, row or cell that it stands in",
)
