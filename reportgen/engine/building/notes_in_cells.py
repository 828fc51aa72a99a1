"""A note that somebody wrote behind a figure, and where it belongs."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from reportgen.core.text import Text
from reportgen.model.addresses import AddressBook
from reportgen.model.kinds.written_numbers import suggestion

_NOTE: Final = re.compile(
    r"(?P<number>[^()]{1,40}?)\s*(?P<note>[(].*[)])\s*|"
    r"(?P<before>[0-9][0-9.]*[^\s\d,;:、.]{0,2})\s*[,;:、]\s*(?P<behind>[\u4e00-\u9fff][^()]{0,60})",
    re.DOTALL,
)
"""A number with a note in brackets, or behind a comma."""


def note_remedy(value: Any, address: str, book: AddressBook, *, in_row: bool) -> Text | None:
    """Return where the note belongs that stands behind the number in ``value``; ``None`` where there is none.

    Cells of rows of numbers have no room for notes.
    """
    if type(value) is not str or address not in book or not book[address].printed:
        return None
    found = _NOTE.fullmatch(unicodedata.normalize("NFKC", value))
    kind = book[address].figure.kind
    if found is None or not kind.numeric:
        return None
    number = suggestion(
        found["number"] or found["before"], whole=kind.integral, unit=kind.unit.zh if kind.unit is not None else ""
    )
    if number is None:
        return None
    note = f"（{(found['behind'] or found['note'][1:-1]).strip()}）"
    if in_row:
        return Text(
            f"只写 {number}；这一格不带附注，要说明的写在文字部分",
            f"write {number}; this cell has no room for a note: say it in the prose",
        )
    return Text(
        f"数字只写 {number}；附注写到 notes: 下面，单独一行，行首空两格：{address}: {note}",
        f"write {number} only; the note goes below notes:, on a line of its own: {address}: {note}",
    )
