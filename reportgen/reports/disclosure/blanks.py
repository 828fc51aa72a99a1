"""A blank cell is not a zero: each one is named, and no report is published with it."""

from __future__ import annotations

from reportgen.core.text import Text
from reportgen.report.blank_cells import blank_cells
from reportgen.report.rules import Rule

_TABLES = (
    ("T2-BLANK", "proactive.", "表二", "table 2"),
    ("T3-BLANK", "applications.", "表三", "table 3"),
    ("T4-BLANK", "reviews.", "表四", "table 4"),
)

BLANK_RULES: tuple[Rule, ...] = tuple(
    blank_cells(rule, prefix, Text(f"{zh}没有空白格", f"no cell of {en} is blank")) for rule, prefix, zh, en in _TABLES
)
