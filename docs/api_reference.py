"""Writes ``docs/api.md`` from the signatures and docstrings of the public names: ``python3 dev.py docs``."""

from __future__ import annotations

import ast
import inspect
import itertools
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs

import reportgen
from reportgen import formats
from reportgen.engine.reading.published.report import PublishedReport
from reportgen.report.comparison import ComparedFigure, ComparedReport, Move, ProseChange
from reportgen.report.findings import Change
from reportgen.report.unit_shares import UnitShare, UnitShares

PAGE = Path(__file__).with_name("api.md")
_HEAD = """\
# The functions for scripts

Every public function with its arguments, and every value with its attributes; `python3 dev.py docs` writes this page
from the code, and a test holds it current. The [README](../README.md) shows how they are used. A message that says what
to do names the option of the command: `--despite-missing` is the argument `despite_missing=True`, `-o` is `to`.

`Source` is a path, an open file or a mapping; `Target` a path or an open binary file; `TemplateSource` a path, the
bytes of a file or an open binary file; `Place` a path or a URL; `Stream` an iterator with `total`, `left_out` and
`close()`.
"""
_PARTS: Final = (ComparedReport, ComparedFigure, Move, ProseChange, Change, PublishedReport, UnitShares, UnitShare)
"""Values that are parts of others and no names of the package."""
_ROLE: Final = re.compile(r":\w+:`~?([^`]+)`")
_WIDTH: Final = 100


def page() -> str:
    """Return the whole page."""
    public = {name: getattr(reportgen, name) for name in reportgen.__all__}
    functions = {name: one for name, one in public.items() if inspect.isfunction(one)}
    values = {name: one for name, one in public.items() if inspect.isclass(one)}
    errors = {name: one for name, one in values.items() if issubclass(one, Exception)}
    others = {name: one for name, one in values.items() if name not in errors}
    written = {
        name: one
        for name, one in vars(formats).items()
        if inspect.isfunction(one) and one.__module__ == formats.__name__ and name[0] != "_"
    }
    parts = {one.__name__: one for one in _PARTS}
    blocks = [
        _HEAD,
        "## Functions\n",
        *(_function(f"reportgen.{name}", one) for name, one in functions.items()),
        "## Results as text, files and data for programs\n",
        *(_function(f"reportgen.formats.{name}", one) for name, one in written.items()),
        "## Values\n",
        *(_value(name, one) for name, one in {**others, **dict(sorted(parts.items()))}.items()),
        "## Errors\n",
        *(f"**`{name}`**: {_plain(inspect.getdoc(one) or '')}\n" for name, one in errors.items()),
    ]
    return "\n".join(blocks)


def _function(name: str, function: Callable[..., Any]) -> str:
    return f"### `{name}`\n```python\n{_signature(function)}\n```\n{_plain(inspect.getdoc(function) or '')}\n"


def _signature(function: Callable[..., Any]) -> str:
    """Return how a function is called, an argument a line where it is long."""
    signature = inspect.signature(function)
    listed: list[str] = []
    for one in signature.parameters.values():
        if one.name == "self":
            continue
        if one.kind is one.KEYWORD_ONLY and not any(line.startswith("*") for line in listed):
            listed.append("*")
        stars = "*" * (one.kind is one.VAR_POSITIONAL or 2 * (one.kind is one.VAR_KEYWORD))
        default = "" if one.default is one.empty else f" = {one.default!r}".replace("'", '"')
        listed.append(f"{stars}{one.name}: {one.annotation}{default}")
    short = f"{function.__name__}({', '.join(listed)}) -> {signature.return_annotation}"
    if len(short) <= _WIDTH:
        return short
    inner = "".join(f"    {line},\n" for line in listed)
    return f"{function.__name__}(\n{inner}) -> {signature.return_annotation}"


def _value(name: str, kind: type) -> str:
    """Return a value's sentence and a table of its attributes."""
    rows = [f"| `{attribute}` | `{type_}` | {says} |" for attribute, type_, says in _attributes(kind)]
    table = ["", "| attribute | type | |", "|---|---|---|", *rows] if rows else []
    return "\n".join([f"### `{name}`", _plain(inspect.getdoc(kind) or ""), *table, ""])


def _attributes(kind: type) -> Iterator[tuple[str, str, str]]:
    """Yield the attributes, properties and methods of a value, each with its type and what the code says of it."""
    said = _said(kind)
    for one in attrs.fields(kind) if attrs.has(kind) else ():
        if one.name[0] != "_":
            yield one.name, _type(one.type), said.get(one.name, "")
    for name, found in vars(kind).items():
        if isinstance(found, property) and name[0] != "_":
            returned = inspect.signature(found.fget).return_annotation  # type: ignore[arg-type]  # it has a getter
            yield name, _type(returned), _line(found.__doc__ or "")
        elif inspect.isfunction(found) and name[0] != "_" and found.__doc__:
            returned = inspect.signature(found).return_annotation
            yield f"{name}(…)", _type(returned), _line(found.__doc__.partition("\n\n")[0])


def _said(kind: type) -> dict[str, str]:
    """Return what stands below each attribute of a class."""
    body = [
        one for node in ast.parse(textwrap.dedent(inspect.getsource(kind))).body for one in ast.iter_child_nodes(node)
    ]
    found = {}
    for field, below in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            found[field.target.id] = _line(str(ast.literal_eval(below.value)))
    return found


def _type(annotation: Any) -> str:
    return str(annotation).replace("|", "\\|").replace("'", "")


def _line(text: str) -> str:
    return " ".join(_plain(text).split()).replace("|", "\\|")


def _plain(text: str) -> str:
    """Return a docstring as Markdown: code in single backticks, what is raised as a list."""
    head, _, raised = text.partition("Raises:\n")
    shown = _ROLE.sub(r"`\1`", head).replace("``", "`").strip()
    if not raised:
        return shown
    lines = [line.strip() for line in raised.strip().splitlines()]
    joined = re.sub(r"(?<!,) (?=[A-Z]\w*Error(?:, [A-Z]\w*Error)*:)", "\n", " ".join(lines))
    errors = [
        re.sub(r"^([\w, ]+):", r"- *\1*:", _ROLE.sub(r"`\1`", one).replace("``", "`")) for one in joined.split("\n")
    ]
    return "\n".join([shown, "", "Raises:", "", *errors])


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else PAGE).write_text(page(), "utf-8")
