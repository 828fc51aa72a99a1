"""The sections of every form and its printed tables 3 and 4, row by row: what stands in which cell."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from reportgen.core.text import Text
from reportgen.model.figures import FIGURE
from reportgen.model.form_grid import FormRow, FormTable
from reportgen.model.symbolic import hints
from reportgen.reports.disclosure.model import Applicants, Outcomes, Results

SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)

COLUMNS = (*(field.name for field in attrs.fields(Applicants)), "total")
RESULTS = (*(field.name for field in attrs.fields(Results)), "total")


def _row(label: str, prefix: str) -> FormRow:
    return FormRow(label, tuple(f"{prefix}.{column}" for column in COLUMNS))


def _outcomes() -> Iterator[FormRow]:
    for field in attrs.fields(Outcomes):
        kind, prefix = hints(Outcomes)[field.name], f"applications.outcomes.{field.name}"
        if kind is Applicants:
            yield _row(field.metadata[FIGURE].labels[-1].zh, prefix)
            continue
        for inner in attrs.fields(kind):
            yield _row(inner.metadata[FIGURE].labels[-1].zh, f"{prefix}.{inner.name}")
    yield _row("（七）总计", "applications.outcomes.total")


def applications_table() -> FormTable:
    """Return table 3."""
    return FormTable(
        Text("表三", "table 3"),
        SECTIONS[2],
        10,
        (
            _row("一、本年新收政府信息公开申请数量", "applications.new"),
            _row("二、上年结转政府信息公开申请数量", "applications.carried_in"),
            *_outcomes(),
            _row("四、结转下年度继续办理", "applications.carried_out"),
        ),
    )


def reviews_table() -> FormTable:
    """Return table 4."""
    return FormTable(
        Text("表四", "table 4"),
        SECTIONS[3],
        15,
        (
            FormRow(
                "",
                tuple(
                    f"reviews.{block}.{result}"
                    for block in ("reconsideration", "litigation.direct", "litigation.after_reconsideration")
                    for result in RESULTS
                ),
            ),
        ),
    )
