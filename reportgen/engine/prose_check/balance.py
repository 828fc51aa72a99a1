"""What one office received and had left over must be what it answered and leaves over, whatever part it is of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import attrs

from reportgen.core.text import Text
from reportgen.engine.prose_check.mentions import Mention
from reportgen.report.findings import Severity
from reportgen.report.prose_model import Balance


@attrs.frozen
class Imbalance:
    """Numbers of one sentence that do not balance; ``whole`` is what came in, ``total`` what it should be."""

    whole: Mention
    total: Decimal
    says: Text
    severity: Severity = "note"


def imbalance(mentions: Sequence[Mention], balance: Balance) -> Iterator[Imbalance]:
    """Yield the numbers of a sentence about one office or time that do not balance, in any of the ways they may.

    Numbers that the tables decide are left to them. What came in may already hold what came over, and what was done
    what goes over.
    """
    received, carried_in, answered, carried_out = sides = [
        _of(mentions, keys) for keys in (balance.received, balance.carried_in, balance.answered, balance.carried_out)
    ]
    if any(len(side) != 1 for side in (received, answered, carried_out)) or len(carried_in) > 1:
        return
    named = [*received, *carried_in, *answered, *carried_out]
    certain = [mention for mention in named if mention.subject is not None and mention.subject.certain]
    plain = all(one.quantity.bounds == "exact" and one.quantity.scale == 1 for one in named)
    if len(certain) > 1 or not plain or not any(one.quantity.literal for one in named):
        return
    came, over, done, left = (side[0].quantity.value or Decimal(0) if side else Decimal(0) for side in sides)
    unsaid = not carried_in and came < done + left
    if not unsaid and {came + over, came}.isdisjoint({done + left, done}):
        zh = f"收到 {came} + 上年结转 {over} = {came + over}，而办结 {done} + 结转下年 {left} = {done + left}，请核对"
        en = (
            f"received {came} + carried in {over} = {came + over}, but answered {done} + carried out {left} = "
            f"{done + left}"
        )
        yield Imbalance(received[0], done + left, Text(zh, en))


def _of(mentions: Sequence[Mention], keys: frozenset[str]) -> list[Mention]:
    named = [mention for mention in mentions if mention.subject is not None and mention.quantity.value is not None]
    return [mention for mention in named if mention.subject and not keys.isdisjoint(mention.subject.keys)]
