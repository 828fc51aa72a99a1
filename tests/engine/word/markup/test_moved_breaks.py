"""A page break that LibreOffice moved beside a tag goes back to the paragraph behind it; any other is refused."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from reportgen.core.errors import TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.word_templates import WORD, members_of, with_body, zipped

BREAK = '<w:r><w:br w:type="page"/></w:r>'
TAG = f"<w:p><w:r><w:t>{{%p if a %}}</w:t></w:r>{BREAK}</w:p>"
END = "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>"
WORDS = "<w:p><w:pPr><w:keepNext/><w:jc w:val='left'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
TABLE = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{WORDS}</w:tc></w:tr></w:tbl><w:p/>"


def written_by(program: str, body: str) -> bytes:
    members = members_of(with_body(body))
    properties = members["docProps/app.xml"].decode()
    changed = properties.replace("Microsoft Macintosh Word", program)
    assert program in changed
    return zipped(members | {"docProps/app.xml": changed.encode()})


@pytest.mark.parametrize("behind", [WORDS, TABLE])
def test_a_moved_page_break_goes_back(behind: str) -> None:
    template = compile_template(written_by("LibreOffice/7.4", TAG + behind + END + "<w:p/>"))
    shown, left_out = (members_of(template.render({"a": a}))["word/document.xml"] for a in (True, False))
    tree: Any = etree.fromstring(shown)
    (properties,) = tree.xpath("//*[w:pageBreakBefore]", namespaces={"w": WORD})
    assert [etree.QName(one).localname for one in properties] == ["keepNext", "pageBreakBefore", "jc"]
    assert b"pageBreak" not in left_out
    assert b"w:br" not in shown + left_out


def test_a_break_that_somebody_typed_beside_a_tag_is_refused() -> None:
    with pytest.raises(TemplateError, match="loses what stands beside it, a page or column break"):
        compile_template(with_body(TAG + WORDS + END))


def test_a_break_between_words_stays() -> None:
    plain = TAG.replace("{%p if a %}", "{{ a }}")
    made = compile_template(written_by("LibreOffice/7.4", plain + WORDS)).render({"a": 1})
    assert BREAK.encode() in members_of(made)["word/document.xml"]
