"""Doubts that an office looked into and stands by: which finding, why, and who says so."""

from __future__ import annotations

import attrs

from reportgen.core.origin import Origin
from reportgen.core.value import Value


@attrs.frozen(eq=False, repr=False)
class Acceptance(Value):
    """One entry of ``accepted:``: the fingerprint of a ``finding``, the reason, who gave it, and its place."""

    finding: str
    reason: str
    who: str
    origin: Origin | None = None
