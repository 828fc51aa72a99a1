"""A picture of the template whose alt text names a value is filled from a path or bytes, and its frame stays."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Mm
from docxtpl import InlineImage, RichText
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.core.errors import RenderError
from reportgen.engine.opc.package import open_package
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.runtime.template import Template
from tests.engine.word.test_docxtpl_examples import DOT, OTHER_DOT, png
from tests.engine.word.word_templates import bytes_of, members_of, paragraphs, text_of

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def framed(*texts: str, header: str = "") -> bytes:
    """A template with a frame of 20 by 10 mm for each alt text, in its paragraph; one in the header, too."""
    document = Document()
    for text in texts:
        _frame(document.add_paragraph("picture"), text)
    if header:
        _frame(document.sections[0].header.paragraphs[0], header)
    return bytes_of(document)


def _frame(paragraph: Any, text: str) -> None:
    shape = paragraph.add_run().add_picture(io.BytesIO(OTHER_DOT), width=Mm(20), height=Mm(10))
    shape._inline.docPr.set("descr", text)


def media(package: bytes) -> list[bytes]:
    return [content for name, content in members_of(package).items() if name.startswith("word/media/")]


def body(package: bytes) -> Any:
    return etree.fromstring(members_of(package)["word/document.xml"])


SEAL = compile_template(framed("{{ seal }} 公章"))


def sized(wide: int, high: int) -> bytes:
    return png(9, wide, high)


@settings(max_examples=25)
@given(st.integers(1, 300), st.integers(1, 300))
def test_a_picture_is_fitted_into_its_frame_with_its_proportions(wide: int, high: int) -> None:
    tree = body(SEAL.render({"seal": sized(wide, high)}))
    (extent,) = tree.iter(f"{WP}extent")
    assert (extent.get("cx"), extent.get("cy")) == (str(Mm(20)), str(Mm(10)))
    cut = next(tree.iter(f"{A}srcRect"), None)
    left, right, top, bottom = (0 if cut is None else int(cut.get(edge, "0")) for edge in "lrtb")
    assert left == right <= 0
    assert top == bottom <= 0
    assert not left or not top
    shown = 20 / (1 - 2 * left / 100_000), 10 / (1 - 2 * top / 100_000)
    assert shown[0] / shown[1] == pytest.approx(wide / high, rel=0.001)


@pytest.mark.parametrize("kind", ["bytes", "bytearray", "path", "an InlineImage"])
def test_a_picture_may_be_bytes_a_path_or_docxtpls_own(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "seal.png"
    path.write_bytes(DOT)
    value = {"bytes": DOT, "bytearray": bytearray(DOT), "path": path, "an InlineImage": InlineImage(None, str(path))}[
        kind
    ]
    made = SEAL.render({"seal": value})
    assert media(made) == [DOT], "the placeholder is gone"
    assert [one.get("descr") for one in body(made).iter(f"{WP}docPr")] == ["公章"]
    open_package(made, template=False)  # it is sound


def test_frames_are_filled_in_headers_and_in_every_turn_of_a_loop() -> None:
    document = Document(io.BytesIO(framed(header="{{ logo }}")))
    document.add_paragraph("{%p for one in many %}")
    _frame(document.add_paragraph("{{ one.name }}"), "{{ one.picture }}")
    document.add_paragraph("{%p endfor %}")
    many: list[dict[str, Any]] = [{"name": name, "picture": png(number)} for number, name in enumerate("abc")]
    made = compile_template(bytes_of(document)).render({"logo": DOT, "many": [*many, many[0]], "r": RichText("x")})
    assert sorted(media(made)) == sorted([DOT, *(one["picture"] for one in many)])
    assert text_of(made).split() == ["a", "b", "c", "a"]
    assert b"<a:blip" in members_of(made)["word/header1.xml"]


def test_a_placeholder_that_something_else_shows_stays() -> None:
    made = compile_template(framed("{{ seal }}", "an ordinary picture")).render({"seal": DOT})
    assert sorted(media(made)) == sorted([DOT, OTHER_DOT])


def test_a_text_in_the_alt_text_is_printed_as_docxtpl_prints_it() -> None:
    made = SEAL.render({"seal": "市政府"})
    assert [one.get("descr") for one in body(made).iter(f"{WP}docPr")] == ["市政府 公章"]
    assert media(made) == [OTHER_DOT]


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("seal.png", "the name of a picture file"),
        (b"no picture", "no picture that can be used"),
        (b"", "no picture"),
        (Path("no-such-file.png"), "does not exist"),
        (Path(), "cannot be read"),
        (None, "no value"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no SVG"),
        (DOT[:20], "no picture"),
        (5.5 / 3, "not exact"),
    ],
)
def test_what_is_no_picture_is_refused_with_its_place(value: Any, says: str) -> None:
    with pytest.raises(RenderError, match=r"paragraph 1 .*\{\{ seal \}\}") as caught:
        SEAL.render({"seal": value})
    assert says in str(caught.value)


def test_a_picture_in_a_text_is_refused_with_what_to_do() -> None:
    with pytest.raises(RenderError, match=r"paragraph 2 .*only text can be printed here.*alt text of a picture"):
        compile_template(paragraphs("a", "{{ seal }}")).render({"seal": DOT})


def test_what_is_no_ordinary_picture_is_no_frame() -> None:
    source = framed("{{ seal }}")
    members = members_of(source)
    xml = members["word/document.xml"]
    wrong: list[Template] = []
    for old, new in ((b"pic:pic", b"pic:no"), (b'descr="{{ seal }}"', b'descr="" w:x="{{ seal }}"')):
        document: Any = Document(io.BytesIO(source))
        document.part._element = etree.fromstring(xml.replace(old, new))
        wrong.append(compile_template(bytes_of(document)))
    for template in wrong:
        with pytest.raises(
            RenderError, match=r"paragraph 1 .*Write \{\{ … \}\} as the alt text of an ordinary picture"
        ):
            template.render({"seal": DOT})


def test_the_same_data_gives_the_same_bytes() -> None:
    assert SEAL.render({"seal": DOT}) == SEAL.render({"seal": DOT})
