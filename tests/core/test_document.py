"""Paths of a data file as messages write them."""

from __future__ import annotations

from reportgen.core.document import dotted


def test_a_path_is_written_with_dots_and_positions() -> None:
    assert dotted(("applications", "new", 0)) == "applications.new.0"
    assert dotted(()) == ""
