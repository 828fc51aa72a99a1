"""What is said of last year beside no number of this year: 新收申请比上年增加6件, 上年新收25件, 是上年的2倍."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from reportgen.core.text import Text
from reportgen.engine.prose_check.keywords import find
from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.ratios import Figures
from reportgen.prose.quantities import round_to
from reportgen.report.prose_model import SENSE, Meaning

_LAST: Final = r"(?:上一?年度?|去年)(?:同期)?"
_MORE_OR_LESS = re.compile(
    rf"(?P<what>[^，。；\d]{{2,24}}?)(?:比|较|与|同|和){_LAST}(?:相比)?(?P<way>增加|增长|上升|多|减少|下降|少)了?"
)
_LAST_YEAR_HAD = re.compile(rf"(?:而)?{_LAST}(?:全年)?[共累计]{{0,3}}(?P<what>[^，。；\d]{{2,24}}?)[共计为有是]{{0,2}}")
_TIMES = re.compile(rf"(?P<what>[^，。；\d]{{2,24}}?)?(?:是|为|约?达到?|相当于){_LAST}的")
_LESS: Final = frozenset({"减少", "下降", "少"})
_HARMLESS: Final = frozenset({"topic", "everyone", "year", "whole", "difference"})
_OF_THE_TIME: Final = "part"


def named_changes(
    text: str, mention: Mention, earlier: Sequence[Mention], last: Mapping[str, Any], figures: Figures
) -> Iterator[tuple[Any, Text]]:
    """Yield the right number, with words for it, where what is said of last year is not so by its report."""
    number = mention.quantity.value
    if mention.narrowed or number is None:
        return
    start, end = mention.clause, mention.quantity.position
    if mention.quantity.measure == "倍":
        if (found := _TIMES.fullmatch(text, start, end)) is not None:
            yield from _times(mention, _meant(text, found, earlier, figures), last, figures)
        return
    if found := _MORE_OR_LESS.fullmatch(text, start, end):
        way = -1 if found["way"] in _LESS else 1
        pairs = _pairs(_named(text, found, figures), last, figures)
        if pairs and all((now - before) * way != number for now, before in pairs):
            now, before = pairs[0]
            yield (
                abs(now - before),
                Text(f"今年 {now}，上年 {before}，请核对", f"{now} this year, {before} last; check it"),
            )
    elif (found := _LAST_YEAR_HAD.fullmatch(text, start, end)) and figures.model.lexicon.carried not in found.group():
        pairs = _pairs(_named(text, found, figures), last, figures)
        if pairs and all(before != number for _, before in pairs):
            before = pairs[0][1]
            yield before, Text(f"上年的报告为 {before}，请核对", f"last year's report has {before}; check it")


def _named(text: str, found: re.Match[str], figures: Figures) -> tuple[Meaning, ...]:
    """Return what the words before a change name, where they say of no part, office or time."""
    words = [*find(figures.model.lexicon, text, *found.span("what"))] if found["what"] else []
    if any(word.kind == SENSE and word.key not in _HARMLESS for word in words):
        return ()
    named = {word.kind for word in words} - {SENSE}
    return figures.model.named(words) if named == {"flow"} else ()


def _meant(text: str, found: re.Match[str], earlier: Sequence[Mention], figures: Figures) -> tuple[Meaning, ...]:
    """Return what is so many times last year's: what the words name, or what the number right before counts."""
    if found["what"]:
        return _named(text, found, figures)
    subject = earlier[-1].subject if earlier else None
    if subject is None or not subject.certain or subject.year != figures.year:
        return ()
    return tuple(one for one in subject.meanings if one.value(figures.values) == earlier[-1].quantity.value)


def _pairs(meanings: Sequence[Meaning], last: Mapping[str, Any], figures: Figures) -> list[tuple[Decimal, Decimal]]:
    pairs = [(meaning.value(figures.values), meaning.value(last)) for meaning in meanings]
    return [(Decimal(now), Decimal(before)) for now, before in pairs if now is not None and before is not None]


def _times(
    mention: Mention, meanings: Sequence[Meaning], last: Mapping[str, Any], figures: Figures
) -> Iterator[tuple[Any, Text]]:
    places = mention.quantity.places
    pairs = [(now, before) for now, before in _pairs(meanings, last, figures) if before]
    if pairs and all(round_to(now / before, places) != mention.quantity.number for now, before in pairs):
        now, before = pairs[0]
        right = round_to(now / before, max(places, 1))
        yield right, Text(f"今年 {now}，上年 {before}，是 {right} 倍", f"{now} this year, {before} last: {right} times")
