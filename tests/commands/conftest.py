"""What every test of a command may rely on: a calendar that stands still."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.commands import checking, rendering


@pytest.fixture(autouse=True)
def _years_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands be run on a day on which no year of a test's report is remarkable."""
    for module in (checking, rendering):
        monkeypatch.setattr(module, "today", lambda: date(2031, 1, 9))
