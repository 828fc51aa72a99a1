"""Lines that somebody pasted into one cell of the sheet 其他内容, which has three columns."""

from __future__ import annotations

import re
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.text import Text, shortened
from reportgen.report.workbook_layout import OTHERS

_APART: Final = re.compile(r"\s*\t\s*|[ \u3000\xa0]{2,}|\u3000")
"""What divides columns in pasted text: a tab, or wide spaces."""
_ACCEPTED: Final = re.compile(rf"({OTHERS['accepted']})\s+([0-9]+/(?:finding|reason|who))\s+(\S.*)")
"""A line of an acceptance is certain however it is divided: its name has no spaces."""


def in_one_cell(text: str) -> tuple[str, str, str] | Fault | None:
    """Return the three columns of a line that stands in one cell, why it cannot be divided, or None for one label.

    The fault has no place yet.
    """
    line = text.strip()
    label = next((one for one in OTHERS.values() if re.match(rf"{one}\s", line)), None)
    if label is None:
        return None
    if found := _ACCEPTED.fullmatch(line):
        return found[1], found[2], found[3]
    parts = _APART.split(line)
    if len(parts) == 3 and parts[0] == label and all(parts):
        return parts[0], parts[1], parts[2]
    says = Text(
        f"“{shortened(line)}”都在一格里，分不清项目、名称和内容",
        f"“{shortened(line)}” stands in one cell, and where its columns begin is not certain",
    )
    remedy = Text("请分三栏粘贴：A 列项目，B 列名称，C 列内容", "paste it into three columns: label, name, value")
    return Fault("workbook-sheet", says, None, remedy)
