"""Days of the calendar."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, ClassVar

import attrs

from reportgen.core.text import Text
from reportgen.model.kinds.kind import Kind, UnfitError, Use, found
from reportgen.model.kinds.written_numbers import plain_widths

_DAY = r"([1-9][0-9]{3})(?:-([0-9]{2})-([0-9]{2})|年([0-9]{1,2})月([0-9]{1,2})日)"

# What follows reads the day that a person meant by another writing, and is compiled when there is one.
_NUMERALS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_TENS = r"(?<=[年月])([1-3]?)十([1-9]?)(?=[月日号])"
_MEANT = (
    r"([12][0-9]{3})(?:\s*[-/.、_年]\s*([0-9]{1,2})\s*[-/.、_月]\s*([0-9]{1,2})\s*[日号]?|([0-9]{2})([0-9]{2}))"
    r"(?:[Tt\s]\s*[0-9]{1,2}:[0-9.:Zz+]*)?"
)


def own_day(text: str) -> str | None:
    """Return the day that ``text`` names in a usual writing (2026.1.20, 20260120, Chinese numerals), by ISO 8601."""
    plain = plain_widths(text).strip().translate(_NUMERALS)
    plain = re.sub(_TENS, lambda found: f"{found[1] or 1}{found[2] or 0}", plain).replace("−", "-").replace("—", "-")
    found = re.fullmatch(_MEANT, plain)
    try:
        return None if found is None else dt.date(*(int(part) for part in found.groups() if part)).isoformat()
    except ValueError:
        return None


@attrs.frozen(eq=False, repr=False)
class Day(Kind):
    """A day of the calendar: ``2025-12-31`` or 2025年12月31日 in data, 2025年12月31日 in the document."""

    prints_itself: ClassVar[bool] = False

    used_as: ClassVar[Use] = "text"

    def read(self, value: Any) -> dt.date | None:
        """Return the day that a text names in one of the two ways of writing, or ``None``."""
        if value is None:
            return None
        match = re.fullmatch(_DAY, value) if type(value) is str else None
        try:
            if match is not None:
                return dt.date(*(int(part) for part in match.groups() if part is not None))
        except ValueError:
            says = Text(f"没有这一天：{value}", f"there is no such day: {value}")
            raise UnfitError("not-a-date", says, Text("请核对年月日", "check year, month and day")) from None
        kind = found(value)
        own = own_day(str(value)) if type(value) in {str, int} else None
        raise UnfitError(
            "not-a-date",
            Text(f"应当是日期，写的是{kind.zh}", f"expected a date, found {kind.en}"),
            Text(f'请写成 "{own}"（加引号）', f'write "{own}" in quotes')
            if own is not None
            else Text('例如 "2025-12-31"（加引号）或 2025年12月31日', 'as in "2025-12-31", in quotes'),
        )

    def validate(self, name: str, value: Any) -> None:
        """Check that ``value`` is a day without a time."""
        if type(value) is not dt.date:
            raise TypeError(f"{name} must be a datetime.date or None, not {value!r}")

    def shown(self, value: Any) -> str:
        """Return 2025年12月31日."""
        return f"{value.year:04d}年{value.month}月{value.day}日"

    def sample(self, number: int) -> dt.date:
        """Return a day in 2001 or later."""
        return dt.date(2001, 1, 1) + dt.timedelta(days=number % 36500)

    def schema(self) -> dict[str, Any]:
        """Return a text in one of the two ways of writing, or null."""
        return {
            "type": ["string", "null"],
            "pattern": f"^{_DAY}$",
        }

    def plain(self, value: Any) -> str:
        """Return the day as ISO 8601 writes it."""
        return str(value.isoformat())

    @property
    def hint(self) -> str:
        """Return an example."""
        return '（日期，例如 "2025-12-31"）'
