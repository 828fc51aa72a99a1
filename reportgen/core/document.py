"""A data file after reading: plain data, and the place of each part in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened
from reportgen.core.value import Value

Path = tuple[str | int, ...]
"""Keys and list positions that lead to a value, from the top of a data file."""


@attrs.frozen(eq=False, repr=False)
class Unreadable(Value):
    """A value that could not be read without guessing; its place is in ``Document.unreadable``.

    It is neither a number nor a text, so that it cannot be mistaken for one.
    """

    id: str
    says: Text
    remedy: Text | None = None
    at_key: bool = False
    """Whether the key is wrong and not the value."""


@attrs.frozen(eq=False, repr=False)
class Document:
    """One data file as plain data: dict, list, ``str``, ``int``, ``Decimal``, ``bool``, ``None``; never a float.

    ``locate`` turns a path into the place of its value, ``locate_key`` into that of its key; a path that does not exist
    leads to the nearest part around it. ``locate_line`` finds the place of the n-th line (from 0) of a text value.
    ``unreadable`` lists the values that were refused, each with its place, while the rest stayed readable:
    :func:`reportgen.engine.building.build` raises them together with its own faults.
    """

    name: str
    data: Mapping[str, Any]
    locate: Callable[[Path], Origin]
    locate_key: Callable[[Path], Origin]
    locate_line: Callable[[Path, int], Origin]
    unreadable: tuple[tuple[Origin, Unreadable], ...] = ()
    mended: Callable[[], Document | None] | None = None
    """Reads the file again with the slips mended that its lines show, which are then among ``unreadable``.

    For a file that can be read and lacks something: it returns ``None`` where no line shows a slip.
    """
    otherwise: Callable[[], Document | None] | None = None
    """Reads a file whose indentation had to be guessed in the next likely way; ``None`` where there is no other."""
    lines: Callable[[], Sequence[str]] | None = None
    """Returns the lines of a YAML file as written; ``None`` for data that came in another way."""
    account: tuple[Fault, ...] = ()
    """What of a published report was not understood or left out while the rest was read; a check tells it."""
    published: bool = False
    """Whether it was read from a published report, which nobody fills in."""
    unread: tuple[tuple[Origin, Text], ...] = ()
    """What stands in the file and was not read, each with its place: numbers beside a workbook's table."""
    loose: tuple[tuple[Origin, Text], ...] = ()
    """How a workbook or Word form was read that has no plain digits (12 件), or a label with a slip."""


def dotted(path: Path) -> str:
    """Return a path as messages write it: ``applications.new.0``."""
    return ".".join(shortened(str(step)) for step in path)
