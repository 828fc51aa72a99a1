"""The forms of rules beside equations: needs, bounds, order, percentage, presence. All take figures by address.

Each is decided only where none of its figures is blank: missing is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.linear import EXACT, Expression
from reportgen.report.rules import Comparison, Label, Mismatch

_UNDECIDED = Mismatch("undecided")


@attrs.frozen(eq=False, repr=False)
class Needs(Value):
    """Where the figure at ``condition`` is more than 0, the one at ``address`` must be so, too."""

    condition: str
    address: str

    @property
    def addresses(self) -> tuple[str, ...]:
        """The condition and what it needs."""
        return (self.condition, self.address)

    @property
    def linear(self) -> tuple[Comparison, ...]:
        """None: whether the second figure is bounded depends on the first."""
        return ()

    @property
    def written(self) -> str:
        """``condition > 0 → address > 0``."""
        return f"{self.condition} > 0 → {self.address} > 0"

    def judge(self, cells: Mapping[str, Any]) -> Mismatch | None:
        """Return why the form does not hold."""
        if _blank(self.addresses, cells):
            return _UNDECIDED
        condition, needed = cells[self.condition], cells[self.address]
        return Mismatch("broken", actual=needed) if condition > 0 and not needed > 0 else None

    def says(self, mismatch: Mismatch, cells: Mapping[str, Any], label: Label) -> Text:
        """Say that the second figure should be more than 0 because the first is."""
        condition, needed = label(self.condition), label(self.address)
        if mismatch.verdict == "undecided":
            what = Text(
                f"{condition.zh}大于 0 时{needed.zh}是否也大于 0",
                f"whether {needed.en} is more than 0 where {condition.en} is",
            )
            return _undecided(what, self.addresses, cells, label)
        first, second = cells[self.condition], cells[self.address]
        return Text(
            f"{condition.zh}为 {first}，{needed.zh}也应大于 0，现在是 {second}",
            f"{condition.en}: {first}, so {needed.en} must be more than 0, too, but it is {second}",
        )


@attrs.frozen(eq=False, repr=False)
class Bounds(Value):
    """The figure at ``address`` is at least ``low`` and at most ``high``; ``None`` leaves a side open."""

    address: str
    low: Any = None
    high: Any = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The one figure."""
        return (self.address,)

    @property
    def linear(self) -> tuple[Comparison, ...]:
        """One inequality for each bound that is a whole number."""
        figure, bounds = Expression.variable(self.address), []
        if type(self.low) is int:
            bounds.append(Comparison(figure, Expression((), self.low), "≥"))
        if type(self.high) is int:
            bounds.append(Comparison(figure, Expression((), self.high), "≤"))
        return tuple(bounds)

    @property
    def written(self) -> str:
        """``low ≤ address ≤ high``."""
        low = "" if self.low is None else f"{self.low} ≤ "
        high = "" if self.high is None else f" ≤ {self.high}"
        return f"{low}{self.address}{high}"

    def judge(self, cells: Mapping[str, Any]) -> Mismatch | None:
        """Return why the form does not hold; ``expected`` is the bound that is passed."""
        if _blank(self.addresses, cells):
            return _UNDECIDED
        figure = cells[self.address]
        if self.low is not None and figure < self.low:
            return Mismatch("broken", figure, self.low)
        if self.high is not None and figure > self.high:
            return Mismatch("broken", figure, self.high)
        return None

    def says(self, mismatch: Mismatch, cells: Mapping[str, Any], label: Label) -> Text:
        """Say which bound the figure passes."""
        name, bound = label(self.address), mismatch.expected
        if mismatch.verdict == "undecided":
            what = Text(f"{name.zh}是否在规定的范围内", f"whether {name.en} is within its bounds")
            return _undecided(what, self.addresses, cells, label)
        side = Text("小于", "at least") if mismatch.actual < bound else Text("大于", "at most")
        return Text(
            f"{name.zh}为 {mismatch.actual}，不应{side.zh} {bound}",
            f"{name.en}: {mismatch.actual}, but it must be {side.en} {bound}",
        )


@attrs.frozen(eq=False, repr=False)
class Ordered(Value):
    """The figures, or dates, at ``addresses`` do not decrease: each is at least the one before it."""

    addresses: tuple[str, ...]

    @property
    def address(self) -> str:
        """The last of them."""
        return self.addresses[-1]

    @property
    def linear(self) -> tuple[Comparison, ...]:
        """One inequality for each two neighbours."""
        figures = (Expression.variable(address) for address in self.addresses)
        return tuple(Comparison(first, second, "≤") for first, second in pairwise(figures))

    @property
    def written(self) -> str:
        """``first ≤ second ≤ third``."""
        return " ≤ ".join(self.addresses)

    def judge(self, cells: Mapping[str, Any]) -> Mismatch | None:
        """Return why the form does not hold, with the first two values that decrease."""
        if _blank(self.addresses, cells):
            return _UNDECIDED
        values = [cells[address] for address in self.addresses]
        return next((Mismatch("broken", later, first) for first, later in pairwise(values) if later < first), None)

    def says(self, mismatch: Mismatch, cells: Mapping[str, Any], label: Label) -> Text:
        """Name the first two figures that decrease."""
        if mismatch.verdict == "undecided":
            names = [label(address) for address in self.addresses]
            zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
            what = Text(f"{zh}的先后大小是否正确", f"whether {en} stand in their order")
            return _undecided(what, self.addresses, cells, label)
        first, later = next(pair for pair in pairwise(self.addresses) if cells[pair[1]] < cells[pair[0]])
        before, after = label(first), label(later)
        dates = isinstance(mismatch.actual, date)
        words = Text("早于", "before") if dates else Text("小于", "less than")
        return Text(
            f"{after.zh}为 {mismatch.actual}，不应{words.zh}{before.zh} {mismatch.expected}",
            f"{after.en}: {mismatch.actual}, which must not be {words.en} {before.en}: {mismatch.expected}",
        )


@attrs.frozen(eq=False, repr=False)
class Percentage(Value):
    """The figure at ``address`` is what percentage ``part`` is of ``whole``, rounded half up to its printed places.

    ``places`` are those that the form prescribes; without it the places that the stated percentage is written with
    count. Of nothing every part is 0 %.
    """

    address: str
    part: str
    whole: str
    places: int | None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """Part, whole and percentage."""
        return (self.part, self.whole, self.address)

    @property
    def linear(self) -> tuple[Comparison, ...]:
        """None: a quotient is not linear."""
        return ()

    @property
    def written(self) -> str:
        """``address = 100 * part / whole``."""
        rounded = "" if self.places is None else f", {self.places} places"
        return f"{self.address} = 100 * {self.part} / {self.whole}{rounded}"

    def judge(self, cells: Mapping[str, Any]) -> Mismatch | None:
        """Return why the form does not hold; ``expected`` is the percentage as it should be printed."""
        if _blank(self.addresses, cells):
            return _UNDECIDED
        stated, part, whole = (cells[name] for name in (self.address, self.part, self.whole))
        expected = _rounded(100 * Fraction(part) / Fraction(whole), self._places(stated)) if whole else Decimal(0)
        return None if stated == expected else Mismatch("broken", stated, expected)

    def says(self, mismatch: Mismatch, cells: Mapping[str, Any], label: Label) -> Text:
        """Say what percentage the figures give."""
        name, part, whole = (label(address) for address in (self.address, self.part, self.whole))
        if mismatch.verdict == "undecided":
            what = Text(
                f"{name.zh}是否等于{part.zh}除以{whole.zh}", f"whether {name.en} is {part.en} as a share of {whole.en}"
            )
            return _undecided(what, self.addresses, cells, label)
        amount, total = cells[self.part], cells[self.whole]
        if not total:
            return Text(
                f"{name.zh}为 {mismatch.actual}%；{whole.zh}为 0，这里应填 0",
                f"{name.en}: {mismatch.actual}%, but it must be 0, because {whole.en} is 0",
            )
        return Text(
            f"{name.zh}为 {mismatch.actual}%；{part.zh} {amount} 除以{whole.zh} {total}，"
            f"四舍五入为 {mismatch.expected}%",
            f"{name.en}: {mismatch.actual}%; {part.en}: {amount} of {whole.en}: {total} "
            f"is {mismatch.expected}%, rounded half up",
        )

    def _places(self, stated: Any) -> int:
        if self.places is not None:
            return self.places
        return max(-int(Decimal(stated).as_tuple().exponent), 0)


@attrs.frozen(eq=False, repr=False)
class Present(Value):
    """The figure at ``address`` is not blank; a flag is set."""

    address: str

    @property
    def addresses(self) -> tuple[str, ...]:
        """The one figure."""
        return (self.address,)

    @property
    def linear(self) -> tuple[Comparison, ...]:
        """None."""
        return ()

    @property
    def written(self) -> str:
        """``address is present``."""
        return f"{self.address} is present"

    def judge(self, cells: Mapping[str, Any]) -> Mismatch | None:
        """Return why the form does not hold: a blank leaves it undecided, a flag that is not set breaks it."""
        value = cells[self.address]
        if value is None or (isinstance(value, str) and not value.strip()):
            return _UNDECIDED
        return Mismatch("broken", actual=False, expected=True) if value is False else None

    def says(self, mismatch: Mismatch, cells: Mapping[str, Any], label: Label) -> Text:  # noqa: ARG002 — the protocol's
        """Say that the figure is blank, or the flag not set."""
        name = label(self.address)
        if mismatch.verdict == "undecided":
            return Text(f"{name.zh} 是空白，请填写", f"{name.en} is blank; fill it in")
        return Text(f"{name.zh}应为“是”，现在是“否”", f"{name.en} must be yes, but it is no")


def _rounded(value: Fraction, places: int) -> Decimal:
    """Return ``value`` rounded half up, away from zero, to ``places`` decimal places."""
    units = int(abs(value) * 10**places + Fraction(1, 2))
    return EXACT.scaleb(Decimal(units if value >= 0 else -units), -places)


def _blank(addresses: Iterable[str], cells: Mapping[str, Any]) -> list[str]:
    """Return those of ``addresses`` where nothing is entered, or a code in the place of a figure."""
    return [address for address in addresses if cells[address] is None or type(cells[address]) is str]


def _undecided(what: Text, addresses: Iterable[str], cells: Mapping[str, Any], label: Label) -> Text:
    missing = _blank(addresses, cells)
    names = [label(address) for address in missing]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    if any(cells[address] is not None for address in missing):
        return Text(
            f"无法判断{what.zh}，因为{zh}没有填数字", f"cannot tell {what.en}, because no figure stands in: {en}"
        )
    return Text(f"无法判断{what.zh}，因为{zh}是空白", f"cannot tell {what.en}, because it is blank in: {en}")
