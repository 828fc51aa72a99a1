"""What 政府信息公开工作年度报告 shows in pictures: charts over tables 3 and 4, and ten figures of the year."""

from __future__ import annotations

import attrs

from reportgen.core.text import Text
from reportgen.report.illustrations import Chart, Illustrations
from reportgen.reports.disclosure.model import Applicants, Results

_COMPARED = (
    "applications.new.total",
    "applications.outcomes.granted.total",
    "applications.outcomes.partially_granted.total",
    "applications.carried_out.total",
    "reviews.reconsideration.total",
    "reviews.litigation.total",
)
_HIGHLIGHTS = (
    "applications.new.total",
    "applications.carried_in.total",
    "applications.outcomes.granted.total",
    "applications.outcomes.partially_granted.total",
    "applications.carried_out.total",
    "reviews.reconsideration.total",
    "reviews.litigation.total",
)


def illustrations(otherwise_handled: str, proactive: tuple[str, str, str]) -> Illustrations:
    """Return the pictures of a form: its address of （六）其他处理, and the three figures of its table 2 to show."""
    outcomes = Chart(
        "outcomes",
        Text("政府信息公开申请办理结果", "outcomes of applications"),
        rows=(
            "applications.outcomes.granted",
            "applications.outcomes.partially_granted",
            "applications.outcomes.withheld.total",
            "applications.outcomes.unavailable.total",
            "applications.outcomes.not_processed.total",
            otherwise_handled,
        ),
        columns=tuple(field.name for field in attrs.fields(Applicants)),
        none=Text("没有办理政府信息公开申请，各项办理结果均为 0 件", "no application was handled: every outcome is 0"),
    )
    years = Chart(
        "years",
        Text("主要数字与上年相比", "main figures beside last year's"),
        rows=_COMPARED,
        none=Text("和上一年的这些数字均为 0 件", "these figures and last year's are all 0"),
    )
    applicants = Chart(
        "applicants",
        Text("政府信息公开申请人", "applicants"),
        rows=("applications.new", "applications.carried_in", "applications.carried_out"),
        columns=tuple(field.name for field in attrs.fields(Applicants)),
        none=Text("没有收到政府信息公开申请，各项均为 0 件", "no application was received: all are 0"),
    )
    reviews = Chart(
        "reviews",
        Text("行政复议和行政诉讼结果", "reviews and suits"),
        rows=("reviews.reconsideration", "reviews.litigation.direct", "reviews.litigation.after_reconsideration"),
        columns=tuple(field.name for field in attrs.fields(Results)),
        none=Text(
            "没有因政府信息公开引起的行政复议和行政诉讼，各项均为 0 件", "there was no review and no suit: all are 0"
        ),
    )
    return Illustrations((applicants, outcomes, years, reviews), (*_HIGHLIGHTS, *proactive))
