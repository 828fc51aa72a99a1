"""Paragraphs from lines: a line goes on in the next unless it ends before the margin or the next one is indented."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from reportgen.engine.reading.published.layout.lines import Line, wide

_INDENT: Final = 1.2
"""A line is indented by at least this many characters."""
_SHORT: Final = 1.6
"""A line that ends at least this many characters before the margin is the last one of its paragraph."""
_LOOSE: Final = 1.55
"""A paragraph ends where the next line is so many times the usual distance away."""
_SHARE: Final = 0.2
"""At so many of the long lines begins the margin; fewer are of something beside the text."""
_SIZE: Final = 0.15
_SURE: Final = 3
"""At a margin end at least so many lines."""
_ENDS: Final = "。！？；：”"
_TITLE: Final = re.compile(r"[一二三四五六七八九十]{1,2}、")
_LONGEST_TITLE: Final = 40
_TOKEN: Final = re.compile(r"[A-Za-z0-9@._:/%+\-]+[，。、；：？！）》”’]*|.[，。、；：？！）》”’]*")


class Paragraph(NamedTuple):
    """A paragraph: its text, the page and the line's place on it where it begins, its size, whether it is centred."""

    text: str
    page: int
    top: float
    size: float
    centred: bool


class _Margins(NamedTuple):
    left: float
    right: float
    size: float = 0.0
    sure: bool = False
    """Whether so many lines end at the right margin that it is one."""


def paragraphs(lines: Sequence[Line], width_of: dict[int, _Margins]) -> list[Paragraph]:
    """Return the paragraphs of lines that follow each other; ``width_of`` is :func:`margins` of their document."""
    groups: list[list[Line]] = []
    pitch = _pitch(lines)
    for line in lines:
        if groups and _goes_on(groups[-1], line, width_of, pitch):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, width_of[group[0].page]) for group in groups]


def margins(pages: Sequence[Sequence[Line]]) -> dict[int, _Margins]:
    """Return by page where lines usually begin and end; a page with few lines has those of the whole document."""
    everything = [line for lines in pages for line in lines]
    whole = _margins(everything) if everything else _Margins(0.0, 0.0)
    found = {}
    for lines in pages:
        if lines:
            long = [line for line in lines if line.x1 - line.x0 > 0.8 * (whole.right - whole.left)]
            found[lines[0].page] = _margins(long) if len(long) >= 6 else whole
    return found


def _margins(lines: Sequence[Line]) -> _Margins:
    longest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > 0.8 * longest]
    starts = Counter(round(line.x0) for line in long)
    ends = sorted(line.x1 for line in long)
    size = statistics.median(line.size for line in long)
    left = min(
        (place for place in starts if sum(starts[place + near] for near in (-1, 0, 1)) >= _SHARE * len(long)),
        default=min(starts),
    )
    right = ends[-1 - len(ends) // 8]
    return _Margins(left, right, size, sum(abs(end - right) <= size for end in ends) >= _SURE)


def _pitch(lines: Sequence[Line]) -> float:
    steps = [after.base - one.base for one, after in itertools.pairwise(lines) if after.page == one.page]
    return statistics.median(steps) if steps else 0.0


def _goes_on(group: Sequence[Line], line: Line, width_of: dict[int, _Margins], pitch: float) -> bool:
    last = group[-1]
    size = max(last.size, line.size)
    if abs(last.size - line.size) > _SIZE * size and not (group[0].page != line.page or len(line.text) > 4 * size):
        return False
    here, there = width_of[last.page], width_of[line.page]
    if line.x0 - there.left > _INDENT * size:
        return False
    if last.page == line.page and line.base - last.base > max(_LOOSE * pitch, 1.2 * size):
        return False
    if _is_centred(last, here):
        return False
    ended = last.text[-1:] in _ENDS
    if (ended and _is_title(line)) or (not here.sure and (ended or (len(group) == 1 and _is_title(last)))):
        return False
    room = here.right - last.x1
    return room < _SHORT * size or room < _first_token(line)


def _is_title(line: Line) -> bool:
    """Whether a line begins as the titles of sections do and is no sentence."""
    return len(line.text) <= _LONGEST_TITLE and _TITLE.match(line.text) is not None and line.text[-1] not in _ENDS


def _first_token(line: Line) -> float:
    """Return how wide the first part of a line is that cannot be broken: it may have had no room in the line before."""
    found = _TOKEN.match(line.text)
    length = sum(1.0 if wide(sign) else 0.5 for sign in found.group()) if found else 0.0
    return (length + 0.6) * line.size


def _is_centred(line: Line, its: _Margins) -> bool:
    left, right = line.x0 - its.left, its.right - line.x1
    inset = _INDENT if line.size > (1 + _SIZE) * its.size else 2.6  # more than an indent, or a title
    return left > inset * line.size and abs(left - right) < 1.2 * line.size


def _paragraph(group: Sequence[Line], its: _Margins) -> Paragraph:
    parts = [group[0].text]
    for line in group[1:]:
        joint = "" if wide(parts[-1][-1]) or wide(line.text[0]) or _within_word(parts[-1], line.text) else " "
        parts.append(joint + line.text)
    first = group[0]
    centred = len(group) == 1 and _is_centred(first, its)
    return Paragraph("".join(parts).strip(), first.page, first.top, round(first.size, 1), centred)


def _within_word(before: str, after: str) -> bool:
    """Whether a line broke inside of a number or an address: where Chinese text is broken, words keep no blank."""
    return before[-1].isascii() and after[0].isascii() and bool(re.search(r"[\u3400-\u9fff]", before))
