"""Compiling: a Word template is read, understood and turned into code once, before any data is seen."""

from __future__ import annotations

import hashlib
import marshal
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.text import Text
from reportgen.engine.opc.field_scan import WORD
from reportgen.engine.opc.package import Package, open_package
from reportgen.engine.opc.package_writer import Deflate, prepare
from reportgen.engine.opc.xml_scan import OFFICE_RELATIONS
from reportgen.engine.word.compiler.ir import Static
from reportgen.engine.word.language.cell_tags import open_properties
from reportgen.engine.word.language.unfillable_tags import SIGNS, bound_controls, stray_tags
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.wrappers import unwrap
from reportgen.engine.word.runtime.compiled_part import CompiledPart
from reportgen.engine.word.runtime.template import Road, Template

if TYPE_CHECKING:
    from jinja2 import nodes
    from lxml import etree

    from reportgen.engine.word.compiler.ir import Program
    from reportgen.engine.word.language.jinja_source import Patched

STORY_KINDS: Final = ("header", "footer", "footnotes", "endnotes", "comments")
PROPERTY_KINDS: Final = ("core-properties", "extended-properties", "custom-properties")
_PREFIXES: Final = {
    "w": WORD,
    "r": OFFICE_RELATIONS,
    "v": ("urn:schemas-microsoft-com:vml",),
    "o": ("urn:schemas-microsoft-com:office:office",),
}
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LARGEST_PART: Final = 4 * 1024 * 1024


@attrs.frozen(eq=False)
class PartSource:
    """One part with tags, understood: Jinja source and tree, and where every tag stands (``patched.place(line)``)."""

    name: str
    kind: str
    patched: Patched
    tree: nodes.Template
    program: Program


@attrs.frozen(eq=False)
class TemplateSource:
    """A template, read and understood but not yet code: what a check against a report type looks at."""

    name: str
    digest: str
    package: Package
    parts: tuple[PartSource, ...]


def analyse(source: Path | bytes, name: str | None = None, *, limits: Limits = DEFAULT) -> TemplateSource:
    """Return the template in ``source``, read and checked, or refuse it with every fault found in all its parts.

    ``name`` is what messages call it. Raises TemplateError.
    """
    from reportgen.engine.opc.package_file import read_source  # noqa: PLC0415 — a template from the cache is not read

    file = name if name is not None else (str(source) if isinstance(source, Path) else "template")
    content = source if isinstance(source, bytes) else read_source(source, file, limits)
    package = open_package(content, file, limits)
    parts: list[PartSource] = []
    faults: list[Fault] = []
    kinds = part_kinds(package)
    for part, kind in kinds.items():
        found, problems = _read_part(package.read(part), part, kind, file)
        faults += problems
        if found is not None:
            parts.append(found)
    faults += stray_tags(package, kinds, file)
    if faults:
        raise TemplateError(faults)
    return TemplateSource(file, hashlib.sha256(content).hexdigest(), package, tuple(parts))


def compile_template(
    source: Path | bytes, name: str | None = None, *, limits: Limits = DEFAULT, deflate: Deflate = "zlib"
) -> Template:
    """Return the template in ``source``, compiled.

    ``name`` is what messages call it; ``deflate`` chooses who packs the finished documents.

    Raises:
        TemplateError: with every fault at once: a file that is no sound Word document, tags that are not correct,
            anything that a template may not do.
    """
    return compile_source(analyse(source, name, limits=limits), limits=limits, deflate=deflate)


def compile_source(understood: TemplateSource, *, limits: Limits = DEFAULT, deflate: Deflate = "zlib") -> Template:
    """Return what :func:`analyse` understood, compiled. Raises TemplateError."""
    from reportgen.engine.word.language.references import uses_of  # noqa: PLC0415 — it loads Jinja

    parts, faults = [], []
    for part in understood.parts:
        compiled, fault = _compile(part, understood.name)
        if compiled is not None:
            parts.append(compiled)
        if fault is not None:
            faults.append(fault)
    if faults:
        raise TemplateError(faults)
    reasons = tuple(_reasons(understood))
    road: Road = "docxtpl" if reasons else "fast"
    archive = prepare(understood.package, deflate, limits)
    return Template(
        understood.name,
        understood.digest,
        tuple(parts),
        archive,
        tuple((part.name, uses_of(part.tree, part.patched.lines)) for part in understood.parts),
        road,
        reasons,
        limits.output_bytes,
        limits.render_cpu_seconds,
        left_out=understood.package.left_out,
    )


def part_kinds(package: Package) -> dict[str, str]:
    """Return the parts that may carry tags, by name: the document, headers, footers, notes, comments, properties."""
    kinds = {package.main: "document"}
    for kind in (*STORY_KINDS, *PROPERTY_KINDS):
        kinds.update((part, kind) for part in package.parts_of(kind))
    return kinds


def _read_part(content: bytes, part: str, kind: str, file: str) -> tuple[PartSource | None, list[Fault]]:
    from reportgen.engine.word.compiler import lowering  # noqa: PLC0415 — they load Jinja and docxtpl
    from reportgen.engine.word.language import jinja_source, parser  # noqa: PLC0415 — the same

    if not any(sign in content for sign in SIGNS):
        return None, []
    properties = kind in PROPERTY_KINDS
    text, problems = _serialised(content, part, file, properties)
    if problems:
        return None, problems
    if not jinja_source.has_tags(text):
        return None, []
    built, tree = None, None
    patched, faults = jinja_source.patch(text, part, file)
    if patched is not None:
        tree, faults = parser.parse(patched, file)
        faults += patched.lost
    if patched is not None and tree is not None and not faults:
        built, faults = lowering.build(tree, patched, file, properties=properties)
    if patched is None or tree is None or built is None:
        return None, faults
    built.body.insert(0, Static(_DECLARATION))
    return PartSource(part, kind, patched, tree, built), []


def _tree(content: bytes) -> etree._Element:
    """Parse as python-docx does, which docxtpl builds on, but without comments and processing instructions."""
    from lxml import etree  # noqa: PLC0415 — a template from the cache needs no lxml

    parser = etree.XMLParser(
        remove_blank_text=True, resolve_entities=False, remove_comments=True, remove_pis=True, no_network=True
    )
    return etree.fromstring(content, parser)


def _serialised(content: bytes, part: str, file: str, properties: bool) -> tuple[str, list[Fault]]:
    """Return the part as lxml writes it, which is what docxtpl works on; or why that is not possible."""
    from lxml import etree  # noqa: PLC0415 — the same

    place = Place(part)
    if len(content) > _LARGEST_PART:
        says = Text(zh="带标签的部分过大", en="the part with tags is too large")
        return "", [place.fault(file, "template-tag-size", says)]
    resave = Text(zh="请用 Word 打开并另存", en="Open it in Word and save it again")
    try:
        tree = _tree(content)
    except etree.XMLSyntaxError as problem:
        line = problem.lineno
        says = Text(zh=f"XML 不能读取（第 {line} 行）", en=f"its XML cannot be read (line {line})")
        return "", [place.fault(file, "package-bad-xml", says, resave)]
    text = str(etree.tostring(tree, encoding="unicode"))
    prefix = None if properties else _foreign_prefix(text)
    if prefix is None and not properties and tree.nsmap.get("w") not in WORD:
        prefix = "w"
    if prefix is not None:
        says = Text(
            zh=f"文档的 XML 前缀不是 Word 惯用的 {prefix}:", en=f"the document does not use Word's own prefix {prefix}:"
        )
        return "", [place.fault(file, "template-prefix", says, resave)]
    unwrap(tree)
    open_properties(tree)
    return str(etree.tostring(tree, encoding="unicode")), list(bound_controls(tree, part, file))


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


def _compile(part: PartSource, file: str) -> tuple[CompiledPart | None, Fault | None]:
    from reportgen.engine.word.compiler.codegen import generate  # noqa: PLC0415 — the same
    from reportgen.engine.word.compiler.expressions import GeneratingError  # noqa: PLC0415 — they load Jinja

    try:
        plain, careful = (
            marshal.dumps(compile(generate(part.program, part.patched.lines, careful=way), f"<{part.name}>", "exec"))
            for way in (False, True)
        )
    except GeneratingError as problem:
        place = part.patched.place(problem.line)
        return None, place.fault(file, "template-unsafe", problem.says)
    except (RecursionError, MemoryError, SyntaxError):
        says = Text(zh="模板嵌套太深", en="the template is nested too deeply")
        return None, Place(part.name).fault(file, "template-unsafe", says)
    return CompiledPart(part.name, plain, careful, part.program.contexts, part.patched.places), None


def _reasons(understood: TemplateSource) -> list[Text]:
    reasons = []
    for part in understood.parts:
        for number in part.patched.object_tags:
            place = part.patched.places[number]
            reasons.append(
                Text(
                    f"{place.says.zh} 的 {place.tag} 印出富文本、图片或子文档",
                    f"{place.tag} in {place.says.en} prints a rich text, picture or sub-document",
                )
            )
    return reasons
