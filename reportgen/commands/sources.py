"""Arguments that name an input or an output: a path, or ``-`` for a standard stream."""

from __future__ import annotations

import sys
from pathlib import Path

from reportgen import api
from reportgen.errors import DataError, Fault
from reportgen.vocabulary.origins import Origin
from reportgen.vocabulary.reports import Report
from reportgen.vocabulary.texts import Text

STANDARD = "-"
STDIN = "<stdin>"
"""What messages call standard input."""


def load_argument(data: str) -> Report:
    """Load the report that a command's DATA argument names."""
    if data == STANDARD:
        if sys.stdin is None:
            says = Text("没有标准输入可读", "there is no standard input to read")
            raise DataError(Fault("no-standard-input", says, Origin(STDIN)))
        return api.load(sys.stdin.buffer, name=STDIN)
    return api.load(Path(data))
