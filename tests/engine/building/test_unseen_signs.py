"""Signs that cannot be seen are told with their names and places; texts without any cost one search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.origin import Origin
from reportgen.core.unseen_signs import INVISIBLE, without_hidden
from reportgen.engine.building.unseen_signs import unseen
from tests.engine.building.test_building import build
from tests.strategies import document_of, zero

HIDDEN = ["\u00ad", "\u200b", "\u2060", "\u2063", "\ufeff"]


def test_v4_signs_that_turn_the_direction_of_writing_are_warned_about() -> None:
    report = build(document_of(zero(), organ="某市\u202e政府") | {"figures": {"a": {"b": "x\u2066"}}})
    found = [(finding.rule, finding.severity, finding.address, str(finding.origin)) for finding in report.findings]
    assert found == [
        ("V-BIDI", "warning", "organ", "data: organ"),
        ("V-BIDI", "warning", "figures.a.b", "data: figures.a.b"),
    ]
    assert "U+202E" in report.findings[0].says.zh


@pytest.mark.parametrize("sign", HIDDEN)
def test_a_sign_that_cannot_be_seen_is_told_with_its_place(sign: str) -> None:
    report = build(
        document_of(
            zero(), narrative={"overview": f"第一行。\n政府信{sign}息公开", "problems": "略。", "other_matters": "略。"}
        )
    )
    (finding,) = report.findings
    assert (finding.rule, finding.severity, finding.address) == ("V-HIDDEN", "note", "narrative.overview")
    assert f"U+{ord(sign):04X}" in finding.says.zh
    assert "在“政府信”与“息公开”之间" in finding.says.zh


def test_names_notes_and_contacts_are_looked_at_too() -> None:
    texts = {"organ": "某市\ufeff", "notes.proactive.permits": "含\u00ad转报", "contact.office": "办\u200b\u200b公室"}
    found = list(unseen(texts, lambda path: Origin(str(path))))
    assert [(one.rule, one.address) for one in found] == [("V-HIDDEN", name) for name in texts]
    assert "在“某市”后面" in found[0].says.zh
    assert "有 2 个" in found[2].says.zh


def test_a_line_of_prose_is_named() -> None:
    (found,) = unseen(
        {"narrative.overview": "甲\n乙\u200b丙"}, lambda _: Origin("a"), lambda _, line: Origin("b", line + 1)
    )
    assert found.origin is not None
    assert found.origin.line == 2


def test_letters_of_other_scripts_keep_their_joiners() -> None:
    assert not list(unseen({"organ": "ᠮᠣᠩᠭᠣᠯ\u180eᠠ"}, lambda _: Origin("a")))


@given(st.text(st.sampled_from([*"政府ab1。\n", *INVISIBLE])))
def test_without_hidden_signs_a_text_shows_the_same(text: str) -> None:
    plain = without_hidden(text)
    assert not [one for one in unseen({"organ": plain}, lambda _: Origin("a")) if one.rule == "V-HIDDEN"]
    assert "".join(sign for sign in text if sign not in INVISIBLE) == "".join(
        sign for sign in plain if sign not in INVISIBLE
    )
