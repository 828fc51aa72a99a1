"""A second report type, outside the package, with a figure of every kind: what the engine claims holds for it, too."""

from __future__ import annotations

from reportgen.core.text import Text
from reportgen.report.narrative import NarrativeField
from reportgen.report.report_type import ReportType
from tests.toy_report.form import SECTIONS, TABLES
from tests.toy_report.model import Statistics
from tests.toy_report.rules import ACROSS_UNITS, RULES

REPORT = ReportType(
    name="toy_report",
    title=Text("热线和新媒体年度情况", "hotline and social media in the year"),
    law="",
    statistics=Statistics,
    rules=RULES,
    narrative=(NarrativeField("overview", Text(SECTIONS[0], "1 overview"), required=True),),
    tables=TABLES,
    sections=SECTIONS,
    across_units=ACROSS_UNITS,
)
