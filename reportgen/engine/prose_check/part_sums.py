"""Parts listed after a whole must add to it, where the words tell that the list is complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.engine.prose_check.mentions import Mention
from reportgen.prose.quantities import Quantity
from reportgen.report.findings import Severity
from reportgen.report.prose_model import Breakdown, ProseModel

_NEARLY = Decimal("0.8")
"""A list joined by 、 that reaches this share of its whole is asked about as a note: it may mean to be complete."""


@attrs.frozen
class Sum:
    """Listed parts that do not add to their whole. ``complete`` tells whether words or tables prove the list."""

    whole: Mention
    parts: tuple[Mention, ...]
    total: Decimal
    complete: bool

    @property
    def severity(self) -> Severity:
        """A list that is only nearly its whole is a question, not an error."""
        return "warning" if self.complete else "note"

    @property
    def says(self) -> Text:
        """The finding in words, without the quoted sentence."""
        listed = " + ".join(str(part.quantity.value) for part in self.parts)
        whole = self.whole.quantity.value
        gap = abs(self.total - (whole or 0))
        if self.complete:
            return Text(
                f"所列各部分 {listed} = {self.total}，与总数 {whole} 相差 {gap}",
                f"the listed parts {listed} = {self.total}, but the whole is {whole}: they differ by {gap}",
            )
        return Text(
            f"所列各部分 {listed} = {self.total}，比总数 {whole} 少 {gap}；如果列的是全部，就有一处写错了",
            f"the listed parts {listed} = {self.total}, {gap} less than {whole}; if the list is complete, one is wrong",
        )


def judge(text: str, mentions: Sequence[Mention], model: ProseModel, values: Mapping[str, Any]) -> Iterator[Sum]:
    """Yield the lists of one sentence that do not add up; at least one of their numbers must be literal."""
    counted = [mention for mention in mentions if not mention.quantity.percent and mention.quantity.value is not None]
    broken_down = _broken_down(counted, model.breakdown, values)
    if broken_down is not None:
        yield from _difference(*broken_down, complete=True)
        return
    listed = [mention for mention in counted if mention.listed]
    if not listed:
        return
    first = counted.index(listed[0])
    before, measure = counted[:first], listed[0].quantity.measure
    wholes = [mention for mention in before if mention.quantity.measure == measure]
    parts = _first_list(text, [mention for mention in counted[first:] if mention.quantity.measure == measure])
    starts = [parts[:size] for size in range(2, len(parts) + 1)]
    if not wholes or not starts or any(_adds(whole, start) for whole in wholes for start in starts):
        return
    whole = wholes[-1]
    joined = all(text[one.quantity.end :][:1] == "、" for one in parts[:-1])
    total, size = _total(parts), whole.quantity.value or Decimal(0)
    if model.lexicon.rest.match(text[parts[-1].lead : parts[-1].quantity.position]) or (joined and total > size):
        yield from _difference(whole, parts, complete=True)
    elif joined and len(parts) > 2 and total >= size * _NEARLY:
        yield from _difference(whole, parts, complete=False)


def _broken_down(
    counted: Sequence[Mention], breakdown: Breakdown, values: Mapping[str, Any]
) -> tuple[Mention, list[Mention]] | None:
    """Return 答复 N 件 and the parts listed for it, if those not listed are all zero in the tables."""
    certain = [(mention, mention.subject.keys) for mention in counted if mention.subject and mention.subject.certain]
    wholes = [mention for mention, keys in certain if keys == (breakdown.whole,)]
    parts = [mention for mention, keys in certain if set(keys) <= breakdown.parts.keys()]
    if not wholes or len(parts) < 2 or counted.index(parts[0]) < counted.index(wholes[0]):
        return None
    keys = [key for mention in parts if mention.subject for key in mention.subject.keys]
    if len(set(keys)) < len(keys):
        return None
    left_out = [meaning.value(values) for key, meaning in breakdown.parts.items() if key not in keys]
    besides = breakdown.besides.value(values) or 0
    possible = [*wholes, *(attrs.evolve(whole, quantity=_less(whole.quantity, besides)) for whole in wholes)]
    if any(left_out) or None in left_out or any(_adds(whole, parts) for whole in possible):
        return None
    return wholes[-1], parts


def _less(quantity: Quantity, besides: Decimal | int) -> Quantity:
    """Return 办理 N 件 without those that it may count besides; see :class:`Breakdown`."""
    number = quantity.number
    return quantity if number is None else attrs.evolve(quantity, number=number - besides)


def _first_list(text: str, parts: Sequence[Mention]) -> list[Mention]:
    """Cut the list where a sentence part ends (；) and where a second 其中 goes into one of its parts."""
    taken = list(parts[:1])
    for part in parts[1:]:
        lead = text[part.lead : part.quantity.position]
        if part.difference or "；" in lead or "其中" in lead or "另" in lead:
            break
        taken.append(part)
    return taken


def _total(parts: Sequence[Mention]) -> Decimal:
    return sum((part.quantity.value or Decimal(0) for part in parts), Decimal(0))


def _adds(whole: Mention, parts: Sequence[Mention]) -> bool:
    inexact = any(mention.quantity.bounds != "exact" or mention.quantity.scale > 1 for mention in (whole, *parts))
    return inexact or _total(parts) == whole.quantity.value


def _difference(whole: Mention, parts: Sequence[Mention], *, complete: bool) -> Iterator[Sum]:
    if any(mention.quantity.literal for mention in (whole, *parts)):
        yield Sum(whole, tuple(parts), _total(parts), complete)
