"""Arguments that name an input or an output: a path, or ``-`` for a standard stream."""

from __future__ import annotations

import sys
from pathlib import Path

from reportgen import api
from reportgen.vocabulary.reports import Report

STANDARD = "-"


def load_argument(data: str) -> Report:
    """Load the report that a command's DATA argument names."""
    if data == STANDARD:
        return api.load(sys.stdin.buffer, name="<stdin>")
    return api.load(Path(data))
