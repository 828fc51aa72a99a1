"""Last year's prose for a new year: a certain number is a placeholder, a doubtful one a mark, a year moved on."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen.engine.prose_check.next_year import next_year_s_prose
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import report_of, with_values

FIGURES = {
    "applications.new.natural_persons": 9, "applications.new.enterprises": 1, "applications.carried_in.enterprises": 3,
    "applications.outcomes.granted.natural_persons": 8, "applications.outcomes.granted.enterprises": 4,
    "reviews.litigation.direct.upheld": 4, "reviews.litigation.after_reconsideration.pending": 3,
    "applications.carried_out.natural_persons": 1, "proactive.regulations.made": 0, "proactive.permits": 0,
    "proactive.normative_documents.made": 5, "proactive.normative_documents.in_force": 50,
}  # fmt: skip

MARK = "〔请填写：以下是 2021 年的文字，请按 2022 年的情况改写〕"


def last(text: str, field: str = "other_matters", **more: Any) -> Report:
    values: dict[str, Any] = dict.fromkeys(REPORT.addresses.entered, 0) | FIGURES
    return attrs.evolve(report_of(with_values(values), narrative={field: text}), **more)


def renewed(text: str, field: str = "other_matters", **more: Any) -> str:
    report = last(text, field, **more)
    known = {*REPORT.addresses.entered, *REPORT.addresses.derived, "year", "organ"}
    return next_year_s_prose(report, known)[field].removeprefix(f"{MARK}\n\n")


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("新收政府信息公开申请10件。", "新收政府信息公开申请{{ applications.new.total }}件。"),
        ("制发行政规范性文件5件。", "制发行政规范性文件{{ proactive.normative_documents.made }}件。"),
        ("受理政府信息公开申请13件。", "受理政府信息公开申请〔请填写：上年为13〕件。"),  # a sum of two figures
        ("新收政府信息公开申请11件。", "新收政府信息公开申请〔请填写：上年为11〕件。"),  # no figure is 11
        ("发生行政诉讼7件。", "发生行政诉讼{{ reviews.litigation.total }}件。"),  # two blocks have a total
        ("发布信息1,204条。", "发布信息〔请填写：上年为1,204〕条。"),
        ("占比97.5%，约300人次。", "占比〔请填写：上年为97.5〕%，约〔请填写：上年为300〕人次。"),
        ("另答复三件。", "另答复〔请填写：上年为三件〕。"),
        ("共{{ applications.new.total }}件，{{ portal.posts }}条。",
         "共{{ applications.new.total }}件，〔请填写：上年为77〕条。"),
        ("占{{ applications.new.total | share(portal.posts, 1) }}%。", "占〔请填写〕%。"),
    ],
)  # fmt: skip
def test_a_number_is_a_placeholder_where_it_has_one_reading_only(text: str, becomes: str) -> None:
    assert renewed(text, figures={"portal": {"posts": 77}}) == becomes


def test_a_share_of_two_certain_figures_is_computed_anew() -> None:
    done, granted = "applications.outcomes.total.total", "applications.outcomes.granted.total"
    assert renewed("办结申请12件，其中予以公开12件，占100.0%。") == (
        f"办结申请{{{{ {done} }}}}件，其中予以公开{{{{ {granted} }}}}件，占{{{{ {granted} | share({done}, 1) }}}}%。"
    )


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("2021年1月1日至2021年12月31日", "{{ year }}年1月1日至{{ year }}年12月31日"),
        ("2021年，比2020年好；2022年将更好。", "{{ year }}年，比2021年好；2023年将更好。"),
        ("2021 年度", "{{ year }} 年度"),
        (
            "国办公开办函〔2021〕30号、《2021年工作要点》、2019年以来",
            "国办公开办函〔2021〕30号、《2021年工作要点》、2019年以来",
        ),
        ("2021年5月起施行", "〔请填写：上年为2021〕年5月起施行"),
        ("去年，上年", "去年，上年"),
    ],
)
def test_a_year_is_moved_on_and_the_date_of_an_event_is_not(text: str, becomes: str) -> None:
    assert renewed(text) == becomes


def test_what_is_written_anew_says_so_and_check_names_every_mark() -> None:
    text = f"{MARK}\n\n{renewed('加强培训，发布信息12条。', 'problems')}"
    now = last(text, "problems", year=2022)
    drafts = [finding for finding in reportgen.check(now) if finding.rule == "F-DRAFT"]
    assert len(drafts) == 2
    assert not [finding for finding in reportgen.check(now) if finding.rule.startswith("PT-")]


@given(
    st.lists(
        st.sampled_from(["新收申请10件", "发布5条", "2021年", "{{ year }}", "，", "。", "\n\n", "## （一）甲", "约9"])
    )
)
def test_words_that_are_no_numbers_stay_as_they_are(pieces: list[str]) -> None:
    text = "".join(pieces)
    made = renewed(text)
    for words in ("新收申请", "发布", "## （一）甲", "\n\n"):
        assert made.count(words) == text.count(words)
    assert made.count("{{") == made.count("}}")


@pytest.mark.parametrize("field", ["overview", "problems", "other_matters"])
def test_every_section_but_the_first_words_begins_with_a_mark(field: str) -> None:
    found = next_year_s_prose(last("没有其他需要报告的事项。", field), ())[field]
    assert found == f"{MARK}\n\n没有其他需要报告的事项。"


def test_the_first_words_are_kept_without_a_mark() -> None:
    assert next_year_s_prose(last("按照规定编制。", "preamble"), ())["preamble"] == "按照规定编制。"
