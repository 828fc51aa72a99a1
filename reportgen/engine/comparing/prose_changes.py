"""Prose from one year to the next: sentences that were kept, changed in their numbers only, are new or gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportgen.report.comparison import ProseChange
from reportgen.report.report import Report

_END = re.compile(r"(?<=[。！？；])|\n+")
_NUMBER = re.compile(r"\d+(?:[.,，]\d+)*")
_SPACE = re.compile(r"\s+")


def prose_changes(now: Report, then: Report, column: int) -> Iterator[ProseChange]:
    """Yield what became of every piece of prose since the report ``then``; ``column`` is the place of ``now``."""
    for field in now.narrative_fields:
        ours, theirs = sentences(now, field.name), sentences(then, field.name)
        if not ours and not theirs:
            continue
        left = Counter(theirs)
        kept, others = 0, []
        for sentence in ours:
            if left[sentence]:
                left[sentence] -= 1
                kept += 1
            else:
                others.append(sentence)
        masked = Counter(masked_numbers(sentence) for sentence in left.elements())
        renumbered, new = [], []
        for sentence in others:
            mask = masked_numbers(sentence)
            if masked[mask] and mask != sentence:
                masked[mask] -= 1
                renumbered.append(sentence)
            else:
                new.append(sentence)
        gone = []
        for sentence in (one for one in theirs if left[one]):
            left[sentence] -= 1
            if masked[masked_numbers(sentence)]:
                masked[masked_numbers(sentence)] -= 1
                gone.append(sentence)
        yield ProseChange(field.label, column, kept, tuple(renumbered), tuple(new), tuple(gone))


def sentences(report: Report, field: str) -> list[str]:
    """Return the sentences of a piece of prose as they are printed, without the spaces around and inside of them."""
    printed = report.printed_prose.get(field)
    text = "\n".join(paragraph["text"] for paragraph in printed.paragraphs) if printed is not None else ""
    cut = (_SPACE.sub("", sentence) for sentence in _END.split(text))
    return [sentence for sentence in cut if sentence]


def masked_numbers(sentence: str) -> str:
    """Return a sentence with every number as 0."""
    return _NUMBER.sub("0", sentence)
