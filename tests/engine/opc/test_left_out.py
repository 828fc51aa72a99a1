"""What reaches outside of a template and cannot run is left out of its documents, said once, and nothing else is."""

from __future__ import annotations

import io
import zipfile

import pytest

from reportgen.core.errors import TemplateError
from reportgen.engine.opc.package import open_package
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.opc.test_package import DOCUMENT_RELATIONS
from tests.engine.word.packages import OFFICE, content_types, docx, relations

BODY = "<w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p>"
LINKED = f'<w:p><w:hyperlink r:id="rId0" w:history="1">{BODY[5:-6]}</w:hyperlink></w:p>'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MERGE = (
    f'<w:settings {WORD} xmlns:r="{OFFICE}"><w:mailMerge><w:mainDocumentType w:val="formLetters"/>'
    '<w:connectString w:val="Provider=X;Data Source=C:\\secret.mdb"/>{}</w:mailMerge>'
    '<w:zoom w:percent="100"/></w:settings>'
)
SOURCES = '<w:dataSource r:id="rId0"/><w:odso><w:recipientData r:id="rId1"/></w:odso>'


def rendered(template: bytes, told: list[str]) -> dict[str, bytes]:
    compiled = compile_template(template)
    assert [fault.id for fault in compiled.left_out] == told
    made = compiled.render({"a": "N"})
    assert open_package(made).left_out == ()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    "target", ["file:///C:/a.docx", "\\\\s\\x", "..\\x.docx", "x.docx", "ftp://h/x", "tel:1", "www.a.cn"]
)
def test_an_odd_hyperlink_keeps_its_words_only(target: str) -> None:
    parts = rendered(docx(LINKED, {DOCUMENT_RELATIONS: relations(("hyperlink", target, True))}), ["package-left-out"])
    document = parts["word/document.xml"].decode()
    assert "<w:hyperlink w:history" in document
    assert "r:id" not in document
    assert ">N<" in document
    assert not [name for name, content in parts.items() if target.encode() in content]


@pytest.mark.parametrize("target", ["https://a.cn/", "mailto:a@b.cn", ""])
def test_an_ordinary_hyperlink_stays(target: str) -> None:
    parts = rendered(docx(LINKED, {DOCUMENT_RELATIONS: relations(("hyperlink", target, True))}), [])
    assert b'r:id="rId0"' in parts["word/document.xml"]


@pytest.mark.parametrize(
    "target", ["javascript:x", "ms-msdt:/id", "search-ms:query=x", "data:text/html,x", "vbscript:x"]
)
def test_a_hyperlink_to_a_program_is_refused(target: str) -> None:
    with pytest.raises(TemplateError, match="active content"):
        compile_template(docx(LINKED, {DOCUMENT_RELATIONS: relations(("hyperlink", target, True))}))


def test_the_panes_of_an_add_in_are_left_out_with_their_parts() -> None:
    panes = "word/webextensions/taskpanes.xml"
    members = {
        "_rels/.rels": relations(
            ("officeDocument", "word/document.xml", False), ("webextensiontaskpanes", panes, False)
        ),
        panes: b"<a/>",
        "word/webextensions/_rels/taskpanes.xml.rels": relations(("webextension", "webextension1.xml", False)),
        "word/webextensions/webextension1.xml": b"<a/>",
        "[Content_Types].xml": content_types(
            more=f'<Override PartName="/{panes}" ContentType="application/vnd.ms-office.webextensiontaskpanes+xml"/>'
        ),
    }
    parts = rendered(docx(BODY, members), ["package-left-out"])
    assert not [name for name in parts if "webext" in name]
    assert not [name for name, content in parts.items() if b"webext" in content]


def test_a_ribbon_is_left_out() -> None:
    root = relations(("officeDocument", "word/document.xml", False), ("extensibility", "customUI/a.xml", False))
    parts = rendered(docx(BODY, {"_rels/.rels": root, "customUI/a.xml": b"<a/>"}), ["package-left-out"])
    assert "customUI/a.xml" not in parts


@pytest.mark.parametrize("inside", ["", SOURCES])
def test_a_mail_merge_is_left_out_with_its_source(inside: str) -> None:
    members = {
        DOCUMENT_RELATIONS: relations(("settings", "settings.xml", False)),
        "word/settings.xml": MERGE.format(inside).encode(),
    }
    if inside:
        arrows = relations(("mailMergeSource", "file:///C:/secret.mdb", True), ("recipientData", "who.xml", False))
        members |= {"word/_rels/settings.xml.rels": arrows, "word/who.xml": b"<a/>"}
    parts = rendered(docx(BODY, members), ["package-left-out"])
    assert not [name for name, content in parts.items() if b"secret" in content or b"mailMerge" in content]
    assert b"percent" in parts["word/settings.xml"]
    assert "word/who.xml" not in parts


def test_a_mail_merge_outside_the_settings_is_refused() -> None:
    with pytest.raises(TemplateError, match="mail-merge"):
        compile_template(docx("<w:mailMerge/>" + BODY))


def test_a_part_that_something_else_needs_stays() -> None:
    root = relations(
        ("officeDocument", "word/document.xml", False),
        ("webextension", "word/shared.xml", False),
        ("customXml", "word/shared.xml", False),
    )
    parts = rendered(docx(BODY, {"_rels/.rels": root, "word/shared.xml": b"<a/>"}), ["package-left-out"])
    assert "word/shared.xml" in parts


def test_a_finished_document_is_held_to_more() -> None:
    odd = docx(LINKED.replace("{{ a }}", "x"), {DOCUMENT_RELATIONS: relations(("hyperlink", "file:///C:/a", True))})
    with pytest.raises(TemplateError, match="active content"):
        open_package(odd, template=False)
