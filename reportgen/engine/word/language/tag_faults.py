"""What is wrong with a tag's shape or place: braces that are not paired, tags that are too long, tags in links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.word.language.prose_braces import gone_wrong
from reportgen.engine.word.markup.location import Place, seen, unseen
from reportgen.engine.word.markup.paragraphs import PartText, XmlTag

MOST_TAG_CHARACTERS: Final = 2_000
MOST_FAULTS: Final = 100
_MOST_BLANKS: Final = 64
_OPENER: Final = re.compile(r"\{\{|\{%")
_LINK: Final = re.compile(
    r"\s(?:r:[\w.-]+|xmlns[\w.:-]*|w:instr|w:fldCharType|Target|href|src|o:(?:alt)?href|o:relid|xlink:href)"
    r'="[^"]*\Z'
)
"""The attributes that no tag may stand in, not even a comment: links, field codes, and the marks around these."""
_TAG_BETWEEN: Final = "\0"
_BLANKS: Final = re.compile(rf"\s{{{_MOST_BLANKS + 1}}}")
_QUOTED: Final = re.compile(r"'[^']*'|\"[^\"]*\"")
_UNCLOSED: Final = Text(
    zh="请检查大括号是否成对、是否写在同一段里，例如 {{ year }}、{% if … %}",
    en="Check that the braces come in pairs within one paragraph, as in {{ year }} or {% if … %}",
)
ALONE: Final = Text(
    zh="请让 {%p … %}、{%tr … %}、{%tc … %} 单独占一段、一行、一格，其他内容放到前后",
    en="Let {%p … %}, {%tr … %} and {%tc … %} stand alone in a paragraph, row or cell, everything else before or after",
)
DELETED: Final = Text(
    zh="请在 Word 的“审阅”中接受或拒绝全部修订并保存，再看标签是否完整",
    en="Accept or reject all changes in Word (Review) and save; then see whether the tag is whole",
)
_SIGN: Final = re.compile("[{}%]")
RETYPE: Final = Text(zh="请删去整个标签，重新输入一遍", en="Delete the whole tag and type it again")
_NO_LINK: Final = Text(zh="请在 Word 中删除该处的标签", en="Remove the tag there in Word")
_BRACES: Final = Text(
    zh="请用成对的半角大括号，例如 {{ year }}；若要原样印出大括号，请写 {_{ 和 }_}",
    en="Use pairs of half-width braces, as in {{ year }}; to print braces as they are write {_{ and }_}",
)


def shape_fault(tag: str, place: Place, in_one_paragraph: bool, file: str) -> Fault | None:
    """Return what is wrong with the shape of a tag or comment, if anything."""
    inner = tag[2:-2]
    if tag.startswith("{#"):
        if in_one_paragraph:
            return None
        says = Text(
            zh=f"注释不能跨段，其间的内容会丢失：{short(tag)}",
            en=f"a comment ends in another paragraph, and all between would be lost: {short(tag)}",
        )
        return place.fault(file, "template-unclosed-tag", says, _UNCLOSED)
    if in_one_paragraph and (len(tag) > MOST_TAG_CHARACTERS or _BLANKS.search(inner)):
        says = Text(zh=f"标签过长：{short(tag)}", en=f"a tag is too long: {short(tag)}")
        return place.fault(file, "template-tag-size", says)
    signs = unseen(html.unescape(_QUOTED.sub("", inner)))
    if signs:
        says = Text(
            zh=f"标签里有看不见的字符 {signs}：{short(tag)}",
            en=f"a tag holds signs that are not seen, {signs}: {short(tag)}",
        )
        return place.fault(file, "template-syntax", says, RETYPE)
    if not in_one_paragraph or _OPENER.search(_QUOTED.sub("", inner)):
        says = Text(zh=f"标签没有写完整：{short(tag)}", en=f"a tag is not closed: {short(tag)}")
        return place.fault(file, "template-unclosed-tag", says, _UNCLOSED)
    return None


def in_raw(place: Place, tag: str, file: str) -> Fault:
    """Return the fault of a tag inside ``{% raw %}`` that docxtpl would take for a real one."""
    says = Text(
        zh=f"{{% raw %}} 里的 {short(tag)} 不能原样印出：这种标签仍会去掉它所在的整段、整行或整格",
        en=f"{short(tag)} cannot be printed as it is inside {{% raw %}}: it takes away its paragraph, row or cell",
    )
    remedy = Text(
        zh="要印出标签，请写成 {_% for … %_}；不要印出，请删去 {% raw %}",
        en="To print the tag write {_% for … %_}; else remove {% raw %}",
    )
    return place.fault(file, "template-raw", says, remedy)


def in_attribute(found: XmlTag, spans: list[tuple[int, int]], part: str, file: str) -> Iterator[Fault]:
    """Yield a fault for braces that are no tag in an attribute (alternative text, for example), and tags in a link."""
    token, place = found.token, found.home.place
    for first, last in spans:
        if _LINK.search(token, 0, first):
            says = Text(zh="这个位置（链接或域代码）不能写标签", en="a link or a field's code cannot hold a tag")
            yield place(part, token[first:last]).fault(file, "template-structure", says, _NO_LINK)
            return
    position, others = 0, []
    for first, last in spans:
        others.append(token[position:first])
        position = last
    for text in (*others, token[position:]):
        wrong = gone_wrong(text)
        if wrong is not None:
            shown = text[slice(*wrong)]
            yield _braces(place(part, shown), shown, file)
            return


def _braces(place: Place, shown: str, file: str, lacking: str = "") -> Fault:
    shown = seen(shown)
    if _SIGN.search(lacking):
        says = Text(
            zh=f"这个标签有一部分是修订里删除的文字：{shown}",
            en=f"a part of this tag is text that a tracked change deleted: {shown}",
        )
        return place.fault(file, "template-braces", says, DELETED)
    says = Text(zh=f"大括号不成标签：{shown}", en=f"braces that are no tag: {shown}")
    return place.fault(file, "template-braces", says, _BRACES)


class Outside:
    """The text outside of tags, by paragraphs, so that braces that are no tags can be told from prose."""

    def __init__(self, text: PartText) -> None:
        self.text = text
        self._pieces: dict[int, list[tuple[int, str]]] = {}

    def add(self, start: int, stop: int) -> None:
        """Add the text between two tags."""
        for home, index, piece in self.text.pieces(start, stop):
            self._pieces.setdefault(home.number, []).append((index, piece))

    def faults(self, part: str, file: str) -> Iterator[Fault]:
        """Yield a fault for every paragraph with braces that somebody probably meant for a tag."""
        for pieces in self._pieces.values():
            whole = ""
            starts: list[tuple[int, int]] = []
            for index, piece in pieces:
                if starts and starts[-1][1] + len(whole) - starts[-1][0] != index:
                    whole += _TAG_BETWEEN
                starts.append((len(whole), index))
                whole += piece
            wrong = gone_wrong(whole)
            if wrong is None:
                continue
            at, index = next(start for start in reversed(starts) if start[0] <= wrong[0])
            shown = whole[slice(*wrong)].replace(_TAG_BETWEEN, "…")
            home = self.text.home(index)
            yield _braces(self.text.place(part, index + wrong[0] - at, shown), shown, file, home.lacking)


def short(tag: str) -> str:
    """Return a tag as messages show it."""
    text = seen(" ".join(html.unescape(tag[:100]).split()))
    return text if len(text) <= 40 else text[:40] + "…"
