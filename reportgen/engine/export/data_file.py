"""A report written as a data file: reading it again gives the same report, every text verbatim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from reportgen.model.figures import FIGURE
from reportgen.report.report import Report

_AMBIGUOUS_NAMES = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))
_PLAIN_NAME = re.compile(r"[A-Za-z_][\w.]*", re.ASCII)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What YAML text cannot hold as it is, beside what JSON escapes too."""
_ROW = 4
"""A class of more counts than these is written as a list: the rows of table 3, but no block of table 4."""


def write_data_file(report: Report) -> str:
    """Return ``report`` as YAML: rows of table 3 as lists, prose in literal blocks, fees as quoted decimals."""
    lines = [f"report: {report.type.name}", f"organ: {_quoted(report.organ)}", f"year: {report.year}"]
    if report.scope is not None:
        lines.append(f"scope: {report.scope}")
    for field in attrs.fields(report.type.statistics):
        lines += ["", f"{field.name}:", *_class(getattr(report.statistics, field.name), "  ")]
    for name in ("stated", "notes", "figures"):
        lines += _section(name, getattr(report, name))
    if report.checks:
        lines += ["", "checks:", *(f"  - {_quoted(check.text)}" for check in report.checks)]
    if report.narrative:
        lines += ["", "narrative:"]
        for name, text in report.narrative.items():
            lines += _prose(name, text)
    return "\n".join(lines) + "\n"


def _class(value: Any, indent: str) -> Iterator[str]:
    for field in attrs.fields(type(value)):
        member = getattr(value, field.name)
        if field.metadata[FIGURE].kind != "group":
            shown = f'"{member:f}"' if type(member) is Decimal else _value(member)
            yield f"{indent}{field.name}: {shown}"
            continue
        cells = attrs.fields(type(member))
        if len(cells) > _ROW and all(cell.metadata[FIGURE].kind == "count" for cell in cells):
            row = ", ".join(_value(getattr(member, cell.name)) for cell in cells)
            yield f"{indent}{field.name}: [{row}]"
        else:
            yield f"{indent}{field.name}:"
            yield from _class(member, indent + "  ")


def _section(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    if values:
        yield ""
        yield from _mapping(name, values, "")


def _mapping(name: str, values: Mapping[str, Any], indent: str) -> Iterator[str]:
    if not values:
        yield f"{indent}{_name(name)}: {{}}"
        return
    yield f"{indent}{_name(name)}:"
    for key, value in values.items():
        if isinstance(value, Mapping):
            yield from _mapping(key, value, indent + "  ")
        else:
            yield f"{indent}  {_name(key)}: {_value(value)}"


def _name(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) and name.lower() not in _AMBIGUOUS_NAMES else _quoted(name)


def _value(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return _quoted(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _quoted(text: str) -> str:
    """Return ``text`` in double quotes, whose escapes JSON and YAML share."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))


def _prose(name: str, text: str) -> Iterator[str]:
    """Write prose as a literal block where that keeps every character, else in quotes."""
    body = text.rstrip("\n")
    if not body.strip() or "\r" in text or _ESCAPED.search(text):
        yield f"  {_name(name)}: {_quoted(text)}"
        return
    ends = len(text) - len(body)
    # The indentation is told where the first line does not show it: a reader guesses it from that line.
    told = "2" if body[0] in " \t\n" else ""
    yield f"  {_name(name)}: |{told}{'-' if ends == 0 else '' if ends == 1 else '+'}"
    yield from (f"    {line}" if line else "" for line in body.split("\n"))
    yield from [""] * (ends - 1)
