"""A note that somebody wrote behind a figure, and where it belongs."""

from __future__ import annotations

from typing import Any

from reportgen.core.text import Text
from reportgen.model.addresses import AddressBook
from reportgen.model.kinds.noted_numbers import mark_remedy, noted


def note_remedy(value: Any, address: str, book: AddressBook, *, in_row: bool) -> Text | None:
    """Return where the note belongs that stands behind the number in ``value``, or what to do about its mark.

    ``None`` where there is neither.
    Cells of rows of numbers have no room for notes.
    """
    if type(value) is not str or address not in book or not book[address].printed:
        return None
    kind = book[address].figure.kind
    if not kind.numeric:
        return None
    found = noted(value, kind)
    if found is None:
        return mark_remedy(value)
    number, note = found.number, found.note
    if in_row:
        return Text(
            f"只写 {number}；这一格不带附注，要说明的写在文字部分",
            f"write {number}; this cell has no room for a note: say it in the prose",
        )
    return Text(
        f"数字只写 {number}；附注写到 notes: 下面，单独一行，行首空两格：{address}: {note}",
        f"write {number} only; the note goes below notes:, on a line of its own: {address}: {note}",
    )
