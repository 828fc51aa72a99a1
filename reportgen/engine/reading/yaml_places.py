"""Where each value of a YAML text stands: a second pass over the parser's events, made only when it is asked for."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from reportgen.core.document import Path
from reportgen.engine.reading.places import Place, PlaceMap

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML has it, else the pure parser; only its events are used."""


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


def _value(event: Any, path: Path, places: PlaceMap, following: Any) -> None:
    kind = type(event)
    block = kind in (MappingStartEvent, SequenceStartEvent) and not event.flow_style
    known = places.keys.get(path)
    places.values[path] = known[-1] if block and known else _place(event)
    if kind is ScalarEvent and event.style == "|":
        places.blocks.add(path)
    elif kind is SequenceStartEvent:
        position = 0
        while type(inner := following()) is not SequenceEndEvent:
            _value(inner, (*path, position), places, following)
            position += 1
    elif kind is MappingStartEvent:
        while type(key := following()) is not MappingEndEvent:
            name = key.value if type(key) is ScalarEvent else "?"
            places.keys.setdefault((*path, name), []).append(_place(key))
            if type(key) is not ScalarEvent:
                _value(key, (*path, name), places, following)
            _value(following(), (*path, name), places, following)


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
