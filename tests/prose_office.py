"""An office whose prose is compared with its tables."""

from __future__ import annotations

from typing import Any

from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import NARRATIVE, report_of, with_values

APPLICATIONS = "## （二）依申请公开\n\n"
FIGURES: dict[str, int] = {
    "applications.new.natural_persons": 508,
    "applications.new.legal_service_institutions": 37,
    "applications.carried_in.natural_persons": 3,
    "applications.outcomes.granted.natural_persons": 420,
    "applications.outcomes.granted.legal_service_institutions": 16,
    "applications.outcomes.partially_granted.natural_persons": 16,
    "applications.outcomes.withheld.third_party_rights.natural_persons": 7,
    "applications.outcomes.withheld.administrative_queries.legal_service_institutions": 20,
    "applications.outcomes.unavailable.not_held.natural_persons": 48,
    "applications.outcomes.unavailable.needs_creation.natural_persons": 2,
    "applications.outcomes.not_processed.repeated.natural_persons": 5,
    "applications.outcomes.otherwise_handled.other.natural_persons": 8,
    "applications.carried_out.natural_persons": 6,
    "reviews.reconsideration.upheld": 88,
    "reviews.reconsideration.corrected": 18,
    "reviews.reconsideration.other": 28,
    "reviews.reconsideration.pending": 36,
    "reviews.litigation.direct.upheld": 40,
    "reviews.litigation.direct.pending": 12,
    "reviews.litigation.after_reconsideration.corrected": 17,
    "reviews.litigation.after_reconsideration.pending": 8,
    "proactive.regulations.made": 1,
    "proactive.normative_documents.made": 134,
    "proactive.normative_documents.repealed": 262,
    "proactive.normative_documents.in_force": 1408,
    "proactive.permits": 206743,
}
"""An office of Kaifeng's size, with cases pending in table 4 as in Suqian."""


def office(prose: str, **more: Any) -> Report:
    """Return a report with this prose under 依申请公开."""
    values = {**dict.fromkeys(REPORT.addresses.entered, 0), **FIGURES, "proactive.fees": "8937.0276"}
    return report_of(with_values(values), narrative={**NARRATIVE, "overview": APPLICATIONS + prose}, **more)
