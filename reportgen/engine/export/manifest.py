"""The list of what one run published: each file with its size and hash, its data file, and what was accepted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from reportgen.core.version import VERSION
from reportgen.report.findings import Finding
from reportgen.report.outline import title
from reportgen.report.report import Report

FORMAT: Final = 1
"""Counts up when a field changes its meaning."""


def manifest_text(report: Report, files: Iterable[tuple[str, bytes]], findings: Sequence[Finding]) -> bytes:
    """Return the manifest as JSON; ``files`` are names with contents.

    ``open`` are the warnings and notes that nobody accepted, ``accepted`` those that somebody stands by. Nothing in it
    knows a clock: the same files have the same manifest.
    """
    published = report.particulars.published
    data: dict[str, Any] = {
        "manifest": FORMAT,
        "title": title(report),
        "report": report.type.name,
        "organ": report.organ,
        "year": report.year,
        "published": None if published is None else published.isoformat(),
        "program": f"reportgen {VERSION}",
        "data": _data(report),
        "files": [{"file": name, "bytes": len(content), "sha256": _digest(content)} for name, content in files],
        "open": [_open(finding) for finding in findings if finding.accepted is None],
        "accepted": [{"finding": one.finding, "reason": one.reason, "who": one.who} for one in report.accepted],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _data(report: Report) -> dict[str, str | None]:
    source = Path(report.source)
    read = report.locate is not None and source.is_file()
    return {"file": source.name, "sha256": _digest(source.read_bytes()) if read else None}


def _open(finding: Finding) -> dict[str, str]:
    return {"rule": finding.rule, "severity": finding.severity, "says": finding.says.zh}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
