"""Paths of a data file as messages write them."""

from __future__ import annotations

from reportgen.core.document import dotted


def test_a_path_is_written_with_dots_and_positions() -> None:
    assert dotted(("applications", "new", 0)) == "applications.new.0"
    assert dotted(()) == ""


def test_a_step_of_a_path_is_cut_where_it_is_long() -> None:
    assert dotted(("stated", "x" * 1000)) == f"stated.{'x' * 80}…"
