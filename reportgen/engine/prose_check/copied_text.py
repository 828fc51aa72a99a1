"""Text that an office copied from its report of last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.core.text import Text
from reportgen.report.findings import Finding
from reportgen.report.prose_rules import COPIED_TEXT
from reportgen.report.report import Report

SHORTEST_COPIED = 60
COPIED_SHARE = 0.8
"""A section of some length is called copied when this share of its characters stands word for word in last year's."""
_TAG = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_SENTENCE = re.compile(r"[^。！？\n]+")


def copied_text(report: Report, previous: Report) -> Iterator[Finding]:
    """Yield a finding for every section that repeats last year's text though it is renewed every year.

    Digits and years do not count.
    """
    for field in report.narrative_fields:
        if report.type.prose is None or field.name not in report.type.prose.renewed:
            continue
        known = set(_sentences(previous.narrative.get(field.name, "")))
        own = list(_sentences(report.narrative.get(field.name, "")))
        length = sum(map(len, own))
        same = sum(len(sentence) for sentence in own if sentence in known)
        if length < SHORTEST_COPIED or same < COPIED_SHARE * length:
            continue
        share, label = 100 * same // length, field.label
        says = Text(
            f"“{label.zh}”有 {share}% 的文字与 {previous.year} 年的报告一字不差",
            f"{share}% of “{label.en}” is word for word the report of {previous.year}",
        )
        origin = report.prose_origin(field.name, 0)
        rule, severity = COPIED_TEXT.id, COPIED_TEXT.severity
        yield Finding(rule, "broken", severity, says, f"narrative.{field.name}", origin=origin)


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(_TAG.sub("", text)):
        words = re.sub(r"[\d#*\s]", "", match.group())
        if words:
            yield words
