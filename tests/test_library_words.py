"""Our messages are our own: none is made of the words of a library's exception, which change with its version."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = {"args", "msg", "message", "problem", "reason", "strerror"}
ALLOWED = {
    "reportgen/batch/journal.py": "the system's own words for a file that cannot be opened",
    "reportgen/engine/reading/word_form/last_table.py": "only asks which name stands twice, our own words",
    "reportgen/engine/reading/workbook/sheets.py": "the same",
    "reportgen/report/workbook_layout.py": "the same",
    "reportgen/engine/word/runtime/docxtpl_document.py": "a package that python-docx cannot use",
    "reportgen/engine/word/runtime/runtime.py": "a filter of the caller's own that failed",
    "reportgen/engine/word/language/parser.py": "only puts Jinja's reason into our own words",
    "reportgen/engine/word/runtime/limited_process.py": "a fault of reportgen itself, for whoever maintains it",
    "reportgen/engine/export/typeset/typesetting.py": "only asks which sign no font has",
    "reportgen/engine/reading/yaml_text/values.py": "only asks whether a character was refused",
}


def quoted(source: str) -> Iterator[int]:
    """Yield the lines where an exception that was caught is turned into text."""
    for handler in ast.walk(ast.parse(source)):
        if not isinstance(handler, ast.ExceptHandler) or handler.name is None:
            continue
        name = handler.name
        for node in ast.walk(handler):
            match node:
                case ast.FormattedValue(value=ast.Name(id=found)) if found == name:
                    yield node.lineno
                case ast.Call(func=ast.Name(id="str" | "repr"), args=[ast.Name(id=found)]) if found == name:
                    yield node.lineno
                case ast.Attribute(value=ast.Name(id=found), attr=word) if found == name and word in WORDS:
                    yield node.lineno


def test_no_message_quotes_the_exception_of_a_library() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "reportgen").rglob("*.py")
        if list(quoted(path.read_text(encoding="utf-8")))
    }
    assert found == ALLOWED.keys()


def test_a_quoted_exception_is_noticed() -> None:
    ways = ("f'({problem})'", "str(problem)", "problem.msg", "problem.strerror or str(problem)")
    assert all(list(quoted(f"try: a()\nexcept OSError as problem: say({way})")) for way in ways)
    assert not list(quoted("try: a()\nexcept OSError as problem: say(problem.lineno)"))
