"""What reading a published report could not make out, as findings of a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import READ
from reportgen.report.findings import Finding

_HARMLESS: Final = frozenset(
    (
        "pdf-hidden",
        "pdf-picture",
        "pdf-slanted",
        "published-footnote",
        "published-hidden",
        "published-loose-label",
        "published-page-text",
        "published-picture",
        "published-tracked",
        "published-unknown-table",
    )
)
"""What was left out or read loosely, and need not matter."""


def findings_of(account: Iterable[Fault]) -> Iterator[Finding]:
    """Yield a finding of rule V-READ for each entry of an account: a warning where something of the form is missing."""
    for fault in account:
        remedy = Text("", "") if fault.remedy is None else Text(f"。{fault.remedy.zh}", f". {fault.remedy.en}")
        says = Text(fault.says.zh + remedy.zh, fault.says.en + remedy.en)
        severity = "note" if fault.id in _HARMLESS else READ.severity
        yield Finding(READ.id, "broken", severity, says, "", origin=fault.origin)
