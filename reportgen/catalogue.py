"""Finds report types and what lies beside them, in a checkout and in an installed wheel."""

from __future__ import annotations

import functools
import importlib
import pkgutil
from pathlib import Path

import reportgen.reports
from reportgen.core.errors import Fault, UsageError
from reportgen.core.spelling import nearest
from reportgen.core.text import Text
from reportgen.report.report_type import ReportType

_PACKAGE = Path(__file__).parent


@functools.cache
def type_names() -> tuple[str, ...]:
    """Return the name of every report type: one folder of ``reportgen/reports`` each."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(reportgen.reports.__path__) if module.ispkg))


@functools.cache
def report_type(name: str) -> ReportType:
    """Return the report type called ``name``.

    Raises:
        UsageError: there is no such type; the message names the nearest.
    """
    if name not in type_names():
        near = nearest(name, type_names(), cutoff=0.0)
        known = "、".join(type_names())
        raise UsageError(
            Fault(
                "unknown-type",
                Text(f"没有名为 {name} 的报告种类", f"there is no report type {name}"),
                remedy=Text(
                    f"可用的种类：{known}；最接近的是 {near}",
                    f"known types: {', '.join(type_names())}; the nearest is {near}",
                ),
            )
        )
    found = importlib.import_module(f"reportgen.reports.{name}").REPORT
    if not isinstance(found, ReportType):
        raise TypeError(f"reportgen.reports.{name}.REPORT is no ReportType")
    return found


def only_type_name() -> str:
    """Return the name of the report type where there is only one.

    Raises:
        UsageError: there are several, and none was named.
    """
    names = type_names()
    if len(names) != 1:
        known = "、".join(names)
        says = Text("没有指明报告种类", "no report type was named")
        remedy = Text(f"请用 --type 指明：{known}", f"name one with --type: {', '.join(names)}")
        raise UsageError(Fault("unknown-type", says, remedy=remedy))
    return names[0]


def beside(type_name: str, file_name: str) -> Path:
    """Return a file of the type's ``templates/`` folder: ``report.docx``, ``narrative.md``."""
    installed = _PACKAGE / "reports" / type_name / file_name
    return installed if installed.exists() else _PACKAGE.parent / "templates" / type_name / file_name


def template_path(type_name: str) -> Path:
    """Return the path of the official Word template of a type."""
    return beside(report_type(type_name).name, "report.docx")


def is_official(path: Path) -> bool:
    """Whether ``path`` is a template that came with the program, which needs no containment."""
    return any(path == template_path(name) for name in type_names())
