"""One pass over an XML part: well-formed, without a DOCTYPE, not too deep, and what in it reaches outside.

expat is fed in pieces and never loads anything; no tree is built, so that a hostile part costs no memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from reportgen.engine.filling.field_codes import refused_field
from reportgen.vocabulary.limits import Limits
from reportgen.vocabulary.texts import Text

_WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_VML: Final = "urn:schemas-microsoft-com:vml"
_OFFICE: Final = "urn:schemas-microsoft-com:office:office"
_VIDEO: Final = "http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing"
ACTIVE: Final[dict[str, Text]] = {
    f"{_OFFICE} OLEObject": Text(zh="OLE 对象", en="an OLE object"),
    f"{_VIDEO} webVideoPr": Text(zh="联机视频", en="an online video"),
    **{f"{word} altChunk": Text(zh="嵌入的外部文档（altChunk）", en="an altChunk") for word in _WORD},
    **{f"{word} subDoc": Text(zh="链接的子文档", en="a linked sub-document") for word in _WORD},
    **{f"{word} control": Text(zh="ActiveX 控件", en="an ActiveX control") for word in _WORD},
    **{f"{word} mailMerge": Text(zh="邮件合并数据源", en="a mail-merge data source") for word in _WORD},
}
_PICTURES: Final = frozenset(f"{_VML} {name}" for name in ("imagedata", "fill", "stroke", "image"))
_SOURCES: Final = frozenset(("src", "href", f"{_OFFICE} href", f"{_OFFICE} althref"))
_INSTRUCTION: Final = frozenset(f"{word} {name}" for word in _WORD for name in ("instrText", "delInstrText"))
_FIELD_CHARACTER: Final = {f"{word} fldChar": f"{word} fldCharType" for word in _WORD}
_SIMPLE_FIELD: Final = {f"{word} fldSimple": f"{word} instr" for word in _WORD}
_WATCHED: Final = frozenset(ACTIVE) | _PICTURES | _INSTRUCTION | _FIELD_CHARACTER.keys() | _SIMPLE_FIELD.keys()
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
"""What is wrong with an XML part, by expat's number for it: its own words are English, and each version's own."""
_DAMAGED: Final = Text(zh="写法有误", en="not well-formed")
_MOST_FIELDS: Final = 100
# expat before 2.6 reads an unfinished tag again with every piece (CVE-2023-52425)
_TOKEN_BYTES: Final = 2 * 1024 * 1024


class UnfitXmlError(Exception):
    """An XML part that must not be read on: ``id`` is that of the fault, ``says`` its words."""

    def __init__(self, id: str, says: Text) -> None:
        super().__init__(says.en)
        self.id, self.says = id, says


class _Field:
    """A field being put together: its instruction so far, and whether that began with another field."""

    __slots__ = ("instruction", "nested_first", "open")

    def __init__(self) -> None:
        self.instruction: list[str] = []
        self.nested_first = False
        self.open = True


class XmlScan:
    """The scan of one part: ``feed`` its bytes, then ``finish``; ``active`` lists what reaches outside.

    ``elements`` counts the part's elements; ``allowed`` is how many there may be. Raises UnfitXmlError.
    """

    def __init__(self, limits: Limits, allowed: int) -> None:
        self.elements = 0
        self.active: list[Text] = []
        self._allowed, self._fed = allowed, 0
        self._fields: list[_Field] = [_Field()]
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
        except (LookupError, ValueError):  # an encoding that is not one
            says = Text(zh="XML 的编码无法识别", en="XML in an unknown encoding")
            raise UnfitXmlError("package-bad-xml", says) from None

    def _counters(self, most_depth: int) -> tuple[Callable[[str, list[str]], None], Callable[[str], None]]:
        depth = elements = 0
        allowed, watched, open_watched, close_watched = self._allowed, _WATCHED, self._start, self._end

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

    def _start(self, name: str, attributes: list[str]) -> None:
        values = dict(zip(attributes[::2], attributes[1::2], strict=True))
        if name in _INSTRUCTION:
            self._parser.CharacterDataHandler = self._fields[-1].instruction.append
        elif name in _FIELD_CHARACTER:
            self._field_character(values.get(_FIELD_CHARACTER[name]))
        elif name in _SIMPLE_FIELD:
            field = _Field()
            field.instruction.append(values.get(_SIMPLE_FIELD[name], ""))
            self._judge(field)
        elif name in _PICTURES:
            for key, value in values.items():
                if key in _SOURCES and value.strip():
                    self._found(Text(zh=f"链接的图片 {value}", en=f"a linked picture {value}"))
        else:
            self._found(ACTIVE[name])

    def _end(self, name: str) -> None:
        if name in _INSTRUCTION:
            self._parser.CharacterDataHandler = None

    def _field_character(self, kind: str | None) -> None:
        if kind == "begin":
            outer = self._fields[-1]
            if outer.open and len(self._fields) > 1 and not "".join(outer.instruction).strip():
                outer.nested_first = True
            if len(self._fields) > _MOST_FIELDS:
                says = Text(zh=f"域嵌套超过 {_MOST_FIELDS} 层", en=f"fields nested deeper than {_MOST_FIELDS}")
                raise UnfitXmlError("package-too-deep", says)
            self._fields.append(_Field())
        elif kind == "separate":
            self._judge(self._fields[-1])
            self._fields[-1].open = False
        elif kind == "end" and len(self._fields) > 1:
            self._judge(self._fields.pop())

    def _judge(self, field: _Field) -> None:
        if not field.open:
            return
        name = refused_field("".join(field.instruction), field.nested_first)
        if name is not None:
            self._found(Text(zh=f"会连接外部的域 {name}", en=f"a field that reaches outside: {name}"))

    def _found(self, what: Text) -> None:
        if len(self.active) < _SHOWN_AT_MOST:
            self.active.append(what)
