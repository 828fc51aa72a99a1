"""Finds report types and what lies beside them: the program's own by their folders, others by entry points.

A type is loaded when its name is asked for, and no other with it: what one type costs does not depend on how many there
are, and one that cannot be loaded harms only itself.
"""

from __future__ import annotations

import contextlib
import copyreg
import functools
import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from reportgen.core.errors import Fault, UsageError
from reportgen.core.spelling import nearest
from reportgen.core.text import Text, shortened
from reportgen.report.report_type import ReportType

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "reportgen.report_types"
"""The entry points by which another package offers report types: ``name = "package.module:REPORT"``."""
_PACKAGE: Final = Path(__file__).parent
_TEMPLATE: Final = "report.docx"
_LONGEST_NAME: Final = 100
"""No file of the program's own is called by more characters."""


@functools.cache
def type_names() -> tuple[str, ...]:
    """Return the name of every report type, those that cannot be loaded included; none is loaded."""
    forms = (_PACKAGE / "reports").glob("*/form_*/__init__.py")
    built_in = (f"{form.parts[-3]}_{form.parts[-2].removeprefix('form_')}" for form in forms)
    return tuple(sorted({*built_in, *_entry_points()}))


def is_type_name(name: str) -> bool:
    """Whether there is a report type called ``name``, whether or not it can be loaded."""
    return name.isidentifier() and (_built_in(name) is not None or name in type_names())


@functools.cache
def report_type(name: str) -> ReportType:
    """Return the report type called ``name``.

    Raises:
        UsageError: there is no such type (the message names the nearest), or it cannot be loaded.
    """
    module = _built_in(name)
    if module is not None:
        return _loaded(name, lambda: importlib.import_module(module).REPORT)
    return _loaded(name, _entry_point(name).load)


def _built_in(name: str) -> str | None:
    """Return the module of one of the program's own types: ``<family>_<edition>`` is ``<family>/form_<edition>``."""
    family, _, edition = name.rpartition("_")
    if len(name) > _LONGEST_NAME or not (name.isidentifier() and name.islower() and family and edition):
        return None
    form = _PACKAGE / "reports" / family / f"form_{edition}" / "__init__.py"
    return f"reportgen.reports.{family}.form_{edition}" if form.is_file() else None


@functools.cache
def _entry_points() -> Mapping[str, tuple[EntryPoint, ...]]:
    """Return the report types that installed packages offer, by name."""
    from importlib.metadata import entry_points  # noqa: PLC0415 — the program's own types need no look at packages

    found: dict[str, dict[str, EntryPoint]] = {}
    for entry in entry_points(group=GROUP):
        found.setdefault(entry.name, {}).setdefault(entry.value, entry)
    return {name: tuple(entries.values()) for name, entries in found.items()}


def _entry_point(name: str) -> EntryPoint:
    entries = _entry_points().get(name)
    if entries is None:
        raise _unknown(name)
    if len(entries) > 1:
        others = ", ".join(entry.value for entry in entries)
        raise _broken(name, Text(f"有几个程序包提供这个名称：{others}", f"several packages offer it: {others}"))
    return entries[0]


def _module_file(entry: EntryPoint) -> Path:
    """Return the file of a type's module without running it; the packages around it are run."""
    from importlib.util import find_spec  # noqa: PLC0415 — the same

    try:
        found = find_spec(entry.module)
    except Exception as problem:  # the packages around it are somebody's code
        raise _failed(entry.name, problem) from problem
    if found is None or found.origin is None:
        raise _broken(entry.name, Text(f"没有模块 {entry.module}", f"there is no module {entry.module}"))
    return Path(found.origin)


def _loaded(name: str, load: Callable[[], Any]) -> ReportType:
    try:
        found = load()
    except Exception as problem:  # a type is somebody's code, which may fail in any way
        raise _failed(name, problem) from problem
    if not isinstance(found, ReportType):
        raise _broken(name, Text("REPORT 不是 ReportType", "REPORT is no ReportType"))
    if found.name != name:
        raise _broken(name, Text(f"它的 name 是 {found.name}", f"its name is {found.name}"))
    return found


def _failed(name: str, problem: Exception) -> UsageError:
    says = f"{type(problem).__name__}: {problem}"
    return _broken(name, Text(says, says))


def _broken(name: str, because: Text) -> UsageError:
    name = shortened(name)
    says = Text(f"报告种类 {name} 无法加载：{because.zh}", f"report type {name} cannot be loaded: {because.en}")
    remedy = Text("请联系提供这个报告种类的人；其他种类不受影响", "ask whoever made this type; others still work")
    return UsageError(Fault("broken-type", says, remedy=remedy))


def _unknown(name: str) -> UsageError:
    near = nearest(name, type_names(), cutoff=0.0)
    known = "、".join(type_names())
    shown = shortened(name)
    says = Text(f"没有名为 {shown} 的报告种类", f"there is no report type {shown}")
    remedy = Text(
        f"可用的种类：{known}；最接近的是 {near}",
        f"known types: {', '.join(type_names())}; the nearest is {near}",
    )
    return UsageError(Fault("unknown-type", says, remedy=remedy))


def chosen_type_name(name: str | None = None, year: int | None = None) -> str:
    """Return ``name``, or where none is given the form that is in use where all types are of one family.

    That is the newest form, and for the report of a ``year`` the newest that there was.

    Raises:
        UsageError: there are types of several families, and none was named.
    """
    if name:
        return name
    names = type_names()
    if len(families := {_family(name) for name in names}) == 1 and families != {""}:
        return _in_use(names, year)
    if len(names) != 1:
        known = "、".join(names)
        says = Text("没有指明报告种类", "no report type was named")
        remedy = Text(f"请用 --type 指明：{known}", f"name one with --type: {', '.join(names)}")
        raise UsageError(Fault("unknown-type", says, remedy=remedy))
    return names[0]


def form_in_use(name: str, year: int) -> str:
    """Return the form in which the report that ``name`` is a form of is made for a ``year``."""
    family = _family(name)
    return _in_use([one for one in type_names() if _family(one) == family], year) if family else name


def _in_use(forms: Sequence[str], year: int | None) -> str:
    ordered = sorted(forms, key=_edition)
    in_use = [name for name in ordered if year is None or _edition(name) <= year]
    return in_use[-1] if in_use else ordered[-1]


def _family(name: str) -> str:
    """Return the family of a form ``<family>_<year>``, nothing where the name has no year."""
    family, _, edition = name.rpartition("_")
    return family if edition.isdecimal() else ""


def _edition(name: str) -> int:
    return int(name.rpartition("_")[2])


def beside(type_name: str, file_name: str) -> Path:
    """Return a file of a type's: ``report.docx``, ``narrative.md``.

    Those of the program's own types are in ``templates/<type>/``; those of others lie beside the type's module, which
    is not loaded.

    Raises:
        UsageError: there is no such type, or its module or the file is not there.
    """
    if _built_in(type_name) is not None:
        installed = _PACKAGE / "templates" / type_name / file_name
        return installed if installed.exists() else _PACKAGE.parent / "templates" / type_name / file_name
    path = _module_file(_entry_point(type_name)).parent / file_name
    if not path.is_file():
        raise _broken(type_name, Text(f"缺少文件 {path}", f"there is no file {path}"))
    return path


def template_path(type_name: str) -> Path:
    """Return the path of the official Word template of a type; raises as :func:`beside`."""
    return beside(type_name, _TEMPLATE)


def official_templates() -> dict[str, Path]:
    """Return the official template of every type that has one, by the type's name; no type is loaded."""
    found = {}
    for name in type_names():
        with contextlib.suppress(UsageError):  # a report of this type is refused with the reason
            found[name] = template_path(name)
    return found


def is_official(path: Path) -> bool:
    """Whether ``path`` is a template that came with the program, which needs no containment."""
    name = path.parent.name
    return path.name == _TEMPLATE and _built_in(name) is not None and path == beside(name, _TEMPLATE)


# A report type travels to another process by name: it is code, which is there already.
copyreg.pickle(ReportType, lambda kind: (report_type, (kind.name,)))
