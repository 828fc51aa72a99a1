"""The words in which a package is refused: file, entry, reason, remedy."""

from __future__ import annotations

from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text

RESAVE: Final = Text(
    zh="请用 Word 或 WPS 打开该文件，另存为“Word 文档（*.docx）”后再试",
    en='Open it in Word or WPS, save it again as "Word Document (*.docx)" and retry',
)
_ACTIVE: Final = "package-active-content"
UNTRUSTED: Final = Text(
    zh="正常的 Word 文档不会这样；请不要使用该文件，向提供者重新索取模板",
    en="No ordinary Word document looks like this; do not use the file, ask its sender for the template again",
)
REMOVE: Final = Text(
    zh="请在 Word 中删除该内容（或断开链接）后重新保存，或改用官方模板",
    en="Remove it in Word (or break the link) and save again, or use the official template",
)


class UnfitXmlError(Exception):
    """An XML part that must not be read on: ``id`` is that of the fault, ``says`` its words."""

    def __init__(self, id: str, says: Text) -> None:
        super().__init__(says.en)
        self.id, self.says = id, says


def refusal(id: str, file: str, says: Text, *, place: str | None = None, remedy: Text = RESAVE) -> Fault:
    """Return the fault ``id`` of the package ``file``, at the entry ``place`` if it belongs to one."""
    return Fault(id, says, Origin(file, place=visible(place) if place is not None else None), remedy)


def visible(text: str, most: int = 120) -> str:
    """Return ``text`` in one short line, characters that do not print as escapes."""
    shown = "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text[:most])
    return shown if len(text) <= most else shown + "…"


def active_fault(file: str, place: str, what: Text) -> Fault:
    """Return the fault of a part that holds ``what``, which no template and no document may hold."""
    says = Text(
        zh=f"含有不允许的活动内容：{visible(what.zh, 200)}",
        en=f"active content is not allowed: {visible(what.en, 200)}",
    )
    return refusal(_ACTIVE, file, says, place=place, remedy=REMOVE)
