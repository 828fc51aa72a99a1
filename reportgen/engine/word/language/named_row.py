"""A list whose items have names, too: what a named tuple, and a group of ``groupby``, is in a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self


class NamedRow(tuple[Any, ...]):  # noqa: SLOT001 — the slots of a tuple of its own length hold nothing
    """The values of a row, by number and by name (``fields``)."""

    fields: tuple[str, ...]

    def __new__(cls, fields: tuple[str, ...], values: tuple[Any, ...]) -> Self:
        """Make a row of ``values``, one for each of the names."""
        made = super().__new__(cls, values)
        made.fields = fields
        return made

    def __getitem__(self, key: Any) -> Any:
        """Return the item with a number or name; KeyError, IndexError."""
        if isinstance(key, str):
            if key not in self.fields:
                raise KeyError(key)
            return super().__getitem__(self.fields.index(key))
        return super().__getitem__(key)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how it is pickled."""
        return NamedRow, (self.fields, tuple(self))
