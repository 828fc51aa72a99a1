"""Comments are read with their author and the words that they are on, in a file that another program wrote."""

from __future__ import annotations

import io

import docx
import pytest

from reportgen.core.errors import DataError
from reportgen.engine.reading.published.word_comments import comments_of


def content(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_comment_has_its_author_its_words_and_its_text() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("全年新收申请")
    run = paragraph.add_run("29件")
    paragraph.add_run("，均已办结。")
    document.add_comment(run, "请核实：29 件对吗？", author="领导")
    document.add_comment(run, "同上", author="reportgen")
    found = comments_of(content(document), "改.docx")
    assert [(one.author, one.quoted, one.text) for one in found] == [("领导", "29件", "请核实：29 件对吗？")]


def test_a_document_without_comments_has_none() -> None:
    assert comments_of(content(docx.Document()), "改.docx") == ()


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(DataError):
        comments_of(b"PK", "改.docx")
