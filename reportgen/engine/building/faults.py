"""All faults of one data file, gathered in the order of its lines."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any

from reportgen.errors import DataError, Fault
from reportgen.vocabulary.documents import Document, Path
from reportgen.vocabulary.origins import Origin
from reportgen.vocabulary.texts import Text


class Faults:
    """The faults found so far; a report is built only where there are none."""

    def __init__(self, document: Document, locate: Callable[[Path], Origin] | None = None) -> None:
        self.document = document
        self.locate = locate or document.locate
        self.found = [Fault(why.id, why.says, origin, why.remedy) for origin, why in document.unreadable]

    def add(self, id: str, path: Path, says: Text, remedy: Text | None = None) -> None:
        """Note what is wrong with the value at ``path``."""
        self.found.append(Fault(id, says, self.locate(path), remedy))

    def add_key(self, id: str, path: Path, says: Text, remedy: Text | None = None) -> None:
        """Note what is wrong with the key at ``path``."""
        self.found.append(Fault(id, says, self.document.locate_key(path), remedy))

    def unknown_key(self, path: Path, expected: Iterable[str], remedy: Text | None = None) -> None:
        """Note that a key is none of ``expected``; without another remedy the nearest is named."""
        expected = list(expected)
        close = nearest(str(path[-1]), expected)
        if remedy is None:
            listed = "、".join(expected[:12]), ", ".join(expected[:12])
            remedy = (
                Text(f"最接近的是 {close}", f"the nearest is {close}")
                if close is not None
                else Text(f"这里可以写：{listed[0]}", f"known here: {listed[1]}")
            )
        self.add_key("unknown-key", path, Text(f"不认识的名称 {path[-1]}", f"unknown name {path[-1]}"), remedy)

    def raise_all(self) -> None:
        """Raise DataError with every fault, in the order of the file."""
        if self.found:
            raise DataError(sorted(self.found, key=_position))


def nearest(name: str, expected: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return which of ``expected`` is spelt most like ``name``, or ``None`` where none is near."""
    found = difflib.get_close_matches(name, list(expected), n=1, cutoff=cutoff)
    return found[0] if found else None


def _position(fault: Fault) -> tuple[Any, ...]:
    origin = fault.origin
    return (0, 0) if origin is None or origin.line is None else (origin.line, origin.column or 0)
