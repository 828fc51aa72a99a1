"""Two reports of one office and year among many: told at the later one, which is perhaps a copy somebody forgot.

A data file and a published report are no such two: one was made of the other.
"""

from __future__ import annotations

import weakref
from collections.abc import Generator, Iterable
from typing import Any, TypeVar

import attrs

from reportgen.batch.outcomes import Checked, Outcome
from reportgen.batch.plan import temporary_database
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import TWICE
from reportgen.report.findings import Finding
from reportgen.report_files import PUBLISHED

Result = TypeVar("Result", Checked, Outcome)


def told(results: Iterable[Result], *, strict: bool = False) -> Generator[Result, None, None]:
    """Yield the results, each report with a warning where an earlier file is of the same office and year.

    With ``strict`` a check of it fails; a document is made all the same.
    """
    seen = _Seen()
    one: Any
    for one in results:
        other = None if not one.organ or one.year is None else seen.first(one.organ, one.year, str(one.source))
        if other is None:
            yield one
            continue
        twice = _twice(one.organ, one.year, str(one.source), other)
        changed: dict[str, Any] = {"findings": (*one.findings, twice)}
        if strict and one.state == "passed":
            changed["state"] = "failed"
        yield attrs.evolve(one, **changed)


class _Seen:
    """The offices and years met so far, in a temporary file, so that memory does not grow with them."""

    def __init__(self) -> None:
        self._database = temporary_database(
            ["CREATE TABLE reports (organ TEXT, year INT, data INT, file TEXT, PRIMARY KEY (organ, year, data))"]
        )
        weakref.finalize(self, self._database.close)

    def first(self, organ: str, year: int, source: str) -> str | None:
        """Return the first file of this office, year and sort, data or published; None if ``source`` is it."""
        office, file = (one.encode("utf-8", "replace").decode() for one in (organ.strip(), source))
        key = (office, year, not source.lower().endswith(PUBLISHED))
        self._database.execute("INSERT OR IGNORE INTO reports VALUES (?, ?, ?, ?)", (*key, file))
        query = "SELECT file FROM reports WHERE organ = ? AND year = ? AND data = ?"
        (found,) = self._database.execute(query, key).fetchone()
        return None if found == file else str(found)


def _twice(organ: str, year: int | None, source: str, other: str) -> Finding:
    says = Text(
        f"“{organ}”{year} 年的报告还有一份：{other}；请确认公布哪一份，移走另一份",
        f"there is another report of “{organ}” for {year}: {other}; decide which one is to be published",
    )
    return Finding(TWICE.id, "broken", TWICE.severity, says, "organ", origin=Origin(source))
