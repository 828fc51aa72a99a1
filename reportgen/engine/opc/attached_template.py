"""The link to the Word template that a document was made from, which Word writes into every such document by itself.

A report does not need it, and it shows the office's folders to readers: it is left out, and a message says so. A link
to a template on the web is used in attacks and is refused with the other outward links.
Source: ECMA-376 part 1, 17.15.1.6.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.opc.field_scan import WORD
from reportgen.engine.opc.member import STORED, Member
from reportgen.engine.opc.package_checks import ATTACHED
from reportgen.engine.opc.package_faults import refusal, visible
from reportgen.engine.opc.relations import Relation, source_of

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)  # one letter is a drive
_SETTING: Final = frozenset(f"{{{word}}}attachedTemplate" for word in WORD)
_USERS: Final = frozenset(f"{word} attachedTemplate" for word in WORD)
_REMEDY: Final = Text(
    zh="不用处理；要从模板里去掉，请在 Word 的“开发工具→文档模板”中改为 Normal",
    en="Nothing needs to be done; to remove it, choose Normal under Developer, Document Template in Word",
)


def drops(relation: Relation, references: Mapping[str, Mapping[str, Iterable[str]]]) -> bool:
    """Return whether ``relation`` is such a link, to a file of a disk or a network folder, and serves nothing else."""
    if relation.kind.lower() != ATTACHED or not relation.external:
        return False
    target = relation.target.strip()
    users = references.get(relation.source, {}).get(relation.id, ())
    return (not _SCHEME.match(target) or target.lower().startswith("file:")) and _USERS.issuperset(users)


def without_links(members: Mapping[str, Member], dropped: Iterable[Relation]) -> Iterator[Member]:
    """Yield the members that held the links ``dropped``, without them."""
    ids: dict[str, set[str]] = {}
    for relation in dropped:
        ids.setdefault(relation.source, set()).add(relation.id)
    for member in members.values():
        gone = ids.get(source_of(member.name) or "", set())
        if gone or member.name in ids:
            yield _without(member, gone)


def _without(member: Member, gone: Collection[str]) -> Member:
    """Return a member without the relations ``gone``, if it holds relations, or without the setting that names them."""
    from lxml import etree  # noqa: PLC0415 — few templates have such a link

    root = etree.fromstring(member.read(), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root):
        if element.tag in _SETTING or element.get("Id") in gone:
            root.remove(element)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Member(member.name, content, STORED, zlib.crc32(content), len(content))


def left_out_faults(dropped: Iterable[Relation], file: str) -> Iterator[Fault]:
    """Yield a message for every link that is left out."""
    for relation in dropped:
        target = visible(relation.target, 80)
        says = Text(
            zh=f"模板里有指向 Word 模板文件 {target} 的链接，生成的文档不带这个链接",
            en=f"the link to the Word template {target} is left out of the documents",
        )
        yield refusal("package-attached-template", file, says, place=relation.source, remedy=_REMEDY)
