"""A document made without a template opens, has what it was made of, and is the same every time."""

from __future__ import annotations

import io

import docx

from reportgen.engine.word.variants.plain_document import plain_document
from reportgen.engine.word.variants.plain_pages import paragraph


def test_a_plain_document_has_its_paragraphs() -> None:
    content = plain_document([paragraph("甲"), paragraph("乙", align="right")])
    assert [one.text for one in docx.Document(io.BytesIO(content)).paragraphs] == ["甲", "乙"]
    assert content == plain_document([paragraph("甲"), paragraph("乙", align="right")])
