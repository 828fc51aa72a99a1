"""The prose of a report type: which pieces there are, and which must be there."""

from __future__ import annotations

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value


@attrs.frozen(eq=False, repr=False)
class NarrativeField(Value):
    """One piece of prose: its key under ``narrative:``, its section, whether it must be there, its stand-in."""

    name: str
    label: Text
    required: bool
    absent: str = ""
