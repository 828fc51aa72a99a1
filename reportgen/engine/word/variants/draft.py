"""A draft: every page and the title marked 草稿, wrong cells shaded, the findings on a last page of their own."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Sequence
from typing import Any

from lxml import etree

from reportgen.engine.opc.package import Package, open_package
from reportgen.engine.opc.package_writer import write_package
from reportgen.engine.word.markup.headings import title_styles
from reportgen.engine.word.variants.comments import Comments
from reportgen.engine.word.variants.draft_findings import Noted, marks_of
from reportgen.engine.word.variants.marked_cells import mark_cells
from reportgen.engine.word.variants.part_trees import read_tree, relations_name, write_tree
from reportgen.model.form_grid import FormTable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HEADER_RELATION = f"{R}/header"
HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
PAGES = ("default", "even", "first")
MARK = "草稿　不得公开"
DRAFT_TITLE = "（草稿）"
_HEADING = "草稿：以下问题改正之前不得公开"
_VERIFY = "请核实："
_TYPES = "[Content_Types].xml"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def mark_as_draft(document: bytes, noted: Sequence[Noted], tables: Sequence[FormTable] = ()) -> bytes:
    """Return ``document`` with 草稿 at the head of every page and in its title, and what is ``noted`` on its last page.

    The cells of the form's ``tables`` that it speaks of are shaded and have comments. Where nothing is noted there is
    no such page.
    """
    package = open_package(document, "draft", template=False)
    changed: dict[str, bytes] = {}
    main = package.main
    root, types = read_tree(package, main), read_tree(package, _TYPES)
    body = root.find(f"{{{W}}}body")
    relations_part = relations_name(main)
    relations = read_tree(package, relations_part)
    marker = _HeaderMarker(package, main, relations, changed)
    for section in body.iter(f"{{{W}}}sectPr"):
        marker.mark(section)
    for name in marker.added:
        override = etree.SubElement(types, f"{{{TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", HEADER_TYPE)
    comments = Comments(package)
    mark_cells(body, tables, marks_of(noted), comments)
    comments.save(changed, relations, types)
    _mark_title(body, title_styles(package))
    for part in package.parts_of("core-properties"):
        changed[part] = _with_draft_title(package, part)
    if noted:
        _append_findings(body, noted)
    changed |= {main: write_tree(root), relations_part: write_tree(relations), _TYPES: write_tree(types)}
    return write_package(package, changed)


class _HeaderMarker:
    """Puts the mark into each header that a section has, and gives it the headers that it lacks."""

    def __init__(self, package: Package, main: str, relations: Any, changed: dict[str, bytes]) -> None:
        self.package, self.main, self.relations, self.changed = package, main, relations, changed
        self.targets = {relation.get("Id"): relation.get("Target") for relation in relations}
        self.added: list[str] = []
        self.new_id: str | None = None

    def mark(self, section: Any) -> None:
        present = {}
        for reference in section.findall(f"{{{W}}}headerReference"):
            present[reference.get(f"{{{W}}}type")] = reference.get(f"{{{R}}}id")
        for relation_id in present.values():
            self._mark_part(str(self.targets[relation_id]))
        for kind in PAGES:
            # A section without a header of its own shows the one before it, which is marked already; the first
            # section has none before it, and an own reference everywhere is right in either case.
            if kind not in present:
                reference = etree.Element(f"{{{W}}}headerReference")
                reference.set(f"{{{W}}}type", kind)
                reference.set(f"{{{R}}}id", self._new_header())
                section.insert(0, reference)

    def _mark_part(self, target: str) -> None:
        name = _resolved(self.main, target)
        if name in self.changed:
            return
        root = read_tree(self.package, name)
        root.insert(0, _paragraph(MARK, mark=True))
        self.changed[name] = write_tree(root)

    def _new_header(self) -> str:
        if self.new_id is None:
            folder = posixpath.dirname(self.main)
            name = posixpath.join(folder, "headerDraft.xml")
            root = etree.Element(f"{{{W}}}hdr", nsmap={"w": W})
            root.append(_paragraph(MARK, mark=True))
            self.changed[name] = write_tree(root)
            self.added.append(name)
            self.new_id = "rIdReportgenDraft"
            relation = etree.SubElement(self.relations, f"{{{RELATIONS}}}Relationship")
            relation.set("Id", self.new_id)
            relation.set("Type", HEADER_RELATION)
            relation.set("Target", posixpath.basename(name))
        return self.new_id


def _mark_title(body: Any, styles: Collection[str]) -> None:
    """Write 草稿 behind the title: the last of the first paragraphs in its style, else the first one with words."""
    last = None
    for paragraph in body.iterchildren(f"{{{W}}}p"):
        if not "".join(paragraph.itertext(f"{{{W}}}t")).strip():
            continue
        style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        in_style = style is not None and style.get(f"{{{W}}}val") in styles
        if last is not None and not in_style:
            break
        last = paragraph
        if not in_style:
            break
    if last is None:
        return
    words = [element for element in last.iter(f"{{{W}}}t") if element.text]
    words[-1].text += DRAFT_TITLE


def _with_draft_title(package: Package, part: str) -> bytes:
    root = read_tree(package, part)
    title = root.find(_DC_TITLE)
    if title is not None and title.text:
        title.text += DRAFT_TITLE
    return write_tree(root)


def _append_findings(body: Any, noted: Sequence[Noted]) -> None:
    last = body[-1] if len(body) and body[-1].tag == f"{{{W}}}sectPr" else None
    position = len(body) - 1 if last is not None else len(body)
    stops = sum(one.forbids for one in noted)
    lines = [_HEADING if stops else _VERIFY]
    for number, one in enumerate(noted, start=1):
        if stops and number == stops + 1:
            lines.append(_VERIFY)
        lines += [f"{number}. {one.sentence}", *one.below]
    for number, line in enumerate(lines):
        body.insert(position + number, _paragraph(line, new_page=number == 0))


def _paragraph(text: str, *, mark: bool = False, new_page: bool = False) -> Any:
    paragraph = etree.Element(f"{{{W}}}p", nsmap={"w": W})
    properties = etree.SubElement(paragraph, f"{{{W}}}pPr")
    if new_page:
        etree.SubElement(properties, f"{{{W}}}pageBreakBefore")
    if not mark:  # a list, closer than the lines of the report
        etree.SubElement(properties, f"{{{W}}}snapToGrid").set(f"{{{W}}}val", "0")
        spacing = etree.SubElement(properties, f"{{{W}}}spacing")
        spacing.set(f"{{{W}}}line", "400")
        spacing.set(f"{{{W}}}lineRule", "exact")
    indent = etree.SubElement(properties, f"{{{W}}}ind")
    indent.set(f"{{{W}}}firstLineChars", "0")
    indent.set(f"{{{W}}}firstLine", "0")
    if mark:
        etree.SubElement(properties, f"{{{W}}}jc").set(f"{{{W}}}val", "center")
    run = etree.SubElement(paragraph, f"{{{W}}}r")
    style = etree.SubElement(run, f"{{{W}}}rPr")
    fonts = etree.SubElement(style, f"{{{W}}}rFonts")
    fonts.set(f"{{{W}}}eastAsia", "黑体" if mark or new_page else "仿宋_GB2312")
    if mark:
        etree.SubElement(style, f"{{{W}}}color").set(f"{{{W}}}val", "C00000")
    etree.SubElement(style, f"{{{W}}}sz").set(f"{{{W}}}val", "32" if mark or new_page else "24")
    words = etree.SubElement(run, f"{{{W}}}t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph


def _resolved(main: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(main), target))
