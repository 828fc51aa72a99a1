"""The ways to type one figure wrong and their costs: −ln(likelihood), estimated, not fitted to any data.

The kinds are those that studies of keyed tables name: digits transposed, dropped, doubled or mistyped, a figure left
out, a neighbour's figure copied, a sum that went wrong (de Waal, Pannekoek & Scholtus 2011, chapters 1 and 2). A kind
that can happen at several places of a number is shared between them, and between the places of the report where there
is such a number (:mod:`priors`), so that a cost is that of *this* error in *this* cell, not of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import exp, log

from reportgen.core.text import Text
from reportgen.engine.localising.error_models.priors import Priors

TypingError = tuple[float, Text]
NO_PRIORS = Priors()

TRANSPOSED = 2.0
DROPPED = 2.0
DOUBLED = 2.0
NEAR_KEY = 2.0
OTHER_KEY = 5.0
INSERTED = 5.0
LEFT_OUT = 2.0
COPIED = 2.5
ADDEND = 2.5
CARRY = 3.5
OFF_BY_ONE = 4.0
SIGN_LOST = 2.0
STRAY = 7.0
UNEXPLAINED = 8.5

NEAR = {
    "0": "12", "1": "024", "2": "0135", "3": "26", "4": "157",
    "5": "2468", "6": "359", "7": "48", "8": "579", "9": "68",
}  # fmt: skip
"""Adjacent keys of a number pad."""


def typing_errors(
    shown: int,
    meant: int,
    *,
    neighbours: Iterable[int] = (),
    addends: Iterable[int] | None = None,
    places: Priors = NO_PRIORS,
) -> list[TypingError]:
    """Return every way in which ``meant`` can have come to be ``shown``; the last, unexplained, is always there.

    ``neighbours`` are the figures next to the cell; ``addends`` those of the sum that the cell states, if it is a
    total.
    """
    found = list(_typing(shown, meant, places))
    if shown == 0:
        found.append((LEFT_OUT + places.figures, Text(f"{meant} 漏填成 0", f"{meant} left out, 0 stands for it")))
    around = list(neighbours)
    copies = around.count(shown)
    if copies and shown:
        cost = COPIED + places.copies + log(len(around) / copies)
        found.append((cost, Text(f"照抄了相邻格的 {shown}", f"the neighbouring cell's {shown} copied")))
    if addends is not None:
        found += _summing(shown, meant, [value for value in addends if value], places.totals)
    if meant == 0:
        found.append((STRAY + places.cells, Text(f"应为 0，多填了 {shown}", f"{shown} typed where 0 belongs")))
    spread = log(1 + abs(shown - meant)) / 2
    found.append((UNEXPLAINED + places.cells + spread, Text(f"{meant} 误填成 {shown}", f"{meant} typed as {shown}")))
    return found


def likeliest(ways: list[TypingError]) -> TypingError:
    """Return the cost of all ``ways`` together, in the words of the likeliest."""
    cost, words = min(ways, key=lambda way: way[0])
    return cost - log(sum(exp(cost - other) for other, _ in ways)), words


def _typing(figure: int, right: int, places: Priors) -> Iterator[TypingError]:
    """Yield how the digits of ``right`` can have become those of ``figure``, or its sign have been lost."""
    arrow_zh, arrow_en = f"{right} 打成 {figure}", f"{right} typed as {figure}"
    if figure == -right != 0:
        yield SIGN_LOST + places.figures, Text(f"正负号写错：{arrow_zh}", f"the sign is wrong: {arrow_en}")
    if figure * right >= 0:
        yield from _digits(str(abs(figure)), str(abs(right)), arrow_zh, arrow_en, places)


def _digits(shown: str, meant: str, arrow_zh: str, arrow_en: str, places: Priors) -> Iterator[TypingError]:
    length = len(meant)
    if len(shown) == length:
        differing = [place for place in range(length) if shown[place] != meant[place]]
        if len(differing) == 1:
            right, wrong = meant[differing[0]], shown[differing[0]]
            near = wrong in NEAR[right]
            cost = NEAR_KEY + log(length * len(NEAR[right])) if near else OTHER_KEY + log(length * 9)
            yield cost + places.cells, Text(f"一位数字打错：{arrow_zh}", f"one digit mistyped: {arrow_en}")
    for place in range(length - 1):
        swapped = meant[:place] + meant[place + 1] + meant[place] + meant[place + 2 :]
        if swapped == shown != meant:
            yield (
                TRANSPOSED + places.long_figures + log(length - 1),
                Text(f"数字颠倒：{arrow_zh}", f"digits transposed: {arrow_en}"),
            )
            break
    drops = sum(_same(meant[:place] + meant[place + 1 :], shown) for place in range(length)) if length > 1 else 0
    if drops:
        yield (
            DROPPED + places.long_figures + log(length / drops),
            Text(f"漏打一位：{arrow_zh}", f"a digit dropped: {arrow_en}"),
        )
    doubles = sum(meant[: place + 1] + meant[place:] == shown for place in range(length))
    if doubles and meant != "0":
        yield (
            DOUBLED + places.figures + log(length / doubles),
            Text(f"一位打了两次：{arrow_zh}", f"a digit doubled: {arrow_en}"),
        )
    elif len(shown) == length + 1 and any(shown[:place] + shown[place + 1 :] == meant for place in range(length + 1)):
        cost = INSERTED + places.cells + log(10 * (length + 1))
        yield cost, Text(f"多打一位：{arrow_zh}", f"a digit too many: {arrow_en}")


def _same(digits: str, shown: str) -> bool:
    return (digits.lstrip("0") or "0") == shown


def _summing(shown: int, meant: int, addends: list[int], anywhere: float) -> Iterator[TypingError]:
    gap = meant - shown
    for size, zh, en in ((gap, "漏加", "left out of the sum"), (-gap, "重复加了", "added twice")):
        hits = addends.count(size)
        if hits:
            yield ADDEND + anywhere + log(2 * len(addends) / hits), Text(f"合计{zh} {size}", f"{size} {en}")
    if abs(gap) in {10, 100, 1000}:
        yield (
            CARRY + anywhere,
            Text(f"合计进位错：{meant} 写成 {shown}", f"a carry lost in the sum: {meant} written as {shown}"),
        )
    if abs(gap) == 1:
        yield (
            OFF_BY_ONE + anywhere,
            Text(f"合计差 1：{meant} 写成 {shown}", f"the sum is off by one: {meant} written as {shown}"),
        )
