"""What somebody changed around the text and tables of a document; no data file has a place for any of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.core.text import Text, shortened
from reportgen.engine.merging.merged import Left
from reportgen.engine.merging.paragraphs import key
from reportgen.engine.reading.published.word_surroundings import TEXTS, Surroundings

_PLACES: Final = {
    "document": Text("正文", "the text"),
    "header": Text("页眉", "the header"),
    "footer": Text("页脚", "the footer"),
    "footnotes": Text("脚注", "the footnotes"),
    "endnotes": Text("尾注", "the endnotes"),
}
_CHART: Final = Text("图表", "the charts")
_HOME: Final = Text("要保留，请写进模板", "to keep it, put it into the template")
_MOST: Final = 5


def changed_surroundings(made: Surroundings, edited: Surroundings) -> Iterator[Left]:
    """Yield what ``edited`` has in other words, or drawn otherwise, than ``made``."""
    for kind in TEXTS:
        yield from _texts(_PLACES[kind], made.texts[kind], edited.texts[kind])
    for kind, place in _PLACES.items():
        yield from _drawings(place, Counter(made.drawings[kind]), Counter(edited.drawings[kind]))
    yield from _texts(_CHART, made.charts, edited.charts)


def _texts(place: Text, before: Sequence[str], after: Sequence[str]) -> Iterator[Left]:
    old, new = ({key(one): one for one in texts} for texts in (before, after))  # one for all sections with it
    gone = [text for words, text in old.items() if words not in new]
    more = [text for words, text in new.items() if words not in old]
    if len(gone) == len(more) == 1:
        was, now = shortened(gone[0]), shortened(more[0])
        yield _left(f"{place.zh}里的“{was}”改成了“{now}”", f"in {place.en} “{was}” became “{now}”")
        return
    for texts, zh, en in ((gone, "不见了", "is gone"), (more, "是新的", "is new")):
        for one in texts[:_MOST]:
            yield _left(f"{place.zh}里的“{shortened(one)}”{zh}", f"in {place.en} “{shortened(one)}” {en}")
        if len(texts) > _MOST:
            yield _left(
                f"{place.zh}里另有 {len(texts) - _MOST} 处{zh}", f"in {place.en} {len(texts) - _MOST} more: {en}"
            )


def _drawings(place: Text, before: Counter[str], after: Counter[str]) -> Iterator[Left]:
    gone, more = (before - after).total(), (after - before).total()
    changed = min(gone, more)
    for count, zh, en in (
        (changed, "换成了别的", "became others"),
        (gone - changed, "不见了", "are gone"),
        (more - changed, "是新的", "are new"),
    ):
        if count:
            yield _left(f"{place.zh}里有 {count} 个图片或图形{zh}", f"in {place.en} {count} pictures or drawings {en}")


def _left(zh: str, en: str) -> Left:
    return Left(Text(f"{zh}：数据文件里没有它的位置，{_HOME.zh}", f"{en}: no data file has it; {_HOME.en}"))
