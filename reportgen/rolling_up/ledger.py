"""The ledger of a roll-up: a line for each unit with its file and figures, beside the data file that holds the sums.

It is JSON Lines. The first line names the type, the year and the figures; each other line is one unit, whose figures
are given by their position in that list: those that are not 0, a blank as null, amounts as exact text.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import attrs

from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.remote_files import Place, RemoteFile, is_url, place

SUFFIX: Final = ".units.jsonl"
_FORMAT: Final = "reportgen units 1"


@attrs.frozen(eq=False, repr=False)
class Entry(Value):
    """One unit as the ledger shows it: ``file`` as a path from here, figures by address."""

    file: Place
    digest: str
    organ: str
    figures: Mapping[str, Any]


class Figures(dict[str, Any]):
    """A unit's figures by address; one that is not listed is 0."""

    def __missing__(self, address: str) -> int:
        return 0


def ledger_path(data: Place) -> Place:
    """Return where the ledger of the data file ``data`` lies: ``city.yaml`` has ``city.units.jsonl`` beside it."""
    return data.with_name(data.stem + SUFFIX)


def header_line(type_name: str, year: int, organ: str, figures: Sequence[str]) -> str:
    """Return the first line."""
    return _line({"ledger": _FORMAT, "report": type_name, "year": year, "organ": organ, "figures": list(figures)})


def unit_line(file: str, digest: str, organ: str, figures: Mapping[str, Any], position: Mapping[str, int]) -> str:
    """Return the line of a unit; ``position`` is that of each figure in the list of the first line."""
    listed = {str(position[name]): _plain(value) for name, value in figures.items() if value != 0}
    return _line({"file": file, "sha256": digest, "organ": organ, "figures": listed})


def path_from(folder: Place, file: str) -> str:
    """Return ``file`` as it is written in a ledger in ``folder``: from there, so that both can be moved together."""
    if is_url(file):
        return file
    if isinstance(folder, RemoteFile):
        return Path(file).absolute().as_posix()
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return Path(file).absolute().as_posix()


def read_ledger(path: Place) -> Iterator[Entry]:
    """Yield the units of a ledger, one after the other.

    Raises:
        DataError: it is none, or damaged.
    """
    try:
        if isinstance(path, RemoteFile):
            yield from _entries(path.read_bytes().decode("utf-8").splitlines(), path.parent)
            return
        with path.open(encoding="utf-8") as lines:
            yield from _entries(lines, path.parent)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        says = Text("各单位的明细已损坏或读不出来", "the list of the units is damaged or cannot be read")
        remedy = Text("请重新汇总；删去它则不再显示各单位", "Roll up again; without this file no units are shown")
        raise DataError(Fault("units-unreadable", says, Origin(str(path)), remedy)) from None


def _entries(lines: Iterable[str], folder: Place) -> Iterator[Entry]:
    rest = iter(lines)
    head = json.loads(next(rest, "{}"))
    names: list[str] = head["figures"]
    if head["ledger"] != _FORMAT:
        raise ValueError(head["ledger"])
    for line in rest:
        unit = json.loads(line)
        figures = Figures((names[int(place)], _figure(value)) for place, value in unit["figures"].items())
        file = unit["file"]
        alone = is_url(file) or Path(file).is_absolute()
        yield Entry(place(file) if alone else folder / file, unit["sha256"], unit["organ"], figures)


def _plain(value: Any) -> Any:
    return {"exact": f"{value:f}"} if isinstance(value, Decimal) else value


def _figure(value: Any) -> Any:
    return Decimal(value["exact"]) if isinstance(value, dict) else value


def _line(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
