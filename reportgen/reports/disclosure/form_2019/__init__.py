"""政府信息公开工作年度报告 in the form of 国办公开办函〔2019〕60号, for reports of 2019 and 2020."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.core.text import Text
from reportgen.report.narrative import NarrativeField
from reportgen.report.report_type import ReportType
from reportgen.reports.disclosure.form_2019.form import TABLES
from reportgen.reports.disclosure.form_2019.law import FORM
from reportgen.reports.disclosure.form_2019.model import Statistics
from reportgen.reports.disclosure.form_2019.prose import PROSE_CHECKS, REVIEWER_RULES
from reportgen.reports.disclosure.form_2019.rules import HARD_RULES, TABLE_2_RULES
from reportgen.reports.disclosure.form_2019.years import ACROSS_YEARS
from reportgen.reports.disclosure.prose import PROSE_RULES
from reportgen.reports.disclosure.rules_across_units import ACROSS_UNITS
from reportgen.reports.disclosure.rules_across_years import JUMP
from reportgen.reports.disclosure.tables import SECTIONS, TITLE_WORDS

if TYPE_CHECKING:
    from reportgen.report.illustrations import Illustrations
    from reportgen.report.practice import Practice


def _practice() -> Practice:
    from reportgen.reports.disclosure.form_2019.practice import PRACTICE  # noqa: PLC0415 — a report needs none

    return PRACTICE


def _illustrations() -> Illustrations:
    from reportgen.reports.disclosure.charts import illustrations  # noqa: PLC0415 — the same

    return illustrations("applications.outcomes.otherwise_handled")


REPORT = ReportType(
    name="disclosure_2019",
    title=Text(
        "政府信息公开工作年度报告（2019年版格式）", "annual report on government information disclosure (2019 form)"
    ),
    law=f"《中华人民共和国政府信息公开条例》第四十九条、第五十条；{FORM}",
    statistics=Statistics,
    rules=(*HARD_RULES, *TABLE_2_RULES, *PROSE_RULES, *REVIEWER_RULES),
    narrative=(
        NarrativeField("preamble", Text("引言", "preamble"), required=False),
        NarrativeField("overview", Text(SECTIONS[0], "1 overview"), required=True),
        NarrativeField("problems", Text(SECTIONS[4], "5 problems and improvements"), required=True),
        NarrativeField("other_matters", Text(SECTIONS[5], "6 other matters"), required=False, absent="无"),
    ),
    tables=TABLES,
    title_words=TITLE_WORDS,
    noted=("proactive",),
    sections=SECTIONS,
    across_years=ACROSS_YEARS,
    prose=PROSE_CHECKS,
    jump=JUMP,
    across_units=ACROSS_UNITS,
    practice=_practice,
    illustrations=_illustrations,
)
