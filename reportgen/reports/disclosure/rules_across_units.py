"""The rule across units: what the units' reports say about the figures of the office that adds them up."""

from __future__ import annotations

from reportgen.core.text import Text
from reportgen.report.rules import Rule

ACROSS_UNITS = Rule(
    "S-HIER",
    Text("每一格等于各单位同一格之和", "every figure is the sum of the same figure of the units"),
    severity="warning",
)
