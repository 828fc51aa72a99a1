"""What a part that stands in the prose may be a share of: numbers before it, the sum of all parts, official wholes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import attrs

from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.ratios import Figures, Ratio

_ITS_SHARE = re.compile(r"[，,、（(\s]{0,2}(?:约?占[^，。；\d]{0,12}|[（(]?)(?:百分之\d|\d+(?:\.\d+)?[%％])")
_ITS_RATE = re.compile(r"[，,、（(\s]{0,2}[^，。；\d]{0,6}率[为达到约是：:\s]*\d")
_ITS_WHOLE = re.compile(r"[，,、（(\s]{0,2}(?![^，。；\d]{0,4}办)[^，。；\d]{0,6}率[为达到约是：:\s]*100[%％]")
"""A rate of all, 响应率100%: the number before it may be the whole of what follows."""
_BEHIND_ITS_SHARE = re.compile(r"[%％](?:[（(]共?|[，,]\s*共)$")
_TOTAL_BEHIND = re.compile(
    r"[，,；;、]\s*(?:(?:以上)?(?:合计|总计|共计?|总[数量])[^，。；\d]{0,4}|[^，。；、\d]{0,8}总(?:[数量]|[条件篇份]数)[为是共]?)"
)
_TOTAL_OF_A_KIND = re.compile(r"总(?P<measure>[条件篇份])数")


def literal_shares(
    text: str, part: Mention, wholes: Sequence[Mention], figures: Figures, *, ahead: bool = False
) -> Iterator[Ratio]:
    """Yield the part over every number before it that may be its whole: not one that has a share of its own.

    ``ahead``: the share stands before its part, so that the number before it is its whole.
    """
    number, counted = part.quantity.value, figures.model.lexicon.counted
    for other in reversed(wholes):
        whole = other.quantity.value
        same = (
            other.quantity.measure == part.quantity.measure
            or {other.quantity.measure, part.quantity.measure} <= counted
        )
        itself = any(pattern.match(text, other.quantity.end) for pattern in (_ITS_SHARE, _ITS_RATE))
        itself = itself and _ITS_WHOLE.match(text, other.quantity.end) is None
        itself = itself and not (ahead and other is wholes[-1])
        itself = itself or _BEHIND_ITS_SHARE.search(text, other.lead - 1, other.quantity.position) is not None
        if number is not None and whole and whole >= number and same and not itself:
            yield Ratio(number, whole)


def shares_of_all(text: str, mentions: Sequence[Mention], at: int, figures: Figures) -> Iterator[Ratio]:
    """Yield the part over the sum of all parts, where each has its share and the others show that they are all."""
    pairs = [
        (part, share)
        for part, share in pairwise(mentions)
        if share.quantity.percent and not part.quantity.percent and _ITS_SHARE.match(text, part.quantity.end)
    ]
    numbers = [part.quantity.value or Decimal(0) for part, _ in pairs]
    some = [at for at, number in enumerate(numbers) if number]
    if (behind := total_behind(text, mentions[at + 1 :])) is not None and pairs:
        share_of = {share.quantity.position: part for part, share in pairs}
        part = share_of.get(mentions[at].quantity.position)
        if part is not None and part.quantity.measure == behind.quantity.measure and part.quantity.value is not None:
            yield Ratio(part.quantity.value, behind.quantity.value or Decimal(1))
        return
    printed = [share.quantity.number or Decimal(0) for _, share in pairs]
    total = sum(numbers, Decimal(0))
    if len(pairs) < 2 or not total or not all(share.quantity.literal for _, share in pairs):
        return
    first = pairs[0][0]
    if any(
        figures.model.lexicon.counted.isdisjoint({one.quantity.measure, first.quantity.measure}) for one, _ in pairs
    ):
        return
    right = [share.quantity.agrees(number * 100 / total) for number, (_, share) in zip(numbers, pairs, strict=True)]
    many = len(some) > 1 and 2 * sum(right[at] for at in some) >= len(some)
    if many or abs(sum(printed, Decimal(0)) - 100) <= 1:
        yield from (
            Ratio(number, total) for number, (_, share) in zip(numbers, pairs, strict=True) if share is mentions[at]
        )


def total_behind(text: str, later: Sequence[Mention]) -> Mention | None:
    """Return the number that sums up the parts before it: 网站79条，占46.7%；微信90条，占53.3%；合计169条."""
    for one in later:
        exact = not one.quantity.percent and one.quantity.value and one.quantity.bounds == "exact"
        if exact and _TOTAL_BEHIND.fullmatch(text[one.lead : one.quantity.position].lstrip("）)")):
            kind = _TOTAL_OF_A_KIND.search(text, one.lead, one.quantity.position)
            if kind is None or one.quantity.measure:
                return one
            return attrs.evolve(one, quantity=attrs.evolve(one.quantity, measure=kind["measure"]))
    return None


def official_shares(part: Mention, figures: Figures) -> Iterator[Ratio]:
    """Yield the part over what it officially is a part of, where its words are certain."""
    subject, number = part.subject, part.quantity.value
    if subject is None or number is None or subject.year != figures.year:
        return
    known = [value for meaning in subject.meanings if (value := meaning.value(figures.values)) is not None]
    if not subject.certain and number not in known:
        return
    parts = [number] if number in known else [number, *known]  # of a slip of the pen, the share may be right
    for meaning in figures.model.wholes(subject.keys):
        whole = meaning.value(figures.values)
        if whole:
            yield from (Ratio(one, whole) for one in dict.fromkeys(parts))
