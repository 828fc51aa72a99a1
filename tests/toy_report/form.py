"""The two tables of the toy report: the hotline's figures one below the other, and a row for each account."""

from __future__ import annotations

import attrs

from reportgen.core.text import Text
from reportgen.model.figures import declared
from reportgen.model.form_grid import FormRow, FormTable
from tests.toy_report.model import Account, Hotline

SECTIONS = ("一、总体情况", "二、热线", "三、政务新媒体")
HOTLINE = {f"hotline.{field.name}": declared(field).labels[-1].zh for field in attrs.fields(Hotline)}
ACCOUNT = tuple(f"accounts[].{field.name}" for field in attrs.fields(Account))
TOTAL = "合计"

TABLES = (
    FormTable(
        Text("表一", "table 1"),
        SECTIONS[1],
        2,
        tuple(FormRow(label, (address,)) for address, label in HOTLINE.items()),
    ),
    FormTable(Text("表二", "table 2"), SECTIONS[2], 4, (FormRow("", ACCOUNT), FormRow(TOTAL, ("posts", "followers")))),
)
