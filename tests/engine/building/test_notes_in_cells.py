"""A note behind a figure is led to ``notes:``, where it is printed."""

from __future__ import annotations

import pytest

from reportgen.api import types_and_rules
from reportgen.engine.building.notes_in_cells import note_remedy

BOOK = types_and_rules.describe("disclosure_2021").addresses
MADE = "proactive.normative_documents.made"


@pytest.mark.parametrize(
    "value", ["2（其中修订1件）", "2 (其中修订1件)", "２件（其中修订1件）", "2，其中修订1件", "2;其中修订1件"]
)
def test_the_line_for_the_note_is_printed(value: str) -> None:
    told = note_remedy(value, MADE, BOOK, None)
    assert told is not None
    assert told.zh.startswith("数字只写 2；附注写到 notes: 下面")
    assert told.zh.endswith(f"{MADE}: （其中修订1件）")


def test_a_row_of_numbers_has_no_room_for_notes() -> None:
    told = note_remedy("14（含2件）", "applications.new.natural_persons", BOOK, "applications")
    assert told is not None
    assert (
        told.zh == "只写 14；这一格不印附注，要说明的写在表下：remarks: 下面写一行，行首空两格：applications: （含2件）"
    )


@pytest.mark.parametrize("value", ["无（见附件）", "（其中修订1件）", "2", 2, None, "2.5（估计）"])
def test_what_is_no_number_with_a_note_is_left_to_other_messages(value: object) -> None:
    assert note_remedy(value, MADE, BOOK, None) is None
