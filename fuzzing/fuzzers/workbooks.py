"""Workbooks: whatever somebody did to one, it is refused in words with a place, or read as its owner meant it.

An input is a text about the workbook of a sample report: a line ``act NUMBER`` does what people do to a workbook, a
line ``way NUMBER`` writes its XML as other programs do, and the lines of ``fuzzing.package_edits`` change parts and
bytes. After these nobody knows what a figure means; reading must then only end in words.
"""

from __future__ import annotations

import io
import random
import re
import time
from typing import Final

import reportgen
from fuzzing.findings import SLOW, Result, fault
from fuzzing.fuzzers import words
from fuzzing.mutilated_workbooks import judged, original
from fuzzing.package_edits import an_edit, changes_anything, edited
from fuzzing.workbook_mutilation import mutilated, rewritten

_LINE: Final = re.compile(r"^(act|way) ([0-9]{1,9})$", re.MULTILINE)


def composed(chance: random.Random) -> str:
    """Return some lines: acts of people, a way of writing, edits of the XML."""
    lines = [f"act {chance.randrange(10**6)}"] if chance.random() < 0.4 else []
    if chance.random() < 0.2:
        lines.append(f"way {chance.randrange(10**6)}")
    if not lines or chance.random() < 0.2:
        content = original()[0]
        lines += [an_edit(content, words("workbooks"), chance) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    return "\n".join(lines) + "\n"


def examine(text: str) -> Result:
    """Return what becomes of a workbook."""
    content, owners, truth = original()
    for kind, number in _LINE.findall(text):
        if kind == "act":
            content, one = mutilated(content, owners, truth, int(number))
            owners, truth = one.owners, one.truth
        else:
            content = rewritten(content, int(number))
    content = edited(content, text)
    begun = time.thread_time()
    try:
        if changes_anything(text):
            reportgen.load(io.BytesIO(content), name="a.xlsx")
            return Result("read")
        outcome = judged(content, truth)
    finally:
        spent = time.thread_time() - begun
    if spent > SLOW:
        return fault("slow", f"{spent:.1f} s of CPU")
    if outcome.kind == "wrong":
        return fault("misread, or refused without a place", outcome.why)
    return Result(outcome.kind)
