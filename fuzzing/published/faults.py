"""The kinds of faults that documents are given, by the name of the function that does each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fuzzing.published.document import Document

Fault = Callable[[Document], None]
TABLES: Final[dict[str, Fault]] = {}
"""Rows, columns and labels otherwise than the form has them: in every kind of file."""
FIGURES: Final[dict[str, Fault]] = {}
"""Figures written otherwise: in every kind of file; a document has one of these at most, and of the next."""
MARKUP: Final[dict[str, Fault]] = {}
"""Figures with other elements around them: in web pages."""
MERGES: Final[dict[str, Fault]] = {}
"""What becomes of tables and their merged cells in a web page: one for each document."""
PAGES: Final[dict[str, Fault]] = {}
"""What stands around the tables of a web page, and how these are cut."""


def named(kinds: dict[str, Fault]) -> Callable[[Fault], Fault]:
    """Put a function down among ``kinds`` by its name."""

    def put(fault: Fault) -> Fault:
        kinds[fault.__name__.strip("_")] = fault
        return fault

    return put
