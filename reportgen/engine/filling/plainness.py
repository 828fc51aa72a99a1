"""Whether data is plain: then to subscribe it can neither run anybody's code nor make up what is not there.

A ``defaultdict`` or ``Counter`` answers for every misspelt name, with a figure that nobody counted; data that is not
plain is therefore printed the careful way, which asks before it takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import chain
from typing import Any, Final

_VALUES: Final = frozenset((str, int, Decimal, bool, float, type(None)))
_GROUPS: Final = frozenset((dict, list, tuple))
_MOST_LEVELS: Final = 100
_MOST_GROUPS: Final = 1_000_000


def is_plain(context: Mapping[str, Any]) -> bool:
    """Return whether ``context`` is made of dicts, lists, tuples, texts and numbers only, no subclasses of them.

    Level by level, because every rendering asks; what runs in a circle is not plain.
    """
    level: list[Any] = [context]
    for _ in range(_MOST_LEVELS):
        if not _GROUPS.issuperset(map(type, level)):
            return False
        level = [
            value
            for value in chain.from_iterable([group.values() if type(group) is dict else group for group in level])
            if type(value) not in _VALUES
        ]
        if not level:
            return True
        if len(level) > _MOST_GROUPS:
            return False
    return False
