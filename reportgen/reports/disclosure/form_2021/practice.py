"""Practice data of the form of 2021: what its table 2 usually holds, and its sentences about it."""

from __future__ import annotations

from typing import Final

from reportgen.report.practice import Practice
from reportgen.reports.disclosure.practice import LEVELS, QUOTED, prose, usual

_TABLE_2: Final = {
    "regulations.made": 0.0005,
    "regulations.repealed": 0.0003,
    "regulations.in_force": 0.005,
    "normative_documents.made": 0.03,
    "normative_documents.repealed": 0.04,
    "normative_documents.in_force": 0.2,
    "permits": 150.0,
    "penalties": 120.0,
    "coercive_measures": 8.0,
    "fees": 10.0,
}
_OTHERWISE_HANDLED: Final = {
    "otherwise_handled.correction_overdue": 0.022,
    "otherwise_handled.fee_unpaid": 0.007,
    "otherwise_handled.other": 0.06,
}
_DOCUMENTS: Final = (
    "制发行政规范性文件{{ proactive.normative_documents.made }}件，"
    "废止{{ proactive.normative_documents.repealed }}件，"
    "现行有效{{ proactive.normative_documents.in_force }}件。"
)
_DECISIONS: Final = (
    "作出行政许可处理决定{{ proactive.permits }}件、行政处罚处理决定{{ proactive.penalties }}件、"
    "行政强制处理决定{{ proactive.coercive_measures }}件。"
)

PRACTICE: Final = Practice(
    LEVELS,
    usual(_TABLE_2, _OTHERWISE_HANDLED),
    prose(_DOCUMENTS, _DECISIONS, "applications.outcomes.otherwise_handled.total.total"),
    QUOTED | {"proactive.permits": "PT-T2", "proactive.normative_documents.in_force": "PT-T2"},
)
