"""What a template may not hold is told with its paragraph, as a person counts and knows it."""

from __future__ import annotations

import pytest

from reportgen.core.errors import TemplateError
from reportgen.core.text import Text
from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.paragraph_places import in_paragraph
from tests.engine.word.word_templates import with_body

BEGIN, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
CODE = "".join(f"<w:r><w:instrText>{sign}</w:instrText></w:r>" for sign in "DDEAUTO")
OLE = '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed"/></w:object></w:r>'
WORDS = "<w:r><w:t>R&amp;D</w:t></w:r>"
KINDS = {
    "an object": (f"<w:p>{WORDS}{OLE}</w:p>", "OLE"),
    "a field in pieces": (f"<w:p>{WORDS}{BEGIN}{CODE}{END}</w:p>", "DDEAUTO"),
    "a short field": (f'<w:p>{WORDS}<w:fldSimple w:instr="DDEAUTO a"/></w:p>', "DDEAUTO"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("before", ["", "<w:p/>", '<w:tbl><w:tr><w:tc><w:p w:rsidR="1"/></w:tc></w:tr></w:tbl>'])
def test_what_reaches_outside_is_told_with_its_paragraph_and_words(kind: str, before: str) -> None:
    body, word = KINDS[kind]
    with pytest.raises(TemplateError) as caught:
        open_package(with_body(f"{before}<w:p><w:pPr/></w:p>{body}"))
    (fault,) = caught.value.faults
    number = before.count("<w:p") + 2 - before.count("<w:pPr")
    assert f"第{number}段“R&D”：" in fault.says.zh
    assert f"paragraph {number} “R&D”: " in fault.says.en
    assert word in fault.says.en


def test_each_paragraph_that_holds_something_is_told_once() -> None:
    with pytest.raises(TemplateError) as caught:
        open_package(with_body(f"<w:p>{OLE}{OLE}</w:p><w:p/><w:p>{OLE}</w:p>"))
    assert [fault.says.en.split(": ")[1] for fault in caught.value.faults] == ["paragraph 1", "paragraph 3"]


@pytest.mark.parametrize("content", [b"", b"<w:tbl/>", "<w:p/>".encode("utf-16-le"), b"<x:p/>"])
def test_where_no_paragraph_is_known_the_words_stay_as_they_are(content: bytes) -> None:
    what = Text("对象", "an object")
    assert in_paragraph(content, len(content), what) == what
