"""The list of the units that there must be."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading import bytes_of
from reportgen.engine.reading.decoding import decoded


def expected_units(given: str | Path | Iterable[str]) -> list[str]:
    """Return the names of ``given``, or of the file that it names: one a line, up to the first comma or tab.

    Blank lines and those that begin with ``#`` are none.

    Raises:
        DataError: the file cannot be read, or names no unit.
    """
    if not isinstance(given, str | Path):
        return [name.strip() for name in given]
    text = decoded(bytes_of(Path(given)), str(given))
    names = [_name(line) for line in text.split("\n")]
    found = [name for name in names if name and not name.startswith("#")]
    if not found:
        says = Text("名单里没有单位", "the list names no unit")
        remedy = Text("一行写一个单位的全称", "Write the full name of one unit a line")
        raise DataError(Fault("no-units-listed", says, Origin(str(given)), remedy))
    return found


def _name(line: str) -> str:
    return line.replace("\t", ",").replace("，", ",").partition(",")[0].strip().strip('"').strip()
