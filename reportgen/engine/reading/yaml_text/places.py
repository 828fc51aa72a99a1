"""Where each value of a YAML text stands: a second pass over the parser's events, made only when it is asked for."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from reportgen.core.document import Path
from reportgen.engine.reading.places import PlaceMap

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML has it, else the pure parser; only its events are used."""

_COLLECTIONS = (MappingStartEvent, SequenceStartEvent)


def scan(text: str) -> PlaceMap:
    """Return the place of every key and value of ``text``, which :func:`yaml_values.parse` has read.

    A mapping or list in block style is placed at its own key, where a person looks for it.
    """
    places = PlaceMap()
    following = LOADER(text).get_event
    following()
    following()
    _value(following(), (), places, following)
    return places


def note_key(key: Any, path: Path, places: PlaceMap) -> None:
    """Note where the ``key`` of the value at ``path`` stands."""
    mark = key.start_mark
    places.keys.setdefault(path, []).append((mark.line + 1, mark.column + 1))


def note_value(event: Any, path: Path, places: PlaceMap) -> None:
    """Note where the value at ``path`` stands, which begins with ``event``; its key was noted before."""
    kind = type(event)
    mark = event.start_mark
    places.note(path, (mark.line + 1, mark.column + 1))
    if kind is ScalarEvent:
        if event.style == "|":
            places.blocks.add(path)
    elif kind in _COLLECTIONS and not event.flow_style and path in places.keys:
        places.values[path] = places.keys[path][-1]


def _value(event: Any, path: Path, places: PlaceMap, following: Any) -> None:
    kind = type(event)
    note_value(event, path, places)
    if kind is SequenceStartEvent:
        position = 0
        while type(inner := following()) is not SequenceEndEvent:
            _value(inner, (*path, position), places, following)
            position += 1
    elif kind is MappingStartEvent:
        while type(key := following()) is not MappingEndEvent:
            inside = (*path, key.value if type(key) is ScalarEvent else "?")
            note_key(key, inside, places)
            if type(key) is not ScalarEvent:
                _value(key, inside, places, following)
            _value(following(), inside, places, following)
