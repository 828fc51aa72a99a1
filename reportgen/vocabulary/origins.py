"""Where a value came from, so that every message can point at it."""

from __future__ import annotations

import attrs

from reportgen.vocabulary.values import Value


@attrs.frozen(eq=False, repr=False)
class Origin(Value):
    """A place in an input: a file with line and column (both from 1), or a file with a named place inside it.

    ``place`` is for inputs that have no lines: ``Sheet1!C5``, ``word/document.xml, table 2, row 3`` or a key path.
    """

    file: str
    line: int | None = None
    column: int | None = None
    place: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        text = ":".join(parts)
        return f"{text}: {self.place}" if self.place else text
