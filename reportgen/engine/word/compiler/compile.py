"""Compiling: an opened template is turned into code once, before any data is seen."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.text import Text
from reportgen.engine.opc.package_writer import Deflate, prepare
from reportgen.engine.word.compiler.template_source import TemplateSource, open_template
from reportgen.engine.word.language.own_functions import NO_NAMES, OwnNames
from reportgen.engine.word.language.tags import MERGING, marked_number
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.runtime.compiled_part import CompiledPart
from reportgen.engine.word.runtime.docxtpl_fallback import DocxtplFallback
from reportgen.engine.word.runtime.template import Template

if TYPE_CHECKING:
    from reportgen.engine.word.compiler.ir import Program
    from reportgen.engine.word.language.jinja_source import Patched

_NO_LOOP: Final = Text(
    zh="{% vm %} 合并循环 {%tr for … %} 里各行的格，{% hm %} 合并循环 {%tc for … %} 里各列的格；它不在这样的循环里",
    en="{% vm %} merges the cells of the rows that {%tr for … %} repeats, {% hm %} those of the columns of "
    "{%tc for … %}; it stands in no such loop",
)


def compile_template(
    source: Path | bytes,
    name: str | None = None,
    *,
    limits: Limits = DEFAULT,
    deflate: Deflate = "zlib",
    own: OwnNames = NO_NAMES,
) -> Template:
    """Return the template in ``source``, compiled.

    ``name`` is what messages call it; ``deflate`` chooses who packs the finished documents; ``own`` are the filters and
    tests that it may use besides those of the language, which :meth:`Template.with_functions` gives it.

    Raises:
        TemplateError: with every fault at once: a file that is no sound Word document, tags that are not correct,
            anything that a template may not do.
    """
    return compile_source(open_template(source, name, limits=limits, own=own), limits=limits, deflate=deflate)


def compile_source(source: TemplateSource, *, limits: Limits = DEFAULT, deflate: Deflate = "zlib") -> Template:
    """Return an opened template, compiled. Raises TemplateError with every fault."""
    if source.faults:
        raise TemplateError(source.faults)
    from reportgen.engine.word.language.references import uses_of  # noqa: PLC0415 — it loads Jinja

    parts: list[CompiledPart] = []
    uses = []
    faults: list[Fault] = []
    reasons: list[Text] = []
    for part in source.parts:
        if part.program is None or part.patched is None or part.tree is None:
            continue  # a part without tags
        compiled = _compile(part.name, part.program, part.patched, source)
        if isinstance(compiled, Fault):
            faults.append(compiled)
            continue
        parts.append(compiled)
        uses.append((part.name, uses_of(part.tree, part.patched.lines)))
        reasons += _reasons(part.patched)
    if faults:
        raise TemplateError(faults)
    archive = prepare(source.package, deflate, limits)
    return Template(
        source.name,
        source.digest,
        tuple(parts),
        archive,
        tuple(uses),
        DocxtplFallback(tuple(reasons)),
        limits.output_bytes,
        limits.render_cpu_seconds,
        left_out=source.package.left_out,
    )


def _compile(name: str, program: Program, patched: Patched, source: TemplateSource) -> CompiledPart | Fault:
    from reportgen.engine.word.compiler.codegen import generate  # noqa: PLC0415 — the same
    from reportgen.engine.word.compiler.expressions import GeneratingError  # noqa: PLC0415 — they load Jinja

    try:
        fast, checked = (
            marshal.dumps(compile(generate(program, patched.lines, checked=way, own=source.own), f"<{name}>", "exec"))
            for way in (False, True)
        )
    except GeneratingError as problem:
        merging = _merging(patched, problem.line)
        if merging is not None:
            return merging.fault(source.name, "template-unsafe", _NO_LOOP)
        return patched.place(problem.line).fault(source.name, "template-unsafe", problem.says)
    except (RecursionError, MemoryError, SyntaxError):
        says = Text(zh="模板嵌套太深", en="the template is nested too deeply")
        return Place(name).fault(source.name, "template-unsafe", says)
    return CompiledPart(name, fast, checked, program.contexts, patched.places)


def _merging(patched: Patched, line: int) -> Place | None:
    """Return the place of the ``{% vm %}`` or ``{% hm %}`` that docxtpl made what stands on a line of, if one is."""
    if marked_number(patched.source.split("\n")[line - 1]) is not None:
        return None
    after = patched.lines[line - 1] + 1
    return next((place for place in patched.places[after:] if MERGING.match(place.tag)), None)


def _reasons(patched: Patched) -> Iterator[Text]:
    for number in patched.object_tags:
        place = patched.places[number]
        yield Text(
            f"{place.says.zh} 的 {place.tag} 印出富文本、图片或子文档",
            f"{place.tag} in {place.says.en} prints a rich text, picture or sub-document",
        )
