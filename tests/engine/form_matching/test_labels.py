"""Labels without what a page does to them."""

from __future__ import annotations

from reportgen.engine.form_matching.labels import likeness, number_of, numeral_of, words_of


def test_a_label_s_words_are_free_of_numbering_remarks_and_spaces() -> None:
    for text in ("（二）部分公开（区分处理的，只计这一情形）", "(二) 部 分 公 开", "二、部分公开", "部分\n公开"):
        assert words_of(text) == "部分公开"
    assert words_of("3.危及“三安全一稳定”") == words_of("３．危及'三安全一稳定'") == "危及三安全一稳定"
    assert words_of("第二十条第（一）项") != words_of("（区分处理的）") != ""


def test_the_numbering_is_known_apart() -> None:
    assert [number_of(text) for text in ("（三）不予", "1.属于", "三、本", "规章", "12.5")] == [
        "(三)",
        "1.",
        "三、",
        "",
        "",
    ]
    assert numeral_of("（七）总计") == numeral_of("(七)合计") == "七"


def test_likeness_tells_near_from_far() -> None:
    assert likeness("其他法律法规禁止公开", "其他法律行政法规禁止公开") > 0.85
    assert likeness("规章", "行政许可") < 0.5
