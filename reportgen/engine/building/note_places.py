"""The figure that a note belongs to, called by its cell or its official name: 表二!B4, 表二.规章.本年制发件数."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from reportgen.core.document import Path
from reportgen.core.origin import Origin
from reportgen.model.addresses import AddressBook
from reportgen.model.form_grid import letters
from reportgen.model.kinds.written_numbers import plain_widths
from reportgen.model.symbolic import steps
from reportgen.report.official_names import cell_named
from reportgen.report.report_type import ReportType

_SIGNS: Final = re.compile(r"[\W_]+")


def called(name: str, report_type: ReportType, book: AddressBook, locate: Callable[[Path], Origin]) -> str | None:
    """Return the address of the one printed figure that ``name`` can mean, or None.

    A cell is one of the workbook that is being read; of another kind of file, one of a new workbook.
    """
    printed = [address for address in book if book[address].printed]
    cell = cell_named(name)
    if cell is not None:
        places = {address: locate(steps(address)).place or "" for address in printed}
        if not any("!" in place for place in places.values()):
            places = {
                one.address: f"{table.name.zh}!{letters(one.column)}{one.row}"
                for table in report_type.tables
                for one in table.cells
                if one.address
            }
        found = [address for address in printed if places.get(address) == cell]
    else:
        words = _words(name)
        names = {_words(official): address for official, address in report_type.form_names.items()}
        exact = [names[words]] if words in names else []
        found = exact or [address for address in printed if _words(book[address].label.zh) == words]
    return found[0] if len(found) == 1 and found[0] in printed else None


def _words(name: str) -> str:
    return _SIGNS.sub("", plain_widths(name))
