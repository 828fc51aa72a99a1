"""What a document has beyond its template: pictures and links, their relations and content types."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docxtpl import DocxTemplate, InlineImage, RichText

from reportgen.core.errors import RenderError
from reportgen.engine.opc.package import open_package
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.test_docxtpl_examples import DOT, OTHER_DOT, png
from tests.engine.word.word_templates import members_of, paragraphs, with_story, zipped


def test_the_same_picture_is_in_the_package_once() -> None:
    source = paragraphs("{% for x in xs %}{{ x }}{% endfor %}")
    data = {"xs": [InlineImage(None, io.BytesIO(content)) for content in (DOT, OTHER_DOT, DOT)]}
    members = members_of(compile_template(source).render(data))
    assert sorted(content for name, content in members.items() if "media" in name) == sorted([DOT, OTHER_DOT])
    assert members["word/_rels/document.xml.rels"].count(b"/relationships/image") == 2
    assert members["word/document.xml"].count(b"<a:blip") == 3


def test_a_content_type_that_the_template_declares_otherwise_is_overridden() -> None:
    members = members_of(paragraphs("{{ x }}"))
    types = members["[Content_Types].xml"]
    members["[Content_Types].xml"] = types.replace(
        b"<Override", b'<Default Extension="png" ContentType="image/x-png"/><Override', 1
    )
    made = compile_template(zipped(members)).render({"x": InlineImage(None, io.BytesIO(DOT))})
    assert open_package(made, template=False).content_types.of("word/media/picture1.png") == "image/png"


def test_a_member_of_the_template_keeps_its_name() -> None:
    members = members_of(paragraphs("{{ x }}")) | {"word/media/Picture1.PNG": OTHER_DOT}
    made = members_of(compile_template(zipped(members)).render({"x": InlineImage(None, io.BytesIO(DOT))}))
    assert (made["word/media/Picture1.PNG"], made["word/media/picture2.png"]) == (OTHER_DOT, DOT)


def test_a_part_without_relations_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(with_story("footnotes", "{{r x }} {{ y }}"))
    owner = DocxTemplate(path)
    data = {
        "a": 1,
        "x": RichText("x", url_id=owner.build_url_id("https://example.com/")),
        "y": InlineImage(owner, io.BytesIO(DOT)),
    }
    made = compile_template(path).render({**data, "owner": owner})
    found = {
        (arrow.kind, arrow.target) for arrow in open_package(made, template=False).relations_of("word/footnotes.xml")
    }
    assert found == {("hyperlink", "https://example.com/"), ("image", "media/picture1.png")}


GIF = b"GIF89a" + struct.pack("<HH", 3, 2) + b"\0\0\0;"
BMP = b"BM" + struct.pack("<IIIIiiHHIIiiII", 78, 0, 54, 40, 3, 2, 1, 24, 0, 24, 3780, 3780, 0, 0) + bytes(24)


@pytest.mark.parametrize("content", [png(1, 3, 2), GIF, BMP])
def test_every_kind_of_picture_is_printed_in_its_size(content: bytes) -> None:
    made = compile_template(paragraphs("{{ x }}")).render({"x": InlineImage(None, io.BytesIO(content))})
    (shape,) = Document(io.BytesIO(made)).inline_shapes
    assert shape.width * 2 == pytest.approx(shape.height * 3, abs=4)


@pytest.mark.parametrize(
    ("picture", "says"),
    [
        (b"<svg/>", "no SVG"),
        (b"", "no picture"),
        (DOT[:30], "no picture"),
        ("no-such.png", "does not exist"),
        (5, "cannot be put into the document"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_place(picture: Any, says: str) -> None:
    source = io.BytesIO(picture) if isinstance(picture, bytes) else picture
    with pytest.raises(RenderError, match="paragraph 2") as caught:
        compile_template(paragraphs("a", "{{ x }}")).render({"x": InlineImage(None, source)})
    assert says in str(caught.value)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:alert(1)"])
def test_a_picture_leads_to_ordinary_addresses_only(address: str) -> None:
    with pytest.raises(RenderError, match=r"paragraph 1 .*not allowed"):
        compile_template(paragraphs("{{ x }}")).render({"x": InlineImage(None, io.BytesIO(DOT), anchor=address)})


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        (
            '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rId77"/></v:shape></w:pict>',
            "rId77",
        ),
        ('<w:fldSimple w:instr="INCLUDEPICTURE https://example.com/"/>', "active content"),
    ],
)
def test_what_an_object_smuggles_in_is_refused(inside: str, says: str) -> None:
    text = RichText("x")
    text.xml = f"<w:r>{inside}</w:r>"
    with pytest.raises(RenderError, match=says):
        compile_template(paragraphs("{{r x }}")).render({"x": text})
