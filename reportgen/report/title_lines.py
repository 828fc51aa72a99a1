"""Where the title of a report breaks: between words, never inside one, and with no first line that is the longest.

GB/T 9704-2012 (7.3.1) asks for lines that keep words whole and stand as a trapezoid or a rhombus.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from reportgen.core.value import Value

WIDEST: Final = 20
"""Characters of 22 points that the type area of 156 mm holds."""
_FEWEST: Final = 2
_MOST_PLACES: Final = 14
"""Places of a name at which a break is considered; no name of an office has as many."""
# The patterns are compiled where a name is longer than most.
_PLACE: Final = (
    "特别行政区|自治区|自治州|自治县|自治旗|开发区|新区|地区|兵团|民族乡|街道|省|市|县|区|旗|盟|乡|镇|委员会"
)
_BODY: Final = "人民政府"
_GOES_ON: Final = {
    "省": "会直级委际",
    "市": "市场政容民区委直级域辖属内",
    "县": "域级委直市区",
    "区": "域划县",
    "旗": "舰市区县",
    "乡": "镇村市区县族",
    "镇": "村市区县",
    "街道": "办",
}
"""What behind the last character of a place's name belongs to the same word: 市场, 区域, 乡镇, 新乡市."""
_NO_PLACE: Final = "城市"
"""A word that is no place, though places end with it: 城市管理局, but 盐城市."""
_NO_ENDS: Final = ("社区", "辖区", "联盟", "城镇", "乡镇", "城乡")
_WEAK: Final = "(?<=..)(?:、|和(?=...)|与(?=...)|及(?=...)|暨|(?=（))"


@attrs.frozen(eq=False, repr=False)
class Word(Value):
    """A piece of the title that stays whole; ``cost`` is what a line break before it costs."""

    text: str
    cost: float = 0

    @property
    def width(self) -> float:
        """The characters that it is wide; Latin ones count half."""
        return _width(self.text)


def title_lines(organ: str, ending: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of the title: an office's name and the words that follow it, which begin with the year.

    A break before the year is the best one; a name that is too long for that goes on in the next line.
    """
    short = organ, "".join(ending)
    if _width(organ) <= _width(short[1]):
        return short
    first, *others = ending
    words = [*_words_of(organ), Word(first), *(Word(word, cost) for cost, word in enumerate(others, start=2))]
    if len(words) > _MOST_PLACES:
        return short
    best = min(_divisions(words), key=lambda lines: _badness(lines, first))
    return tuple("".join(word.text for word in line) for line in best)


def _width(text: str) -> float:
    return sum([0.5 if character.isascii() else 1 for character in text])


def _words_of(organ: str) -> list[Word]:
    """Return an office's name cut behind the names of places and before 人民政府."""
    pieces, start = [], 0
    for end in sorted({*_ends(organ), len(organ)}):
        if end > start:
            pieces.append(organ[start:end])
            start = end
    words: list[Word] = []
    for piece in pieces:
        cost = 2 if piece.startswith(_BODY) else 1
        words += [Word(part, cost if number == 0 else 3) for number, part in enumerate(_shortened(piece))]
    return words


def _ends(organ: str) -> Iterator[int]:
    start = 0
    for found in re.finditer(_PLACE, organ):
        end, name = found.end(), organ[start : found.end()]
        following, sign = organ[end : end + 1], found.group()
        doubled = sign == "市" and organ[end : end + 2] in ("市场", "市政", "市容")
        if following and following in _GOES_ON.get(sign, "") and not doubled:
            continue
        if len(name) > len(sign) and name != _NO_PLACE and not name.endswith(_NO_ENDS):
            yield end
            start = end
    for found in re.finditer(_BODY, organ):
        yield from (found.start(), found.end())


def _shortened(piece: str) -> list[str]:
    """Return a piece that is too long for a line, cut where its parts are joined; any other piece whole."""
    if Word(piece).width <= WIDEST:
        return [piece]
    ends = [0, *(found.end() for found in re.finditer(_WEAK, piece)), len(piece)]
    return [piece[start:end] for start, end in itertools.pairwise(ends) if end > start]


def _divisions(words: list[Word]) -> Iterator[list[list[Word]]]:
    """Yield every way to cut ``words`` into two lines or more."""
    for count in range(_FEWEST - 1, len(words)):
        for cuts in itertools.combinations(range(1, len(words)), count):
            bounds = (0, *cuts, len(words))
            yield [words[start:end] for start, end in itertools.pairwise(bounds)]


def _badness(lines: list[list[Word]], year: str) -> float:
    widths = [sum(word.width for word in line) for line in lines]
    breaks = sum(line[0].cost for line in lines[1:])
    whole_name = any(line[0].text == year for line in lines)
    over = sum(max(0, width - WIDEST) for width in widths)
    return (
        1000 * over
        + 100 * (not _is_well_shaped(widths))
        + 3 * len(lines)
        + breaks
        + 4 * (not whole_name)
        + (max(widths) - min(widths)) / max(widths)
    )


def _is_well_shaped(widths: list[float]) -> bool:
    """Whether lines grow up to the longest and shrink behind it, and the first is not the longest of unequal ones."""
    peak = widths.index(max(widths))
    grows = all(first <= second for first, second in itertools.pairwise(widths[: peak + 1]))
    shrinks = all(first >= second for first, second in itertools.pairwise(widths[peak:]))
    return grows and shrinks and (peak > 0 or len(set(widths)) == 1)
