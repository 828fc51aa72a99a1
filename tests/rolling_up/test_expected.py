"""A list of units is one name a line, in text or CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.core.errors import DataError
from reportgen.rolling_up.expected import expected_units


def test_names_are_read_up_to_the_first_comma_or_tab(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('# 应交单位\n\n 甲县人民政府 ,1\r\n"乙县教育局"\t2\n丙镇，备注\n', "utf-8-sig", newline="")
    assert expected_units(path) == ["甲县人民政府", "乙县教育局", "丙镇"]
    assert expected_units([" 甲县 "]) == ["甲县"]


def test_a_list_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("# nothing\n", "utf-8")
    with pytest.raises(DataError) as caught:
        expected_units(path)
    assert caught.value.faults[0].id == "no-units-listed"
