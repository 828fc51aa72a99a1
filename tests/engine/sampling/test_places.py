"""Every office has a name of its own, however many there are."""

from __future__ import annotations

from reportgen.engine.sampling.places import organ
from reportgen.report.practice import Level


def test_no_two_numbers_have_one_name_beyond_all_places_too() -> None:
    county, province = Level("{place}县人民政府", 2, 1, (1, 2)), Level("{place}省人民政府", 1, 1, (1, 2))
    for level, numbers in ((county, [*range(2000), *range(230_390, 231_000)]), (province, [*range(1500)])):
        assert len({organ(level, number) for number in numbers}) == len(numbers)


def test_a_name_lies_in_the_places_around_it() -> None:
    assert organ(Level("{place}镇人民政府", 3, 1, (1, 2)), 481) == "甲子市乙丑县乙丑镇人民政府"
    assert organ(Level("{place}省人民政府", 1, 1, (1, 2)), 61) == "东乙丑省人民政府"
