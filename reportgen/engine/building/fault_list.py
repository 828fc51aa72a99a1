"""All faults of one data file, gathered in the order of its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from typing import Any

from reportgen.core.document import Document, Path
from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.spelling import Suggestions
from reportgen.core.text import Text

_MOST = 200
"""Faults told at once; a file with more is no data file of ours."""
_LONGEST = 120
"""Characters of a name that are looked at: comparing spellings takes quadratic time."""
_ALIKE = 0.6
NO_LABELS: Mapping[str, Text] = {}
_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]|[0-9])+")


class Faults:
    """The faults found so far; a report is built only where there are none."""

    def __init__(self, document: Document, locate: Callable[[Path], Origin] | None = None) -> None:
        self.document = document
        self.locate = locate or document.locate
        self.suggestions = Suggestions()
        self.found = [Fault(why.id, why.says, origin, why.remedy) for origin, why in document.unreadable]

    def add(self, id: str, path: Path, says: Text, remedy: Text | None = None) -> None:
        """Note what is wrong with the value at ``path``."""
        self._note(Fault(id, says, self.locate(path), remedy))

    def add_key(self, id: str, path: Path, says: Text, remedy: Text | None = None) -> None:
        """Note what is wrong with the key at ``path``."""
        self._note(Fault(id, says, self.document.locate_key(path), remedy))

    def _note(self, fault: Fault) -> None:
        self.found.append(fault)
        if len(self.found) >= _MOST:
            raise DataError([*sorted(self.found, key=_position), _too_many()])

    def unknown_key(
        self,
        path: Path,
        expected: Iterable[str],
        remedy: Text | None = None,
        labels: Mapping[str, Text] = NO_LABELS,
    ) -> None:
        """Note that a key is none of ``expected``; without another remedy the nearest is named.

        ``labels`` are the official names of those expected; a key that is such a name is near to what it names.
        """
        expected = list(expected)
        name = str(path[-1])[:_LONGEST]
        close = self.nearest(name, expected) or labelled(
            name, {known: labels[known] for known in expected if known in labels}
        )
        if remedy is None and close is not None:
            official = labels.get(close)
            zh, en = (f"，即“{official.zh}”", f", {official.en}") if official is not None else ("", "")
            remedy = Text(f"最接近的是 {close}{zh}", f"the nearest is {close}{en}")
        elif remedy is None:
            shown = [(known, labels.get(known)) for known in expected[:12]]
            zh = "、".join(known + (f"“{label.zh}”" if label is not None else "") for known, label in shown)
            en = ", ".join(known + (f" ({label.en})" if label is not None else "") for known, label in shown)
            remedy = Text(f"这里可以写：{zh}", f"known here: {en}")
        self.add_key("unknown-key", path, Text(f"不认识的名称 {name}", f"unknown name {name}"), remedy)

    def nearest(self, name: str, expected: Collection[str]) -> str | None:
        """Return which of ``expected`` is spelt most like ``name``, or ``None`` where none is near."""
        return self.suggestions.nearest(name[:_LONGEST], expected, _ALIKE)

    def text_at(self, path: Path) -> str | None:
        """Return what stands in the file from the value at ``path`` to the end of its line, where it has lines."""
        place = self.locate(path)
        if self.document.lines is None or place.line is None:
            return None
        return self.document.lines()[place.line - 1][(place.column or 1) - 1 :]

    def drop_copies(self, after: int, last: int) -> None:
        """Forget what is told of names that stand twice between two lines: they belong to a group of their own."""
        self.found = [
            fault
            for fault in self.found
            if fault.id != "duplicate-key" or fault.origin is None or not after < (fault.origin.line or 0) <= last
        ]

    def copies_of(self, names: Collection[str]) -> dict[str, int]:
        """Return the lines of the names among ``names`` that stand twice, at their second place."""
        found: dict[str, int] = {}
        for fault in self.found:
            if fault.id == "duplicate-key" and fault.origin is not None and self.document.lines is not None:
                line = fault.origin.line or 1
                name = self.document.lines()[line - 1].partition(":")[0].strip()
                if name in names:
                    found[name] = line
        return found

    def add_line(self, id: str, line: int | None, path: Path, says: Text, remedy: Text | None = None) -> None:
        """Note what is wrong at a line of the file, or at the key of ``path`` where no line is known."""
        place = self.document.locate_key(path)
        self._note(Fault(id, says, place if line is None else Origin(place.file, line, 1), remedy))

    def key_place(self, path: Path) -> tuple[int, int, int] | None:
        """Return the line (from 1) of the key at ``path``, its indentation, and the last line of what it holds."""
        place = self.document.locate_key(path)
        if self.document.lines is None or place.line is None or place.column is None:
            return None
        lines, indent = self.document.lines(), place.column - 1
        if lines[place.line - 1][:indent].strip(" "):  # other names stand before it, as in {a: 1, b: 2}
            return None
        last = place.line
        for number, text in enumerate(lines[place.line :], place.line + 1):
            begins = len(text) - len(text.lstrip(" "))
            if text.strip() and begins <= indent:
                break
            last = number if text.strip() else last
        return place.line, indent, last

    def raise_all(self) -> None:
        """Raise DataError with every fault, in the order of the file."""
        if self.found:
            raise DataError(sorted(self.found, key=_position))


def bounded(faults: Iterable[Fault]) -> list[Fault]:
    """Return ``faults``, but no more than are told at once; the last one then says so."""
    found = list(islice(faults, _MOST + 1))
    return found if len(found) <= _MOST else [*found[:_MOST], _too_many()]


def _too_many() -> Fault:
    says = Text(f"错误已有 {_MOST} 处，其余不再检查", f"{_MOST} faults so far; the rest was not looked at")
    return Fault("too-many-faults", says)


def labelled(name: str, labels: Mapping[str, Text]) -> str | None:
    """Return the one key whose official name ``name`` is, or is the core of; ``None`` where none is or several are."""
    core = _WORDS.sub("", name)
    if len(core) < len("商业") or core.isascii():
        return None
    found = [known for known, label in labels.items() if core in _WORDS.sub("", label.zh)]
    exact = [known for known in found if _NUMBER.sub("", _WORDS.sub("", labels[known].zh)) == _NUMBER.sub("", core)]
    return exact[0] if len(exact) == 1 else found[0] if len(found) == 1 else None


def _position(fault: Fault) -> tuple[Any, ...]:
    origin = fault.origin
    return (0, 0) if origin is None or origin.line is None else (origin.line, origin.column or 0)
