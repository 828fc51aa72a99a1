"""Comments on cells and paragraphs of any Word document; nothing else of it changes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from lxml import etree

from reportgen.engine.word.variants.commented import commented
from reportgen.engine.word.variants.comments import W
from tests.engine.word_forms import built, form


def body_of(content: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def number_of(content: bytes, words: str) -> int:
    """Return the number of the paragraph that begins with ``words`` among all elements."""
    for number, element in enumerate(body_of(content).iter("*")):
        if element.tag == f"{W}p" and "".join(element.itertext()).startswith(words):
            return number
    raise AssertionError(words)


def without_comments(root: Any) -> bytes:
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for mark in [*root.iter(f"{W}{name}")]:
            parent = mark.getparent()
            parent.remove(mark)
            if parent.tag == f"{W}r" and not len(parent):
                parent.getparent().remove(parent)
    return etree.tostring(root, method="c14n")


def test_a_comment_stands_on_its_paragraph_and_nothing_else_changes() -> None:
    content = form(built())
    place = number_of(content, "一、总体情况")
    made = commented(content, "a.docx", {place: ["第一句", "第二句"], None: ["关于全文"]})
    document = docx.Document(io.BytesIO(made))
    assert [one.text for one in document.comments] == ["第一句", "第二句", "关于全文"]
    paragraph = next(one for one in document.paragraphs if one.text == "一、总体情况")
    assert len(paragraph._p.findall(f"{W}commentRangeStart")) == 2
    assert without_comments(body_of(made)) == without_comments(body_of(content))


def test_comments_of_an_earlier_run_go_and_others_stay() -> None:
    content = form(built())
    document = docx.Document(io.BytesIO(content))
    document.add_comment(document.paragraphs[1].runs, text="领导的批注", author="局长", initials="J")
    stream = io.BytesIO()
    document.save(stream)
    first = commented(stream.getvalue(), "a.docx", {None: ["旧的"]})
    second = commented(first, "a.docx", {None: ["新的"]})
    assert [(one.author, one.text) for one in docx.Document(io.BytesIO(second)).comments] == [
        ("局长", "领导的批注"),
        ("reportgen", "新的"),
    ]
    cleared = commented(second, "a.docx", {})
    assert [one.text for one in docx.Document(io.BytesIO(cleared)).comments] == ["领导的批注"]
