"""F-BASIS: articles and documents that a report cannot be based on."""

from __future__ import annotations

import pytest

from reportgen.reports.disclosure.legal_basis import LEGAL_BASIS
from tests.strategies import report_of, zero


def told(text: str) -> list[str]:
    assert LEGAL_BASIS.examine is not None
    return [one.says.zh for one in LEGAL_BASIS.examine(report_of(zero(), narrative={"preamble": text}))]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("根据《政府信息公开条例》第三十一条规定编制本报告。", "条例》第三十一条", "《条例》第四十九条、第五十条"),
        ("按照国办公开办函〔2020〕30号要求编制。", "国办公开办函〔2020〕30号", "国办公开办函〔2021〕30号"),
        ("按年度报告格式（国办公开办函〔2021〕13号）。", "国办公开办函〔2021〕13号", "国办公开办函〔2021〕30号"),
        ("按照国办公开办函〔2019〕60号要求编制。", "国办公开办函〔2019〕60号", "国办公开办函〔2021〕30号"),
        ("按照国办发〔2021〕30号文件要求编制。", "国办发〔2021〕30号", "国办公开办函〔2021〕30号"),
        ("按照国办公开办涵〔2021〕30号要求编制。", "国办公开办涵〔2021〕30号", "国办公开办函〔2021〕30号"),
        ("根据《条例》（国务院令第492号）编制。", "条例》（国务院令第492号）", "国务院令第711号"),
    ],
)
def test_a_basis_that_is_not_in_force_is_told_with_the_one_that_is(text: str, wrong: str, right: str) -> None:
    assert told(text) == [f"编制依据“{wrong}”有误，现行的是{right}"]


@pytest.mark.parametrize(
    "text",
    [
        "根据《条例》（国务院令第711号）第五十条第四项和国办公开办函〔2021〕30号编制。",
        "依据《条例》第三十六条第（一）项予以公开436件。",
        "按照国办发〔2021〕12号、国办发〔2019〕54号文件编制公开目录。",
        "落实《条例》第二十条要求。根据《条例》第四十九条编制本报告。",
    ],
)
def test_what_a_report_may_well_name_is_left_alone(text: str) -> None:
    assert told(text) == []
