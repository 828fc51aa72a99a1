"""docxtpl's own road: for pictures, rich texts and sub-documents, which need a document to put their parts into.

The text is rendered by the same compiled code as on the fast road, so that language, escaping and limits are the same;
docxtpl and python-docx only make the objects' XML and put the package together.
"""

from __future__ import annotations

import copy
import functools
import hashlib
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from lxml import etree

from reportgen.engine.filling.archive import prepare
from reportgen.engine.filling.package import open_package
from reportgen.engine.filling.places import Place
from reportgen.engine.filling.printing import UnprintableError, object_kind
from reportgen.errors import Fault, RenderError, TemplateError
from reportgen.vocabulary.limits import DEFAULT
from reportgen.vocabulary.texts import Text

if TYPE_CHECKING:
    from reportgen.engine.filling.templates import Template

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def render(template: Template, context: Mapping[str, Any]) -> bytes:
    """Return the finished document. Raises RenderError with every fault.

    A sub-document belongs to the ``DocxTemplate`` that made it, which is then the one that is filled: such a data set
    is for one thread at a time.
    """
    content = template.archive.write({})
    document = _document(template, context, content)
    homes = {str(part.partname).lstrip("/"): part for part in document.docx.part.package.iter_parts()}
    faults: list[Fault] = []
    meter = template.meter()
    for part in template.parts:
        home = homes[part.name]
        document.current_rendering_part = home
        rich = functools.partial(_written, document)
        xml, found = template.examine(part, context, meter, rich)
        faults += found or _put(document, home, xml, template.name)
    if faults:
        raise RenderError(faults)
    stream = io.BytesIO()
    document.docx.save(stream)
    document.is_rendered = document.is_saved = True
    try:
        package = open_package(stream.getvalue(), template.name, template=False)
    except TemplateError as problem:  # a sub-document brought in what no template may hold
        raise RenderError(problem.faults) from None
    return prepare(package, template.archive.deflate, DEFAULT).write({})


def _document(template: Template, context: Mapping[str, Any], content: bytes) -> Any:
    owners = {id(value.tpl): value.tpl for value in _objects(context) if hasattr(value, "subdocx")}
    if len(owners) > 1:
        raise RenderError(_foreign(template))
    if not owners:
        document = DocxTemplate(io.BytesIO(content))
        document.render_init()
        return document
    document = owners.popitem()[1]
    if hashlib.sha256(_file_of(document)).hexdigest() != template.digest:
        raise RenderError(_foreign(template))
    document.pic_map = {}
    return document


def _file_of(document: Any) -> bytes:
    source = document.template_file
    if hasattr(source, "read"):
        source.seek(0)
        return bytes(source.read())
    return Path(source).read_bytes()


def _foreign(template: Template) -> Fault:
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
        elif object_kind(item) is not None:
            yield item


def _written(document: Any, value: Any) -> bytes:
    """Return an object's XML; a picture is put into the document that is being made."""
    if object_kind(value) == "image":
        value = copy.copy(value)
        value.tpl = document
    try:
        return str(value).encode()
    except Exception as problem:  # noqa: BLE001 — python-docx raises many kinds for a picture that it cannot use
        kind = type(value).__name__
        raise UnprintableError(
            Text(
                f"的 {kind} 不能放入文档（{problem}）", f"is a {kind} that cannot be put into the document ({problem})"
            )
        ) from None


def _put(document: Any, home: Any, xml: bytes, file: str) -> list[Fault]:

    name = str(home.partname).lstrip("/")
    try:
        if not hasattr(home, "_element"):
            etree.fromstring(xml)
            home._blob = xml
            return []
        element = parse_xml(xml)
    except etree.XMLSyntaxError as problem:
        says = Text(f"富文本等对象的 XML 有误（{problem}）", f"an object printed there is no sound XML ({problem})")
        return [Place(name).fault(file, "object-xml", says)]
    home._element = element
    if home is document.docx.part:
        for number, drawing in enumerate(element.iter(_DRAWING), start=1001):  # as docxtpl's fix_docpr_ids
            drawing.set("id", str(number))
    return []
