"""Comments on places of a Word document, in a comments part with its content type and relation."""

from __future__ import annotations

import posixpath
from typing import Any, Final

from lxml import etree

from reportgen.engine.opc.package import Package
from reportgen.engine.opc.package_writer import write_package
from reportgen.engine.word.variants.part_trees import read_tree, relations_name, write_tree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES: Final = "[Content_Types].xml"
AUTHOR: Final = "reportgen"
"""Who wrote the comments of this program."""


class Comments:
    """The comments of a document, those that it has and new ones; ``package`` is the document's."""

    def __init__(self, package: Package) -> None:
        self.package = package
        parts = package.parts_of("comments")
        self.part = parts[0] if parts else _free_name(package)
        self.is_new = not parts
        self.root: Any = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        if parts:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            self.root = etree.fromstring(package.read(self.part), parser)
        numbers = [str(comment.get(f"{W}id")) for comment in self.root.iter(f"{W}comment")]
        self.next = max((int(number) for number in numbers if number.isdecimal()), default=-1) + 1
        self.added = False

    def comment(self, paragraph: Any, lines: list[str]) -> None:
        """Put a comment of ``lines``, a paragraph each, on all that stands in ``paragraph``."""
        number, self.next, self.added = str(self.next), self.next + 1, True
        comment = etree.SubElement(self.root, f"{W}comment")
        for name, value in (("id", number), ("author", AUTHOR), ("initials", "R")):
            comment.set(f"{W}{name}", value)
        for line in lines:
            comment.append(_paragraph(line))
        start, end, run = (etree.Element(f"{W}{name}") for name in ("commentRangeStart", "commentRangeEnd", "r"))
        reference = etree.SubElement(run, f"{W}commentReference")
        for element in (start, end, reference):
            element.set(f"{W}id", number)
        paragraph.insert(int(len(paragraph) > 0 and paragraph[0].tag == f"{W}pPr"), start)
        paragraph.extend((end, run))

    def save(self, changed: dict[str, bytes], relations: Any, types: Any) -> None:
        """Add the part to ``changed`` and, where it is new, its relation and content type to those trees."""
        if not self.added:
            return
        changed[self.part] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self.is_new:
            relation = etree.SubElement(relations, _RELATION)
            relation.set("Id", "rIdReportgenComments")
            relation.set("Type", f"{_R}/comments")
            relation.set("Target", posixpath.basename(self.part))
            override = etree.SubElement(types, _OVERRIDE)
            override.set("PartName", f"/{self.part}")
            override.set("ContentType", _TYPE)

    def written(self, root: Any) -> bytes:
        """Return the document with ``root`` as its main part and these comments."""
        relations_part = relations_name(self.package.main)
        relations, types = read_tree(self.package, relations_part), read_tree(self.package, _TYPES)
        changed = {self.package.main: write_tree(root)}
        self.save(changed, relations, types)
        if self.added and self.is_new:
            changed |= {relations_part: write_tree(relations), _TYPES: write_tree(types)}
        return write_package(self.package, changed)


def _free_name(package: Package) -> str:
    """Return the name that programs expect a comments part to have, or another one where something else has it."""
    names = {member.name.casefold() for member in package.members}
    usual = posixpath.join(posixpath.dirname(package.main), "comments.xml")
    return (
        usual if usual.casefold() not in names else posixpath.join(posixpath.dirname(package.main), "commentsDraft.xml")
    )


def _paragraph(text: str) -> Any:
    """Return a paragraph that does not take the indent and the lines of the document's body."""
    paragraph = etree.Element(f"{W}p")
    properties = etree.SubElement(paragraph, f"{W}pPr")
    for name, values in (
        ("spacing", {"line": "240", "lineRule": "auto"}),
        ("ind", {"firstLineChars": "0", "firstLine": "0"}),
        ("jc", {"val": "left"}),
    ):
        element = etree.SubElement(properties, f"{W}{name}")
        for key, value in values.items():
            element.set(f"{W}{key}", value)
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}sz").set(f"{W}val", "20")
    words = etree.SubElement(run, f"{W}t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return paragraph
