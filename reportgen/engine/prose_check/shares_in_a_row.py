"""Several percentages in a row, each the share of one of several things before them: A、B件, 分别占40%和60%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.engine.prose_check.keywords import find
from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.part_shares import literal_shares, official_shares
from reportgen.engine.prose_check.ratios import Figures, Ratio
from reportgen.report.prose_model import SENSE

_AND = re.compile(r"[，,、；;和及与\s]*")
_SHARES = re.compile(r"[，,；;\s]*(?:各?自)?(?:分别|依次)?(?:各?自)?约?占(?P<whole>[^，。；\d]*)")
_THINGS = re.compile(r"(?P<things>[^，。；\d]*?)的?(?:分别|依次)约?占(?P<whole>[^，。；\d]*)")
_SINGLY = re.compile(r"分别|依次")
_ONE_BY_ONE = ("分别", "依次")
_SPLIT = re.compile(r"[、和与]|(?<!以)及")


def side_by_side(text: str, mentions: Sequence[Mention], at: int, figures: Figures) -> Iterator[Ratio]:
    """Yield what ``mentions[at]`` is computed from, where it stands in a row of percentages of as many things."""
    first = last = at
    while first and _in_a_row(text, mentions[first - 1], mentions[first]):
        first -= 1
    while last + 1 < len(mentions) and _in_a_row(text, mentions[last], mentions[last + 1]):
        last += 1
    size, before = last + 1 - first, mentions[:first]
    lead = text[mentions[first].lead : mentions[first].quantity.position]
    if size < 2 or not (lead in {"的", ""} or any(word in lead for word in _ONE_BY_ONE)):
        return
    if lead in {"的", ""}:
        yield from _of_a_total(text, before, at - first, size, figures)
        return
    parts = list(before[-size:])
    wholes = figures.model.lexicon.whole
    if (
        (row := _SHARES.fullmatch(lead))
        and wholes.fullmatch(_SINGLY.sub("", row["whole"]))
        and _alike(parts, size, figures)
    ):
        part = parts[at - first]
        yield from official_shares(part, figures)
        yield from literal_shares(text, part, before[: len(before) - size], figures)
        total = sum((one.quantity.value or Decimal(0) for one in parts), Decimal(0))
        if part.quantity.value is not None and total:
            yield Ratio(part.quantity.value, total)
        return
    clause = text[mentions[first].clause : mentions[first].quantity.position]
    if (row := _THINGS.fullmatch(clause)) and wholes.fullmatch(row["whole"]) and not mentions[first].narrowed:
        yield from _named(text, mentions[first], row.end("things"), (at - first, size), figures)


def _of_a_total(text: str, before: Sequence[Mention], place: int, size: int, figures: Figures) -> Iterator[Ratio]:
    """Yield the share of a part of a number that stands behind the parts: 30条、60条，占总量90条的33.3%、66.7%."""
    parts = before[-size - 1 : -1]
    if not _alike(parts, size, figures) or "占" not in text[before[-1].lead : before[-1].quantity.position]:
        return
    part, whole = parts[place].quantity.value, before[-1].quantity.value
    if part is not None and whole:
        yield Ratio(part, whole)


def _in_a_row(text: str, one: Mention, other: Mention) -> bool:
    between = text[one.quantity.end : other.quantity.position]
    return one.quantity.percent and other.quantity.percent and _AND.fullmatch(between) is not None


def _alike(parts: Sequence[Mention], size: int, figures: Figures) -> bool:
    """Whether there are as many numbers as percentages, all of one measure."""
    measures = {one.quantity.measure for one in parts}
    return (
        len(parts) == size
        and not any(one.quantity.percent or one.difference for one in parts)
        and (len(measures) == 1 or measures <= figures.model.lexicon.counted)
    )


def _named(text: str, mention: Mention, length: int, place: tuple[int, int], figures: Figures) -> Iterator[Ratio]:
    """Yield the share of the thing that stands at the same place of its list: 予以公开、不予公开分别占40%、60%."""
    start, (at, size) = mention.clause, place
    lexicon, ends = figures.model.lexicon, [match.span() for match in _SPLIT.finditer(text, start, start + length)]
    starts = [start, *(end for _, end in ends)]
    pieces = [
        [*find(lexicon, text, *piece)] for piece in zip(starts, [*(at for at, _ in ends), start + length], strict=True)
    ]
    things = [word for piece in pieces for word in piece if word.kind != SENSE]
    if len(things) != size or len(pieces) != size or len({word.kind for word in things}) > 1:
        return
    others = [word for piece in pieces for word in piece if word.kind == SENSE]
    for part, wholes in figures.model.shares([*others, things[at]], text[start : start + length]):
        value = part.value(figures.values)
        for meaning in wholes:
            whole = meaning.value(figures.values)
            if whole and value is not None:
                yield Ratio(value, whole)
