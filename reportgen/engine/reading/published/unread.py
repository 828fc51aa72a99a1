"""What of a published document was left out while it was read, told once for each kind with its places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text

_SAYS: Final = {
    "published-tracked": Text(
        "有修订痕迹：按接受全部修订来读，删除的内容没有读",
        "tracked changes: read as if all were accepted, so what was deleted is not read",
    ),
    "published-hidden": Text("有隐藏的内容，没有读", "hidden content is not read"),
    "published-picture": Text(
        "有图片，图片里的文字和数字没有读", "a picture: the text and the figures in it are not read"
    ),
    "published-embedded": Text(
        "有嵌入的文件或对象，里面的内容没有读", "an embedded file or object, whose content is not read"
    ),
    "published-footnote": Text("正文的脚注没有读", "a footnote of the text is not read"),
    "published-undecodable": Text("有认不出的字符（文件损坏，或编码有误）", "characters that cannot be decoded"),
    "published-wide-cell": Text(
        "表格里有跨越过多行列的格子，按不跨行列读", "a cell spans more rows or columns than a table can have"
    ),
    "published-deep": Text("嵌套过深的内容没有读", "content nested too deep is not read"),
}
_PLACES: Final = 5


@attrs.define(eq=False)
class Unread:
    """Collects what is left out of the document that messages call ``name``."""

    name: str
    _places: dict[str, list[str]] = attrs.field(factory=dict)
    _words: dict[str, list[str]] = attrs.field(factory=dict)

    def add(self, id_: str, place: str, words: str = "") -> None:
        """Note something of the kind ``id_`` at ``place``, with its own words where somebody should see them."""
        places = self._places.setdefault(id_, [])
        if place not in places[-1:]:
            places.append(place)
        if words:
            self._words.setdefault(id_, []).append(words)

    def faults(self) -> Iterator[Fault]:
        """Yield one fault for each kind, at its first place."""
        for id_, places in self._places.items():
            says, words = _SAYS[id_], self._words.get(id_, [])[:_PLACES]
            quoted = Text("：" + "；".join(words), ": " + "; ".join(words)) if words else Text("", "")
            more = Text("", "")
            if len(places) > 1:
                others = "、".join(places[:_PLACES]) + ("……" if len(places) > _PLACES else "")
                more = Text(f"（共 {len(places)} 处：{others}）", f" ({len(places)} places: {others})")
            said = Text(says.zh + quoted.zh + more.zh, says.en + quoted.en + more.en)
            yield Fault(id_, said, Origin(self.name, place=places[0]))
