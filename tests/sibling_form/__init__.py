"""A sibling of the disclosure report's form of 2021, in which table 2 has one row more: what a new form costs."""

from __future__ import annotations

from reportgen.authoring import NarrativeField, ReportType, Text
from reportgen.reports.disclosure.prose import PROSE_CHECKS, PROSE_RULES
from reportgen.reports.disclosure.reviewer_rules import REVIEWER_RULES
from reportgen.reports.disclosure.rules_across_units import ACROSS_UNITS
from reportgen.reports.disclosure.rules_across_years import JUMP
from reportgen.reports.disclosure.tables import SECTIONS

from .form import TABLES
from .model import Statistics
from .rules import HARD_RULES
from .years import ACROSS_YEARS

REPORT = ReportType(
    name="sibling_2030",
    title=Text("政府信息公开工作年度报告（2030年版格式）", "annual report on information disclosure (2030 form)"),
    law="《中华人民共和国政府信息公开条例》第四十九条、第五十条；国办公开办函〔2021〕30号",
    statistics=Statistics,
    rules=(*HARD_RULES, *PROSE_RULES, *REVIEWER_RULES),
    narrative=(
        NarrativeField("preamble", Text("引言", "preamble"), required=False),
        NarrativeField("overview", Text(SECTIONS[0], "1 overview"), required=True),
        NarrativeField("problems", Text(SECTIONS[4], "5 problems and improvements"), required=True),
        NarrativeField("other_matters", Text(SECTIONS[5], "6 other matters"), required=False, absent="无"),
    ),
    tables=TABLES,
    sections=SECTIONS,
    across_years=ACROSS_YEARS,
    prose=PROSE_CHECKS,
    jump=JUMP,
    across_units=ACROSS_UNITS,
)
