"""Data in the form of 2019, which had one row （六）其他处理, brought to the three rows of the 2021 form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.report.findings import Finding
from reportgen.report.report_type import Adapted
from reportgen.report.rules import Rule
from reportgen.reports.disclosure.model import Applicants

_ROW = "applications.outcomes.otherwise_handled"
_COLUMNS = frozenset(field.name for field in attrs.fields(Applicants))
OLD_FORM = Rule(
    "F-OLDFORM",
    Text(
        "表三“（六）其他处理”按 2021 年的格式分三行填写",
        "“(6) otherwise handled” of table 3 has the three rows of the 2021 form",
    ),
    law="国办公开办函〔2021〕30号",
    stage="reading",
)
"""Found by :func:`adapt` while the data is read; nothing is left to be examined afterwards."""


def adapt(data: Mapping[str, Any]) -> Adapted:
    """Return ``data`` with a single row （六）其他处理 counted under 3.其他, and finding F-OLDFORM where it was one.

    A published total of that row becomes the stated sum of the three.
    """
    applications = data.get("applications")
    outcomes = applications.get("outcomes") if isinstance(applications, Mapping) else None
    row = outcomes.get("otherwise_handled") if isinstance(outcomes, Mapping) else None
    if not _is_row(row):
        return Adapted(data)
    none = [0] * len(_COLUMNS)
    rows = {"correction_overdue": none, "fee_unpaid": none, "other": row}
    adapted: dict[str, Any] = {
        **data,
        "applications": {**applications, "outcomes": {**outcomes, "otherwise_handled": rows}},  # type: ignore[dict-item]
    }
    stated = data.get("stated")
    if isinstance(stated, Mapping) and f"{_ROW}.total" in stated:
        adapted["stated"] = {
            f"{_ROW}.total.total" if address == f"{_ROW}.total" else address: value for address, value in stated.items()
        }
    return Adapted(adapted, (_finding(),))


def _is_row(value: Any) -> bool:
    return isinstance(value, list) or (isinstance(value, Mapping) and bool(value) and set(value) <= _COLUMNS)


def _finding() -> Finding:
    says = Text(
        "表三“（六）其他处理”只有一行，这是 2019 年的格式；2021 年起分为 1.逾期不补正、2.逾期未缴费、3.其他三行，"
        "请分行填写（程序暂将全部数字计入“3.其他”）",
        "“(6) otherwise handled” of table 3 is one row as in the 2019 form; since 2021 it is three: 1 correction "
        "overdue, 2 fee unpaid, 3 other; fill in the three rows (for now all is counted under “3 other”)",
    )
    return Finding(OLD_FORM.id, "broken", OLD_FORM.severity, says, _ROW, law=OLD_FORM.law)
