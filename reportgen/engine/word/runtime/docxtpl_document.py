"""Rendering with docxtpl: for sub-documents, which need a document to put their parts into.

The text is rendered by the same compiled code as everywhere else, so that language, escaping and limits are the same;
docxtpl and python-docx only make the objects' XML and put the package together.
"""

from __future__ import annotations

import copy
import functools
import io
from collections.abc import Mapping
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from docx.parts.image import ImagePart
from lxml import etree

from reportgen.core.errors import Fault, RenderError, ReportgenError, TemplateError
from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_writer import prepare
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.run_context import TextContext
from reportgen.engine.word.meter import Meter
from reportgen.engine.word.runtime import refusals
from reportgen.engine.word.runtime.additions import drawing_of, read_picture
from reportgen.engine.word.runtime.docxtpl_objects import CompiledTemplate, InPart, owners_of, xml_of
from reportgen.engine.word.runtime.links import Links, addresses, made_of
from reportgen.engine.word.runtime.rich_text import resolved
from reportgen.engine.word.runtime.values import UnprintableError, object_kind

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def render(template: CompiledTemplate, context: Mapping[str, Any], objects: list[Any]) -> bytes:
    """Return the finished document; ``objects`` are docxtpl's in the data. Raises RenderError with every fault.

    A sub-document belongs to the ``DocxTemplate`` that made it, which is then the one that is filled: such a data set
    is for one thread at a time.
    """
    try:
        content = _filled(template, context, objects)
    except ReportgenError:
        raise
    except Exception as problem:  # noqa: BLE001 — python-docx has no error of its own for a package it cannot use
        says = Text(
            f"python-docx 不能处理这个文档（{problem!r}）", f"python-docx cannot use this document ({problem!r})"
        )
        raise RenderError(Place("").fault(template.name, "docxtpl", says)) from None
    try:
        package = open_package(content, template.name, template=False)
    except TemplateError as problem:  # a sub-document brought in what no template may hold
        raise RenderError(problem.faults) from None
    return prepare(package, template.archive.deflate, DEFAULT).write({})


def _filled(template: CompiledTemplate, context: Mapping[str, Any], objects: list[Any]) -> bytes:
    document = _document(template, objects)
    own = addresses(document)  # noted now, because rendering adds numbers of its own
    links = Links(template.digest, lambda: own, owners_of(objects))
    homes = {str(part.partname).lstrip("/"): part for part in document.docx.part.package.iter_parts()}
    faults: list[Fault] = []
    meter = template.meter()
    for part in template.parts:
        home = homes[part.name]
        document.current_rendering_part = home
        rich = functools.partial(_written, home, links)
        xml, found = template.examine(part, context, meter, rich)
        faults += found or _put(document, home, xml, template.name)
    if faults:
        raise RenderError(faults)
    stream = io.BytesIO()
    document.docx.save(stream)
    document.is_rendered = document.is_saved = True
    return stream.getvalue()


def _document(template: CompiledTemplate, objects: list[Any]) -> Any:
    owners = {id(value.tpl): value.tpl for value in objects if hasattr(value, "subdocx")}
    if len(owners) > 1:
        raise RenderError(_foreign(template))
    document = owners.popitem()[1]
    if not made_of(document, template.digest):
        raise RenderError(_foreign(template))
    document.pic_map = {}
    return document


def _foreign(template: CompiledTemplate) -> Fault:
    says = Text(zh="子文档不是用这个模板创建的", en="a sub-document was not made for this template")
    remedy = Text(
        zh="请用 DocxTemplate(同一个模板文件).new_subdoc() 创建",
        en="Make it with DocxTemplate(the same file).new_subdoc()",
    )
    return Place("").fault(template.name, "foreign-subdocument", says, remedy)


def _written(home: Any, links: Links, value: Any, around: TextContext | None, meter: Meter, tag: int) -> bytes:
    """Return an object's XML; pictures and links are put into the document that is being made.

    The characters are charged at once, for nobody knows how many docxtpl makes; their bytes are counted when printed.
    """
    if around is None:
        raise UnprintableError(*refusals.NO_FRAME)
    picture = object_kind(value) == "image"
    if picture:
        value = copy.copy(value)
        value.tpl = InPart(_PicturesInPart(home))
    xml = xml_of(value, meter, tag)
    if picture:
        return xml.encode()
    if not hasattr(value, "subdocx"):  # a sub-document's links were numbered where it was made: in this document
        xml = links.placed(xml, home)
    return resolved(xml, around, meter, tag).encode()


class _PicturesInPart:
    """What docxtpl's InlineImage asks of the part that it is printed in, for parts of every kind.

    python-docx would look for the same picture among those that a sub-document brought, which it cannot read.
    """

    def __init__(self, part: Any) -> None:
        self.part = part
        self.relate_to = part.relate_to

    def new_pic_inline(self, image_descriptor: Any, width: Any = None, height: Any = None) -> Any:
        """Return the drawing of a picture, which becomes a part of the package."""
        image = read_picture(image_descriptor)
        package = self.part.package
        name = package.next_partname(f"/word/media/picture%d.{image.ext}")
        id = self.part.relate_to(ImagePart.from_image(image, name), RELATIONSHIP_TYPE.IMAGE)
        return drawing_of(image, id, 1, width, height)  # numbered with all others when the part is complete


def _put(document: Any, home: Any, xml: bytes, file: str) -> list[Fault]:
    name = str(home.partname).lstrip("/")
    try:
        if not hasattr(home, "_element"):
            etree.fromstring(xml)
            home._blob = xml
            return []
        element = parse_xml(xml)
    except etree.XMLSyntaxError as problem:
        line = problem.lineno
        says = Text(
            f"富文本等对象的 XML 有误（第 {line} 行）", f"an object printed there is no sound XML (line {line})"
        )
        return [Place(name).fault(file, "object-xml", says)]
    home._element = element
    if home is document.docx.part:
        for number, drawing in enumerate(element.iter(_DRAWING), start=1001):  # as docxtpl's fix_docpr_ids
            drawing.set("id", str(number))
    return []
