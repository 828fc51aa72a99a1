"""What a report prints, from top to bottom, as plain values that the typst source shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from reportgen.engine.export.typeset.tables import comparison_table, form_table
from reportgen.report.outline import Section, closing_lines, remark_name, sections_of, signature, title
from reportgen.report.report import Report

_HYPHEN: Final = "\u2011"
"""No line ends at it in Word; typst ends none at a plain one between digits, which can be searched and copied."""
_LEFT: Final = 3
"""How many signs further in an attachment stands than the word 附件."""


def content_of(report: Report, moment: str | None) -> dict[str, Any]:
    """Return the content of a report whose every printed figure is known, made at ``moment`` (2022-01-28T00:00:00Z)."""
    return {
        "title": title(report),
        "organ": report.organ,
        "date": None if moment is None else _date(moment),
        "lines": [_plain(line) for line in report.title_lines],
        "parts": [*_parts(report)],
        "signature": [_plain(line) for line in signature(report)],
    }


def _date(moment: str) -> dict[str, int]:
    return {"year": int(moment[:4]), "month": int(moment[5:7]), "day": int(moment[8:10])}


def _parts(report: Report) -> Iterator[dict[str, Any]]:
    for section in sections_of(report.type):
        yield from _section(section, report)
    comparison = report.printed_particulars["comparison"]
    if comparison:
        yield {"is": "gap", "lines": 0.4}
        yield comparison_table(comparison)
    lines = [*closing_lines(report)]
    if lines:
        yield {"is": "gap", "lines": 1}
    attached = len(report.printed_particulars["attachments"])
    for number, line in enumerate(lines):
        left, last = _LEFT if 0 < number < attached else 0, number == len(lines) - 1
        yield {"is": "item", "text": _plain(line), "left": left, "last": last}


def _section(section: Section, report: Report) -> Iterator[dict[str, Any]]:
    """Yield a section's title, prose and tables; levels of headings grow by one at most, whatever the prose says."""
    titled = bool(section.title)
    level = int(titled)
    if titled:
        yield {"is": "heading", "level": 1, "look": 0, "text": _plain(section.title)}
    for field in section.prose:
        for paragraph in report.printed_prose[field].require():
            if paragraph["level"]:
                level = max(min(level + 1, paragraph["level"] - 1 + titled), 1)
                look = min(paragraph["level"], 3) - 1
                yield {"is": "heading", "level": level, "look": look, "text": _plain(paragraph["text"])}
            else:
                yield {"is": "paragraph", "runs": _runs(paragraph)}
    for number in section.tables:
        remark = report.printed_particulars["remarks"].get(remark_name(report.type, number), "")
        kinds, notes = report.addresses.kinds, report.notes
        yield form_table(report.tables[number], kinds, report.values, notes, _plain(remark))


def _runs(paragraph: Mapping[str, Any]) -> list[dict[str, Any]]:
    if not paragraph["strong"]:
        return [{"text": _plain(paragraph["text"]), "strong": False}]
    return [{"text": _plain(run["text"]), "strong": run["strong"]} for run in paragraph["runs"]]


def _plain(text: str) -> str:
    return text.replace(_HYPHEN, "-")
