"""What a report says of its own figures outside its tables."""

from __future__ import annotations

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.model.linear import Expression


@attrs.frozen(eq=False, repr=False)
class Testimony(Value):
    """A number stated elsewhere in the report: one of ``readings``, over the figures' addresses, should be ``value``.

    ``source`` names the place in a sentence: 正文.
    """

    readings: tuple[Expression, ...]
    value: int
    source: Text
