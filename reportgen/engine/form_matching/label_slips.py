"""Labels that somebody changed by a slip, where one label of the form only can be meant.

A label may have lost or gained a sign or two, or spaces and a colon; its numerals must be those of the form, and the
unit of money that it names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from reportgen.core import spelling
from reportgen.core.text import Text, shortened
from reportgen.model.kinds.units import money_named

_ALIKE: Final = 0.8
_NUMERALS: Final = re.compile(r"[0-9一二三四五六七八九十]")
_MOST: Final = 5
"""Labels of a table that may have slips; with more of them it is another table."""


def slips_in(there: Mapping[str, int], official: Mapping[str, int]) -> dict[str, str]:
    """Return the official label that each text with a slip stands for.

    ``there`` says how often each text stands in a table, ``official`` how often each label stands on the form; both
    without white space. A text is a slip where it is like one label only, which is lacking once, and no other text is
    like that label.
    """
    lacking = [text for text, count in official.items() if there.get(text, 0) == count - 1]
    strange = [text for text in there if text not in official]
    found = {}
    for label in lacking[:_MOST]:
        alike = [text for text in spelling.alike(label, strange, _ALIKE, 2) if _fixed(text) == _fixed(label)]
        if len(alike) == 1 and there[alike[0]] == 1 and spelling.nearest(alike[0], official, 0) == label:
            found[alike[0]] = label
    return found


def said(now: str, label: str) -> Text:
    """Return what to tell of a slip: what stands there ``now``, and the ``label`` that it was taken for."""
    shown, official = shortened(now), shortened(label)
    if not shown:
        return Text(
            f"这一格的名称“{official}”不见了，按它读入", f"the label “{official}” is gone and was taken as there"
        )
    return Text(f"名称“{shown}”当作“{official}”读入", f"the label “{shown}” was taken for “{official}”")


def _fixed(text: str) -> tuple[list[str], frozenset[str]]:
    return _NUMERALS.findall(text), money_named(text)
