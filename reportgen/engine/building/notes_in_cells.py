"""A note that somebody wrote behind a figure, and where it belongs."""

from __future__ import annotations

from typing import Any

from reportgen.core.text import Text
from reportgen.model.addresses import AddressBook
from reportgen.model.kinds.noted_numbers import mark_remedy, marked, noted


def note_remedy(value: Any, address: str, book: AddressBook, remark: str | None) -> Text | None:
    """Return where the note belongs that stands behind the number in ``value``, or what to do about its mark.

    ``None`` where there is neither. ``remark`` is the name of the remark below its table, where its cell prints none.
    """
    if type(value) is not str or address not in book or not book[address].printed:
        return None
    kind = book[address].figure.kind
    if not kind.numeric:
        return None
    found, mark = noted(value, kind), marked(value)
    if remark is not None and (found is not None or mark is not None):
        number = found.number if found is not None else (mark or ("",))[0]
        note = found.note if found is not None else "…"
        return Text(
            f"只写 {number}；这一格不印附注，要说明的写在表下：remarks: 下面写一行，行首空两格：{remark}: {note}",
            f"write {number}; this cell prints no note: it goes below the table, under remarks:, {remark}: {note}",
        )
    if found is None:
        return mark_remedy(value)
    number, note = found.number, found.note
    return Text(
        f"数字只写 {number}；附注写到 notes: 下面，单独一行，行首空两格：{address}: {note}",
        f"write {number} only; the note goes below notes:, on a line of its own: {address}: {note}",
    )
