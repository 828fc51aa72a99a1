"""For any honest statistics: prose made from legitimate readings never alarms; a number one off always does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.engine.prose_check import keywords
from reportgen.engine.prose_check.findings import check_prose, judgements
from reportgen.report.prose_model import Meaning
from reportgen.report.report import Report
from reportgen.reports.disclosure import interpretations, lexicon
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from tests.strategies import NARRATIVE, any_statistics, report_of, zero

OUTCOMES = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
SENTENCES: list[tuple[str, Sequence[Meaning]]] = [
    ("全年共受理政府信息公开申请{}件", interpretations.application_meanings("received")),
    ("收到{}件公开申请", interpretations.application_meanings("received")),
    ("新收政府信息公开申请{}件", interpretations.application_meanings("new")),
    ("上年结转申请{}件", interpretations.application_meanings("carried_in")),
    ("已答复申请{}件", interpretations.application_meanings("answered")),
    ("办结{}件", interpretations.application_meanings("answered")),
    ("另有{}件结转下年度继续办理", interpretations.application_meanings("carried_out")),
    ("自然人申请{}件", interpretations.application_meanings("applicants", "natural_persons")),
    ("法人或其他组织申请{}件", interpretations.application_meanings("applicants", "organizations")),
    *(
        (f"{words}{{}}件", interpretations.joined_rows((key,), None))
        for words, key in zip(OUTCOMES, interpretations.OUTCOMES, strict=True)
    ),
    *(
        (f"{{}}件{words}", interpretations.joined_rows((key,), None))
        for words, key in zip(OUTCOMES, interpretations.OUTCOMES, strict=True)
    ),
    ("予以公开和部分公开共{}件", interpretations.joined_rows(("granted", "partially_granted"), None)),
    ("属于国家秘密的{}件", interpretations.joined_rows(("withheld.state_secrets",), None)),
    ("重复申请{}件", interpretations.joined_rows(("not_processed.repeated",), None)),
    ("行政复议{}件", interpretations.review_meanings(("reconsideration",), None)),
    ("行政诉讼{}件", interpretations.review_meanings(("litigation",), None)),
    ("未经复议直接起诉的{}件", interpretations.review_meanings(("direct",), None)),
    ("复议后起诉的{}件", interpretations.review_meanings(("after_reconsideration",), None)),
    ("行政复议结果维持{}件", interpretations.review_meanings(("reconsideration",), "upheld")),
    ("行政诉讼尚未审结{}件", interpretations.review_meanings(("litigation",), "pending")),
    ("制发规章{}件", interpretations.document_meanings(("regulations",), "made")),
    ("废止行政规范性文件{}件", interpretations.document_meanings(("normative_documents",), "repealed")),
    ("作出行政处罚决定{}件", interpretations.decision_meanings("penalties")),
]
PRINTED = st.sampled_from(["{}", "{:,}", " {} ", "共{}"])


def report_with(figures: Statistics, prose: str) -> Report:
    return report_of(figures, narrative={**NARRATIVE, "overview": f"## （二）依申请公开\n\n{prose}。"})


def number(report: Report, meaning: Meaning) -> int:
    value = meaning.value(report.values)
    assert isinstance(value, int)
    return value


@given(any_statistics(), st.data())
def test_prose_of_legitimate_meanings_never_alarms(figures: Statistics, data: st.DataObject) -> None:
    empty = report_of(figures)
    chosen = data.draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
    words = []
    for sentence, choices in chosen:
        value = number(empty, data.draw(st.sampled_from(choices)))
        words.append(sentence.format(data.draw(PRINTED).format(value)))
    report = report_with(figures, data.draw(st.sampled_from(["，", "。", "；"])).join(words))
    judged = judgements(report)
    assert [judgement.says.zh for judgement in judged if judgement.verdict == "broken"] == []
    assert len(judged) == len(words)


@given(any_statistics(), st.sampled_from(SENTENCES), st.sampled_from([-1, 1]), st.data())
def test_a_number_one_off_always_alarms_unless_it_is_another_reading(
    figures: Statistics, sentence: tuple[str, Sequence[Meaning]], step: int, data: st.DataObject
) -> None:
    words, choices = sentence
    empty = report_of(figures)
    values = [number(empty, reading) for reading in choices]
    value = data.draw(st.sampled_from(values)) + step
    assume(value >= 0 and value not in values)
    (finding,) = check_prose(report_with(figures, words.format(data.draw(PRINTED).format(value))))
    assert finding.actual == value
    assert finding.expected in values
    assert all(str(one) in finding.says.zh for one in values)


@given(
    st.text(
        alphabet="受理答复申请予以公开不分别均各未没有无收到市本级公民法人结转月复议诉讼维持其中占率增长%件"
        "0123456789，。、；（）一年上下 \n{}",
        max_size=80,
    )
)
def test_any_prose_is_judged_without_a_crash(prose: str) -> None:
    for judgement in judgements(report_with(zero(), prose)):
        assert judgement.rule.startswith("PT-")
        assert judgement.says.zh
        assert judgement.says.en


@pytest.mark.parametrize("place", range(len(lexicon.LEXICON.words)))
def test_every_keyword_is_found_where_it_stands(place: int) -> None:
    _, _, words = lexicon.LEXICON.words[place]
    alternatives = "|".join(words.split())

    @given(st.from_regex(rf"\A(?:{alternatives})"))  # not the whole: some words ask what stands behind them
    def begins(word: str) -> None:
        assert next(keywords.find(lexicon.LEXICON, word, 0, len(word))).start == 0

    begins()


def test_every_figure_of_a_reading_is_an_address_of_the_model() -> None:
    for _, choices in SENTENCES:
        for reading in choices:
            assert all(address in REPORT.addresses for address in reading.expression.addresses)
