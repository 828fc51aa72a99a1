"""A paragraph that stands in the prose twice, as happens when one is pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.core.text import Text
from reportgen.report.findings import Finding
from reportgen.report.prose_rules import REPEATED_TEXT
from reportgen.report.report import Report

SHORTEST_REPEATED = 20
"""Shorter paragraphs, such as 无其他需要报告的事项, may stand twice."""
_SHOWN = 20
_NO_WORDS = (" ", "\u3000", "*")
_PARAGRAPH = re.compile(r"[^\n]+")


def repeated_text(report: Report) -> Iterator[Finding]:
    """Yield a finding for every paragraph that stands word for word in an earlier place of the prose."""
    lines = (line for text in report.narrative.values() for line in _words(text).split("\n"))
    long = [line for line in lines if len(line) >= SHORTEST_REPEATED]
    if len({*long}) == len(long):  # nearly every report: nothing stands twice, and no place is looked for
        return
    first: dict[str, tuple[str, int]] = {}
    for field, text in report.narrative.items():
        for match in _PARAGRAPH.finditer(text):
            words = _words(match.group())
            if len(words) < SHORTEST_REPEATED:
                continue
            place = first.setdefault(words, (field, match.start()))
            if place == (field, match.start()):
                continue
            earlier, origin = report.prose_origin(*place), report.prose_origin(field, match.start())
            before = Text("前面", "an earlier place")
            if earlier is not None and earlier.line:
                before = Text(f"第 {earlier.line} 行", f"line {earlier.line}")
            shown = words[:_SHOWN]
            says = Text(
                f"“{shown}”这一段写了两遍，与{before.zh}的一字不差，请删去一段",
                f"the paragraph “{shown}” stands twice, word for word as in {before.en}; delete one",
            )
            rule, severity = REPEATED_TEXT.id, REPEATED_TEXT.severity
            yield Finding(rule, "broken", severity, says, f"narrative.{field}", origin=origin)


def _words(text: str) -> str:
    """Return a text without blanks and the marks of bold words."""
    for sign in _NO_WORDS:
        text = text.replace(sign, "")
    return text
