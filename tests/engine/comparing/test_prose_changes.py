"""Sentences from year to year: every one is kept, renumbered, new or gone, and none is counted twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.engine.comparing.prose_changes import masked_numbers, prose_changes, sentences
from tests.strategies import report_of, zero

SENTENCES = st.lists(
    st.sampled_from(["甲做了3件事。", "甲做了4件事。", "甲做了5件事。", "乙来过。", "丙走了；", "丁。"]), max_size=8
)


def changes(now: str, then: str) -> tuple[int, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    reports = [report_of(zero(), narrative={"overview": text}) for text in (now, then)]
    (found,) = [one for one in prose_changes(reports[0], reports[1], 1) if "总体情况" in one.field.zh]
    return found.kept, found.renumbered, found.new, found.gone


def test_a_sentence_is_kept_renumbered_new_or_gone() -> None:
    assert changes("收到9件。加强培训。新建平台。", "收到8件。加强培训。旧的做法。") == (
        1,
        ("收到9件。",),
        ("新建平台。",),
        ("旧的做法。",),
    )


@given(SENTENCES, SENTENCES)
def test_every_sentence_is_counted_once_on_each_side(now: list[str], then: list[str]) -> None:
    if not now and not then:
        return
    kept, renumbered, new, gone = changes("".join(now), "".join(then))
    assert kept + len(renumbered) + len(new) == len(now)
    assert kept + len(renumbered) + len(gone) == len(then)
    assert {*renumbered, *new} <= set(now)
    assert set(gone) <= set(then)
    assert not {masked_numbers(one) for one in new if masked_numbers(one) != one} & {
        masked_numbers(one) for one in gone
    }


def test_what_is_compared_is_what_is_printed() -> None:
    report = report_of(
        zero(), narrative={"overview": "## （一）主动公开\n\n收到{{ applications.new.total }}件。**重点** 明确。"}
    )
    assert sentences(report, "overview") == ["（一）主动公开", "收到0件。", "重点明确。"]
    assert sentences(report, "other_matters") == ["无"]


def test_a_number_with_commas_and_places_is_one_number() -> None:
    assert masked_numbers("共1,234.5件，占97.03%") == "共0件，占0%"
