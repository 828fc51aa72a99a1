"""The functions of the API for Word templates: compile, check, inspect, annotate, start a new one."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from reportgen import catalogue
from reportgen.api.arguments import Target, known_report, known_target, unusable

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from reportgen.core.errors import ReportgenError
    from reportgen.engine.word.contract.inspect import Inspection
    from reportgen.engine.word.contract.mistake import Mistake
    from reportgen.engine.word.language.own_functions import OwnFunctions
    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.report import Report

TemplateSource = str | Path | bytes | IO[bytes]
"""A Word template: a path, the bytes of the file, or an open binary file."""


def compile_template(
    source: TemplateSource,
    *,
    name: str | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    tests: Mapping[str, Callable[..., Any]] | None = None,
) -> Template:
    """Return a template ready to render: a ``.docx`` file, or a report type's name for its official template.

    The file is a path, a URL, its bytes, or an open binary file; ``name`` is what messages call it.

    ``filters`` and ``tests`` are functions of your own that the template may use, by name, besides those of the
    language. They are to be pure: what they return depends on their arguments alone, and they change nothing.

    Raises:
        TemplateError: the file is no sound Word template; every fault at once.
        UsageError: a filter or test has a name that cannot be used, or is no function.
    """
    from reportgen.engine.word.compiler.cache import compile_cached as compile_file

    own = _own_functions(filters, tests)
    if isinstance(source, str) and catalogue.is_type_name(source):
        return compile_file(catalogue.template_path(source), own=own)
    content = _template_content(source)
    trusted = isinstance(content, Path) and catalogue.is_official(content)
    return compile_file(content, _template_name(source, name), contained=not trusted, own=own)


@functools.cache
def official_template(type_name: str) -> Template:
    """Return the official template of a type, compiled once by each process."""
    return compile_template(type_name)


def _own_functions(filters: Any, tests: Any) -> OwnFunctions:
    from reportgen.engine.word.language.own_functions import own_functions

    for kind, functions in (("filters", filters), ("tests", tests)):
        if functions is not None and not isinstance(functions, Mapping):
            raise unusable(kind, "名称到函数的映射", "a mapping of names to functions", functions)
    return own_functions(filters, tests)


def _template_content(source: TemplateSource) -> Path | bytes:
    """Return where a template is, or its bytes; of an open file no more is read than a template may have."""
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source)
    if isinstance(source, str) and "://" in source:
        return _behind_url(source)
    if isinstance(source, str | Path):
        return Path(source)
    from reportgen.core.limits import DEFAULT

    read = getattr(source, "read", None)
    content = None if read is None else read(DEFAULT.file_bytes + 1)
    if not isinstance(content, bytes):
        given = source if content is None else content
        raise unusable(
            "source", "路径、字节或以二进制打开的文件", "a path, bytes or a file opened in binary mode", given
        )
    return content


def _behind_url(source: str) -> Path | bytes:
    from reportgen.core.limits import DEFAULT
    from reportgen.engine.opc.package_file import read_source
    from reportgen.remote_files import place

    file = place(source)
    return file if isinstance(file, Path) else read_source(file, source, DEFAULT)


def _template_name(source: TemplateSource, name: str | None) -> str | None:
    """Return what messages call a template: the name given, that of an open file, or None for others."""
    if name is None and isinstance(source, str) and "://" in source:
        return source
    if name is not None or isinstance(source, str | Path | bytes | bytearray | memoryview):
        return name
    called = getattr(source, "name", None)
    return called if isinstance(called, str) else None


def check_template(  # noqa: PLR0913 — what a template is held to, and what it is given
    source: TemplateSource,
    type_name: str | None = None,
    report: Report | None = None,
    *,
    plain: bool = False,
    schema: Mapping[str, Any] | str | Path | None = None,
    name: str | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    tests: Mapping[str, Callable[..., Any]] | None = None,
) -> list[Mistake]:
    """Return every mistake of a template in one run, each with its place; none for a template that can be used.

    It is checked against the report type called ``type_name`` (the report's, or the only one there is), and against the
    own figures and notes of ``report`` where one is given; it is filled with sample figures and read back, so that
    what a render would refuse for the template's sake is found. Any other template is checked with ``plain``: its tags
    alone; or against ``schema``, the JSON Schema of its data (a mapping, or the path of a file). A template with
    warnings only can be used. ``source``, ``name``, ``filters`` and ``tests`` are those of :func:`compile_template`; a
    template with functions of your own is not filled.

    Raises:
        UsageError: there is no such report type, there are several and none was named, ``schema`` is none, or more
            than one thing is given to hold the template to.
    """
    from reportgen.core.limits import DEFAULT

    if plain + (schema is not None) + (type_name is not None or report is not None) > 1:
        raise _two_contracts()
    if report is not None:
        known_report("report", report)
    content, called, own = _template_content(source), _template_name(source, name), _own_functions(filters, tests).names
    if plain or schema is not None:
        from reportgen.engine.word.contract import inspect

        shape = None if schema is None else _shape_of(schema)
        return inspect.check(content, called, shape=shape, own=own, limits=DEFAULT)
    from reportgen.engine.word.proof.sample_proof import check

    kind = catalogue.chosen_type_name(report.type.name if type_name is None and report is not None else type_name)
    data = None if report is None else (report.figures, report.notes)
    return check(content, called, report_type=catalogue.report_type(kind), data=data, functions=own, limits=DEFAULT)


def _two_contracts() -> ReportgenError:
    from reportgen.core.errors import Fault, UsageError
    from reportgen.core.text import Text

    says = Text(
        "模板只能按一样东西检查：报告种类（或数据文件）、plain、schema",
        "a template is held to one thing: a report type (or data), plain, or a schema",
    )
    return UsageError(Fault("two-contracts", says, remedy=Text("请只写其中一个", "Give one of them")))


def _shape_of(schema: Mapping[str, Any] | str | Path) -> Any:
    from reportgen.engine.word.contract.schema_shape import read_schema, shape_of_schema

    if not isinstance(schema, Mapping | str | Path):
        raise unusable("schema", "映射或文件的路径", "a mapping or the path of a file", schema)
    return shape_of_schema(schema if isinstance(schema, Mapping) else read_schema(Path(schema)))


def inspect_template(
    source: TemplateSource,
    *,
    name: str | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    tests: Mapping[str, Callable[..., Any]] | None = None,
) -> Inspection:
    """Return the contents of a template: its parts, every address and filter with its places, and how it is rendered.

    ``source``, ``name``, ``filters`` and ``tests`` are those of :func:`compile_template`.

    Raises:
        TemplateError: the template cannot be used; every fault at once.
        UsageError: a filter or test has a name that cannot be used, or is no function.
    """
    from reportgen.core.limits import DEFAULT
    from reportgen.engine.word.contract.inspect import inspect

    own = _own_functions(filters, tests).names
    return inspect(_template_content(source), _template_name(source, name), own=own, limits=DEFAULT)


def template_schema(
    source: TemplateSource,
    *,
    name: str | None = None,
    filters: Mapping[str, Callable[..., Any]] | None = None,
    tests: Mapping[str, Callable[..., Any]] | None = None,
) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the data that a template asks for.

    A loop is an array, a name that stands under a condition is optional, and filters tell numbers, texts and dates.
    ``source``, ``name``, ``filters`` and ``tests`` are those of :func:`compile_template`.

    Raises:
        TemplateError: the template cannot be used; every fault at once.
        UsageError: a filter or test has a name that cannot be used, or is no function.
    """
    from reportgen.engine.word.contract.template_schema import schema_of

    return schema_of(inspect_template(source, name=name, filters=filters, tests=tests))


def annotate_template(source: TemplateSource, mistakes: Sequence[Mistake], to: Target, language: str = "zh") -> None:
    """Write a copy of a template to ``to`` in which every mistake is a Word comment at its place.

    Raises:
        TemplateError: the file is no sound Word document, so that no copy can be made.
        OutputError: the file exists, or cannot be written.
    """
    from reportgen.engine.word.contract.mistake import Mistake as Known
    from reportgen.engine.word.variants.annotation import annotated

    for mistake in mistakes:
        if not isinstance(mistake, Known):
            raise unusable("mistakes", "check_template 的结果", "what check_template gives", mistake)
    content = annotated(_template_content(source), mistakes, "zh" if language == "zh" else "en")
    _write_template(to, content)


def new_template(type_name: str | None, to: Target) -> None:
    """Write a copy of a type's official template, with last pages that list every address and filter and never print.

    ``to`` is a path or an open binary file.

    Raises:
        UsageError: there is no such report type.
        OutputError: the file exists, its name does not end in ``.docx``, or it cannot be written.
    """
    from reportgen.engine.word.variants.template_copy import with_reference_pages

    name = catalogue.chosen_type_name(type_name)
    path = catalogue.template_path(name)
    _write_template(to, with_reference_pages(path.read_bytes(), catalogue.report_type(name), path.name))


def _write_template(to: Target, content: bytes) -> None:
    from reportgen import atomic_write, output_faults
    from reportgen.core.errors import OutputError
    from reportgen.core.text import Text

    known_target(to)
    if not isinstance(to, str | Path):
        to.write(content)
        return
    faults = [*output_faults.suffix_faults(Path(to), Text("模板", "template"))]
    if faults:
        raise OutputError(faults)
    atomic_write.write_new(Path(to), content)


def path_or_compiled(template: Template | TemplateSource | None) -> Template | str | Path | None:
    """Return a template of which the file is known or that is compiled; bytes, open files and URLs are compiled."""
    from reportgen.engine.word.runtime.template import Template as Compiled

    if isinstance(template, str) and "://" in template:
        return compile_template(template)
    return template if template is None or isinstance(template, str | Path | Compiled) else compile_template(template)


def refuse_what_stays_here(template: Template, executor: Executor) -> None:
    """Refuse a template whose functions cannot go to the processes of ``executor``."""
    import pickle
    from concurrent.futures import ProcessPoolExecutor

    from reportgen.core.errors import Fault, UsageError
    from reportgen.core.text import Text

    if not isinstance(executor, ProcessPoolExecutor):
        return
    try:
        pickle.dumps(template)
    except (pickle.PicklingError, AttributeError, TypeError):
        says = Text(
            "模板自带的函数不能交给别的进程",
            "the template's own functions cannot go to another process",
        )
        remedy = Text("请用模块里定义的函数，不用 lambda", "Use functions that a module defines, no lambda")
        raise UsageError(Fault("argument-kind", says, remedy=remedy)) from None
