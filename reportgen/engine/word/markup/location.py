"""Where in a template something stands, in the words of a person who looks at it in Word."""

from __future__ import annotations

import posixpath
import re
from typing import Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value

_SHOWN: Final = 60
UNSEEN: Final = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Signs without a shape of their own: zero-width ones, and those that turn the direction of writing."""
_UNSEEN_SIGN: Final = re.compile(f"[{UNSEEN}]")
_PARTS: Final = (
    ("document", Text(zh="正文", en="body")),
    ("header", Text(zh="页眉", en="header")),
    ("footer", Text(zh="页脚", en="footer")),
    ("footnotes", Text(zh="脚注", en="footnotes")),
    ("endnotes", Text(zh="尾注", en="endnotes")),
    ("comments", Text(zh="批注", en="comments")),
    ("core", Text(zh="文档属性", en="document properties")),
    ("app", Text(zh="文档属性", en="document properties")),
    ("custom", Text(zh="自定义属性", en="custom properties")),
)


def unseen(text: str) -> str:
    """Return the names of the signs in ``text`` that nobody sees, empty where there are none."""
    return ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(_UNSEEN_SIGN.findall(text)))


def seen(text: str) -> str:
    """Return ``text`` with the names of such signs in their places."""
    return _UNSEEN_SIGN.sub(lambda sign: f"⟨U+{ord(sign.group()):04X}⟩", text)


@attrs.frozen(eq=False, repr=False, slots=False)  # the cache holds hundreds and reads these faster
class Place(Value):
    """A place in a template: the part, then table, row and column or the paragraph's number, all from 1, and its words.

    ``table`` counts the tables of the part, nested ones too; ``column`` counts the row's cells; ``paragraph`` counts
    the paragraphs of the part. ``words`` is the text of the paragraph; ``tag`` the template tag as typed, which begins
    at the character ``offset`` (from 0) of the paragraph's text or, in an attribute, of the paragraph's text before it.
    ``heading`` is the heading that the place stands under, where that is known.
    """

    part: str
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    words: str = ""
    tag: str = ""
    offset: int | None = attrs.field(default=None, eq=False)  # the same tag twice in a paragraph: one place to a reader
    heading: str = ""
    table_name: Text | None = None
    """What the form calls the table, which is not its number in the document."""

    @property
    def says(self) -> Text:
        """The place in both languages: 正文 表3 第5行 第2列 / body, table 3, row 5, column 2."""
        stem = posixpath.basename(self.part).partition(".")[0].rstrip("0123456789")
        room = next((text for name, text in _PARTS if name == stem), Text(self.part, self.part))
        if self.table is not None:
            cell = f" 第{self.row}行 第{self.column}列" if self.column else (f" 第{self.row}行" if self.row else "")
            english = (
                f", row {self.row}, column {self.column}" if self.column else (f", row {self.row}" if self.row else "")
            )
            name = self.table_name or Text(f"表{self.table}", f"table {self.table}")
            return Text(f"{room.zh} {name.zh}{cell}", f"{room.en}, {name.en}{english}")
        if self.paragraph is not None:
            return Text(f"{room.zh} 第{self.paragraph}段", f"{room.en}, paragraph {self.paragraph}")
        return room

    def fault(self, file: str, id: str, problem: Text, remedy: Text | None = None) -> Fault:
        """Return the fault ``id`` of the template ``file`` at this place."""
        return Fault(id, problem, Origin(file, place=self.part), remedy, self)

    def sentence(self, problem: Text) -> Text:
        """Return ``problem`` with this place before it, which quotes the paragraph, and the heading behind it."""
        where = self.says
        words = self.words if len(self.words) <= _SHOWN else self.words[:_SHOWN] + "…"
        shown = seen(" ".join(words.split()))
        zh = f"{where.zh}“{shown}”：{problem.zh}" if shown else f"{where.zh}：{problem.zh}"
        en = f"{where.en} “{shown}”: {problem.en}" if shown else f"{where.en}: {problem.en}"
        if self.heading and self.heading != self.words.strip():
            zh, en = f"{zh}（在“{self.heading}”之下）", f"{en} (under “{self.heading}”)"
        return Text(zh, en)
