"""All faults of one data file, gathered in the order of its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from reportgen.errors import DataError, Fault
from reportgen.vocabulary import spelling
from reportgen.vocabulary.documents import Document, Path
from reportgen.vocabulary.origins import Origin
from reportgen.vocabulary.texts import Text

_MOST = 200
"""Faults told at once; a file with more is no data file of ours."""
_LONGEST = 120
"""Characters of a name that are looked at: comparing spellings takes quadratic time."""


class Faults:
    """The faults found so far; a report is built only where there are none."""

    def __init__(self, document: Document, locate: Callable[[Path], Origin] | None = None) -> None:
        self.document = document
        self.locate = locate or document.locate
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
            says = Text(f"错误已有 {_MOST} 处，其余不再检查", f"{_MOST} faults so far; the rest was not looked at")
            raise DataError([*sorted(self.found, key=_position), Fault("too-many-faults", says)])

    def unknown_key(self, path: Path, expected: Iterable[str], remedy: Text | None = None) -> None:
        """Note that a key is none of ``expected``; without another remedy the nearest is named."""
        expected = list(expected)
        name = str(path[-1])[:_LONGEST]
        close = nearest(name, expected)
        if remedy is None:
            listed = "、".join(expected[:12]), ", ".join(expected[:12])
            remedy = (
                Text(f"最接近的是 {close}", f"the nearest is {close}")
                if close is not None
                else Text(f"这里可以写：{listed[0]}", f"known here: {listed[1]}")
            )
        self.add_key("unknown-key", path, Text(f"不认识的名称 {name}", f"unknown name {name}"), remedy)

    def raise_all(self) -> None:
        """Raise DataError with every fault, in the order of the file."""
        if self.found:
            raise DataError(sorted(self.found, key=_position))


def nearest(name: str, expected: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return which of ``expected`` is spelt most like ``name``, or ``None`` where none is near."""
    return spelling.nearest(name[:_LONGEST], expected, cutoff)


def _position(fault: Fault) -> tuple[Any, ...]:
    origin = fault.origin
    return (0, 0) if origin is None or origin.line is None else (origin.line, origin.column or 0)
