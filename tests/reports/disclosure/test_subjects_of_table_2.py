"""Documents counted over years are not this year's."""

from __future__ import annotations

import pytest

from tests.prose_office import office
from tests.reports.disclosure.test_prose import broken


@pytest.mark.parametrize(
    "prose",
    [
        "截至2021年底，累计公开规范性文件1346件。",
        "累计公开规范性文件1346件。",
        "截至2021年底，累计制发规范性文件1346件。",
        "历年来制发规范性文件1346件。",
    ],
)
def test_what_is_counted_over_years_is_left_alone(prose: str) -> None:
    assert broken(office(prose)) == []


@pytest.mark.parametrize(
    "prose",
    [
        "全年累计制发规范性文件143件。",
        "截至2021年底，现行有效规范性文件1480件。",
        "截至12月31日，累计有效规范性文件1480件。",
        "主动公开规范性文件143件。",
    ],
)
def test_what_is_of_the_year_or_in_force_is_held_against_table_2(prose: str) -> None:
    assert broken(office(prose)) == ["PT-T2"]
