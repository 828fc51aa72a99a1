"""One pass over an XML part: it is well-formed, has no DOCTYPE, is not too deep; lists what reaches outside.

expat is fed in pieces and never loads anything; no tree is built, so that a hostile part costs no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final
from xml.parsers import expat

from reportgen.core.limits import Limits
from reportgen.core.text import Text
from reportgen.engine.opc.field_codes import ordinary_link
from reportgen.engine.opc.field_scan import IN_CODES, OF_FIELDS, WORD, FieldScan, named
from reportgen.engine.opc.package_faults import UnfitXmlError
from reportgen.engine.opc.relations import OFFICE

_RELATION: Final = tuple(f"{space} " for space in OFFICE)
DRAWING: Final = (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://purl.oclc.org/ooxml/drawingml/main",
)
_VML: Final = "urn:schemas-microsoft-com:vml"
_OFFICE: Final = "urn:schemas-microsoft-com:office:office"
_VIDEO: Final = "http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"
_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink href"
ACTIVE: Final[dict[str, Text]] = {
    f"{_OFFICE} OLEObject": Text(zh="OLE 对象", en="an OLE object"),
    f"{_VIDEO} webVideoPr": Text(zh="联机视频", en="an online video"),
    **{f"{word} altChunk": Text(zh="嵌入的外部文档（altChunk）", en="an altChunk") for word in WORD},
    **{f"{word} subDoc": Text(zh="链接的子文档", en="a linked sub-document") for word in WORD},
    **{f"{word} control": Text(zh="ActiveX 控件", en="an ActiveX control") for word in WORD},
    **{
        f"{word} {when}Macro": Text(zh="表单域里的宏", en="a form field's macro")
        for word in WORD
        for when in ("entry", "exit")
    },
    **{f"{word} mailMerge": Text(zh="邮件合并数据源", en="a mail-merge data source") for word in WORD},
}
_PICTURES: Final = frozenset(f"{_VML} {name}" for name in ("imagedata", "fill", "stroke", "image"))
_PICTURE_SOURCES: Final = frozenset(("src", f"{_OFFICE} href", f"{_OFFICE} althref"))
_ADDRESSES: Final = _PICTURE_SOURCES | {"href", _XLINK}
_RELATION_OF_VML: Final = f"{_OFFICE} relid"
_BODY: Final = named("body")
_MERGES, _SETTINGS = named("mailMerge"), named("settings")
_WATCHED: Final = frozenset(ACTIVE) | _BODY | OF_FIELDS
_SHOWN_AT_MOST: Final = 20
_DAMAGE: Final = {
    2: Text(zh="写法有误", en="syntax error"),
    3: Text(zh="没有内容，或没有写完", en="no element found"),
    4: Text(zh="写法有误", en="not well-formed (invalid token)"),
    5: Text(zh="标签没有写完", en="unclosed token"),
    6: Text(zh="字符不完整", en="partial character"),
    7: Text(zh="首尾标签不配对", en="mismatched tag"),
    8: Text(zh="属性重复", en="duplicate attribute"),
    9: Text(zh="结尾之后还有内容", en="junk after document element"),
    11: Text(zh="有未定义的实体", en="undefined entity"),
    20: Text(zh="CDATA 没有写完", en="unclosed CDATA section"),
    27: Text(zh="前缀没有声明", en="unbound prefix"),
}
"""Messages by expat's error code, because expat's own texts are English and change with its version."""
_DAMAGED: Final = Text(zh="写法有误", en="not well-formed")
_MOST_REFERENCES: Final = 20_000
# expat before 2.6 reads an unfinished tag again with every piece (CVE-2023-52425)
_TOKEN_BYTES: Final = 2 * 1024 * 1024


_LEAST_ELEMENT: Final = len(b"<a/>")
_TOO_MANY: Final = Text(zh="XML 元素过多，超过上限", en="more XML elements than the limit")


def refuse_too_many(size: int, pieces: Iterable[bytes], allowed: int) -> None:
    """Refuse a part of ``size`` bytes with more tags than elements are ``allowed``, before any of it is parsed.

    Counting tags takes a hundredth of the time; those inside of comments count, too. Raises UnfitXmlError.
    """
    if size < _LEAST_ELEMENT * allowed:
        return
    tags = 0
    for number, piece in enumerate(pieces):
        if not number and b"\0" in piece:  # UTF-16
            return
        tags += piece.count(b"<") - piece.count(b"</") - piece.count(b"<!") - piece.count(b"<?") - 1
    if tags > allowed:
        raise UnfitXmlError("package-too-many-elements", _TOO_MANY)


class XmlScan:
    """The scan of one part: ``feed`` its bytes, then ``finish``; ``active`` lists what reaches outside.

    ``elements`` counts the part's elements; ``allowed`` is how many there may be. ``root`` is the outermost element's
    name; ``references`` says which elements name which relation; ``merges``: it is a template's settings with a mail
    merge, which is left out; ``template`` as for FieldScan. Raises UnfitXmlError.
    """

    def __init__(self, limits: Limits, allowed: int, *, template: bool = True) -> None:
        self.elements = 0
        self.root = ""
        self.active: list[Text] = []
        self.offsets: list[int] = []
        """Of each of ``active`` the byte of the part where it is, or where the field ends that asks for it."""
        self.references: dict[str, set[str]] = {}
        self.merges = False
        self._template = template
        self._allowed, self._fed, self._bodies = allowed, 0, 0
        self._fields = FieldScan(self._found, template=template)
        self._watched = set(_WATCHED)
        parser = self._parser = expat.ParserCreate(namespace_separator=" ")
        parser.ordered_attributes = True
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declaration
        parser.StartElementHandler, parser.EndElementHandler = self._counters(limits.xml_depth)

    def feed(self, piece: bytes) -> None:
        """Scan the next bytes of the part."""
        self._parse(piece, False)
        self._fed += len(piece)
        if self._fed - self._parser.CurrentByteIndex > _TOKEN_BYTES:
            says = Text(zh="XML 中有一个超过 2 MB 的标签或注释", en="one tag or comment of the XML is over 2 MB")
            raise UnfitXmlError("package-bad-xml", says)

    def finish(self) -> None:
        """End the part."""
        self._parse(b"", True)
        self._fields.finish()
        if self.root.endswith(" document") and self.root.startswith(WORD) and self._bodies != 1:
            says = Text(
                zh=f"文档里应有一个正文（w:body），这里有 {self._bodies} 个",
                en=f"a document has one body (w:body), this one has {self._bodies}",
            )
            raise UnfitXmlError("package-bad-xml", says)

    def _parse(self, piece: bytes, last: bool) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            line, column, why = error.lineno, error.offset + 1, _DAMAGE.get(error.code, _DAMAGED)
            says = Text(
                zh=f"XML 损坏（第 {line} 行第 {column} 列：{why.zh}）",
                en=f"damaged XML (line {line}, column {column}: {why.en})",
            )
            raise UnfitXmlError("package-bad-xml", says) from None
        except (LookupError, ValueError):  # an unknown encoding
            says = Text(zh="XML 的编码无法识别", en="XML in an unknown encoding")
            raise UnfitXmlError("package-bad-xml", says) from None

    def _counters(self, most_depth: int) -> tuple[Callable[[str, list[str]], None], Callable[[str], None]]:
        depth = elements = 0
        allowed, watched, open_watched, close_watched = self._allowed, self._watched, self._start, self._end
        look_at = self._attributes

        def start(name: str, attributes: list[str]) -> None:
            nonlocal depth, elements
            depth += 1
            elements += 1
            if depth > most_depth:
                says = Text(zh=f"XML 嵌套超过 {most_depth} 层", en=f"XML nested deeper than {most_depth}")
                raise UnfitXmlError("package-too-deep", says)
            if elements > allowed:
                raise UnfitXmlError("package-too-many-elements", _TOO_MANY)
            if depth == 1:
                self.root = name
            if attributes:
                look_at(name, attributes)
            if name in watched:
                open_watched(name, attributes)

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            if name in watched:
                close_watched(name)
            if not depth:
                self.elements = elements

        return start, end

    def _doctype(self, *_: object) -> None:
        says = Text(zh="含有 DOCTYPE 或实体声明", en="it has a DOCTYPE or declares entities")
        raise UnfitXmlError("package-doctype", says)

    def _declaration(self, version: str, encoding: str | None, _standalone: int) -> None:
        if version != "1.0":  # expat takes any
            says = Text(zh="XML 的版本应为 1.0", en="XML of another version than 1.0")
            raise UnfitXmlError("package-bad-xml", says)
        if encoding is not None and encoding.lower() not in ("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be"):
            says = Text(zh=f"XML 的编码是 {encoding}，应为 UTF-8", en=f"XML in {encoding}; it should be UTF-8")
            raise UnfitXmlError("package-bad-xml", says)

    # ------------------------------------------------------------------------------------------- what reaches outside

    def _attributes(self, name: str, attributes: list[str]) -> None:
        for position in range(0, len(attributes), 2):
            key = attributes[position]
            if key in _ADDRESSES:
                self._address(name, key, attributes[position + 1])
            elif key.startswith(_RELATION) or key == _RELATION_OF_VML:
                users = self.references.setdefault(attributes[position + 1], set())
                users.add(name)
                if len(self.references) > _MOST_REFERENCES:
                    says = Text(zh="引用的关系过多，超过上限", en="it names more relations than the limit")
                    raise UnfitXmlError("package-too-many-elements", says)

    def _address(self, name: str, key: str, value: str) -> None:
        """Check an address in an element's attribute: of a picture, or of a link."""
        family, _, local = name.rpartition(" ")
        if not value.strip():
            return
        if family == _SVG:
            inside = value.strip().startswith(("#", "data:")) or (local == "a" and ordinary_link(value))
            if not inside:
                self._found(Text(zh=f"图片中的外部链接 {value}", en=f"an outward link of a picture {value}"))
        elif family in (_VML, _OFFICE):
            if key != "href" or name in _PICTURES:
                self._found(Text(zh=f"链接的图片 {value}", en=f"a linked picture {value}"))
            elif not ordinary_link(value):
                self._found(Text(zh=f"图形的超链接 {value}", en=f"a shape's link {value}"))

    def _start(self, name: str, attributes: list[str]) -> None:
        if name in _BODY:
            self._bodies += 1
        elif self._template and name in _MERGES and self.root in _SETTINGS:
            self.merges = True
        elif name in ACTIVE:
            self._found(ACTIVE[name])
        elif self._fields.start(name, attributes):
            self._parser.CharacterDataHandler = self._fields.text
        elif self._fields.in_code:
            self._watched |= IN_CODES
        else:
            self._watched -= IN_CODES

    def _end(self, name: str) -> None:
        self._parser.CharacterDataHandler = None
        self._fields.end(name)

    def _found(self, what: Text) -> None:
        if len(self.active) < _SHOWN_AT_MOST:
            self.active.append(what)
            self.offsets.append(self._parser.CurrentByteIndex)
