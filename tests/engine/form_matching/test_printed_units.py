"""Amounts that a published table prints in another unit than the form's are converted exactly, or doubted and told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable, ShownText
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.label_slips import slips_in
from reportgen.engine.form_matching.printed_units import with_captions
from reportgen.engine.form_matching.published_tables import matched
from reportgen.engine.form_matching.sheets import Sheet, sheet_of
from reportgen.reports.disclosure.form_2021 import REPORT

FORM = FormIndex(REPORT.tables)
FEES = "proactive.fees"
ROW = ["行政事业性收费", "5120"]


def read(*rows: list[str], caption: str = "") -> tuple[Any, list[str]]:
    """Return the fees that a table shows, and the ids of what is told."""
    cells = [
        ShownCell(down, right, text, Origin("a")) for down, row in enumerate(rows) for right, text in enumerate(row)
    ]
    blocks: list[ShownText | Sheet] = [ShownText(caption, Origin("a")), sheet_of(ShownTable(tuple(cells), Origin("a")))]
    found = matched(with_captions(blocks), FORM, lambda address: REPORT.addresses[address].figure.kind)
    return found.figures[FEES].printed.value, [fault.id for fault in found.account]


@pytest.mark.parametrize(
    ("heading", "fees"),
    [("本年收费金额（单位：万元）", 5120), ("本年收费金额", 5120), ("本年收费金额（单位：元）", Decimal("0.512")),
     ("本年收费金额（亿元）", 51200000), ("本年收费金额（千元）", 512)],
)  # fmt: skip
def test_a_unit_in_the_heading_is_heeded(heading: str, fees: Any) -> None:
    told = [] if fees == 5120 else ["published-converted-unit"]
    assert read(["信息内容", heading], ROW) == (fees, told)


def test_a_unit_in_the_caption_or_the_label_is_heeded() -> None:
    head = ["信息内容", "本年收费金额"]
    assert read(head, ROW, caption="单位：元")[0] == Decimal("0.512")
    assert read(["单位：件、元", ""], head, ROW)[0] == Decimal("0.512")
    assert read(head, ["行政事业性收费（元）", "5120"])[0] == Decimal("0.512")
    assert read(head, ROW, caption="全年收费3000元。")[0] == 5120


@pytest.mark.parametrize(
    ("heading", "cell", "caption"),
    [("本年收费金额（单位：万元）", "5120", "单位：元"), ("本年收费金额（单位：元）", "3.5", ""),
     ("本年收费金额（单位：元）", "0.512万元", ""), ("本年收费金额（单位：美元）", "5120", ""),
     ("本年收费金额", "5120（元）", "")],
)  # fmt: skip
def test_an_amount_whose_unit_is_not_certain_is_a_blank(heading: str, cell: str, caption: str) -> None:
    fees, told = read(["信息内容", heading], ["行政事业性收费", cell], caption=caption)
    assert (fees, told) == (None, ["published-doubtful-figure"])


def test_another_unit_in_a_label_is_no_slip() -> None:
    label = "本年收费金额（单位：万元）"
    assert slips_in({"本年收费金额（单位：元）": 1}, {label: 1}) == {}
    assert slips_in({"本年收费金颔（单位：万元）": 1}, {label: 1}) != {}
