"""Rendering with docxtpl: for pictures, rich texts and sub-documents, which need a document to put their parts into.

The text is rendered by the same compiled code as everywhere else, so that language, escaping and limits are the same;
docxtpl and python-docx only make the objects' XML and put the package together.
"""

from __future__ import annotations

import copy
import functools
import io
from collections.abc import Iterator, Mapping
from typing import Any, Final, Protocol

from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from lxml import etree

from reportgen.core.errors import Fault, RenderError, ReportgenError, TemplateError
from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_writer import PreparedArchive, prepare
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.run_context import TextContext
from reportgen.engine.word.meter import Meter
from reportgen.engine.word.runtime.compiled_part import CompiledPart
from reportgen.engine.word.runtime.links import Links, made_of
from reportgen.engine.word.runtime.rich_text import resolved
from reportgen.engine.word.runtime.values import Rich, UnprintableError, object_kind

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


class CompiledTemplate(Protocol):
    """What docxtpl needs of a compiled template."""

    @property
    def name(self) -> str:
        """What messages call it."""
        ...

    @property
    def digest(self) -> str:
        """The SHA-256 of its file."""
        ...

    @property
    def parts(self) -> tuple[CompiledPart, ...]:
        """What carries tags."""
        ...

    @property
    def archive(self) -> PreparedArchive:
        """The package."""
        ...

    def meter(self) -> Meter:
        """Return what one document may cost."""
        ...

    def examine(
        self, part: CompiledPart, context: Mapping[str, Any], meter: Meter, rich: Rich | None = None
    ) -> tuple[bytes, list[Fault]]:
        """Return one part rendered with every step checked, and its faults."""
        ...


def render(template: CompiledTemplate, context: Mapping[str, Any]) -> bytes:
    """Return the finished document. Raises RenderError with every fault.

    A sub-document belongs to the ``DocxTemplate`` that made it, which is then the one that is filled: such a data set
    is for one thread at a time.
    """
    try:
        content = _filled(template, context)
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


def _filled(template: CompiledTemplate, context: Mapping[str, Any]) -> bytes:
    objects = list(_objects(context))
    document = _document(template, objects)
    links = Links(template.digest, document, _owners(objects))
    homes = {str(part.partname).lstrip("/"): part for part in document.docx.part.package.iter_parts()}
    faults: list[Fault] = []
    meter = template.meter()
    for part in template.parts:
        home = homes[part.name]
        document.current_rendering_part = home
        rich = functools.partial(_written, document, home, links)
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
    if not owners:
        document = DocxTemplate(io.BytesIO(template.archive.write({})))
        document.render_init()
        return document
    document = owners.popitem()[1]
    if not made_of(document, template.digest):
        raise RenderError(_foreign(template))
    document.pic_map = {}
    return document


def _owners(objects: list[Any]) -> list[Any]:
    """Return the DocxTemplates in the data: given themselves, or those that pictures and sub-documents belong to."""
    found = (value if isinstance(value, DocxTemplate) else vars(value).get("tpl") for value in objects)
    return list({id(owner): owner for owner in found if isinstance(owner, DocxTemplate)}.values())


def _foreign(template: CompiledTemplate) -> Fault:
    says = Text(zh="子文档不是用这个模板创建的", en="a sub-document was not made for this template")
    remedy = Text(
        zh="请用 DocxTemplate(同一个模板文件).new_subdoc() 创建",
        en="Make it with DocxTemplate(the same file).new_subdoc()",
    )
    return Place("").fault(template.name, "foreign-subdocument", says, remedy)


def _objects(value: Any) -> Iterator[Any]:
    """Yield docxtpl's objects anywhere in the data."""
    stack, seen = [value], set()
    while stack:
        item = stack.pop()
        if isinstance(item, (Mapping, list, tuple)):
            if id(item) not in seen:
                seen.add(id(item))
                stack += item.values() if isinstance(item, Mapping) else item
        elif object_kind(item) is not None or isinstance(item, DocxTemplate):
            yield item


def _written(document: Any, home: Any, links: Links, value: Any, around: TextContext, meter: Meter, tag: int) -> bytes:
    """Return an object's XML; pictures and links are put into the document that is being made.

    The characters are charged at once, for nobody knows how many docxtpl makes; their bytes are counted when printed.
    """
    picture = object_kind(value) == "image"
    if picture:
        value = copy.copy(value)
        value.tpl = document
    try:
        xml = str(value)
    except Exception as problem:  # noqa: BLE001 — python-docx raises many kinds for a picture that it cannot use
        kind = type(value).__name__
        raise UnprintableError(
            Text(
                f"的 {kind} 不能放入文档（{problem}）", f"is a {kind} that cannot be put into the document ({problem})"
            )
        ) from None
    meter.charge(len(xml), tag)
    if picture:
        return xml.encode()
    if not hasattr(value, "subdocx"):  # a sub-document's links were numbered where it was made: in this document
        xml = links.placed(xml, home)
    return resolved(xml, around, meter, tag).encode()


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
