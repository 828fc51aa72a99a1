"""Figures that a report quotes outside its tables."""

from __future__ import annotations

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.linear import Expression


@attrs.frozen(eq=False, repr=False)
class QuotedFigure(Value):
    """A number quoted elsewhere in the report: one of ``meanings``, over the figures' addresses, should be ``value``.

    ``source`` names the place in a sentence: 正文.
    """

    meanings: tuple[Expression, ...]
    value: int
    source: Text
