"""Data files: whatever is in the file, it is refused in words, or checked, and a report that is made says what it says.

An input is the file itself. It is read as YAML or JSON, as its first sign says.
"""

from __future__ import annotations

import io
import random
import re
import time
from typing import Any, Final

import reportgen
from fuzzing.findings import SLOW, Result, fault
from fuzzing.fuzzers import corpus, words
from reportgen.api.explaining import explain_all
from reportgen.report.report import Report

UNPRINTABLE: Final = frozenset(("template-note-missing",))
"""What only rendering refuses: a note on a cell of table 3, which the official template does not print."""
LONGEST: Final = 40 * SLOW
"""Seconds of CPU: where very much is wrong, the search for the wrong cells goes on for ten until its own limit."""
_SMALL: Final = 20_000


def composed(chance: random.Random) -> str:
    """Return a data file with other figures, or with other prose."""
    text = chance.choice(corpus("data_files"))
    if chance.random() < 0.5:
        odds = chance.choice((0.01, 0.03, 0.2, 1))
        return re.sub(
            r"(?<![\w.'\"])[0-9]+(?=[,\]}\s])",
            lambda one: _figure(one, chance) if chance.random() < odds else one.group(),
            text,
        )
    first = text.index("发布")
    prose = text[first:]
    stop = prose.index("均已办结")
    phrases = words("data_files", "phrases")
    pieces = [chance.choice(phrases) for _ in range(chance.randint(1, 8))]
    return text[:first] + "".join(pieces) + prose[stop if chance.random() < 0.5 else 0 :]


def _figure(found: re.Match[str], chance: random.Random) -> str:
    value = int(found.group())
    choices = (0, 1, value + 1, value * 10, chance.randrange(100), chance.randrange(10**6), chance.randrange(10**18))
    return chance.choice((*map(str, choices), "null"))


def examine(text: str) -> Result:
    """Return what becomes of a data file."""
    begun = time.thread_time()
    try:
        report = reportgen.load(io.BytesIO(text.encode("utf-8", "surrogatepass")))
    finally:
        spent = time.thread_time() - begun
    if spent > SLOW and len(text) < _SMALL:
        return fault("slow", f"{spent:.1f} s of CPU to load {len(text)} characters")
    result = _used(report)
    spent = time.thread_time() - begun
    if spent > LONGEST:
        return fault("slow", f"{spent:.1f} s of CPU to check {len(text)} characters")
    return result


def _used(report: Report) -> Result:
    findings = reportgen.check(report)
    explain_all(report)
    if not all(finding.says.zh and finding.says.en for finding in findings):
        return fault("a finding without words", repr(findings))
    stream = io.BytesIO()
    forbidden = any(finding.forbids for finding in findings)
    try:
        reportgen.render(report, stream)
    except reportgen.ReportgenError as error:
        if not forbidden and not UNPRINTABLE.issuperset(one.id for one in error.faults):
            return fault("a sound report that cannot be rendered", str(error))
        return Result("checked")
    if forbidden:
        return fault("a report that must not be made was made", repr(findings))
    again: Any = io.BytesIO()
    reportgen.render(report, again)
    if again.getvalue() != stream.getvalue():
        return fault("two renderings of one report differ", "")
    return Result("made")
