"""Practice data of the form of 2019: what its table 2 usually holds, and its sentences about it."""

from __future__ import annotations

from typing import Final

from reportgen.report.practice import Practice
from reportgen.reports.disclosure.form_2019.rules import DOCUMENTS, FIRST_YEAR, LAST_YEAR, LISTED
from reportgen.reports.disclosure.practice import LEVELS, QUOTED, prose, usual

_MATTERS: Final = {"prev_items": 0.3, "delta": 0.02}
_DECISIONS_MADE: Final = {"permits": 150.0, "other_services": 60.0, "penalties": 120.0, "coercive_measures": 8.0}
_TABLE_2: Final = {
    **{f"{DOCUMENTS[0]}.{name}": mean for name, mean in (("made_new", 0.0005), ("published_new", 0.0005))},
    **{f"{DOCUMENTS[1]}.{name}": mean for name, mean in (("made_new", 0.03), ("published_new", 0.03))},
    f"{DOCUMENTS[0]}.public_total": 0.005,
    f"{DOCUMENTS[1]}.public_total": 0.2,
    **{f"{row}.{name}": mean for row in LISTED for name, mean in _MATTERS.items()},
    **{f"{row}.decisions": mean for row, mean in _DECISIONS_MADE.items()},
    "procurement.items": 0.5,
    "procurement.amount": 40_000.0,
}
_DOCUMENTS_SENTENCE: Final = (
    "制发行政规范性文件{{ proactive.normative_documents.made_new }}件，"
    "新公开{{ proactive.normative_documents.published_new }}件。"
)
_DECISIONS_SENTENCE: Final = (
    "作出行政许可处理决定{{ proactive.permits.decisions }}件、"
    "行政处罚处理决定{{ proactive.penalties.decisions }}件、"
    "行政强制处理决定{{ proactive.coercive_measures.decisions }}件。"
)

PRACTICE: Final = Practice(
    LEVELS,
    usual(_TABLE_2, {"otherwise_handled": 0.09}),
    prose(_DOCUMENTS_SENTENCE, _DECISIONS_SENTENCE, "applications.outcomes.otherwise_handled.total"),
    QUOTED | {"proactive.permits.decisions": "PT-T2"},
    {f"proactive.{row}.prev_items": 5 for row in LISTED},
    (FIRST_YEAR, LAST_YEAR),
)
