"""Word forms: whatever somebody did to one, it is refused in words with a place, or no figure is another's.

An input is a text about the form of a made-up report: a line ``report NUMBER`` says which, ``act NUMBER`` does what
people do to a table, and the lines of ``fuzzing.package_edits`` change parts and bytes. After these nobody knows what a
figure means; reading must then only end in words.
"""

from __future__ import annotations

import random
import re
import time
from functools import cache
from typing import Final

from benchmarks.word_forms import distinct_report, form_of, misread, mutilated, read_form
from fuzzing.findings import SLOW, Result, fault
from fuzzing.fuzzers import words
from fuzzing.package_edits import an_edit, changes_anything, edited
from reportgen.core.errors import ReportgenError
from reportgen.report.report import Report

_LINE: Final = re.compile(r"^(?:act) ([0-9]{1,9})$", re.MULTILINE)


@cache
def original() -> tuple[Report, bytes]:
    """Return a report whose figures all differ, and its form."""
    report = distinct_report(random.Random(2021))  # noqa: S311 — no secret
    return report, form_of(report)


def composed(chance: random.Random) -> str:
    """Return some lines: acts of people, or edits of the XML."""
    if chance.random() < 0.5:
        return f"act {chance.randrange(10**6)}\n"
    content = original()[1]
    lines = [an_edit(content, words("word_forms"), chance) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    return "\n".join(lines) + "\n"


def examine(text: str) -> Result:
    """Return what becomes of a form."""
    report, content = original()
    acts: list[str] = []
    for number in _LINE.findall(text):
        content, done = mutilated(content, random.Random(int(number)))  # noqa: S311 — no secret
        acts += done
    content = edited(content, text)
    begun = time.thread_time()
    try:
        again = read_form(content)
    except ReportgenError as error:
        if not changes_anything(text) and not any(one.origin and one.origin.place for one in error.faults):
            return fault("refused without a place", str(error))
        raise
    finally:
        spent = time.thread_time() - begun
    if spent > SLOW:
        return fault("slow", f"{spent:.1f} s of CPU")
    if not changes_anything(text) and (wrong := misread(report, again, acts)):
        return fault("misread", "; ".join([*acts, *wrong]))
    return Result("read")
