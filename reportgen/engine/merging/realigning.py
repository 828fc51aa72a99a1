"""Paragraphs that somebody edited, written as their source was: figures that still print the same stay placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

import attrs

from reportgen.core.value import Value
from reportgen.engine.merging.tokens import BREAK, Line, Unit, tokens_of

Shown = tuple[int, str]
"""A paragraph of the edited document: its level as a heading (2 or 3, else 0) and its text."""
_MARK: Final = Unit("**", ())
_BEGINS: Final = {0: "", 2: "## ", 3: "### "}
_NUMBER: Final = re.compile(r"[0-9]")


@attrs.frozen(eq=False, repr=False)
class Replaced(Value):
    """A figure of the prose, and the number that stands in its place: what it prints, or what somebody typed."""

    unit: Unit
    typed: str


Atom = Unit | Replaced | str
Resolve = Callable[[Replaced, int], str]
"""Says what to write for a figure and the number in its place, in the n-th paragraph (from 0) of the edited ones."""


def rewritten(before: Sequence[Line], after: Sequence[Shown], resolve: Resolve) -> list[str]:
    """Return the paragraphs ``after`` as lines of source; what is as it was in ``before`` is written as it was there.

    The lines print just what ``after`` shows, unless ``resolve`` says otherwise for a figure.
    """
    same = SequenceMatcher(
        None, [(one.level, _key(one.text)) for one in before], [(level, _key(text)) for level, text in after], False
    )
    lines: list[str] = []
    for kind, i1, i2, j1, j2 in same.get_opcodes():
        if kind == "equal":
            for at, line in enumerate(before[i1:i2], start=j1):
                lines.append(line.begin + "".join(_source(unit, resolve, at) for unit in line.units))
        else:
            lines += _realigned(before[i1:i2], after[j1:j2], resolve, j1)
    return lines


def _key(text: str) -> str:
    return "".join(tokens_of(text.strip()))


def _realigned(before: Sequence[Line], after: Sequence[Shown], resolve: Resolve, start: int) -> list[str]:
    writer = _Writer()
    old, owners, marks = _laid_out(before)
    new = [token for level, text in after for token in (f"{BREAK}{level}", *tokens_of(text.strip()))]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            for at in range(i1, i2):
                writer.marks(marks.get(at, 0))
                writer.kept(owners[at], at - i1, i2 - at)
        else:
            number = marks.get(i1, 0)
            if writer.open and number:
                writer.marks(1)
                number -= 1
            if i1 < i2:
                writer.marks(number)
            writer.typed(*_linked(owners[i1:i2], new[j1:j2]))
            writer.marks(sum(marks.get(at, 0) for at in range(i1 + 1, i2)))
            if i1 == i2:
                marks[i1] = number
    writer.marks(marks.get(len(old), 0))
    return writer.lines(resolve, start)


_Owner = tuple[Unit | Line, int]
"""What a token belongs to, and its place in it."""


def _laid_out(before: Sequence[Line]) -> tuple[list[str], list[_Owner], dict[int, int]]:
    """Return the tokens of paragraphs, what each belongs to, and how many marks of bold stand before each."""
    tokens: list[str] = []
    owners: list[_Owner] = []
    marks: dict[int, int] = {}
    for line in before:
        tokens.append(f"{BREAK}{line.level}")
        owners.append((line, 0))
        for unit in line.units:
            if not unit.tokens:
                marks[len(tokens)] = marks.get(len(tokens), 0) + 1
            owners += ((unit, at) for at in range(len(unit.tokens)))
            tokens += unit.tokens
    return tokens, owners, marks


def _linked(owners: Sequence[_Owner], typed: Sequence[str]) -> tuple[list[Atom], list[Unit]]:
    """Return what was typed, with each number bound to the figure in whose place it stands, and the figures lost.

    They are bound where there are as many numbers as figures.
    """
    figures = [owner for owner, at in owners if isinstance(owner, Unit) and owner.figure is not None and at == 0]
    numbers = [token for token in typed if _NUMBER.match(token)]
    if not figures or len(numbers) != len(figures) or any(len(one.tokens) != 1 for one in figures):
        return [*typed], figures
    waiting = iter(figures)
    return [Replaced(next(waiting), token) if _NUMBER.match(token) else token for token in typed], []


class _Writer:
    """Puts kept and typed pieces together to lines in which every mark of bold is closed."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, list[Atom]]] = [("", [])]  # marks of a first line that was deleted
        self._lost: list[Unit] = []
        self.open = False

    def marks(self, number: int) -> None:
        """Write so many marks of bold."""
        self._lines[-1][1].extend([_MARK] * number)
        self.open ^= number % 2 == 1

    def kept(self, owner: _Owner, before: int, left: int) -> None:
        """Write a token as its source has it: whole at its first token, where all of it was kept."""
        unit, at = owner
        if isinstance(unit, Line):
            self._line(unit.begin)
        elif at <= before and len(unit.tokens) - at <= left:
            if at == 0:
                self._lines[-1][1].append(unit)
        else:
            self._lines[-1][1].append(unit.tokens[at])

    def typed(self, atoms: Sequence[Atom], lost: Sequence[Unit]) -> None:
        """Write what somebody typed; ``lost`` are figures that are printed no more, or somewhere else."""
        self._lost += lost
        for atom in atoms:
            if isinstance(atom, str) and atom.startswith(BREAK):
                self._line(_BEGINS.get(int(atom[1:]), ""))
            else:
                self._lines[-1][1].append(atom)

    def _line(self, begin: str) -> None:
        again: list[Atom] = [_MARK] if self.open else []  # bold words that a new line divides stay bold
        self._lines[-1][1].extend(again)
        self._lines.append((begin, again))

    def lines(self, resolve: Resolve, start: int) -> list[str]:
        """Return the lines as source; the first is paragraph ``start`` of the edited ones."""
        found = [(begin, [*self._moved(atoms)]) for begin, atoms in self._lines[1:]]
        return [
            begin + "".join(_source(atom, resolve, at) for atom in _without_empty_marks(atoms))
            for at, (begin, atoms) in enumerate(found, start)
        ]

    def _moved(self, atoms: Sequence[Atom]) -> Iterator[Atom]:
        """Yield atoms; a number that prints what a lost figure printed is that figure at another place."""
        for atom in atoms:
            same = [unit for unit in self._lost if isinstance(atom, str) and unit.tokens == (atom,)]
            if len(same) == 1 and isinstance(atom, str) and _NUMBER.match(atom):
                self._lost.remove(same[0])
                yield same[0]
            else:
                yield atom


def _source(atom: Atom, resolve: Resolve, at: int) -> str:
    if isinstance(atom, str):
        return atom
    if isinstance(atom, Unit):
        return atom.source if atom.figure is None else resolve(Replaced(atom, "".join(atom.tokens)), at)
    return resolve(atom, at)


def _without_empty_marks(atoms: Sequence[Atom]) -> list[Atom]:
    """Return atoms without pairs of marks that enclose nothing."""
    kept: list[Atom] = []
    for atom in atoms:
        if atom is _MARK and kept and kept[-1] is _MARK and sum(one is _MARK for one in kept) % 2:
            kept.pop()
        else:
            kept.append(atom)
    return kept
