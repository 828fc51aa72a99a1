"""A year that should be the report's is found where it is another; history and comparisons are left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportgen.engine.prose_check.stale_years import stale_years
from reportgen.reports.disclosure.prose import PROSE_CHECKS as CHECKS

CITY, DISTRICT, BUREAU = "淮安市人民政府", "淮安市洪泽区人民政府办公室", "淮安市洪泽区教育局"
PUBLISHED = {"hongze_gov_2023": DISTRICT, "huaian_gov_2024": CITY, "kaifeng_gov_2021": "开封市人民政府"}


def found(text: str, organ: str = BUREAU, *, whole: bool = False) -> list[int]:
    return [year for year, _, _ in stale_years(text, 2024, organ, CHECKS, whole=whole)]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，我局认真贯彻落实《条例》。",
        "2023年，全市政府信息获取渠道畅通。",
        "2023年我局认真贯彻落实《条例》。",
        "2023年度，本机关主动公开信息12条，同比增长3%。",
        "  　2023年，教育局坚持公开为常态。",
        "2023年，洪泽区教育局坚持公开为常态。",
        "2023年，{{ organ }}的政府信息公开工作取得一定进展。",
        "2023年，{{organ}}认真执行《条例》。",
        "2023年，严格落实公开制度，印发了《2023年工作要点》。",
        "2023年共受理申请5件（含上年结转1件），全部答复。",
        "2023 年，主动公开信息12条，其中网站8条。",
        "工作扎实。2023年，各科室均安排了专人。",
        "**2023年，我局认真贯彻落实《条例》。**",
        "（一）主动公开情况。2023年，通过门户网站发布信息12条。",
        "## （一）主动公开\n\n2023年，始终把公开作为重点。",
        "2025年，我局认真贯彻落实《条例》。",
        "2014年，我局认真贯彻落实《条例》。",
        "2023年，我局严格落实《办法》，没有收取费用。新的一年将继续努力。",
    ],
)
def test_a_wrong_year_that_opens_a_sentence_of_the_office_is_found(text: str) -> None:
    (year,) = found(text)
    assert str(year) in text


@pytest.mark.parametrize(
    "text",
    [
        "2023年以来，我局认真贯彻落实《条例》。",
        "2023年底，我局认真贯彻落实《条例》。",
        "2023年3月，我局开展了培训。",
        "2021—2023年，我局共受理申请9件。",
        "2021年至2023年，我局共受理申请9件。",
        "2022年、2023年，我局均未收费。",
        "自2019年起，我局坚持公开。",
        "较2023年增长3%，比2023年，全市少5件。",
        "与 2023年，我局相比。",
        "国办公开办函〔2021〕30号、（2023）苏行终12号。",
        "2019年，国务院办公厅印发通知。2023年，省政府办公厅印发《工作要点》。",
        "2023年，市政府办公室组织考评。",
        "2023年，我局印发《公开办法》，全局一直执行。",
        "2023年，我局被评为先进单位。2023年，荣获一等奖。",
        "2019年，主动公开目录编制完成。2022年，严格规范了流程。",
        "2023年收到的2件申请已经办结。",
        "2023年通过的决议、2023年发布的公告已归档。",
        "2023年，我局受理5件，2024年受理6件。",
        "2023年，我局受理5件，今年受理6件。",
        "2023年，我局受理5件。2024年，受理6件。",
        "2023年，我局受理5件。{{ year }}年，受理6件。",
        "2023年，全市受理5件，{{ year }}年受理6件。",
        "2024年，我局认真贯彻落实《条例》。",
        "《2023年政府信息公开工作年度报告》发布后，对照2023年政府信息公开工作年度报告整改。",
        "2023年政府信息公开工作年度报告中的问题均已解决。",
        "2023年12月31日前收到、2024年办结的申请2件。",
    ],
)
def test_history_comparisons_and_documents_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_government_is_its_own_level_and_a_higher_one_is_another() -> None:
    assert found("2023年，市政府门户网站发布信息12条。", CITY) == [2023]
    assert found("2023年，区政府坚持公开为常态。", DISTRICT) == [2023]
    assert found("2023年，市政府坚持公开为常态。", DISTRICT) == []
    assert found("2023年，洪泽区人民政府坚持公开为常态。", DISTRICT) == [2023]


def test_the_period_of_the_report_has_no_other_year_in_the_preamble() -> None:
    assert found("2024年1月1日至2023年12月31日的数据。", whole=True) == [2023]
    assert found("统计期限自2023年1月1日起。现公布2023年政府信息公开工作年度报告。", whole=True) == [2023, 2023]


def test_the_place_is_the_year_and_a_sentence_is_told_once() -> None:
    text = "工作扎实。\n\n2023年，我局截至2023年12月31日收到5件。"
    assert list(stale_years(text, 2024, BUREAU, CHECKS, whole=False)) == [
        (2023, text.index("2023"), "2023年，我局截至2023年12月31日收到5件")
    ]


@pytest.mark.shared
@pytest.mark.parametrize("name", PUBLISHED)
def test_published_reports_have_stale_years_only_a_year_later(shared: Path, name: str) -> None:
    text, year = (shared / "reports" / f"{name}.txt").read_text("utf-8"), int(name[-4:])
    assert list(stale_years(text, year, PUBLISHED[name], CHECKS, whole=False)) == []
    later = {position for _, position, _ in stale_years(text, year + 1, PUBLISHED[name], CHECKS, whole=False)}
    openings = {match.start(1) for match in re.finditer(rf"(?:^[ ]*|。)({year})[ ]*年(?! 1 月)", text, re.MULTILINE)}
    assert len(openings) >= 5
    assert openings <= later


@pytest.mark.parametrize(
    "text",
    [
        "2020年1月1日至12月31日，全市收到申请。",
        "统计时间为2020年1月1日—12月31日。",
        "我局2020年共收到申请5件。",
        "本单位2020年度未收到申请。",
    ],
)
def test_a_year_in_a_period_or_behind_the_office_is_stale(text: str) -> None:
    assert [year for year, _, _ in stale_years(text, 2021, "某市某局", CHECKS, whole=False)] == [2020]


@pytest.mark.parametrize("text", ["与我局2020年收到的申请相比，2021年有所增加。", "我市2020年印发的《办法》继续执行。"])
def test_another_year_behind_the_office_may_be_meant(text: str) -> None:
    assert [*stale_years(text, 2021, "某市某局", CHECKS, whole=False)] == []
