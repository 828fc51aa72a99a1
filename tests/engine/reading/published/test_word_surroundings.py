"""Headers, footers, notes, pictures and charts of a Word document, however a word processor writes them."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reportgen.core.errors import DataError
from reportgen.engine.reading.published.word_surroundings import surroundings
from tests.engine.word.test_docxtpl_examples import DOT

PAGE = (
    "<w:p {0}><w:r><w:t>第</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    "<w:r><w:t>{1}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>页</w:t></w:r></w:p>"
)
SIMPLE = (
    "<w:p {0}><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr='PAGE'><w:r><w:t>{1}</w:t></w:r></w:fldSimple>"
    "<w:r><w:t>页</w:t></w:r></w:p>"
)
SHAPE = (
    "<w:p {0} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:pict><v:shape><v:textpath string='机密'/></v:shape>"
    "</w:pict></w:r></w:p>"
)


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("markup", [PAGE, SIMPLE])
def test_the_number_of_a_page_is_no_text(markup: str) -> None:
    found = set()
    for number in (1, 12):
        document = docx.Document()
        document.sections[0].footer._element.append(parse_xml(markup.format(nsdecls("w"), number)))
        found.add(surroundings(saved(document), "a.docx").texts["footer"])
    assert found == {("第〔页码〕页",)}


def test_headers_pictures_and_drawn_words_are_found() -> None:
    document = docx.Document()
    assert not any(surroundings(saved(document), "a.docx").drawings.values())
    header = document.sections[0].header
    header.paragraphs[0].add_run("内部资料")
    header._element.append(parse_xml(SHAPE.format(nsdecls("w"))))
    document.add_picture(io.BytesIO(DOT))
    found = surroundings(saved(document), "a.docx")
    assert found.texts["header"] == ("内部资料",)
    assert found.drawings["header"] == ("机密",)
    assert len(found.drawings["document"]) == 1
    header.paragraphs[0].add_run().add_picture(io.BytesIO(DOT))
    assert surroundings(saved(document), "a.docx").drawings["header"] == (*found.drawings["document"], "机密")


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(DataError):
        surroundings(b"PK", "a.docx")
