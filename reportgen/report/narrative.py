"""The pieces of prose of a report type, and which of them are required."""

from __future__ import annotations

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value


@attrs.frozen(eq=False, repr=False)
class NarrativeField(Value):
    """One piece of prose: its key under ``narrative:``, its section, whether it is required, its default."""

    name: str
    label: Text
    required: bool
    absent: str = ""
