"""A YAML text that the parser refuses read on after each mistake: all are told in one run.

Slips that a line shows by itself are mended first, in one pass. What the parser still refuses is mended by moving the
line whose indentation lets it read furthest, or is left out. Rounds and the text parsed in all are bounded.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import attrs
import yaml

from reportgen.core.document import Document, Unreadable
from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.yaml_text.errors import syntax_fault
from reportgen.engine.reading.yaml_text.line_slips import kept_column, slips
from reportgen.engine.reading.yaml_text.places import LOADER
from reportgen.engine.reading.yaml_text.structure_lines import classified, spaces_before

_MOST_ROUNDS: Final = 30
_MOST_TOLD: Final = 200
_MOST_PARSED: Final = 6_000_000
"""Characters that all rounds together may parse."""
MOST_LINES: Final = 5_000
"""Lines of a text whose lines are read one by one: an office's file has a few hundred."""
MOST_WAYS: Final = 8
"""Ways to mend one indentation that are tried."""
_LEFT_OPEN: Final = ("expected ',' or", "unexpected end of stream")
"""Complaints about a bracket or a quote that nothing closes, which no indentation mends."""
_AROUND: Final = 3
_LOOKED_BACK: Final = 60
"""Lines above the place where the parser stopped, one of which may have the wrong indentation."""
_ENTRY: Final = re.compile(r"( *)([^\s:#][^:#]*):(?: .*)?")


@attrs.frozen
class Recovered:
    """What was found in a text: its ``faults``, and its ``lines`` as they were meant, where that is ``certain``."""

    faults: tuple[Fault, ...]
    lines: tuple[str, ...]
    certain: bool
    ways: int = 1
    """In how many ways the first line with a wrong indentation may be meant."""


def recovered(text: str, name: str, known: Sequence[Fault] = (), way: int = 0) -> Recovered:
    """Return every mistake of ``text``, which messages call ``name``, with those ``known``, in the order of lines.

    Of a text with more lines than any report has, only what is ``known``, or what stops the parser first.
    """
    if text.count("\n") > MOST_LINES:
        return _too_many_lines(text.split("\n"), name, known)
    found, lines = slips(text, name)
    found += known
    ways = 0
    certain, left = True, _MOST_PARSED
    told: set[int] = set()
    for _ in range(_MOST_ROUNDS):
        problem = _stopped(lines)
        left -= len(text)
        if problem is None:
            break
        fault = syntax_fault(problem, name)
        line = (fault.origin.line if fault.origin is not None else None) or 1
        moves: list[tuple[int, int]] = []
        if not any(words in str(problem) for words in _LEFT_OPEN):
            moves, left = _moves(lines, line, left)
        if moves:
            number, indent = moves[way if not ways and way < len(moves) else 0]
            ways = ways or len(moves)
            found.append(_indent_fault(lines[number], number, indent, name))
            lines[number] = " " * indent + lines[number].lstrip(" ")
            continue
        certain = False
        at = next((number for number in (line, _line_of(problem)) if number not in told), None)
        if at is None or left <= 0:
            found.append(fault) if line not in told else None
            break
        if line not in told:
            found.append(fault)
        told |= {line, at}
        lines[min(at, len(lines)) - 1] = _left_out(lines[min(at, len(lines)) - 1])
    else:
        certain = False
    first: dict[tuple[int, str], Fault] = {}
    for fault in sorted(found, key=_position):
        first.setdefault((_position(fault)[0], fault.id), fault)
    return Recovered(tuple(first.values())[:_MOST_TOLD], tuple(lines), certain and _stopped(lines) is None, ways)


def _too_many_lines(lines: Sequence[str], name: str, known: Sequence[Fault]) -> Recovered:
    problem = None if known else _stopped(lines)
    found = known if problem is None else (syntax_fault(problem, name),)
    return Recovered(tuple(found)[:_MOST_TOLD], tuple(lines), certain=False)


def has_slips(text: str, name: str) -> bool:
    """Return whether the lines of a text that can be read show slips all the same."""
    return text.count("\n") <= MOST_LINES and bool(slips(text, name)[0])


def with_slips(faults: Sequence[Fault], text: str, name: str) -> list[Fault]:
    """Return ``faults`` of a text with the slips that its lines show, in the order of its lines."""
    found = slips(text, name)[0] if text.count("\n") <= MOST_LINES else []
    return sorted([*faults, *found], key=_position)


def _position(fault: Fault) -> tuple[int, int]:
    origin = fault.origin
    return (0, 0) if origin is None else (origin.line or 0, origin.column or 0)


def _stopped(lines: Sequence[str]) -> Any:
    """Return the parser's complaint, or None where it reads all of the text."""
    following = LOADER("\n".join(lines)).get_event
    try:
        while following() is not None:
            pass
    except yaml.YAMLError as problem:
        return problem
    return None


def _line_of(problem: Any) -> int:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    return mark.line + 1 if mark is not None else 1


def _moves(lines: Sequence[str], line: int, left: int) -> tuple[list[tuple[int, int]], int]:
    """Return the lines near ``line`` (from 0), with an indentation each, that let the parser read on furthest.

    The likeliest comes first. What is ``left`` of the text that may be parsed comes back, too.
    """
    found: list[tuple[tuple[int, int, int, int], int, int]] = []
    for number, indent, uneven, alike in _candidates(lines, line):
        if left <= 0:
            break
        other = list(lines)
        other[number] = " " * indent + lines[number].lstrip(" ")
        problem = _stopped(other)
        left -= sum(map(len, lines))
        reached = len(lines) + 1 if problem is None else _line_of(problem)
        if problem is None or reached > max(line, number + 1) + 1:
            found.append(((-reached, uneven, abs(indent - spaces_before(lines[number])), -alike), number, indent))
    found.sort()
    furthest = found[0][0][0] if found else 0
    return [(number, indent) for rank, number, indent in found if rank[0] == furthest][:MOST_WAYS], left


def _candidates(lines: Sequence[str], line: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield lines (from 0) where the indentation changes, the nearest first, with the indentations around them.

    With each how many steps inward would be of an unusual width, and how many of the lines around begin there, too.
    """
    rows = [one for one in classified(lines) if one.kind == "structure" and not one.text.lstrip().startswith("#")]
    near = [one for one in rows if line - _LOOKED_BACK <= one.number + 1 <= line + 1 + _AROUND]
    steps = Counter(step for step in _steps([one.indent for one in rows]))
    levels = sorted({one.indent for one in near})
    usual = max(steps, key=lambda step: steps[step], default=2)
    for place in range(len(near) - 1, -1, -1):
        one = near[place]
        if one.number > line:
            continue
        beside = near[max(0, place - 1) : place + 2]
        if one.number + 1 < line - 1 and len(beside) == 3 and len({other.indent for other in beside}) == 1:
            continue
        around = [other.indent for other in near[max(0, place - _AROUND) : place + 1 + _AROUND] if other is not one]
        indents = dict.fromkeys([*around, *(indent + 2 for indent in around), *levels])
        for indent in indents:
            if indent != one.indent:
                begins = [indent if other is one else other.indent for other in near]
                uneven = sum(step != usual for step in _steps(begins))
                yield one.number, indent, uneven, around.count(indent)


def _steps(indents: Sequence[int]) -> Iterator[int]:
    """Yield the width of every step inward."""
    return (after - before for before, after in itertools.pairwise(indents) if after > before)


def _indent_fault(text: str, number: int, indent: int, name: str) -> Fault:
    begins = spaces_before(text)
    gap = abs(indent - begins)
    many = begins > indent
    says = Text(
        f"这一行的缩进{'多' if many else '少'}了 {gap} 格",
        f"this line is indented by {gap} space{'s' if gap > 1 else ''} too {'many' if many else 'few'}",
    )
    remedy = Text(
        f"行首应空 {indent} 格，与同一层的名称左对齐" if indent else "行首不要空格，与同一层的名称左对齐",
        f"begin it with {indent} spaces, as the names of its level",
    )
    return Fault("yaml-indent", says, Origin(name, number + 1, begins + 1), remedy)


def _left_out(text: str) -> str:
    """Return a line that the parser can read in the place of ``text``."""
    found = _ENTRY.fullmatch(text)
    return (
        "#" if found is None or found[2].startswith(("-", "*", "&", "!", '"', "'")) else f"{found[1]}{found[2]}: null"
    )


def document_of(found: Recovered, text: str, read: Callable[[str], Document]) -> Document:
    """Return what ``read`` makes of the mended text, with every mistake, at the places of the ``text`` as written.

    Raises:
        DataError: what was meant is not certain, or the mended text is refused in its turn.
    """
    if not found.certain:
        raise DataError(found.faults)
    try:
        document = read("\n".join(found.lines))
    except DataError as error:
        raise DataError(sorted([*found.faults, *error.faults], key=_position)) from None
    before = text.split("\n")

    def as_written(origin: Origin) -> Origin:
        if origin.line is None or origin.column is None:
            return origin
        return attrs.evolve(origin, column=kept_column(before, found.lines, origin.line, origin.column))

    refused = tuple((as_written(origin), why) for origin, why in document.unreadable)
    mistakes = tuple((fault.origin or Origin(document.name), _unreadable(fault)) for fault in found.faults)
    return attrs.evolve(
        document,
        locate=lambda path: as_written(document.locate(path)),
        locate_key=lambda path: as_written(document.locate_key(path)),
        unreadable=(*mistakes, *refused),
        mended=None,
        lines=lambda: before,
    )


def _unreadable(fault: Fault) -> Unreadable:
    return Unreadable(fault.id, fault.says, fault.remedy)
