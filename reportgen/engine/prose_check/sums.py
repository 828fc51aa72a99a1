"""Parts and the whole that they should add to: whether they do, and what one slip of the pen would explain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import attrs

from reportgen.core.text import Text
from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.nearest_figures import ANOTHER_DIGIT, SWAPPED, likely_slip, slip
from reportgen.report.findings import Severity
from reportgen.report.prose_model import Lexicon


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
        if self.total > (whole or 0):
            return Text(
                f"所列各部分 {listed} = {self.total}，比总数 {whole} 多 {gap}，请核对",
                f"the listed parts {listed} = {self.total}, {gap} more than {whole}; check them",
            )
        return Text(
            f"所列各部分 {listed} = {self.total}，比总数 {whole} 少 {gap}；如果列的是全部，就有一处写错了",
            f"the listed parts {listed} = {self.total}, {gap} less than {whole}; if the list is complete, one is wrong",
        )


def certain(one: Mention) -> bool:
    """Whether a number is a figure of the tables without doubt, and held against them already."""
    return one.subject is not None and one.subject.certain


def same_measure(one: Mention, other: Mention, lexicon: Lexicon) -> bool:
    """Whether two numbers count in one measure word, or in two that stand for each other: 件 and 例."""
    first, second = one.quantity.measure, other.quantity.measure
    return first == second or (first in lexicon.counted and second in lexicon.counted)


def one_slip(whole: Mention, parts: Sequence[Mention], *, telling: bool = False, swapped: bool = False) -> bool:
    """Whether one number, written as a hand may have meant it, makes the parts add to their whole.

    ``telling``: with its digits swapped, or one too many or too few; one that is another happens by chance.
    ``swapped``: with its digits swapped only.
    """
    size, total = whole.quantity.value or Decimal(0), added(parts)
    pairs = [(size, total), *((value, value + size - total) for part in parts if (value := part.quantity.value))]
    return any(
        meant > 0
        and likely_slip(written, meant)
        and not (telling and slip(written, meant) is ANOTHER_DIGIT)
        and not (swapped and slip(written, meant) is not SWAPPED)
        for written, meant in pairs
    )


def added(parts: Sequence[Mention]) -> Decimal:
    """Return the sum of some numbers."""
    return sum((part.quantity.value or Decimal(0) for part in parts), Decimal(0))


def adds(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether parts add to their whole, or are only roughly given."""
    inexact = any(mention.quantity.bounds != "exact" or mention.quantity.scale > 1 for mention in (whole, *parts))
    return inexact or added(parts) == whole.quantity.value


def difference(whole: Mention, parts: Sequence[Mention], *, complete: bool) -> Iterator[Sum]:
    """Yield parts that do not add to their whole, if somebody typed one of the numbers."""
    if any(mention.quantity.literal for mention in (whole, *parts)):
        yield Sum(whole, tuple(parts), added(parts), complete)
