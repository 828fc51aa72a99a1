"""The two tables of the toy report: the hotline's figures one below the other, and a row for each account."""

from __future__ import annotations

import attrs

from reportgen.core.text import Text
from reportgen.model.figures import declared
from reportgen.model.form_grid import Block, FormTable, Heading
from reportgen.model.headings import headings_of
from tests.toy_report.model import Account, Hotline

SECTIONS = ("一、总体情况", "二、热线", "三、政务新媒体")
HOTLINE = {f"hotline.{field.name}": declared(field).labels[-1].zh for field in attrs.fields(Hotline)}
TOTAL = "合计"
POSTS, FOLLOWERS = Heading("", "posts"), Heading("", "followers")

TABLES = (
    FormTable(Text("表一", "table 1"), SECTIONS[1], (Block(headings_of(Hotline, "hotline"), (Heading(""),)),)),
    FormTable(
        Text("表二", "table 2"),
        SECTIONS[2],
        (
            Block((Heading("", "accounts[]"),), headings_of(Account), "名称"),
            Block((Heading(TOTAL),), (POSTS, FOLLOWERS)),
        ),
    ),
)
