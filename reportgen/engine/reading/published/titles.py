"""The title of a published report: whose it is, and of which year, in one line or several."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.core.value import Value
from reportgen.engine.form_matching.labels import likeness, words_of

_MOST_LINES: Final = 5
_LONGEST: Final = 90
_DIGITS: Final = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")
_CHINESE_YEAR: Final = re.compile("[二][〇○零Ｏ0][〇○零Ｏ一二三四五六七八九]{2}(?=年)")
_YEAR: Final = re.compile(r"(20[0-9]{2})\s*年?\s*度?")
_FORBIDDEN: Final = re.compile(r"[，。；！？,;>＞|｜/\\@]|https?:|[:：]|[.]{3}|[…]{1}")
_LEAD: Final = re.compile(r"^(?:附件[0-9一二三]*|名称|标题|关于|《|【|·|•|\s)+")
_NEAR: Final = 0.75
"""How alike the words behind organ and year must be to those of the form's title."""


@attrs.frozen(eq=False, repr=False)
class Title(Value):
    """A title as printed, its lines joined, and the positions of its first text and of the one behind its last."""

    text: str
    organ: str
    year: int
    start: int
    end: int
    origin: Origin
    rank: tuple[int, float]
    """How much it looks like a title: by its heading level or centring, and its size."""


def titles_in(texts: Sequence[ShownText | object], words: Sequence[str]) -> list[Title]:
    """Return every title among consecutive texts; ``words`` are those of the form's title behind organ and year."""
    found: list[Title] = []
    ending = words_of("".join(words[1:]))
    at = 0
    while at < len(texts):
        one = next(_titles_at(texts, at, ending), None)
        if one is None:
            at += 1
            continue
        for later in range(one.start + 1, one.end):  # what stands before a title may be no part of it
            shorter = next(_titles_at(texts[: one.end], later, ending), None)
            if shorter is not None and (shorter.end - shorter.start == 1 or not _one_look(texts[one.start : one.end])):
                one = shorter
        found.append(one)
        at = one.end
    return found


def _one_look(texts: Sequence[ShownText | object]) -> bool:
    """Whether texts look alike and stand one directly behind the other, as the lines of a title do."""
    lines = [one for one in texts if isinstance(one, ShownText)]
    looks = {(one.level, one.centred, one.size) for one in lines}
    rows = [one.origin.line for one in lines if one.origin.line is not None]
    return len(looks) == 1 and all(two - one == 1 for one, two in itertools.pairwise(rows))


def _titles_at(texts: Sequence[ShownText | object], start: int, ending: str) -> Iterator[Title]:
    """Yield the titles that begin at ``start``, the shortest first."""
    lines: list[ShownText] = []
    for one in texts[start : start + _MOST_LINES]:
        if not isinstance(one, ShownText):
            return
        lines.append(one)
        text = "".join("".join(line.text.split()) for line in lines)
        if len(text) > _LONGEST or _FORBIDDEN.search(text):
            return
        parts = _parts(text, ending)
        if parts is not None:
            first = lines[0]
            marked = max((2 if line.level == 1 else int(line.centred) for line in lines), default=0)
            size = max((line.size or 0.0 for line in lines), default=0.0)
            origin = first.origin
            yield Title(text, *parts, start, start + len(lines), origin, (marked, size))


def _parts(text: str, ending: str) -> tuple[str, int] | None:
    """Return the organ and the year that a title names, or None where the text is none."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), plain)
    plain = _LEAD.sub("", plain).rstrip("》】 ")
    year = _YEAR.search(plain)
    if year is None:
        return None
    before, behind = plain[: year.start()], plain[year.end() :]
    if before:
        organ = before.removesuffix("关于").strip("-—_ ")
        rest = words_of(behind)
        if rest.startswith(words_of(organ)):
            rest = rest.removeprefix(words_of(organ))
        return (_organ(organ), int(year[1])) if organ and _is_ending(rest, ending) else None
    for length in range(len(behind) - 6, 3, -1):  # 2023年 before the organ
        if words_of(behind[length:]) == ending:
            return _organ(behind[:length]), int(year[1])
    return None


def _organ(text: str) -> str:
    opening = text.count("(") - text.count(")")
    return text.replace("(", "（").replace(")", "）") + ("）" if opening > 0 else "")


def _is_ending(words: str, ending: str) -> bool:
    """Whether words are those behind organ and year; 工作 or 年度 may be missing or stand elsewhere."""
    if not words.endswith(("报告", "年报")) or abs(len(words) - len(ending)) > 6:
        return False
    return words == ending or likeness(words, ending) >= _NEAR
