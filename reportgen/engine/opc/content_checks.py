"""Checks the contents of a package's members: bytes, XML of the right kind, nothing that reaches outside."""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.limits import Limits
from reportgen.core.text import Text
from reportgen.engine.opc.field_scan import WORD
from reportgen.engine.opc.member import WrongSizeError, unpacked
from reportgen.engine.opc.package_faults import RESAVE, UNTRUSTED, UnfitXmlError, active_fault, refusal, visible
from reportgen.engine.opc.package_file import OLE, ZIP
from reportgen.engine.opc.paragraph_places import in_paragraph
from reportgen.engine.opc.relations import RELATIONS, ContentTypes, Relation, source_of
from reportgen.engine.opc.xml_scan import DRAWING, XmlScan, refuse_too_many
from reportgen.engine.opc.zip_directory import Entry

MOST_DECLARATIONS: Final = 20_000
"""Content types, or relations of all parts together; a long report has a few hundred."""
_XML_STARTS: Final = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<", b"\x4c\x6f\xa7\x94")
"""Markup in any encoding that some reader recognises by its first bytes; the last is ``<?xm`` in EBCDIC."""
_XML_ENDINGS: Final = (".xml", ".rels", ".vml", ".svg", ".xsl", ".xsd")
_WORD_ROOTS: Final = {
    "officedocument": "document",
    "header": "hdr",
    "footer": "ftr",
    "fonttable": "fonts",
    "websettings": "webSettings",
    **{kind: kind for kind in ("styles", "settings", "footnotes", "endnotes", "comments", "numbering")},
}
_ROOTS: Final[Mapping[str, Collection[str]]] = {
    **{kind: tuple(f"{word} {name}" for word in WORD) for kind, name in _WORD_ROOTS.items()},
    "theme": tuple(f"{drawing} theme" for drawing in DRAWING),
    "core-properties": ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties coreProperties",),
    **{
        f"{kind}-properties": (
            f"http://schemas.openxmlformats.org/officeDocument/2006/{kind}-properties Properties",
            f"http://purl.oclc.org/ooxml/officeDocument/{name} Properties",
        )
        for kind, name in (("extended", "extendedProperties"), ("custom", "customProperties"))
    },
}
"""The outermost element of a part, by the kind of the relation that leads to it."""
_RELATIONS_ROOTS: Final = (f"{RELATIONS} Relationships",)


@attrs.define
class Contents:
    """What was found inside a package's members.

    ``nested`` are members that are packages themselves; ``roots`` the outermost element of every XML part;
    ``references`` says, by part and relation, which elements name it; ``merges`` are the parts of settings with a mail
    merge.
    """

    faults: list[Fault] = attrs.Factory(list)
    nested: list[Entry] = attrs.Factory(list)
    roots: dict[str, str] = attrs.Factory(dict)
    references: dict[str, dict[str, set[str]]] = attrs.Factory(dict)
    merges: list[str] = attrs.Factory(list)

    def add(self, part: str, scan: XmlScan, file: str, read: Callable[[], bytes]) -> None:
        """Add the results of the scan of an XML part, which ``read`` returns."""
        if scan.active:
            content = read()
            found = zip(scan.offsets, scan.active, strict=True)
            told = dict.fromkeys(in_paragraph(content, offset, what) for offset, what in found)
            self.faults += [active_fault(file, part, what) for what in told]
        self.roots[part] = scan.root
        self.references[part] = scan.references
        self.merges += [part] if scan.merges else []
        if source_of(part) is not None and scan.root not in _RELATIONS_ROOTS:
            self.faults.append(_wrong_root(part, scan.root, _RELATIONS_ROOTS, file))


def contents_of(
    content: bytes, entries: Collection[Entry], types: ContentTypes, file: str, limits: Limits, *, template: bool
) -> Contents:
    """Return what is inside the entries, and what is wrong with it; ``template`` as for XmlScan.

    Every byte is unpacked once, in pieces: size, CRC, XML and active content are looked at in the same pass.
    """
    found = Contents()
    faults, nested = found.faults, found.nested
    elements, declarations = limits.xml_elements, MOST_DECLARATIONS
    view = memoryview(content)
    for entry in entries:
        kind = types.of(entry.name) or ""
        scan: XmlScan | None = None
        arrows = source_of(entry.name) is not None
        crc = 0
        packed = view[entry.data : entry.stop]
        try:
            _refuse_too_many(entry, kind, packed, elements)
            for number, piece in enumerate(unpacked(packed, entry.method, entry.size)):
                crc = zlib.crc32(piece, crc)
                if not number:
                    allowed = min(elements, declarations) if arrows else elements
                    scan = _scan(entry, kind, piece, limits, allowed, template)
                    nested += [entry] if piece.startswith((ZIP, b"PK\x05\x06")) else []
                    faults += _magic_faults(entry.name, piece, file)
                if scan is not None:
                    scan.feed(piece)
            if scan is not None:
                scan.finish()
            elif not entry.size and declared_xml(entry.name, kind):
                raise UnfitXmlError(
                    "package-bad-xml", Text(zh="部件是空的（0 字节）", en="the part is empty (0 bytes)")
                )
        except WrongSizeError:
            says = Text(
                zh="解压后的大小与目录记录不符", en="it does not unpack to the size that the directory declares"
            )
            faults.append(refusal("package-wrong-size", file, says, place=entry.name))
            continue
        except UnfitXmlError as error:
            remedy = UNTRUSTED if error.id != "package-bad-xml" else RESAVE
            faults.append(refusal(error.id, file, error.says, place=entry.name, remedy=remedy))
            if error.id == "package-too-many-elements":  # the limit for all parts together is used up
                return found
            continue
        if crc != entry.crc:
            says = Text(zh="内容损坏（CRC 校验不符）", en="its content is damaged (bad CRC)")
            faults.append(refusal("package-crc", file, says, place=entry.name))
        if scan is not None:
            elements -= scan.elements
            declarations -= scan.elements if arrows else 0
            found.add(entry.name, scan, file, functools.partial(_whole, content, entry))
    return found


def _whole(content: bytes, entry: Entry) -> bytes:
    return b"".join(unpacked(memoryview(content)[entry.data : entry.stop], entry.method, entry.size))


def _refuse_too_many(entry: Entry, kind: str, packed: memoryview, allowed: int) -> None:
    if declared_xml(entry.name, kind):
        refuse_too_many(entry.size, unpacked(packed, entry.method, entry.size), allowed)


def _scan(entry: Entry, kind: str, start: bytes, limits: Limits, allowed: int, template: bool) -> XmlScan | None:
    if not is_xml(entry.name, kind, start):
        return None
    _check_part_size(entry, limits)
    return XmlScan(limits, allowed, template=template)


def _wrong_root(part: str, root: str, right: Collection[str], file: str) -> Fault:
    wanted, found = (name.rpartition(" ")[2] for name in (next(iter(right)), root))
    if wanted == found:
        found = root.replace(" ", ":")
    says = Text(
        zh=f"部件的内容不对：最外层元素应是 {wanted}，实际是 {visible(found)}",
        en=f"the part holds something else: its outermost element should be {wanted} and is {visible(found)}",
    )
    return refusal("package-bad-xml", file, says, place=part)


def root_faults(relations: Collection[Relation], roots: Mapping[str, str], file: str) -> Iterator[Fault]:
    """Yield the parts whose outermost element is not the one that their relations require."""
    for part, kind in dict.fromkeys((relation.part or "", relation.kind.lower()) for relation in relations):
        right = _ROOTS.get(kind)
        if right is not None and part in roots and roots[part] not in right:
            yield _wrong_root(part, roots[part], right, file)


def is_xml(name: str, kind: str, start: bytes) -> bool:
    """Return whether a member is read as XML: by its content type, its name, or how it starts."""
    return (
        declared_xml(name, kind)
        or not (words := start.lstrip())  # only blanks so far: XML may follow
        or words.startswith(_XML_STARTS)
    )


def declared_xml(name: str, kind: str) -> bool:
    """Return whether a member is XML by its content type or its name."""
    return kind.endswith(("+xml", "/xml")) or name.lower().endswith(_XML_ENDINGS)


def _check_part_size(entry: Entry, limits: Limits) -> None:
    if entry.size > limits.part_bytes:
        most = limits.part_bytes // (1024 * 1024)
        says = Text(zh=f"XML 部件超过 {most} MB 的上限", en=f"the XML part is over the limit of {most} MB")
        raise UnfitXmlError("package-bomb", says)


def _magic_faults(name: str, start: bytes, file: str) -> Iterator[Fault]:
    if start.startswith(OLE):
        yield active_fault(file, name, Text(zh="OLE 对象或宏", en="an OLE object or macros"))
    if start.startswith((b"MZ", b"\x7fELF")):
        yield active_fault(file, name, Text(zh="可执行程序", en="a program"))
