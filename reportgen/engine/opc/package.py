"""A Word package, opened: every member still packed, every check already passed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

import attrs

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.text import Text
from reportgen.engine.opc.content_checks import MOST_DECLARATIONS, contents_of, root_faults
from reportgen.engine.opc.left_out import LeftOut, drops, left_out_faults, without
from reportgen.engine.opc.member import Member, WrongSizeError, unpacked
from reportgen.engine.opc.package_checks import (
    duplicate_faults,
    nested_faults,
    relation_faults,
    type_faults,
    untyped_faults,
)
from reportgen.engine.opc.package_faults import RESAVE, UnfitXmlError, refusal
from reportgen.engine.opc.package_file import NOT_WORD, identify, read_source
from reportgen.engine.opc.relations import (
    CONTENT_TYPES,
    ContentTypes,
    NestedEntryError,
    Relation,
    read_content_types,
    read_relations,
    source_of,
)
from reportgen.engine.opc.xml_scan import XmlScan
from reportgen.engine.opc.zip_directory import Entry, entries_of

_WORD_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SHOWN_AT_MOST: Final = 100
_OTHER_KINDS: Final = (
    ("spreadsheetml", Text(zh="Excel 工作簿", en="an Excel workbook")),
    ("ms-excel", Text(zh="Excel 工作簿", en="an Excel workbook")),
    ("presentationml", Text(zh="PowerPoint 演示文稿", en="a PowerPoint presentation")),
    ("ms-powerpoint", Text(zh="PowerPoint 演示文稿", en="a PowerPoint presentation")),
    ("wordprocessingml.template", Text(zh="Word 模板（.dotx）", en="a Word template file (.dotx)")),
)


@attrs.frozen
class Package:
    """An accepted Word package; immutable, safe to share between threads, and it can be pickled.

    ``members`` stand in the file's order; ``main`` is the name of the document part (usually ``word/document.xml``,
    but the package decides); ``relations`` are all relations between parts; ``left_out`` says what was not taken over.
    """

    name: str
    members: tuple[Member, ...]
    content_types: ContentTypes
    main: str
    relations: tuple[Relation, ...]
    left_out: tuple[Fault, ...] = ()

    @cached_property
    def _by_name(self) -> Mapping[str, Member]:
        return {member.name: member for member in self.members}

    def member(self, name: str) -> Member:
        """Return the member called ``name``; KeyError if there is none."""
        return self._by_name[name]

    def read(self, name: str) -> bytes:
        """Return the content of the member called ``name``, unpacked; KeyError if there is none."""
        return self.member(name).read()

    def parts_of(self, kind: str) -> tuple[str, ...]:
        """Return the names of the parts that the package or its document relates to as ``kind``, in their order.

        ``kind`` is the last word of the relation type: ``header``, ``footer``, ``footnotes``, ``endnotes``,
        ``comments``, ``settings``, ``styles``, ``core-properties``, ``extended-properties``, ``custom-properties`` …
        """
        found = (arrow.part for arrow in self.relations if arrow.kind == kind and arrow.source in ("", self.main))
        return tuple(dict.fromkeys(part for part in found if part is not None))

    def relations_of(self, part: str) -> tuple[Relation, ...]:
        """Return the relations that start at ``part`` (empty: at the package)."""
        return tuple(relation for relation in self.relations if relation.source == part)


def open_package(
    source: bytes | Path, name: str | None = None, limits: Limits = DEFAULT, *, template: bool = True
) -> Package:
    """Return the Word package in ``source``, or refuse it with every fault found.

    ``name`` is what messages call the file; ``template`` says whether its tags are still to be checked, unlike those of
    a finished document. What reaches outside and cannot run is left out. Nothing is unpacked
    before the directory has proved sound, nothing is read outside the file, and memory stays near the file's own size.
    Raises TemplateError.
    """
    file = name if name is not None else ("template" if isinstance(source, bytes) else str(source))
    content = source if isinstance(source, bytes) else read_source(source, file, limits)
    not_package = identify(content, file, limits)
    if not_package is not None:
        raise TemplateError(not_package)
    entries = entries_of(content, file, limits)
    types = content_types_of(content, entries, file, limits)
    found = contents_of(content, entries, types, file, limits, template=template)
    faults = found.faults
    _raise_if(faults, when_fatal=True)

    names = [entry.name for entry in entries]
    members = {entry.name: _member(content, entry) for entry in entries}
    relations = tuple(relation for part in names for relation in _relations_in(members[part], names, file))
    main = main_of(relations, types, file)
    faults += type_faults(types, names, file)
    faults += root_faults(relations, found.roots, file)
    faults += untyped_faults(relations, types, file)
    faults += duplicate_faults(relations, file)
    kept: list[Relation] = []
    dropped: list[Relation] = []
    for relation in relations:
        (dropped if drops(relation, found.references, template=template) else kept).append(relation)
    faults += relation_faults(kept, names, found.references, file)
    faults += nested_faults(found.nested, relations, types, lambda part: members[part].read(), file, limits)
    _raise_if(faults)
    left_out = LeftOut(tuple(dropped), tuple(found.merges))
    if left_out:
        members = without(members, kept, left_out)
        kept = [relation for relation in kept if not relation.source or relation.source in members]
    return Package(file, tuple(members.values()), types, main, tuple(kept), tuple(left_out_faults(left_out, file)))


def _member(content: bytes, entry: Entry) -> Member:
    return Member(entry.name, content[entry.data : entry.stop], entry.method, entry.crc, entry.size)


def _relations_in(member: Member, names: list[str], file: str) -> tuple[Relation, ...]:
    """Return the relations that a member holds, if it holds any."""
    origin = source_of(member.name)
    if origin is None:
        return ()
    return listed_relations(member.read(), member.name, origin, names, file)


def listed_relations(content: bytes, part: str, source: str, names: Iterable[str], file: str) -> tuple[Relation, ...]:
    """Return the relations of ``source`` that the part ``part`` lists, or raise TemplateError where it is no list."""
    try:
        return tuple(read_relations(content, source, names))
    except NestedEntryError:
        raise TemplateError(_nested_entries(part, file)) from None


def _nested_entries(part: str, file: str) -> Fault:
    says = Text(zh="清单里的条目套在别的条目里面", en="entries of its list stand inside of others")
    return refusal("package-bad-xml", file, says, place=part)


def _raise_if(faults: list[Fault], when_fatal: bool = False) -> None:
    """Raise ``faults``; ``when_fatal``: only if one is such that the parts cannot be read any further."""
    if not faults or (when_fatal and all(fault.id == "package-active-content" for fault in faults)):
        return
    if len(faults) > _SHOWN_AT_MOST:
        more = len(faults) - _SHOWN_AT_MOST
        says = Text(zh=f"另有 {more} 处问题未列出", en=f"{more} more faults are not listed")
        origin = faults[0].origin.file if faults[0].origin is not None else ""
        faults = [*faults[:_SHOWN_AT_MOST], refusal("package-more-faults", origin, says)]
    raise TemplateError(faults)


def content_types_of(content: bytes, entries: tuple[Entry, ...], file: str, limits: Limits) -> ContentTypes:
    """Return what kind each part of a package is, or raise TemplateError where the package does not say so."""
    entry = next((entry for entry in entries if entry.name == CONTENT_TYPES), None)
    if entry is None:
        open_document = any(entry.name == "mimetype" for entry in entries)
        what = Text(zh="OpenDocument 文件（.odt 等）", en="an OpenDocument file (such as .odt)")
        plain = Text(zh="普通压缩包", en="an ordinary ZIP archive")
        raise TemplateError(_not_word(file, what if open_document else plain))
    scan, pieces = XmlScan(limits, MOST_DECLARATIONS), []
    try:
        for piece in unpacked(content[entry.data : entry.stop], entry.method, min(entry.size, limits.part_bytes)):
            scan.feed(piece)
            pieces.append(piece)
        scan.finish()
    except WrongSizeError:
        says = Text(zh="解压后的大小与目录记录不符", en="it does not unpack to the size that the directory declares")
        raise TemplateError(refusal("package-wrong-size", file, says, place=entry.name)) from None
    except UnfitXmlError as error:
        raise TemplateError(refusal(error.id, file, error.says, place=entry.name)) from None
    try:
        return read_content_types(b"".join(pieces))
    except NestedEntryError:
        raise TemplateError(_nested_entries(CONTENT_TYPES, file)) from None


def main_of(relations: tuple[Relation, ...], types: ContentTypes, file: str) -> str:
    """Return the name of the document part, or raise TemplateError where the package is no Word document."""
    found = [arrow.part for arrow in relations if arrow.source == "" and arrow.kind == "officeDocument" and arrow.known]
    if len(found) != 1 or found[0] is None:
        raise TemplateError(_not_word(file, Text(zh="没有正文的压缩包", en="a package without a document")))
    kind = types.of(found[0]) or ""
    if "macroenabled" in kind:
        says = Text(zh="这是带宏的文档（.docm 等）", en="this is a document with macros (such as .docm)")
        raise TemplateError(refusal("package-macro", file, says))
    if kind != _WORD_MAIN:
        other = next((what for word, what in _OTHER_KINDS if word in kind), None)
        raise TemplateError(_not_word(file, other or Text(zh="其他类型的文件", en="another kind of file")))
    return found[0]


def _not_word(file: str, what: Text) -> Fault:
    says = Text(zh=f"这不是 Word 文档（.docx），而是{what.zh}", en=f"this is not a Word document (.docx) but {what.en}")
    return refusal(NOT_WORD, file, says, remedy=RESAVE)
