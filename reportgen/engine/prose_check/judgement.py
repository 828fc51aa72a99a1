"""What was found of one number of the prose."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from reportgen.core.text import Text
from reportgen.report.findings import Severity
from reportgen.report.prose_model import Meaning


@attrs.frozen
class Judgement:
    """One literal number of the prose with what the tables say of it.

    A number that *holds* names its meaning in ``says`` (``548 = 新收 545 + 上年结转 3``); a *broken* one says what the
    tables give. ``position`` counts characters of the field ``field``.
    """

    rule: str
    verdict: Literal["holds", "broken"]
    field: str
    position: int
    quote: str
    says: Text
    severity: Severity = "warning"
    meanings: tuple[Meaning, ...] = ()
    expected: Any = None
    actual: Any = None
