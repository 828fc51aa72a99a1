"""What one document may cost: every operation that can grow is charged by the size of its result, before it is made.

What is charged is a bound on memory as well: about a byte for each unit, whatever is still held.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from time import thread_time
from typing import Any, Final

from reportgen.core.errors import Fault
from reportgen.core.spelling import Suggestions

PORTION: Final = 16 * 1024
"""Small charges are added up to this many units before they are handed over."""
CLOCK: Final = 64 * 1024
"""The clock is read once for this many units of work."""
_WORK_PER_BYTE: Final = 3
"""Units of work for each byte that a document may have: a value is looked up, made, escaped and counted."""
_BYTES_PER_CHARACTER: Final = 4
_ITEM: Final = 16
_COMPARED_AT_ONCE: Final = 16
_MOST_LEVELS: Final = 100
_MOST_WEIGHT: Final = 10**12
_LONG: Final = 10**6
ATOMS: Final = (str, int, float, Decimal, type(None))
"""Values without values inside: to compare or hash one cannot take longer than it is long."""


class SpentError(Exception):
    """The document grew past the limit, or there was too much to do for it; ``tag`` is the number of the tag.

    ``time``: it took too long.
    """

    def __init__(self, tag: int, *, time: bool = False) -> None:
        super().__init__(tag)
        self.tag, self.time = tag, time
        self.before: tuple[Fault, ...] = ()
        """The faults that the checked code had found until then."""


class Meter:
    """What one document may still cost: bytes of its parts, units of work, CPU time of this thread, and suggestions."""

    __slots__ = ("printed", "room", "suggestions", "unseen", "until", "work")

    def __init__(self, most: int, seconds: float) -> None:
        self.room, self.work = most, most * _WORK_PER_BYTE
        self.suggestions = Suggestions()
        self.unseen, self.until = 0, thread_time() + seconds
        self.printed = 0
        """Bytes of the long values that the part which is being made prints: it cannot have fewer."""

    def charge(self, units: int, tag: int) -> int:
        """Take ``units`` for work that is about to be done, and return 0. Raises SpentError."""
        self.work -= units
        if self.work < 0:
            raise SpentError(tag)
        self.unseen += units
        if self.unseen > CLOCK:
            self.unseen = 0
            if thread_time() > self.until:
                raise SpentError(tag, time=True)
        return 0

    def keep(self, part: bytes) -> bytes:
        """Return a finished part, which is counted. Raises SpentError."""
        self.room -= len(part)
        self.printed = 0
        if self.room < 0:
            raise SpentError(0)
        return part


def text_cost(characters: int) -> int:
    """Return what a new text of so many characters costs."""
    return characters * _BYTES_PER_CHARACTER


def charge_printing(text: str, meter: Meter, tag: int) -> None:
    """Charge the bytes that a text becomes before anything is escaped; all of them stay until the part is finished."""
    meter.charge(len(text) if text.isascii() else text_cost(len(text)), tag)
    meter.printed += len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
    if meter.printed > meter.room:
        raise SpentError(tag)


def charge_group(value: Any, meter: Meter, tag: int) -> None:
    """Charge a visit to every value inside ``value``, as often as it is reached.

    Raises RecursionError for a group nested too deep to be visited.
    """
    level = [value]
    for _ in range(_MOST_LEVELS):
        inner: list[Any] = []
        for item in level:
            if isinstance(item, str):
                meter.charge(len(item) // _COMPARED_AT_ONCE, tag)
            elif isinstance(item, (list, tuple, Mapping)):
                meter.charge(_ITEM * len(item), tag)
                inner += item.values() if isinstance(item, Mapping) else item
        if not inner:
            return
        level = inner
    raise RecursionError


def weight(value: Any) -> int:
    """Return what :func:`charge_group` would charge for ``value``; RecursionError as there."""
    scale = Meter(_MOST_WEIGHT, _LONG)
    charge_group(value, scale, 0)
    return _MOST_WEIGHT * _WORK_PER_BYTE - scale.work


def charge_comparison(sign: str, left: Any, right: Any, meter: Meter, tag: int) -> None:
    """Charge what it costs to compare two values; ``sign`` is Jinja's name of the comparison.

    Raises TypeError for a list that is looked for among names.
    """
    if sign in ("in", "notin"):
        _charge_search(left, right, meter, tag)
    elif isinstance(left, ATOMS) or isinstance(right, ATOMS):
        if isinstance(left, str):
            meter.charge(len(left) // _COMPARED_AT_ONCE, tag)
    else:
        charge_group(left, meter, tag)


def _charge_search(item: Any, group: Any, meter: Meter, tag: int) -> None:
    size = len(group) if isinstance(group, (str, list, tuple)) else 0
    if isinstance(group, str):
        meter.charge(size + (len(item) if isinstance(item, str) else 0), tag)
    elif isinstance(item, ATOMS):
        length = len(item) if isinstance(item, str) else 0
        meter.charge(size * (1 + length // _COMPARED_AT_ONCE), tag)
    elif isinstance(group, (list, tuple)):
        before = meter.work
        charge_group(item, meter, tag)
        meter.charge(size * (before - meter.work), tag)
    else:
        raise TypeError("a list is no name")
