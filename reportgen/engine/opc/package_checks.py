"""Checks the structure of a package: known types, relations with a target, nothing that reaches outside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final
from urllib.parse import unquote

import attrs

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.limits import Limits
from reportgen.core.text import Text
from reportgen.engine.opc.field_codes import ordinary_link
from reportgen.engine.opc.field_scan import WORD
from reportgen.engine.opc.package_faults import REMOVE, UNTRUSTED, active_fault, refusal, visible
from reportgen.engine.opc.relations import ContentTypes, Relation, loop_of, source_of
from reportgen.engine.opc.xml_scan import DRAWING
from reportgen.engine.opc.zip_directory import Entry, entries_of

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
    "webextension": Text(zh="Office 加载项", en="an Office add-in"),
    "webextensiontaskpanes": Text(zh="Office 加载项", en="an Office add-in"),
    "extensibility": Text(zh="自定义功能区", en="a custom ribbon"),
    "subdocument": Text(zh="链接的子文档", en="a linked sub-document"),
    "mailmergesource": Text(zh="邮件合并数据源", en="a mail-merge data source"),
    "mailmergeheadersource": Text(zh="邮件合并数据源", en="a mail-merge data source"),
    "recipientdata": Text(zh="邮件合并数据源", en="a mail-merge data source"),
    "transform": Text(zh="外部 XSL 转换", en="an XSL transform"),
}
_ACTIVE_TYPES: Final = ("macroenabled", "vbaproject", "vbadata", "activex", "oleobject", "ms-word.attachedtoolbars")
_FOREIGN_TYPES: Final = ("text/html", "application/xhtml+xml", "message/rfc822", "application/rtf", "text/rtf")
_TAG: Final = re.compile(r"\{[{%]")
_NO_TAG: Final = Text(
    zh="请在 Word 中把链接改成网址，或取消超链接，只留文字里的标签",
    en="Change the link to a web address in Word, or remove it and keep the tag in its words",
)
_IN_WORKBOOKS: Final = ("vbaproject", "externallinks/", "activex/", "embeddings/", "ddelinks")


HYPERLINKS: Final = frozenset(
    (
        *(f"{word} hyperlink" for word in WORD),
        *(f"{drawing} {name}" for drawing in DRAWING for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver")),
    )
)
"""The elements that an outward hyperlink relation may serve: what is opened by a reader's click only."""
ATTACHED: Final = "attachedtemplate"
_USERS: Final[Mapping[str, Collection[str]]] = {
    "hyperlink": HYPERLINKS,
    ATTACHED: frozenset(f"{word} attachedTemplate" for word in WORD),
}


def type_faults(types: ContentTypes, names: Collection[str], file: str) -> Iterator[Fault]:
    """Yield the parts whose content type is active or foreign, and names whose type is declared twice."""
    for declared in (types.defaults, types.overrides):
        counts = Counter(key for key, _ in declared)
        for key in sorted(key for key, count in counts.items() if count > 1):
            says = Text(
                zh=f"“{visible(key)}”的内容类型声明了两次", en=f"the content type of {visible(key)!r} is declared twice"
            )
            yield refusal("package-content-types", file, says, remedy=UNTRUSTED)
        if "" in counts:
            says = Text(zh="有一个内容类型没有写明是谁的", en="a content type is declared for nothing")
            yield refusal("package-content-types", file, says, remedy=UNTRUSTED)
    for name in names:
        kind = types.of(name) or ""
        if any(word in kind for word in _ACTIVE_TYPES):
            yield active_fault(file, name, Text(zh="宏、控件或 OLE 对象", en="macros, a control or an OLE object"))
        elif kind.startswith(_FOREIGN_TYPES):
            yield active_fault(file, name, Text(zh=f"嵌入的外部文档（{kind}）", en=f"an embedded document ({kind})"))


def untyped_faults(relations: Collection[Relation], types: ContentTypes, file: str) -> Iterator[Fault]:
    """Yield the parts that a relation leads to and whose content type the package does not say."""
    for part in sorted({relation.part for relation in relations if relation.part}):
        if not types.of(part):
            says = Text(zh="没有写明这个部件的内容类型", en="the part has no content type")
            yield refusal("package-content-types", file, says, place=part)


def duplicate_faults(relations: Collection[Relation], file: str) -> Iterator[Fault]:
    """Yield the relations of one part that have the same id, so that two readers may follow different ones."""
    counts = Counter((relation.source, relation.id) for relation in relations)
    for source, id in sorted(key for key, count in counts.items() if count > 1):
        says = Text(zh=f"关系 {visible(id)} 声明了两次", en=f"relation {visible(id)} is declared twice")
        yield refusal("package-relation-duplicate", file, says, place=source or "_rels/.rels", remedy=UNTRUSTED)


def relation_faults(
    relations: Collection[Relation],
    names: Collection[str],
    references: Mapping[str, Mapping[str, Collection[str]]],
    file: str,
) -> Iterator[Fault]:
    """Yield the relations that lead nowhere, in a circle, outside, or to active content.

    An outward hyperlink may serve hyperlinks only: whatever else names it is fetched when the document is opened.
    """
    known = frozenset(names)
    for relation in relations:
        place = relation.source or "_rels/.rels"
        target = visible(relation.target)
        kind = relation.kind.lower()
        active = _ACTIVE_RELATIONS.get(kind)
        if relation.external:
            users = references.get(relation.source, {}).get(relation.id, ())
            others = sorted(set(users) - set(_USERS.get(kind, ())))
            if kind == "hyperlink" and not ordinary_link(relation.target) and tag_in_link(relation.target):
                says = Text(
                    zh=f"链接的地址里有标签，不能填写：{target}",
                    en=f"a tag in a link's address cannot be filled: {target}",
                )
                yield refusal("template-part", file, says, place=place, remedy=_NO_TAG)
            elif kind != "hyperlink" or not ordinary_link(relation.target):
                what = active or Text(zh=f"外部链接（{relation.kind}）", en=f"an external {visible(relation.kind)}")
                yield active_fault(file, place, Text(zh=f"{what.zh} {target}", en=f"{what.en} {target}"))
            elif others:
                user = visible(others[0].rpartition(" ")[2])
                what = Text(
                    zh=f"打开文档就会访问的外部链接（{user}）",
                    en=f"an outward link that is fetched on opening ({user})",
                )
                yield active_fault(file, place, Text(zh=f"{what.zh} {target}", en=f"{what.en} {target}"))
        elif active is not None:
            yield active_fault(file, place, Text(zh=f"{active.zh} {target}", en=f"{active.en} {target}"))
        elif relation.part not in known or source_of(relation.part or "") is not None or _at_itself(relation):
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


def tag_in_link(target: str) -> bool:
    """Return whether somebody wrote a tag into a link's address, in which Word may have encoded the braces."""
    return _TAG.search(unquote(target)) is not None


def _at_itself(relation: Relation) -> bool:
    """Return whether a part names itself, or a mark in itself, for something else than a link."""
    return relation.part == relation.source and relation.kind.lower() != "hyperlink"


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
            yield from (
                refusal(fault.id, file, fault.says, place=entry.name, remedy=UNTRUSTED) for fault in error.faults
            )
            continue
        for part in inner:
            if any(word in part.name.lower() for word in _IN_WORKBOOKS):
                what = Text(zh="图表数据中的活动内容", en="in a chart's workbook")
                yield active_fault(file, f"{entry.name}!{part.name}", what)
