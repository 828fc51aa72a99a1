"""The pieces of prose of a report type, and which of them are required."""

from __future__ import annotations

from typing import Final

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value

NOT_READ: Final = "（没有读到这一部分的文字）"
"""Stands for the prose of a section that a published document does not have, or that was not found in it."""


@attrs.frozen(eq=False, repr=False)
class NarrativeField(Value):
    """One piece of prose: its key under ``narrative:``, its section, whether it is required, its default."""

    name: str
    label: Text
    required: bool
    absent: str = ""
