"""A data file that was read: plain data, and where in the file each part of it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value

Path = tuple[str | int, ...]
"""A way into a data file: keys and list positions from the top."""


@attrs.frozen(eq=False, repr=False)
class Unreadable(Value):
    """Stands in a document where a value could not be read without guessing; its place is in ``Document.unreadable``.

    It is no number and no text, so nobody can take it for one.
    """

    id: str
    says: Text
    remedy: Text | None = None
    at_key: bool = False
    """Whether the key is at fault and not the value."""


@attrs.frozen(eq=False, repr=False)
class Document:
    """One data file as plain data: dict, list, ``str``, ``int``, ``Decimal``, ``bool``, ``None``; never a float.

    ``locate`` turns a path into the place of its value, ``locate_key`` into that of its key; a path that does not exist
    leads to the nearest part around it. ``locate_line`` finds the place of the n-th line (from 0) of a text value.
    ``unreadable`` lists what was refused while the rest stayed readable, each with its place:
    :func:`reportgen.engine.building.build` raises them together with its own faults.
    """

    name: str
    data: Mapping[str, Any]
    locate: Callable[[Path], Origin]
    locate_key: Callable[[Path], Origin]
    locate_line: Callable[[Path, int], Origin]
    unreadable: tuple[tuple[Origin, Unreadable], ...] = ()


def dotted(path: Path) -> str:
    """Return a path as messages write it: ``applications.new.0``."""
    return ".".join(str(step) for step in path)
