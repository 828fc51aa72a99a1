"""Where each part of a data file stands, worked out only when somebody asks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from operator import itemgetter

import attrs

from reportgen.core.document import Path, dotted
from reportgen.core.limits import DEFAULT
from reportgen.core.origin import Origin
from reportgen.core.value import Value

_MOST = 2 * DEFAULT.data_nodes
"""Values of which the places are noted: of a sound file all."""
_LONGEST = 200
"""Characters of a key path that a message shows."""

NEAR = 2
"""How many keys lead to a near place: of a section, or of what stands in it."""
Place = tuple[int, int]
"""Line and column, both from 1."""
_START = itemgetter(0)


class TooManyPlacesError(Exception):
    """A text with more values than a data file may have, whose places nobody needs: it is refused."""


@attrs.define(eq=False, repr=False)
class PlaceMap:
    """The places of one file: ``values`` and ``keys`` by path (a key that stands twice has two), and literal blocks."""

    values: dict[Path, Place] = attrs.field(factory=dict)
    keys: dict[Path, list[Place]] = attrs.field(factory=dict)
    blocks: set[Path] = attrs.field(factory=set)
    """Texts whose lines are the file's lines, from the line after the value's place."""

    def note(self, path: Path, place: Place) -> None:
        """Note where the value at ``path`` stands. Raises TooManyPlacesError."""
        self.values[path] = place
        if len(self.values) > _MOST:
            raise TooManyPlacesError


@attrs.define(slots=False, eq=False, repr=False)
class Places:
    """The places of a text file: the near ones of a section as ``scan_near`` finds them, all by ``scan``.

    ``near`` has the places of sections and of what stands in them, as far as they are known: reading a file may have
    noted them.
    """

    name: str
    text: str
    scan: Callable[[str], PlaceMap]
    scan_near: Callable[[str, str], PlaceMap] | None = None
    near: PlaceMap = attrs.field(factory=PlaceMap)

    @cached_property
    def found(self) -> PlaceMap:
        """The map of all places."""
        return self.scan(self.text)

    def locate(self, path: Path) -> Origin:
        """Return the place of the value at ``path``, or of what is nearest around it."""
        place = self._map_with(path).values.get(path)
        if place is not None:
            return Origin(self.name, *place)
        return self.locate_key(path[:-1]) if path else Origin(self.name)

    def locate_key(self, path: Path) -> Origin:
        """Return the place of the key at ``path``, or of what is nearest around it."""
        keys = self._map_with(path).keys.get(path)
        return Origin(self.name, *keys[-1]) if keys else self.locate(path)

    def locate_line(self, path: Path, line: int) -> Origin:
        """Return the place of the n-th line (from 0) of a text; of the whole text, where it is no literal block."""
        start = self.locate(path)
        if path in self._map_with(path).blocks and start.line is not None:
            return Origin(self.name, start.line + 1 + line)
        return start

    def _map_with(self, path: Path) -> PlaceMap:
        if path in self.near.values:
            return self.near
        if self.scan_near is not None and 0 < len(path) <= NEAR and "found" not in self.__dict__:
            self.near = self.scan_near(self.text, str(path[0]))
        return self.near if path in self.near.values else self.found

    def around(self, place: Place) -> Path:
        """Return the path of the last key or value that begins at or before ``place``."""
        after = bisect_right(self._in_order, place, key=_START)
        return self._in_order[after - 1][1] if after else ()

    @cached_property
    def _in_order(self) -> list[tuple[Place, Path]]:
        keys = [(start, path) for path, starts in self.found.keys.items() for start in starts]
        return sorted([*keys, *((start, path) for path, start in self.found.values.items())], key=_START)


@attrs.frozen(eq=False, repr=False)
class KeyPaths(Value):
    """The places of data that came as a mapping in memory: no lines, the way through the keys instead."""

    name: str = "data"

    def locate(self, path: Path) -> Origin:
        """Return ``path`` itself as a place."""
        return Origin(self.name, place=dotted(path)[:_LONGEST] or None)

    def locate_key(self, path: Path) -> Origin:
        """Return ``path`` itself as a place."""
        return self.locate(path)

    def locate_line(self, path: Path, line: int) -> Origin:  # noqa: ARG002 — as Places
        """Return ``path`` itself as a place."""
        return self.locate(path)
