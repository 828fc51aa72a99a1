"""The hard rules of the sibling: its table 2's beside those of tables 3 and 4."""

from __future__ import annotations

from reportgen.authoring import Rule, Text, blank_cells
from reportgen.reports.disclosure.rules import BLANK_RULES, FORM, table_rules

from .model import Statistics

HARD_RULES: tuple[Rule, ...] = (
    Rule(
        "T2-INT",
        Text("表二的件数都是不小于零的整数", "every count of table 2 is a whole number of at least zero"),
        law=FORM,
        enforced=True,
    ),
    Rule(
        "T2-FEE",
        Text("收费金额是不小于零的小数，最多四位", "the fee is a decimal of at least zero with at most four places"),
        law=FORM,
        enforced=True,
    ),
    *table_rules(Statistics),
    blank_cells("T2-BLANK", "proactive.", Text("表二没有空白格", "no cell of table 2 is blank")),
    *BLANK_RULES,
)
