"""A template, opened once: its package, and every part that may carry tags, read and checked but not yet code."""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.text import Text
from reportgen.engine.opc.field_scan import WORD
from reportgen.engine.opc.package import Package, open_package
from reportgen.engine.opc.relations import OFFICE
from reportgen.engine.word.compiler.ir import Static
from reportgen.engine.word.language.cell_tags import around_a_table, around_tables, open_properties
from reportgen.engine.word.language.own_functions import NO_NAMES, OwnNames
from reportgen.engine.word.language.unfillable_tags import SIGNS, bound_controls, stray_tags
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.moved_breaks import WRITER, put_back
from reportgen.engine.word.markup.paragraphs import PartText
from reportgen.engine.word.markup.wrappers import unwrap

if TYPE_CHECKING:
    from jinja2 import nodes
    from lxml import etree

    from reportgen.engine.word.compiler.ir import Program
    from reportgen.engine.word.language.jinja_source import Patched

STORY_KINDS: Final = ("header", "footer", "footnotes", "endnotes", "comments")
PROPERTY_KINDS: Final = ("core-properties", "extended-properties", "custom-properties")
_PREFIXES: Final = {
    "w": WORD,
    "r": OFFICE,
    "v": ("urn:schemas-microsoft-com:vml",),
    "o": ("urn:schemas-microsoft-com:office:office",),
}
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LARGEST_PART: Final = 4 * 1024 * 1024


@attrs.frozen(eq=False)
class PartSource:
    """One part that may carry tags: its text, and what could be read of its tags; ``faults`` are those of the tags.

    ``text`` is None where the XML cannot be used; ``patched`` where it has no tags or their shape is wrong. ``tree`` is
    to be looked at only where there are faults. ``program`` is there where there are none.
    """

    name: str
    kind: str
    text: PartText | None = None
    patched: Patched | None = None
    tree: nodes.Template | None = None
    program: Program | None = None
    faults: tuple[Fault, ...] = ()


@attrs.frozen(eq=False, slots=False)
class TemplateSource:
    """A template, opened once and read: what compiling, checking and inspecting it look at."""

    name: str
    digest: str
    package: Package
    own: OwnNames = NO_NAMES

    @cached_property
    def parts(self) -> tuple[PartSource, ...]:
        """Every part that may carry tags, the document first."""
        kinds = part_kinds(self.package)
        read, properties = self.package.read, self.package.parts_of("extended-properties")
        moved = any(WRITER in read(part) for part in properties)
        return tuple(_read_part(read(part), part, kind, self, moved=moved) for part, kind in kinds.items())

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault of the tags in all parts."""
        stray = stray_tags(self.package, part_kinds(self.package), self.name)
        return (*(fault for part in self.parts for fault in part.faults), *stray)


def open_template(
    source: Path | bytes, name: str | None = None, *, limits: Limits = DEFAULT, own: OwnNames = NO_NAMES
) -> TemplateSource:
    """Return the template in ``source``, opened; ``name`` is what messages call it, ``own`` the caller's functions.

    Raises TemplateError where it is no sound Word document.
    """
    from reportgen.engine.opc.package_file import read_source  # noqa: PLC0415 — a template from the cache is not read

    file = name if name is not None else (str(source) if isinstance(source, Path) else "template")
    content = source if isinstance(source, bytes) else read_source(source, file, limits)
    return TemplateSource(file, hashlib.sha256(content).hexdigest(), open_package(content, file, limits), own)


def part_kinds(package: Package) -> dict[str, str]:
    """Return the parts that may carry tags, by name: the document, headers, footers, notes, comments, properties."""
    kinds = {package.main: "document"}
    for kind in (*STORY_KINDS, *PROPERTY_KINDS):
        kinds.update((part, kind) for part in package.parts_of(kind))
    return kinds


def _read_part(content: bytes, part: str, kind: str, source: TemplateSource, *, moved: bool) -> PartSource:
    from reportgen.engine.word.compiler import lowering  # noqa: PLC0415 — they load Jinja and docxtpl
    from reportgen.engine.word.language import jinja_source, parser, tags  # noqa: PLC0415 — the same

    read, file = PartSource(part, kind), source.name
    tagged = any(sign in content for sign in SIGNS)
    if not tagged and kind != "document":
        return read
    properties = kind in PROPERTY_KINDS
    xml, problems, nested = _serialised(content, part, file, properties, moved=moved)
    text = PartText(xml) if xml else None
    if text is not None:
        homes = {one.number: one for one in text.paragraphs} if nested else {}
        problems += (around_a_table(tag, homes[number].place(part, tag), file) for number, tag in nested)
    read = attrs.evolve(read, text=text, faults=tuple(problems) if tagged else ())
    if text is None or read.faults or not tags.has_tags(xml):
        return read
    patched, faults = jinja_source.patch(text, part, file)
    if patched is None:
        return attrs.evolve(read, faults=tuple(faults))
    tree, faults = parser.parse(patched, file, source.own)
    faults += patched.lost
    program = None
    if tree is not None and not faults:
        program, faults = lowering.build(tree, patched, text, file, properties=properties)
    if program is not None:
        program.body.insert(0, Static(_DECLARATION))
    return attrs.evolve(read, patched=patched, tree=tree, program=program, faults=tuple(faults))


def _tree(content: bytes) -> etree._Element:
    """Parse as python-docx does, which docxtpl builds on, but without comments and processing instructions."""
    from lxml import etree  # noqa: PLC0415 — a template from the cache needs no lxml

    parser = etree.XMLParser(
        remove_blank_text=True, resolve_entities=False, remove_comments=True, remove_pis=True, no_network=True
    )
    return etree.fromstring(content, parser)


def _serialised(
    content: bytes, part: str, file: str, properties: bool, *, moved: bool
) -> tuple[str, list[Fault], list[tuple[int, str]]]:
    """Return the part as lxml writes it, which is what docxtpl works on; or why that is not possible.

    The last are the tags of cells that hold tables (:func:`around_tables`). ``moved``: LibreOffice wrote it, which
    moves page breaks.
    """
    from lxml import etree  # noqa: PLC0415 — the same

    place = Place(part)
    if len(content) > _LARGEST_PART:
        says = Text(zh="带标签的部分过大", en="the part with tags is too large")
        return "", [place.fault(file, "template-tag-size", says)], []
    resave = Text(zh="请用 Word 打开并另存", en="Open it in Word and save it again")
    try:
        tree = _tree(content)
    except etree.XMLSyntaxError as problem:
        line = problem.lineno
        says = Text(zh=f"XML 不能读取（第 {line} 行）", en=f"its XML cannot be read (line {line})")
        return "", [place.fault(file, "package-bad-xml", says, resave)], []
    text = str(etree.tostring(tree, encoding="unicode"))
    prefix = None if properties else _foreign_prefix(text)
    if prefix is None and not properties and tree.nsmap.get("w") not in WORD:
        prefix = "w"
    if prefix is not None:
        says = Text(
            zh=f"文档的 XML 前缀不是 Word 惯用的 {prefix}:", en=f"the document does not use Word's own prefix {prefix}:"
        )
        return "", [place.fault(file, "template-prefix", says, resave)], []
    unwrap(tree)
    if moved:
        put_back(tree)
    open_properties(tree)
    text = str(etree.tostring(tree, encoding="unicode"))
    return text, [*bound_controls(tree, part, file)], [*around_tables(tree)]


def _foreign_prefix(xml: str) -> str | None:
    """Return Word's own prefix for a namespace that ``xml`` calls otherwise, or that means something else in it.

    Tags are looked for in text, by names with prefixes; a second prefix would hide what they stand in.
    """
    for token in re.findall(r"<[^>]*\sxmlns[^>]*>", xml):
        for declared, namespace in re.findall(r'\sxmlns(?::([\w.-]+))?="([^"]*)"', token):
            for prefix, spaces in _PREFIXES.items():
                if (declared == prefix) != (namespace in spaces):
                    return prefix
    return None
