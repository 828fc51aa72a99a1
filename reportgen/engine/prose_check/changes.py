"""What changed since last year, in words or in numbers: held against both numbers, and against last year's report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from reportgen.core.text import Text
from reportgen.engine.prose_check.growths import is_change, is_of_last_year, moved
from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.named_changes import named_changes
from reportgen.engine.prose_check.ratios import Figures
from reportgen.report.findings import Severity

_SINCE: Final = r"[，,（(]\s*(?:(?:与|和|同|较|比)?(?:上年|去年|上一年度?)(?:度|同期)?(?:相比)?|同比)[，,]?"
_LEVEL = re.compile(_SINCE + r"(?P<about>基本|大致|大体)?持平")
_DOUBLED = re.compile(_SINCE + r"翻了?(?P<times>[一两])?番")
_CHANGED = re.compile(_SINCE + r"(?P<way>增加|增长|上升|多|减少|下降|少)了?")
_LESS: Final = frozenset({"减少", "下降", "少"})
_NEARLY: Final = Decimal("0.05")
"""基本持平 is believed of a change up to this share of last year's figure, and 翻番 of one that lacks as much."""


@attrs.frozen
class Change:
    """A change that is not the one between two years; ``told`` is the number that says it, ``right`` what it is.

    What last year's report shows to be wrong is a warning.
    """

    told: Mention
    right: Any
    says: Text
    severity: Severity = "note"


def changes(text: str, mentions: Sequence[Mention], figures: Figures) -> Iterator[Change]:
    """Yield the changes of one sentence that its own numbers, or last year's report, do not give."""
    for at, mention in enumerate(mentions):
        if figures.last is not None and _plain(mention):
            for right, says in named_changes(text, mention, mentions[:at], figures.last, figures):
                yield Change(mention, right, says, "warning")
        if _plain(mention) and is_change(text, mention, figures):
            yield from _between_two_numbers(text, mentions, at, figures)
            yield from _from_one_to_another(text, mentions, at)
        elif figures.last is not None and _plain(mention):
            following = mentions[at + 1] if at + 1 < len(mentions) else None
            yield from _since_last_year(text, mention, following, figures.last, figures)


def _plain(mention: Mention) -> bool:
    quantity = mention.quantity
    return not quantity.percent and quantity.value is not None and quantity.bounds == "exact" and quantity.scale == 1


def _between_two_numbers(text: str, mentions: Sequence[Mention], at: int, figures: Figures) -> Iterator[Change]:
    """Yield a change (比上年（6条）增加41条) beside which one number of each year, and no other, stands."""
    change = mentions[at]
    others = [one for one in mentions if not one.quantity.percent and one.quantity.measure == change.quantity.measure]
    others = [one for one in others if one is not change]
    last = [one for one in others if is_of_last_year(text, one, figures)]
    this = [one for one in others if one not in last]
    if len(last) != 1 or len(this) != 1 or this[0].quantity.position > change.quantity.position:
        return
    now, before = this[0].quantity.value, last[0].quantity.value
    if not all(_plain(one) for one in (*this, *last)) or now is None or before is None:
        return
    if abs(now - before) != change.quantity.value and any(one.quantity.literal for one in (change, *this, *last)):
        sum_ = f"{max(now, before)} − {min(now, before)} = {abs(now - before)}"
        says = Text(f"{sum_}，不是 {change.quantity.text}，请核对", f"{sum_}, not {change.quantity.text}; check them")
        yield Change(change, abs(now - before), says)


def _from_one_to_another(text: str, mentions: Sequence[Mention], at: int) -> Iterator[Change]:
    """Yield a change that is not the one before it: 由25个增加到28个，新增4个."""
    change, two = mentions[at], [one for one in mentions[:at] if not one.quantity.percent][-2:]
    if len(two) < 2 or not all(_plain(one) and one.quantity.measure == change.quantity.measure for one in two):
        return
    (old, new), size = two, change.quantity.value
    if not moved(text, old, new) or size is None:
        return
    before, now = old.quantity.value or Decimal(0), new.quantity.value or Decimal(0)
    if abs(now - before) != size and any(one.quantity.literal for one in (change, *two)):
        sum_ = f"{max(now, before)} − {min(now, before)} = {abs(now - before)}"
        says = Text(f"{sum_}，不是 {change.quantity.text}，请核对", f"{sum_}, not {change.quantity.text}; check them")
        yield Change(change, abs(now - before), says)


def _since_last_year(
    text: str, mention: Mention, following: Mention | None, last: Mapping[str, Any], figures: Figures
) -> Iterator[Change]:
    """Yield what is said of a figure of the tables and is not so by last year's report."""
    subject, number = mention.subject, mention.quantity.value
    if subject is None or not subject.certain or subject.year != figures.year or number is None:
        return
    pairs = [(meaning.value(figures.values), meaning.value(last)) for meaning in subject.meanings]
    meant = [(Decimal(now), Decimal(before)) for now, before in pairs if now == number and before is not None]
    if not meant:
        return
    (now, before), end = meant[0], mention.quantity.end
    says = Text(f"今年 {now}，上年 {before}，请核对", f"{now} this year and {before} last year; check it")
    if level := _LEVEL.match(text, end):
        room = _NEARLY if level["about"] else Decimal(0)
        if all(abs(this - one) > one * room for this, one in meant):
            yield Change(mention, before, says, "warning")
    elif doubled := _DOUBLED.match(text, end):
        times = 4 if doubled["times"] == "两" else 2
        if all(this < one * times * (1 - _NEARLY) for this, one in meant):
            yield Change(mention, before, says, "warning")
    elif (changed := _CHANGED.match(text, end)) and following is not None and _plain(following):
        way = -1 if changed["way"] in _LESS else 1
        beside = changed.end() == following.quantity.position
        if beside and all((this - one) * way != following.quantity.value for this, one in meant):
            yield Change(following, abs(now - before), says, "warning")
