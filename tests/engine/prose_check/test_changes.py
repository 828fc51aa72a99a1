"""What changed since last year is held against both numbers, and against last year's report."""

from __future__ import annotations

import pytest

from reportgen.engine.prose_check.findings import check_prose
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.prose_check.test_percentages import found, office
from tests.strategies import report_of, with_values

LAST = report_of(
    with_values({**dict.fromkeys(REPORT.addresses.entered, 0), "applications.new.natural_persons": 640}), year=2020
)


@pytest.mark.parametrize(
    ("wording", "right", "wrong"),
    [
        ("发布信息500条，比上年（400条）增加{}条。", "100", "110"),
        ("上年发布信息400条，今年发布信息500条，增加{}条。", "100", "90"),
        ("发布信息400条，较上年的500条减少{}条，下降20%。", "100", "101"),
    ],
)
def test_a_change_is_the_one_between_both_numbers(wording: str, right: str, wrong: str) -> None:
    assert found(wording.format(right), "PT-PARTS") == []
    (finding,) = [one for one in check_prose(office(wording.format(wrong))) if one.rule == "PT-PARTS"]
    assert (finding.severity, finding.expected, finding.actual) == ("note", 100, int(wrong))


@pytest.mark.parametrize(
    ("prose", "count"),
    [
        ("受理申请800件，与上年持平。", 1),
        ("受理申请800件，同比增加160件。", 0),
        ("受理申请800件，较上年增加106件。", 1),
        ("受理申请800件，比上年减少160件。", 1),
        ("受理申请800件，同比翻番。", 1),
        ("通过网络受理申请300件，与上年持平。", 0),
    ],
)
def test_a_change_in_words_is_held_against_last_years_report(prose: str, count: int) -> None:
    assert len(found(prose, "PT-PARTS", LAST)) == count
    assert found(prose, "PT-PARTS") == []


def test_level_is_believed_where_it_is_and_nearly_level_nearby() -> None:
    same = report_of(
        with_values({**dict.fromkeys(REPORT.addresses.entered, 0), "applications.new.natural_persons": 800}), year=2020
    )
    near = report_of(
        with_values({**dict.fromkeys(REPORT.addresses.entered, 0), "applications.new.natural_persons": 790}), year=2020
    )
    assert found("受理申请800件，与去年持平。", "PT-PARTS", same) == []
    assert found("受理申请800件，与上年基本持平。", "PT-PARTS", near) == []
    assert len(found("受理申请800件，与去年持平。", "PT-PARTS", near)) == 1


def test_numbers_of_other_things_make_no_change() -> None:
    assert found("发布信息500条，其中微信300条，比上年（400条）增加90条。", "PT-PARTS") == []
