"""A document is cut at the headings of its form, in their order."""

from __future__ import annotations

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.engine.form_matching.sections import divided
from reportgen.reports.disclosure.form_2021 import REPORT


def texts(*words: str) -> list[ShownText]:
    return [ShownText(one, Origin("a.docx", place=f"第 {at} 段")) for at, one in enumerate(words, start=1)]


def test_each_section_has_what_stands_under_its_heading() -> None:
    blocks = texts("标题", "引言", *(word for title in REPORT.sections for word in (title, f"{title}的文字")))
    sections, missing = divided(blocks, REPORT)
    assert missing == []
    assert [(one.heading, one.field, [text.text for text in one.texts]) for one in sections[:3]] == [
        (None, "preamble", ["标题", "引言"]),
        (REPORT.sections[0], "overview", [f"{REPORT.sections[0]}的文字"]),
        (REPORT.sections[1], None, [f"{REPORT.sections[1]}的文字"]),
    ]


def test_a_heading_that_is_gone_or_out_of_order_is_named() -> None:
    one, two, *rest = REPORT.sections
    assert divided(texts(two, one, *rest), REPORT)[1] == [two]
    assert divided(texts(*rest), REPORT)[1] == [one, two]


def test_white_space_in_a_heading_changes_nothing() -> None:
    spaced = [title.replace("、", "、 ") for title in REPORT.sections]
    assert divided(texts(*spaced), REPORT)[1] == []
