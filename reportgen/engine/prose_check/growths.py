"""What a growth or a fall in the prose may be computed from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.engine.prose_check.keywords import find
from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.ratios import Figures, Ratio

UP = re.compile(r"增长|上升|增加|提高|提升|增幅|升幅|涨幅|上涨|攀升|增|升")
DOWN = re.compile(r"下降|减少|降低|降幅|减幅|下滑|回落|下跌|缩减|减|降")
OTHER_TIME = re.compile(r"前年|环比|季度|月|年均|以来|累计|(?<![增长降幅])率")
_LAST_YEAR = re.compile(r"(?:上|去)一?学?年|同期")


def growths(
    text: str, mention: Mention, earlier: Sequence[Mention], later: Sequence[Mention], figures: Figures
) -> Iterator[Ratio]:
    """Yield what a growth may be computed from: numbers of both years, a number and its change, last year's report."""
    if any(OTHER_TIME.search(text[one.clause : one.quantity.position]) for one in earlier[-1:] if one.difference):
        return
    changes = [other for other in earlier if is_change(text, other, figures)]
    change = earlier[-1] if earlier and earlier[-1] in changes else None
    now = [other for other in earlier if other not in changes and not _aside(text, other, mention)]
    before = [other for other in now if is_of_last_year(text, other, figures)]
    this = [other for other in now if other not in before]
    behind = [one for one in later[:1] if not one.quantity.percent and not is_change(text, one, figures)]
    before = before or [one for one in behind if is_of_last_year(text, one, figures)]  # 增长25%（上年为400条）
    if change is not None and this and this[-1].quantity.measure == change.quantity.measure:
        yield from _change(text, change, this[-1])
    if before and this:
        yield from _pair(this[-1], before[-1])
    if len(now) > 1 and re.search(r"[由从][^，。；]*$", text[now[-2].clause : now[-2].quantity.position]):
        yield from _pair(now[-1], now[-2])
    if figures.last is not None:
        yield from _official_growths(text, mention, this[-1] if this else None, figures)


def _aside(text: str, other: Mention, mention: Mention) -> bool:
    """Whether a number stands among others in brackets closed before ``mention``: （自然人508件、法人37件）."""
    between = text[other.quantity.end : mention.quantity.position]
    closed = between.find("）")
    if closed < 0 or 0 <= between.find("（") < closed:
        return False
    opened = text.rfind("（", max(0, other.quantity.position - 200), other.quantity.position)
    return "、" in text[opened : other.quantity.end + closed] or "，" in text[opened : other.quantity.end + closed]


def _change(text: str, change: Mention, now: Mention) -> Iterator[Ratio]:
    number, size = now.quantity.value, change.quantity.value
    if number is None or size is None:
        return
    base = number + size if DOWN.search(text[change.clause : change.quantity.position]) else number - size
    if base > 0:
        yield Ratio(number, base, growth=True)


def is_change(text: str, mention: Mention, figures: Figures) -> bool:
    """Whether a number counts a change; in 较上年的161条 it is what the other year had."""
    clause = text[mention.clause : mention.quantity.position]
    changed = UP.search(clause) or DOWN.search(clause) or "多" in clause or "少" in clause
    return mention.difference and (bool(changed) or not is_of_last_year(text, mention, figures))


def is_of_last_year(text: str, mention: Mention, figures: Figures) -> bool:
    """Whether the words before a number say that it is last year's."""
    start = mention.clause
    if text[start - 1 : start] in {"（", "("} and start == mention.quantity.position:  # 与去年（509件）相比
        start = max(text.rfind(mark, mention.lead, start) + 1 for mark in "，,；;。、") or mention.lead
    clause = text[start : mention.quantity.position]
    if figures.model.lexicon.carried in clause:
        return False
    return bool(_LAST_YEAR.search(clause)) or re.search(rf"{figures.year - 1}\s*年", clause) is not None


def _pair(now: Mention, before: Mention) -> Iterator[Ratio]:
    part, whole = now.quantity.value, before.quantity.value
    if part is not None and whole and now.quantity.measure == before.quantity.measure:
        yield Ratio(part, whole, growth=True)


def _official_growths(text: str, mention: Mention, now: Mention | None, figures: Figures) -> Iterator[Ratio]:
    """Growth over last year's figures: of the meaning of the number before it, or of what its clause names."""
    last = figures.last or {}
    subject = now.subject if now is not None else None
    if now is None:
        model = figures.model
        choices = model.named([*find(model.lexicon, text, mention.clause, mention.quantity.position)])
    elif subject is not None and subject.certain and subject.year == figures.year:
        choices = subject.meanings
    else:
        choices = ()
    number = now.quantity.value if now is not None else None
    for meaning in sorted(choices, key=lambda choice: choice.value(figures.values) != number):
        part, whole = meaning.value(figures.values), meaning.value(last)
        if whole:
            yield from (Ratio(one, whole, growth=True) for one in dict.fromkeys([number, part]) if one is not None)
    if number is not None and not choices:
        same = [address for address, value in figures.own.items() if value == number and figures.last_own.get(address)]
        if len(same) == 1:
            yield Ratio(number, figures.last_own[same[0]], growth=True)
