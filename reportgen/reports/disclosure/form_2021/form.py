"""The three printed tables of the form of 2021, row by row: what stands in which cell of the finished document."""

from __future__ import annotations

from reportgen.core.text import Text
from reportgen.model.form_grid import FormRow, FormTable
from reportgen.reports.disclosure.form import SECTIONS, applications_table, reviews_table

DOCUMENTS = ("made", "repealed", "in_force")


def _proactive() -> tuple[FormRow, ...]:
    def single(label: str, name: str) -> FormRow:
        return FormRow(label, (f"proactive.{name}",))

    def stock(label: str, name: str) -> FormRow:
        return FormRow(label, tuple(f"proactive.{name}.{column}" for column in DOCUMENTS))

    return (
        stock("规章", "regulations"),
        stock("行政规范性文件", "normative_documents"),
        single("行政许可", "permits"),
        single("行政处罚", "penalties"),
        single("行政强制", "coercive_measures"),
        single("行政事业性收费", "fees"),
    )


TABLES = (
    FormTable(Text("表二", "table 2"), SECTIONS[1], 4, _proactive()),
    applications_table(),
    reviews_table(),
)
