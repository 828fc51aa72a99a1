"""A report written as a data file: reading it again gives the same report, every text verbatim."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from reportgen.model.figures import Figure, declared
from reportgen.model.kinds.day import Day
from reportgen.model.symbolic import LONG_ROW, Rows, columns, hints, join, row_of
from reportgen.report.particulars import Particulars
from reportgen.report.report import Report

_AMBIGUOUS_NAMES = frozenset(("yes", "no", "on", "off", "y", "n", "true", "false", "null"))
_PLAIN_NAME = re.compile(r"[A-Za-z_][\w.]*", re.ASCII)
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")
"""What YAML text cannot hold as it is, beside what JSON escapes too."""


def write_data_file(report: Report) -> str:
    """Return ``report`` as YAML: rows of table 3 as lists, prose in literal blocks, fees as quoted decimals."""
    lines = [f"report: {report.type.name}", f"organ: {_quoted(report.organ)}", f"year: {report.year}"]
    if report.scope is not None:
        lines.append(f"scope: {report.scope}")
    if report.limits:
        lines += ["limits:", *(f"  {name}: {most}" for name, most in report.limits.items())]
    lines += _figures(report)
    lines += _particulars(report.particulars)
    for name in ("stated", "notes", "figures"):
        lines += section_lines(name, getattr(report, name))
    if report.checks:
        lines += ["", "checks:", *(f"  - {_quoted(check.text)}" for check in report.checks)]
    if report.accepted:
        lines += ["", "accepted:"]
        for one in report.accepted:
            lines += [f"  - finding: {_quoted(one.finding)}"]
            lines += [f"    {name}: {_quoted(getattr(one, name))}" for name in ("reason", "who")]
    if report.narrative:
        lines += ["", "narrative:"]
        for name, text in report.narrative.items():
            lines += prose_lines(name, text)
    return "\n".join(lines) + "\n"


def write_plain_data(data: Mapping[str, Any]) -> str:
    """Return the plain data of a document as YAML, as it stands: its rows as lists, prose in literal blocks."""
    lines: list[str] = []
    for name, value in data.items():
        if name == "narrative":
            lines += ["", f"{name}:"]
            for field, text in value.items():
                lines += prose_lines(field, text)
        elif isinstance(value, Mapping):
            lines += ["", *_mapping(name, value, "")]
        else:
            lines.append(f"{_name(name)}: {written(value)}")
    return "\n".join(lines) + "\n"


def _particulars(particulars: Particulars) -> Iterator[str]:
    for name in ("title_lines", "attachments"):
        items = getattr(particulars, name)
        yield from ["", f"{name}:", *(f"  - {_quoted(item)}" for item in items)] if items else []
    yield from section_lines("contact", particulars.contact)
    if particulars.published is not None:
        yield from ("", f"published: {_quoted(Day().plain(particulars.published))}")
    yield from section_lines("remarks", particulars.remarks)
    yield from section_lines("last_year", particulars.last_year)
    yield from section_lines("site", particulars.site)


def _figures(report: Report) -> list[str]:
    """Return the lines of the form's figures."""
    book = report.addresses
    kinds = [entry.figure.kind for entry in book.entered.values()]
    values = zip(kinds, report.entered.values(), strict=True)
    shown = tuple(written(None if value is None else kind.plain(value)) for kind, value in values)
    return (_layout(report.type.statistics, tuple((book.rows or {}).items())) % shown).split("\n")


@functools.lru_cache(maxsize=64)
def _layout(statistics: type, rows: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """Return the lines of all figures with a ``%s`` for each, in the order of the addresses."""
    lines: list[str] = []
    for line in _class(statistics, "", "", dict(rows)):
        lines += [line] if line[0] == " " else ["", line]
    return "\n".join(lines)


def _class(cls: Any, prefix: str, indent: str, rows: Rows) -> Iterator[str]:
    for field in attrs.fields(cls):
        entry, address = declared(field), join(prefix, field.name)
        if isinstance(entry, Figure):
            yield f"{indent}{field.name}: %s"
        elif entry.rows is None:
            yield from _group(field.name, hints(cls)[field.name], address, indent, rows)
        else:
            names = rows.get(address, ())
            yield f"{indent}{field.name}:{'' if names else ' {}'}"
            for name in names:
                yield from _group(name, entry.rows, row_of(address, name), indent + "  ", rows)


def _group(name: str, cls: Any, address: str, indent: str, rows: Rows) -> Iterator[str]:
    cells, shown = columns(cls), _name(name).replace("%", "%%")
    if len(cells) > LONG_ROW:
        yield f"{indent}{shown}: [{', '.join(['%s'] * len(cells))}]"
    else:
        yield f"{indent}{shown}:"
        yield from _class(cls, address, indent + "  ", rows)


def section_lines(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    """Yield a group of the data file behind an empty line; nothing where it is empty."""
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
        elif isinstance(value, list):
            yield f"{indent}  {_name(key)}: [{', '.join(map(written, value))}]"
        else:
            yield f"{indent}  {_name(key)}: {written(value)}"


def _name(name: str) -> str:
    return name if _PLAIN_NAME.fullmatch(name) and name.lower() not in _AMBIGUOUS_NAMES else _quoted(name)


def written(value: Any) -> str:
    """Return one value as YAML writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _quoted(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _quoted(text: str) -> str:
    """Return ``text`` in double quotes, whose escapes JSON and YAML share."""
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", json.dumps(text, ensure_ascii=False))


def prose_lines(name: str, text: str) -> Iterator[str]:
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
