"""From a figure's address to its place in the file, where a row may be a list and the form may be an old one."""

from __future__ import annotations

from typing import Any

import attrs

from reportgen.core.document import Document, Path
from reportgen.core.origin import Origin
from reportgen.model.figures import Group, declared
from reportgen.model.symbolic import hints


@attrs.frozen(eq=False, repr=False)
class Seeing:
    """Looks through the shapes that a data file may have; works only when somebody asks for a place."""

    document: Document
    statistics: type[Any]

    def locate(self, path: Path) -> Origin:
        """Return the place of the figure or value at ``path``."""
        return self.document.locate(self._written(path))

    def _written(self, path: Path) -> Path:
        """Return ``path`` as the file has it: a column's name as a position, what an old form lacks as what it has."""
        value: Any = self.document.data
        if path[:1] == ("stated",) and len(path) == 2:
            return self._stated(str(path[1]))
        written: list[str | int] = []
        for step in path:
            if isinstance(value, list) and isinstance(step, str):
                position = self._column(path)
                return (*written, position) if position is not None and position < len(value) else tuple(written)
            written.append(step)
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                break
        return tuple(written)

    def _column(self, path: Path) -> int | None:
        cls: Any = self.statistics
        rows = False
        for step in path[:-1]:
            if rows:  # the name of a row, whose class is known
                rows = False
                continue
            field = attrs.fields_dict(cls).get(str(step))
            entry = None if field is None else declared(field)
            if not isinstance(entry, Group):
                return None
            cls, rows = entry.rows or hints(cls)[str(step)], entry.rows is not None
        names = [] if rows else [field.name for field in attrs.fields(cls)]
        return names.index(str(path[-1])) if path[-1] in names else None

    def _stated(self, address: str) -> Path:
        stated = self.document.data.get("stated")
        written = address
        while isinstance(stated, dict) and written not in stated and "." in written:
            written = written.rpartition(".")[0]
        return ("stated", written if isinstance(stated, dict) and written in stated else address)
