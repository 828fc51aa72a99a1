"""What was read of a Word form: plain data with the place of every value, and all that was refused."""

from __future__ import annotations

from typing import Any

import attrs

from reportgen.core.document import Path, Unreadable
from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text


@attrs.define(eq=False)
class FormData:
    """The data of the form called ``name``, which the stages of reading fill; each notes the place of what it takes."""

    name: str
    data: dict[str, Any] = attrs.field(factory=dict)
    faults: list[Fault] = attrs.field(factory=list)
    unreadable: list[tuple[Origin, Unreadable]] = attrs.field(factory=list)
    loose: list[tuple[Origin, Text]] = attrs.field(factory=list)
    """How numbers were read that are no plain digits."""
    places: dict[Path, Origin] = attrs.field(factory=dict)
    lines: dict[Path, list[Origin]] = attrs.field(factory=dict)

    def locate(self, path: Path) -> Origin:
        """Return the place of what stands at ``path``, or of what is nearest around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Origin(self.name)

    def locate_line(self, path: Path, line: int) -> Origin:
        """Return the place of the n-th line (from 0) of a text: its paragraph."""
        rows = self.lines.get(path, [])
        return rows[line] if line < len(rows) else self.locate(path)

    def put(self, path: tuple[str, ...], value: Any, origin: Origin) -> None:
        """Take a value; one that cannot be read is noted."""
        inner = self.data
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = value
        self.places[path] = origin
        if isinstance(value, Unreadable):
            self.unreadable.append((origin, value))

    def fault(self, id: str, origin: Origin, zh: str, en: str) -> None:
        """Note a fault without a remedy."""
        self.faults.append(Fault(id, Text(zh, en), origin))
