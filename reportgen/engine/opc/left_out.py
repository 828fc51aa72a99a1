"""What reaches out of a template without being able to run: it is left out of the documents, and a message says so.

Word writes the link to the template that a file was made from into every such document; add-ins put their panes there,
a mail merge its data source, a ribbon its buttons, and people link files of their own disk. A report needs none of it,
and some of it shows the office's folders to readers. A link to a template on the web is used in attacks and is refused
with the other outward links. Source: ECMA-376 part 1, 17.14, 17.15.1.6, 17.16.22; MS-CUSTOMUI; MS-OWEXML.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.opc.field_codes import ordinary_link
from reportgen.engine.opc.field_scan import WORD
from reportgen.engine.opc.member import STORED, Member
from reportgen.engine.opc.package_checks import ATTACHED, HYPERLINKS, tag_in_link
from reportgen.engine.opc.package_faults import refusal, visible
from reportgen.engine.opc.relations import CONTENT_TYPES, OFFICE, Relation, source_of
from reportgen.engine.opc.xml_scan import DRAWING

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)  # one letter is a drive
_HARMLESS: Final = frozenset(("file", "ftp", "ftps", "sftp", "tel", "sms", "callto", "sip", "news", "onenote"))
_USERS: Final = frozenset(f"{word} attachedTemplate" for word in WORD)
_MERGERS: Final = frozenset(
    f"{word} {name}" for word in WORD for name in ("dataSource", "headerSource", "recipientData")
)
_KINDS: Final = {
    "webextension": Text("Office 加载项", "an Office add-in"),
    "webextensiontaskpanes": Text("Office 加载项", "an Office add-in"),
    "extensibility": Text("自定义功能区", "a custom ribbon"),
    "mailmergesource": Text("邮件合并数据源", "a mail-merge data source"),
    "mailmergeheadersource": Text("邮件合并数据源", "a mail-merge data source"),
    "recipientdata": Text("邮件合并数据源", "a mail-merge data source"),
}
"""Relations that are left out whatever they lead to."""
_MERGE: Final = Text("邮件合并数据源", "a mail-merge data source")
_SETTINGS: Final = frozenset(f"{{{word}}}{name}" for word in WORD for name in ("attachedTemplate", "mailMerge"))
_TEXT_LINKS: Final = frozenset(f"{{{word}}}hyperlink" for word in WORD)
_DRAWN_LINKS: Final = frozenset(
    f"{{{drawing}}}{name}" for drawing in DRAWING for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")
)
_IDS: Final = tuple(f"{{{space}}}id" for space in OFFICE)
_NORMAL: Final = Text(
    zh="不用处理；要从模板里去掉，请在 Word 的“开发工具→文档模板”中改为 Normal",
    en="Nothing needs to be done; to remove it, choose Normal under Developer, Document Template in Word",
)
_NOTHING: Final = Text(zh="不用处理", en="Nothing needs to be done")
_RETYPE: Final = Text(
    zh="不用处理；要保留链接，请在 Word 中改成网址（http、https）或邮箱地址",
    en="Nothing needs to be done; to keep the link, change it in Word to a web address (http, https) or a mail address",
)


@attrs.frozen
class LeftOut:
    """What of a package is left out: ``relations``, and the parts whose settings hold a mail merge."""

    relations: tuple[Relation, ...] = ()
    merges: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.relations or self.merges)


def drops(relation: Relation, references: Mapping[str, Mapping[str, Iterable[str]]], *, template: bool) -> bool:
    """Return whether ``relation`` is left out of a package, and serves nothing that is not.

    Of a finished document only the link to a template on a disk or in a network folder is.
    """
    kind = relation.kind.lower()
    users = frozenset(references.get(relation.source, {}).get(relation.id, ()))
    if kind == ATTACHED:
        target = relation.target.strip()
        near = not _SCHEME.match(target) or target.lower().startswith("file:")
        return relation.external and near and users <= _USERS
    if not template:
        return False
    if kind in _KINDS:
        return users <= _MERGERS or kind.startswith("webextension")
    link = kind == "hyperlink" and relation.external and users <= HYPERLINKS
    return link and _harmless(relation.target) and not tag_in_link(relation.target)


def _harmless(target: str) -> bool:
    """Return whether a link that no report has leads to a file, a telephone or the like, and to no program."""
    scheme = _SCHEME.match(target.strip())
    return not ordinary_link(target) and (scheme is None or scheme.group()[:-1].lower() in _HARMLESS)


def without(members: Mapping[str, Member], kept: Iterable[Relation], found: LeftOut) -> dict[str, Member]:
    """Return the members without what is left out, and without the parts that only it led to."""
    ids: dict[str, set[str]] = {}
    for relation in found.relations:
        ids.setdefault(relation.source, set()).add(relation.id)
    gone = _unreached(kept, found.relations)
    left: dict[str, Member] = {}
    for name, member in members.items():
        source = source_of(name)
        if name in gone or source in gone:
            continue
        changed = ids.get(name if source is None else source)
        if changed or name in found.merges:
            left[name] = _changed(member, changed or set())
        elif name == CONTENT_TYPES and gone:
            left[name] = _changed(member, set(), gone)
        else:
            left[name] = member
    return left


def _unreached(kept: Iterable[Relation], dropped: Iterable[Relation]) -> frozenset[str]:
    """Return the parts that only the relations ``dropped`` lead to, directly or through other parts."""
    targets: dict[str, set[str]] = {}
    for relation in kept:
        if relation.part is not None:
            targets.setdefault(relation.source, set()).add(relation.part)
    reached: set[str] = set()
    pending = [""]
    while pending:
        for part in targets.get(pending.pop(), set()) - reached:
            reached.add(part)
            pending.append(part)
    gone: set[str] = set()
    pending = [relation.part for relation in dropped if relation.part is not None]
    while pending:
        part = pending.pop()
        if part not in reached and part not in gone:
            gone.add(part)
            pending += targets.get(part, set())
    return frozenset(gone)


def _changed(member: Member, ids: set[str], gone: frozenset[str] = frozenset()) -> Member:
    """Return a member without the relations ``ids`` or what names them, and without the content types of ``gone``."""
    from lxml import etree  # noqa: PLC0415 — few templates have anything that is left out

    root: Any = etree.fromstring(member.read(), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root):
        listed = element.get("PartName", "").removeprefix("/") in gone if gone else element.get("Id") in ids
        if element.tag in _SETTINGS or listed:
            root.remove(element)
    for element in [*root.iter(*_TEXT_LINKS, *_DRAWN_LINKS)]:
        used = next((name for name in _IDS if element.get(name) in ids), None)
        if used is None:
            continue
        if element.tag in _TEXT_LINKS:
            del element.attrib[used]
        else:
            element.getparent().remove(element)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Member(member.name, content, STORED, zlib.crc32(content), len(content))


def left_out_faults(found: LeftOut, file: str) -> Iterator[Fault]:
    """Yield a message for each thing that is left out; an add-in, which has several parts, is one thing."""
    said: set[str] = set()
    for relation in found.relations:
        kind, target = relation.kind.lower(), visible(relation.target, 80)
        if kind == ATTACHED:
            says = Text(
                zh=f"模板里有指向 Word 模板文件 {target} 的链接，生成的文档不带这个链接",
                en=f"the link to the Word template {target} is left out of the documents",
            )
            yield refusal("package-attached-template", file, says, place=relation.source, remedy=_NORMAL)
        elif kind == "hyperlink":
            says = Text(
                zh=f"模板里有指向 {target} 的超链接，生成的文档只保留文字，不带这个链接",
                en=f"the hyperlink to {target} is left out of the documents; its words stay",
            )
            yield refusal("package-left-out", file, says, place=relation.source, remedy=_RETYPE)
        elif _KINDS[kind].en not in said:
            said.add(_KINDS[kind].en)
            yield _of(_KINDS[kind], file, relation.source)
    for part in found.merges:
        if _MERGE.en not in said:
            said.add(_MERGE.en)
            yield _of(_MERGE, file, part)


def _of(what: Text, file: str, source: str) -> Fault:
    says = Text(
        zh=f"模板里有{what.zh}，生成的文档不带它",
        en=f"the template holds {what.en}, which is left out of the documents",
    )
    return refusal("package-left-out", file, says, place=source or "_rels/.rels", remedy=_NOTHING)
