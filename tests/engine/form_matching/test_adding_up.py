"""A row that was read by counting, among rows of other lengths, is read only where it adds up; elsewhere as printed."""

from __future__ import annotations

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.published_tables import matched
from reportgen.engine.form_matching.sheets import Sheet
from reportgen.engine.form_matching.text_tables import with_text_tables
from reportgen.reports.disclosure.form_2021 import REPORT

FORM = FormIndex(REPORT.tables)
HEADS = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"
NEW, OLD = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
SHORT = "（一）予以公开\t1\t2\t3\t4\t5\t15"


def read(*lines: str) -> set[str]:
    blocks = with_text_tables([ShownText(line, Origin("a")) for line in lines], FORM, frozenset())
    book = REPORT.addresses
    found = matched(
        [one for one in blocks if isinstance(one, Sheet)],
        FORM,
        lambda address: book[address].figure.kind,
        lambda address: book[address].definition,
    )
    return {address.split(".")[1] for address, one in found.figures.items() if one.printed.value is not None}


def test_among_rows_of_other_lengths_a_row_must_add_up() -> None:
    rows = [HEADS, f"{NEW}\t1\t2\t3\t4\t5\t6\t21", f"{OLD}\t1\t2\t3\t4\t5\t6\t9", "（二）部分公开\t1\t1\t1\t1\t1\t1\t6"]
    assert read(*rows, SHORT) == {"new", "outcomes"}
    assert read(*rows) == {"new", "carried_in", "outcomes"}
