"""What a package may contain: sound bytes, sound XML, relations that lead somewhere, nothing that reaches outside."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import Final

import attrs

from reportgen.engine.filling.field_codes import ordinary_link
from reportgen.engine.filling.members import WrongSizeError, unpacked
from reportgen.engine.filling.refusals import REMOVE, UNTRUSTED, refusal, visible
from reportgen.engine.filling.relations import ContentTypes, Relation, loop_of, source_of
from reportgen.engine.filling.sources import OLE, ZIP
from reportgen.engine.filling.unzipping import Entry, entries_of
from reportgen.engine.filling.xml_scanning import UnfitXmlError, XmlScan
from reportgen.errors import Fault, TemplateError
from reportgen.vocabulary.limits import Limits
from reportgen.vocabulary.texts import Text

ACTIVE: Final = "package-active-content"
MOST_DECLARATIONS: Final = 20_000
"""Content types, or relations of one part; a long report has a few hundred."""
_XML_STARTS: Final = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<", b"\x4c\x6f\xa7\x94")
"""Markup in any encoding that some reader recognises by its first bytes; the last is ``<?xm`` in EBCDIC."""
_XML_ENDINGS: Final = (".xml", ".rels", ".vml", ".svg", ".xsl", ".xsd")
_ACTIVE_RELATIONS: Final[dict[str, Text]] = {
    "afchunk": Text(zh="嵌入的外部文档（altChunk）", en="an altChunk"),
    "attachedtemplate": Text(zh="附加的模板", en="an attached template"),
    "oleobject": Text(zh="OLE 对象", en="an OLE object"),
    "control": Text(zh="ActiveX 控件", en="an ActiveX control"),
    "activexcontrolbinary": Text(zh="ActiveX 控件", en="an ActiveX control"),
    "vbaproject": Text(zh="宏（vbaProject）", en="macros (vbaProject)"),
    "wordvbadata": Text(zh="宏（vbaData）", en="macros (vbaData)"),
    "keymapcustomizations": Text(zh="自定义按键", en="key map customizations"),
    "attachedtoolbars": Text(zh="自定义工具栏", en="attached toolbars"),
    "extensibility": Text(zh="自定义功能区", en="a custom ribbon"),
    "webextension": Text(zh="Office 加载项", en="an Office add-in"),
    "webextensiontaskpanes": Text(zh="Office 加载项", en="an Office add-in"),
    "subdocument": Text(zh="链接的子文档", en="a linked sub-document"),
    "mailmergesource": Text(zh="邮件合并数据源", en="a mail-merge data source"),
    "mailmergeheadersource": Text(zh="邮件合并数据源", en="a mail-merge data source"),
    "recipientdata": Text(zh="邮件合并数据源", en="a mail-merge data source"),
    "transform": Text(zh="外部 XSL 转换", en="an XSL transform"),
}
_ACTIVE_TYPES: Final = ("macroenabled", "vbaproject", "vbadata", "activex", "oleobject", "ms-word.attachedtoolbars")
_FOREIGN_TYPES: Final = ("text/html", "application/xhtml+xml", "message/rfc822", "application/rtf", "text/rtf")
_IN_WORKBOOKS: Final = ("vbaproject", "externallinks/", "activex/", "embeddings/", "ddelinks")


def content_faults(
    content: bytes, entries: Collection[Entry], types: ContentTypes, file: str, limits: Limits
) -> tuple[list[Fault], list[Entry]]:
    """Return what is wrong inside the entries, and which of them are packages themselves.

    Every byte is unpacked once, in pieces: size, CRC, XML and active content are looked at in the same pass.
    """
    faults: list[Fault] = []
    nested: list[Entry] = []
    elements = limits.xml_elements
    view = memoryview(content)
    for entry in entries:
        kind = types.of(entry.name) or ""
        scan: XmlScan | None = None
        crc = 0
        try:
            for number, piece in enumerate(unpacked(view[entry.data : entry.stop], entry.method, entry.size)):
                crc = zlib.crc32(piece, crc)
                if not number:
                    if is_xml(entry.name, kind, piece):
                        arrows = source_of(entry.name) is not None
                        scan = XmlScan(limits, min(elements, MOST_DECLARATIONS) if arrows else elements)
                        _check_part_size(entry, limits)
                    nested += [entry] if piece.startswith((ZIP, b"PK\x05\x06")) else []
                    faults += _magic_faults(entry.name, piece, file)
                if scan is not None:
                    scan.feed(piece)
            if scan is not None:
                scan.finish()
        except WrongSizeError:
            says = Text(
                zh="解压后的大小与目录记录不符", en="it does not unpack to the size that the directory declares"
            )
            faults.append(refusal("package-wrong-size", file, says, place=entry.name))
            continue
        except UnfitXmlError as error:
            hostile = error.id != "package-bad-xml"
            faults.append(_at(error.id, error.says, entry.name, file, hostile))
            continue
        if crc != entry.crc:
            says = Text(zh="内容损坏（CRC 校验不符）", en="its content is damaged (bad CRC)")
            faults.append(refusal("package-crc", file, says, place=entry.name))
        if scan is not None:
            elements -= scan.elements
            faults += [_active(file, entry.name, what) for what in scan.active]
    return faults, nested


def _at(id: str, says: Text, place: str, file: str, hostile: bool) -> Fault:
    return refusal(id, file, says, place=place, remedy=UNTRUSTED) if hostile else refusal(id, file, says, place=place)


def _active(file: str, place: str, what: Text) -> Fault:
    says = Text(
        zh=f"含有不允许的活动内容：{visible(what.zh, 200)}",
        en=f"active content is not allowed: {visible(what.en, 200)}",
    )
    return refusal(ACTIVE, file, says, place=place, remedy=REMOVE)


def is_xml(name: str, kind: str, start: bytes) -> bool:
    """Return whether a member is read as XML: by its content type, its name, or how it starts."""
    return (
        kind.endswith(("+xml", "/xml"))
        or name.lower().endswith(_XML_ENDINGS)
        or not (words := start.lstrip())  # nothing but blanks so far: what follows may be XML
        or words.startswith(_XML_STARTS)
    )


def _check_part_size(entry: Entry, limits: Limits) -> None:
    if entry.size > limits.part_bytes:
        most = limits.part_bytes // (1024 * 1024)
        says = Text(zh=f"XML 部件超过 {most} MB 的上限", en=f"the XML part is over the limit of {most} MB")
        raise UnfitXmlError("package-bomb", says)


def _magic_faults(name: str, start: bytes, file: str) -> Iterator[Fault]:
    if start.startswith(OLE):
        yield _active(file, name, Text(zh="OLE 对象或宏", en="an OLE object or macros"))
    if start.startswith((b"MZ", b"\x7fELF")):
        yield _active(file, name, Text(zh="可执行程序", en="a program"))


def type_faults(types: ContentTypes, names: Collection[str], file: str) -> Iterator[Fault]:
    """Yield the parts whose content type is active or foreign, and names whose type is declared twice."""
    for declared in (types.defaults, types.overrides):
        counts = Counter(key for key, _ in declared)
        for key in sorted(key for key, count in counts.items() if count > 1):
            says = Text(
                zh=f"“{visible(key)}”的内容类型声明了两次", en=f"the content type of {visible(key)!r} is declared twice"
            )
            yield refusal("package-content-types", file, says, remedy=UNTRUSTED)
    for name in names:
        kind = types.of(name) or ""
        if any(word in kind for word in _ACTIVE_TYPES):
            yield _active(file, name, Text(zh="宏、控件或 OLE 对象", en="macros, a control or an OLE object"))
        elif kind.startswith(_FOREIGN_TYPES):
            yield _active(file, name, Text(zh=f"嵌入的外部文档（{kind}）", en=f"an embedded document ({kind})"))


def relation_faults(relations: Collection[Relation], names: Collection[str], file: str) -> Iterator[Fault]:
    """Yield the relations that lead nowhere, in a circle, outside, or to active content."""
    known = frozenset(names)
    for relation in relations:
        place = relation.source or "_rels/.rels"
        target = visible(relation.target)
        active = _ACTIVE_RELATIONS.get(relation.kind.lower())
        if relation.external:
            if relation.kind.lower() != "hyperlink" or not ordinary_link(relation.target):
                what = active or Text(zh=f"外部链接（{relation.kind}）", en=f"an external {visible(relation.kind)}")
                yield _active(file, place, Text(zh=f"{what.zh} {target}", en=f"{what.en} {target}"))
        elif active is not None:
            yield _active(file, place, Text(zh=f"{active.zh} {target}", en=f"{active.en} {target}"))
        elif relation.part not in known or source_of(relation.part or "") is not None:
            says = Text(
                zh=f"关系 {visible(relation.id)} 指向不存在的部件“{target}”",
                en=f"relation {visible(relation.id)} leads to the missing part {target!r}",
            )
            yield refusal("package-relation-missing", file, says, place=place)
    for source in sorted({relation.source for relation in relations} - known - {""}):
        says = Text(zh="有关系文件，却没有这个部件", en="it has relations, but the part itself is missing")
        yield refusal("package-relation-missing", file, says, place=source)
    loop = loop_of(relations)
    if loop:
        circle = visible(" → ".join((*loop, loop[0])), 300)
        says = Text(zh=f"部件之间的关系成环：{circle}", en=f"the parts' relations run in a circle: {circle}")
        yield refusal("package-relation-loop", file, says, place=loop[0], remedy=UNTRUSTED)


def nested_faults(
    nested: Collection[Entry],
    relations: Collection[Relation],
    types: ContentTypes,
    read: Callable[[str], bytes],
    file: str,
    limits: Limits,
) -> Iterator[Fault]:
    """Yield the packages inside the package, except sound workbooks that hold a chart's figures."""
    behind_charts = {
        relation.part
        for relation in relations
        if relation.kind == "package" and (types.of(relation.source) or "").endswith("drawingml.chart+xml")
    }
    for entry in nested:
        if entry.name not in behind_charts or entry.size > limits.file_bytes:
            says = Text(zh="内部又嵌入了压缩包或 Office 文件", en="an archive or Office file inside the package")
            yield refusal("package-nested", file, says, place=entry.name, remedy=REMOVE)
            continue
        try:
            inner = entries_of(read(entry.name), file, attrs.evolve(limits, entries=min(limits.entries, 200)))
        except TemplateError as error:
            yield from (_at(fault.id, fault.says, entry.name, file, hostile=True) for fault in error.faults)
            continue
        for part in inner:
            if any(word in part.name.lower() for word in _IN_WORKBOOKS):
                what = Text(zh="图表数据中的活动内容", en="in a chart's workbook")
                yield _active(file, f"{entry.name}!{part.name}", what)
