"""A copy of a template with a Word comment at each mistake: a sound document, and the same template."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree

from reportgen.core.errors import TemplateError
from reportgen.core.text import Text
from reportgen.engine.opc.package import open_package
from reportgen.engine.word.contract import inspect
from reportgen.engine.word.contract.mistake import Mistake
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.proof.sample_proof import check
from reportgen.engine.word.variants.annotation import annotated
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.word.spoilt_templates import W, spoilt, text
from tests.engine.word.word_templates import paragraphs


def comments_of(document: bytes) -> dict[str, tuple[str, str]]:
    """Return for every comment, by its number, its text and that of the paragraph it stands on."""
    package = open_package(document)
    (part,) = package.parts_of("comments")
    found = {one.get(f"{W}id"): text(one) for one in etree.fromstring(package.read(part))}
    homes: dict[str, tuple[str, str]] = {}
    for paragraph in etree.fromstring(package.read(package.main)).iter(f"{W}p"):
        for reference in paragraph.iter(f"{W}commentReference"):
            number = str(reference.get(f"{W}id"))
            assert [one.get(f"{W}id") for one in paragraph.iter(f"{W}commentRangeStart")].count(number) == 1
            homes[number] = (found.pop(number), text(paragraph))
    assert found == {}, "every comment has its place"
    return homes


def test_each_mistake_is_a_comment_on_the_paragraph_of_its_place() -> None:
    template = spoilt("two_cells_exchanged")
    mistakes = check(template, report_type=REPORT)
    comments = comments_of(annotated(template, mistakes, "zh"))
    assert len(comments) == len(mistakes) == 2
    says, home = comments["0"]
    assert home == "{{ applications.new.enterprises }}"
    assert "自然人这一格印的是商业企业的数" in says
    assert "[[ applications.new.natural_persons ]]" in says


def test_a_tag_that_is_not_closed_leaves_the_next_one_whole() -> None:
    template = paragraphs("{{ name")
    (says, _), *_ = comments_of(annotated(template, inspect.check(template), "en")).values()
    assert "〔〔 name. " in says
    assert "[[ year ]]" in says


def test_a_copy_has_the_mistakes_of_its_template_and_no_other() -> None:
    """What the comments say is no tag, so that the copy can be mended and checked again."""
    template = spoilt("columns_exchanged")
    mistakes = check(template, report_type=REPORT)
    again = check(annotated(template, mistakes, "zh"), report_type=REPORT)
    *others, warned = again
    assert [one.fault.problem for one in others] == [one.fault.problem for one in mistakes]
    assert (warned.fault.id, warned.severity) == ("template-comments", "warning"), "reports would have them"


def test_python_docx_opens_the_copy() -> None:
    template = spoilt("title_changed")
    document = Document(io.BytesIO(annotated(template, check(template, report_type=REPORT), "zh")))
    assert any("三、收到和处理申请情况" in one.text for one in document.paragraphs)


def mistake(place: Place) -> Mistake:
    return Mistake(place.fault("t.docx", "template-syntax", Text("不对", "wrong"), Text("改", "mend")))


@pytest.mark.parametrize(
    "place", [Place("word/header1.xml", 1), Place("word/document.xml"), Place("word/document.xml", 99)]
)
def test_a_mistake_without_a_place_in_the_text_stands_first(place: Place) -> None:
    (found,) = comments_of(annotated(paragraphs("first", "second"), [mistake(place)], "zh")).values()
    assert found[1] == "first"
    assert place.says.zh in found[0]


def test_a_template_without_mistakes_has_no_comments(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(paragraphs("first"))
    assert open_package(annotated(path, [], "en")).parts_of("comments") == ()


def test_new_comments_stand_beside_those_that_are_there() -> None:
    once = annotated(paragraphs("first", "second"), [mistake(Place("word/document.xml", 1))], "zh")
    twice = annotated(once, [mistake(Place("word/document.xml", 2))], "en")
    homes: dict[str, Any] = comments_of(twice)
    assert [home for _, home in homes.values()] == ["first", "second"]


def test_what_is_no_word_document_has_no_copy() -> None:
    with pytest.raises(TemplateError):
        annotated(b"no package", [], "zh")
