"""From a figure of a roll-up down to the units: who gave how much, in which line of which file."""

from __future__ import annotations

import contextlib
import heapq
from hashlib import sha256
from typing import Any, Final

from reportgen.core.errors import ReportgenError
from reportgen.core.limits import DEFAULT
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.model.linear import EXACT, Expression
from reportgen.remote_files import Place, content_of, place
from reportgen.report.report import Report
from reportgen.report.unit_shares import UnitShare, UnitShares
from reportgen.rolling_up.ledger import Entry, ledger_path, read_ledger
from reportgen.rolling_up.tally import Load

MOST_SHARES: Final = 10
"""So many units are shown by themselves."""


def has_ledger(report: Report) -> bool:
    """Whether the data file of ``report`` has a ledger beside it."""
    if report.locate is None:
        return False
    with contextlib.suppress(OSError):
        return ledger_path(place(report.source)).exists()
    return False


def shares(report: Report, address: str, load: Load, most: int = MOST_SHARES) -> UnitShares | None:
    """Return what every unit gives to the figure at ``address``, the largest ``most`` with their places.

    ``None`` where the report has no ledger, or the figure is none that units add up to. ``load`` reads a unit's file to
    find the line; only those of the largest are read.

    Raises:
        DataError: the ledger is damaged.
    """
    book = report.addresses
    if address not in book or not has_ledger(report):
        return None
    definition = book[address].definition or Expression.variable(address)
    if not all(book[name].figure.rolls_up for name in definition.addresses):
        return None
    path = ledger_path(place(report.source))
    units = blank = 0
    total: Any = 0
    first: list[tuple[Any, int, Entry]] = []
    for entry in read_ledger(path):
        units += 1
        value = definition.evaluate(entry.figures)
        if value is None:
            blank += 1
            continue
        total = _plus(total, value)
        if value != 0:
            item = (abs(value), -units, entry)  # of equal ones the earlier
            heapq.heappush(first, item) if len(first) < most else heapq.heappushpop(first, item)
    largest = [_share(entry, definition.evaluate(entry.figures), address, load) for _, _, entry in sorted(first)[::-1]]
    rest = total
    for share in largest:
        rest = _plus(rest, -share.value)
    return UnitShares(
        units, None if blank else total, tuple(largest), units - blank - len(largest), rest, blank, str(path)
    )


def _plus(one: Any, other: Any) -> Any:
    return one + other if type(one) is type(other) is int else EXACT.add(one, other)


def _share(entry: Entry, value: Any, address: str, load: Load) -> UnitShare:
    file = entry.file
    try:
        content = content_of(file, DEFAULT.file_bytes + 1)
    except (OSError, ValueError):
        gone = Text("现在找不到这个文件", "the file is not there now")
        return UnitShare(entry.organ, value, Origin(str(file)), gone)
    changed = None
    if sha256(content).hexdigest() != entry.digest:
        changed = Text("汇总以后这个文件改动过", "the file changed after it was added")
    return UnitShare(entry.organ, value, _place(file, address, load), changed)


def _place(file: Place, address: str, load: Load) -> Origin:
    try:
        return load(str(file)).origin(address) or Origin(str(file))
    except ReportgenError:
        return Origin(str(file))
