"""A data file with some of its prose and figures exchanged; comments and all else stay as somebody wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from reportgen.core.document import Path
from reportgen.core.origin import Origin

_BLOCK: Final = re.compile(r"(?P<indent> *)[^#]*:[ \t]*\|[-+]?[ \t]*(?:#.*)?")
"""A line whose value is the literal block below it, indented as its first line is."""
_SCALAR: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|[^\s,\[\]{}#"\']+')

Locate = Callable[[Path], Origin]


def with_prose(text: str, key: Origin, lines: list[str]) -> str | None:
    """Return YAML ``text`` in which the literal block of the key at ``key`` holds ``lines``.

    ``None`` where the value of the key is written in another way.
    """
    rows = text.split("\n")
    if key.line is None or key.line > len(rows):
        return None
    head = _BLOCK.fullmatch(rows[key.line - 1])
    if head is None:
        return None
    begin, end = key.line, _end_of_block(rows, key.line, len(head["indent"]))
    inside = [row for row in rows[begin:end] if row.strip()]
    indent = len(inside[0]) - len(inside[0].lstrip(" ")) if inside else len(head["indent"]) + 2
    rows[begin:end] = [f"{' ' * indent}{line}" if line else "" for line in lines]
    return "\n".join(rows)


def _end_of_block(rows: list[str], begin: int, indent: int) -> int:
    """Return the number of the row behind the last one of a block; blank rows at its end do not belong to it."""
    end = begin
    for number in range(begin, len(rows)):
        row = rows[number]
        if row.strip():
            if len(row) - len(row.lstrip(" ")) <= indent:
                break
            end = number + 1
    return end


def with_figures(text: str, locate: Locate, figures: Mapping[Path, int | Decimal]) -> str | None:
    """Return YAML ``text`` in which the values at the ``figures``' paths are these; ``None`` where one is not found.

    An amount keeps the quotes that it was written in.
    """
    rows = text.split("\n")
    places = []
    for path, value in figures.items():
        origin = locate(path)
        if origin.line is None or origin.column is None or origin.line > len(rows):
            return None
        places.append((origin.line - 1, origin.column - 1, value))
    for row, column, value in sorted(places, key=_backwards):
        written = _SCALAR.match(rows[row], column)
        if written is None:
            return None
        quote = written.group()[0] if written.group()[0] in "\"'" else '"' if isinstance(value, Decimal) else ""
        rows[row] = f"{rows[row][:column]}{quote}{value}{quote}{rows[row][written.end() :]}"
    return "\n".join(rows)


def _backwards(place: tuple[int, int, Any]) -> tuple[int, int]:
    return -place[0], -place[1]
