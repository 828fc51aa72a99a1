"""What brackets of the prose say: more of the number beside them, its name, or something of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from reportgen.engine.prose_check.discourse import Discourse
from reportgen.report.prose_model import Keyword

_BEHIND_A_BRACKET = re.compile(r"(?=[^ \u3000])的?[，,]?(?:共计?|有|为|是)?[ \u3000]*")
_EXPLAINS = re.compile("不?含|包括|其中|除|以|多为|均|主要|由|[未没]")
"""Words with which a bracket says more of what stands before it, and names nothing."""
_NAMED_IN_BRACKETS = frozenset({"outcome", "result", "fees", "decision"})
_ADDS = re.compile("包[括含]|含")
"""Words with which a bracket adds something to what stands before it."""
_IN_BRACKETS = re.compile(r"[（(][^（()）]{1,200}[）)]")
ITS_SHARE = re.compile(r"[（(]约?占?(?:比)?\d+(?:\.\d+)?[%％][）)]")
"""The share of a number between it and its name: 5件（占20%）部分公开."""
NAMES = frozenset({"flow", "outcome", "block", "result", "document", "decision", "fees", "applicant", "verb"})
_ASIDE = re.compile(r"[（(][^（()）\d]*[）)]")


@attrs.define
class Brackets:
    """The brackets of a sentence: what is said in one holds until it ends."""

    discourse: Discourse
    spans: list[tuple[int, int]]
    _before: tuple[bool, bool | None, tuple[str, ...]] | None = None

    @classmethod
    def read(cls, text: str, start: int, end: int, discourse: Discourse) -> Brackets:
        """Return the brackets of a sentence."""
        return cls(discourse, [match.span() for match in _IN_BRACKETS.finditer(text, start, end)])

    def reach(self, position: int) -> None:
        """Go on to a place of the sentence."""
        while self.spans and self.spans[0][0] < position:
            if self._before is None:
                self._before = self.discourse.bracket()
            if position < self.spans[0][1]:
                return
            self.discourse.end_bracket(self._before)
            self._before = None
            del self.spans[0]


def words_before(text: str, clause: int, position: int, before: Sequence[Keyword]) -> list[Keyword]:
    """Return the words that name the number at ``position``: those of its clause, and those of a bracket that count.

    ``before`` are all words since the last number. A bracket names what nothing else does, or what 等 leaves open.
    """
    asides = [match.span() for match in _ASIDE.finditer(text, clause, position)]
    inside = [
        word for word in before if word.start >= clause and not any(start < word.start < end for start, end in asides)
    ]
    if not asides:
        return inside
    if not any(word.kind in NAMES for word in inside):
        inside += _in_a_bracket(text, position, before, asides)
    elif text[asides[-1][0] - 1] == "等":  # 信息不存在、不掌握等（无法提供）5件
        inside = _in_a_bracket(text, position, before, asides) or inside
    return inside + _added_in_a_bracket(text, inside, before, asides)


def _in_a_bracket(
    text: str, position: int, before: Sequence[Keyword], asides: Sequence[tuple[int, int]]
) -> list[Keyword]:
    """Return what a bracket right before a number names, where nothing else does: 手上没有的（无法提供）5件."""
    if not asides or _BEHIND_A_BRACKET.fullmatch(text, asides[-1][1], position) is None:
        return []
    start, end = asides[-1]
    if _EXPLAINS.match(text, start + 1):
        return []
    return [keyword for keyword in before if start < keyword.start < end and keyword.kind in _NAMED_IN_BRACKETS]


def _added_in_a_bracket(
    text: str, inside: Sequence[Keyword], before: Sequence[Keyword], asides: Sequence[tuple[int, int]]
) -> list[Keyword]:
    """Return what a bracket adds to an outcome right before it: 予以公开（含部分公开）16件."""
    if not inside or inside[-1].kind != "outcome" or not asides or asides[-1][0] != inside[-1].end:
        return []
    start, end = asides[-1]
    if _ADDS.match(text, start + 1) is None:
        return []
    return [word for word in before if start < word.start < end and word.kind == inside[-1].kind]


def words_behind(text: str, position: int, keywords: Sequence[Keyword]) -> list[Keyword]:
    """Return what a bracket right behind a number names: 收费12.3万元（行政事业性收费）."""
    found = _ASIDE.match(text, position)
    if found is None or _EXPLAINS.match(text, position + 1):
        return []
    return [word for word in keywords if word.end < found.end() and word.kind in _NAMED_IN_BRACKETS]
