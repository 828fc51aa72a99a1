"""What is wrong with a file that is to be written; what a check of a whole target says is in test_atomic_write."""

from __future__ import annotations

import pytest

from reportgen.output_faults import name_faults


@pytest.mark.parametrize("name", ["../a.docx", "..", "", "a/b.docx", "\ud800.docx"])
def test_a_name_made_from_data_cannot_leave_its_folder(name: str) -> None:
    assert [fault.id for fault in name_faults(name, name)] == ["output-name"]
