"""One pass over an XML part: well-formed, without a DOCTYPE, not too deep, and what in it reaches outside.

expat is fed in pieces and never loads anything; no tree is built, so that a hostile part costs no memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from reportgen.engine.filling.field_codes import (
    CODE,
    DELETED,
    INSERTED,
    NESTED,
    SPACE,
    WORDS,
    Field,
    ordinary_link,
    refused_field,
)
from reportgen.vocabulary.limits import Limits
from reportgen.vocabulary.texts import Text

WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
OFFICE_RELATIONS: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_RELATION: Final = tuple(f"{space} " for space in OFFICE_RELATIONS)
DRAWING: Final = (
    "http://schemas.openxmlformats.org/drawingml/2006/main",
    "http://purl.oclc.org/ooxml/drawingml/main",
)
_VML: Final = "urn:schemas-microsoft-com:vml"
_OFFICE: Final = "urn:schemas-microsoft-com:office:office"
_VIDEO: Final = "http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"
_CHOICES: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 AlternateContent"
_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink href"
ACTIVE: Final[dict[str, Text]] = {
    f"{_OFFICE} OLEObject": Text(zh="OLE 对象", en="an OLE object"),
    f"{_VIDEO} webVideoPr": Text(zh="联机视频", en="an online video"),
    **{f"{word} altChunk": Text(zh="嵌入的外部文档（altChunk）", en="an altChunk") for word in WORD},
    **{f"{word} subDoc": Text(zh="链接的子文档", en="a linked sub-document") for word in WORD},
    **{f"{word} control": Text(zh="ActiveX 控件", en="an ActiveX control") for word in WORD},
    **{f"{word} mailMerge": Text(zh="邮件合并数据源", en="a mail-merge data source") for word in WORD},
}
_PICTURES: Final = frozenset(f"{_VML} {name}" for name in ("imagedata", "fill", "stroke", "image"))
_PICTURE_SOURCES: Final = frozenset(("src", f"{_OFFICE} href", f"{_OFFICE} althref"))
_ADDRESSES: Final = _PICTURE_SOURCES | {"href", _XLINK}
_RELATION_OF_VML: Final = f"{_OFFICE} relid"


def _named(*names: str) -> frozenset[str]:
    return frozenset(f"{word} {name}" for word in WORD for name in names)


_BODY: Final = _named("body")
_INSTRUCTION: Final = _named("instrText", "delInstrText")
_DELETED_CODE: Final = _named("delInstrText")
_FIELD_CHARACTER: Final = {f"{word} fldChar": f"{word} fldCharType" for word in WORD}
_SIMPLE_FIELD: Final = {f"{word} fldSimple": f"{word} instr" for word in WORD}
_WATCHED: Final = frozenset(ACTIVE) | _BODY | _INSTRUCTION | _FIELD_CHARACTER.keys() | _SIMPLE_FIELD.keys()
_TEXT: Final = _named("t", "delText")
_CHANGES: Final = {
    **dict.fromkeys(_named("ins", "moveTo"), INSERTED),
    **dict.fromkeys(_named("del", "moveFrom"), DELETED),
}
_SPACES: Final = _named("tab", "br", "cr", "ptab", "p")
_IN_FIELDS: Final = _TEXT | _CHANGES.keys() | _SPACES | {_CHOICES}
"""What counts only between a field's begin and its separator."""
_TAG: Final = re.compile(r"\{[{%]|[}%]\}")
_SHOWN_AT_MOST: Final = 20
_MOST_FIELDS: Final = 100
_MOST_REFERENCES: Final = 20_000
# expat before 2.6 reads an unfinished tag again with every piece (CVE-2023-52425)
_TOKEN_BYTES: Final = 2 * 1024 * 1024


class UnfitXmlError(Exception):
    """An XML part that must not be read on: ``id`` is that of the fault, ``says`` its words."""

    def __init__(self, id: str, says: Text) -> None:
        super().__init__(says.en)
        self.id, self.says = id, says


class XmlScan:
    """The scan of one part: ``feed`` its bytes, then ``finish``; ``active`` lists what reaches outside.

    ``elements`` counts the part's elements; ``allowed`` is how many there may be. ``root`` is the outermost element's
    name; ``references`` says which elements name which relation. In a ``template``, text with tags between a field's
    begin and its separator is left to the check of tags, which knows the paragraph. Raises UnfitXmlError.
    """

    def __init__(self, limits: Limits, allowed: int, *, template: bool = True) -> None:
        self.elements = 0
        self.root = ""
        self.active: list[Text] = []
        self.references: dict[str, set[str]] = {}
        self._allowed, self._fed, self._template = allowed, 0, template
        self._fields: list[Field] = [Field()]
        self._bodies = 0
        self._kind = CODE
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
        """Say that the part ends here."""
        self._parse(b"", True)
        while self._fields:
            self._judge(self._fields.pop())
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
            line, column, why = error.lineno, error.offset + 1, expat.ErrorString(error.code)
            says = Text(
                zh=f"XML 损坏（第 {line} 行第 {column} 列：{why}）",
                en=f"damaged XML (line {line}, column {column}: {why})",
            )
            raise UnfitXmlError("package-bad-xml", says) from None
        except (LookupError, ValueError) as error:  # an encoding that is not one
            says = Text(zh=f"XML 的编码无法识别（{error}）", en=f"XML in an unknown encoding ({error})")
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
                says = Text(zh="XML 元素过多，超过上限", en="more XML elements than the limit")
                raise UnfitXmlError("package-too-many-elements", says)
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

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
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
        """Look at an address that an element itself holds: of a picture, or of what opens when it is clicked."""
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
        if name in _INSTRUCTION:
            self._kind = DELETED if name in _DELETED_CODE else CODE
            self._parser.CharacterDataHandler = self._characters
        elif name in _FIELD_CHARACTER:
            self._field_character(_value(attributes, _FIELD_CHARACTER[name]))
        elif name in _SIMPLE_FIELD:
            self._nested()
            field = Field()
            field.add(CODE, _value(attributes, _SIMPLE_FIELD[name]) or "")
            self._judge(field)
        elif name in _BODY:
            self._bodies += 1
        elif name in _IN_FIELDS:
            self._start_in_field(name)
        else:
            self._found(ACTIVE[name])

    def _start_in_field(self, name: str) -> None:
        if name in _TEXT:
            self._kind = WORDS
            self._parser.CharacterDataHandler = self._characters
        elif name in _CHANGES:
            self._fields[-1].changes.append(_CHANGES[name])
        elif name in _SPACES:
            self._gathering().add(SPACE, " ")
        else:
            says = "藏有多种写法的域代码（AlternateContent）", "a field code in several versions (AlternateContent)"
            self._found(Text(*says))

    def _end(self, name: str) -> None:
        if name in _INSTRUCTION or name in _TEXT:
            self._parser.CharacterDataHandler = None
        elif name in _CHANGES and self._fields[-1].changes:
            self._fields[-1].changes.pop()

    def _characters(self, text: str) -> None:
        self._gathering().add(self._kind, text)

    def _gathering(self) -> Field:
        """Return the innermost field whose code goes on: the result of a field inside a code is part of that code."""
        return next((field for field in reversed(self._fields) if field.open), self._fields[0])

    def _nested(self) -> None:
        """Note in the instruction that is being written, if there is one, that a field stands there."""
        outer = self._gathering()
        if outer is not self._fields[0]:
            outer.add(CODE, NESTED)

    def _field_character(self, kind: str | None) -> None:
        if kind == "begin":
            if len(self._fields) > _MOST_FIELDS:
                says = Text(zh=f"域嵌套超过 {_MOST_FIELDS} 层", en=f"fields nested deeper than {_MOST_FIELDS}")
                raise UnfitXmlError("package-too-deep", says)
            self._nested()
            self._fields.append(Field())
        elif kind == "separate":
            if len(self._fields) > 1:
                self._judge(self._fields[-1])
                self._fields[-1].open = False
        elif kind == "end":
            if len(self._fields) > 1:
                self._judge(self._fields.pop())
        else:
            self._found(Text(zh=f"无法识别的域标记 {kind}", en=f"an unknown mark of a field {kind}"))
        if any(field.open for field in self._fields[1:]):
            self._watched |= _IN_FIELDS
        else:
            self._watched -= _IN_FIELDS

    def _judge(self, field: Field) -> None:
        if not field.open:
            return
        if self._template and _TAG.search(field.words()):
            return
        name = next((name for reading in field.readings() if (name := refused_field(reading)) is not None), None)
        if name is not None:
            self._found(Text(zh=f"会连接外部的域 {name}", en=f"a field that reaches outside: {name}"))

    def _found(self, what: Text) -> None:
        if len(self.active) < _SHOWN_AT_MOST:
            self.active.append(what)


def _value(attributes: list[str], name: str) -> str | None:
    return next((attributes[at + 1] for at in range(0, len(attributes), 2) if attributes[at] == name), None)
