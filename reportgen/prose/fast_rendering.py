"""Prose that leaves nothing to ask, printed in one pass at a third of what :mod:`contexts` needs piece by piece.

It decides nothing: where a sign might be a slip, a figure cannot be printed or its text might be taken for a mark, the
prose is left to ``contexts``, whose questions name every such place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from reportgen.prose.filters import FilterError, plain
from reportgen.prose.markup import HEADING, understood
from reportgen.prose.rendering import UnprintableError, printed_figure
from reportgen.prose.stray_addresses import among

_TAG = re.compile(r"\{\{([^{}\n]*)\}\}")
_HASHES = "#＃"
_MARKS = frozenset("*#＃")


def print_sound(text: str, values: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """Return what ``printed_narrative(text, values)`` returns, or ``None`` where ``questions`` might ask something.

    Placeholders are filled in before lines and marks are looked at, which is the same where what they print holds
    neither blanks nor marks, as no number does.
    """
    parts = _TAG.split(text)
    try:
        figures = parts[1::2] = [_printed(tag, values) for tag in parts[1::2]]
    except (UnprintableError, FilterError, KeyError):
        return None
    words, shown = "\0".join(parts[::2]), "".join(figures)
    if "{" in words or "}" in words or "｛" in words or "｝" in words or among(words, values):
        return None
    if not (all(figures) and _MARKS.isdisjoint(shown) and "".join(shown.split()) == shown):
        return None
    paragraphs: list[dict[str, Any]] = []
    for line in "".join(parts).split("\n"):
        if not line or line.isspace():
            continue
        level, words = 0, line
        if line.lstrip()[0] in _HASHES:
            heading = HEADING.match(line)
            if heading is None:
                return None
            level, words = len(heading[1]), line[heading.end() :]
        if "**" not in words:
            runs = [{"text": words, "strong": False}]
        else:
            spans = words.split("**")
            if len(spans) % 2 == 0:
                return None
            runs = _runs(spans)
            words = "".join(spans)
        paragraphs.append({"level": level, "runs": runs, "text": words})
    return paragraphs


def _printed(tag: str, values: Mapping[str, Any]) -> str:
    known = understood(tag)
    if known is None:
        raise KeyError(tag)
    address, calls = known
    return printed_figure(address, calls, values) if calls else plain(values[address])


def _runs(spans: list[str]) -> list[dict[str, Any]]:
    """Return the runs of a line that was cut at its marks: every second span is strong, empty ones are no runs."""
    runs: list[dict[str, Any]] = []
    for number, span in enumerate(spans):
        strong = number % 2 == 1
        if span and runs and runs[-1]["strong"] is strong:
            runs[-1]["text"] += span
        elif span:
            runs.append({"text": span, "strong": strong})
    return runs
