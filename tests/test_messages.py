"""docs/messages.md explains every id that a fault or a finding can have, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportgen
from reportgen.messages import all_messages

ROOT = Path(__file__).resolve().parent.parent
TABLE = (ROOT / "docs/messages.md").read_text("utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", TABLE, re.MULTILINE)
FAULTS = {id for id, _, _ in ROWS if id.islower()}
RULES = {id for id, _, _ in ROWS if id.isupper()}
MAKERS = {"Fault", "Unreadable", "UnfitError", "UnfitXmlError", "_fault", "fault", "refusal"}
"""Calls that take the id of a fault as one of their first two arguments, after the file where there is one."""
NOT_IDS = {
    "core-properties", "custom-properties", "extended-properties", "ms-excel", "ms-powerpoint",
    "reportgen-fingerprint", "system-out", "x-rules", "zlib-ng",
    "utf-16", "utf-16-be", "utf-16-le", "utf-16be", "utf-16le", "utf-32-be", "utf-32-le", "utf-8", "utf-8-sig", "UTF-8",
    "python-calamine", "data-address", "data-bar",
    "vertical-align", "text-indent", "text-align", "text-bottom", "text-top", "text-decoration",
    "text-decoration-line", "line-through", "font-size", "max-width", "max-height", "clip-path", "inline-table",
    "chromium-browser", "google-chrome", "google-chrome-stable", "http-equiv", "a-2b", "ua-1", "microsoft-edge",
    "table-row", "table-cell", "unicode-bidi", "sr-only", "visually-hidden", "screen-reader-text",
    "background-color", "background-image", "flex-direction", "content-visibility", "d-none", "layui-hide", "ng-hide",
    "display-none", "is-hidden", "no-repeat", "focus-within", "focus-visible", "first-line", "nth-child", "any-link",
    "nth-last-child", "nth-of-type", "nth-last-of-type", "first-child", "last-child", "only-child", "first-of-type",
    "last-of-type",
}  # fmt: skip
"""Texts that are written as ids are: names of encodings, parts, elements, modules, packages and standards."""
_LIKE_AN_ID = re.compile(r"[a-z]+(-[a-z0-9]+)+")
_LIKE_A_RULE = re.compile(r"[A-Z]+[0-9]?-[A-Z0-9]+|CHECK|STATED|PROOF|TEMPLATE")


def constants(source: str) -> Iterator[str]:
    """Yield every text of a module but its docstrings."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def made(source: str) -> Iterator[str]:
    """Yield the ids that are written where a fault is made, also those of one word."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            texts = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
            if name in MAKERS:
                yield from (text for text in texts if isinstance(text, str) and re.fullmatch(r"[a-z][a-z0-9-]+", text))


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """Return the text of every module of the package."""
    return {path.as_posix(): path.read_text("utf-8") for path in (ROOT / "reportgen").rglob("*.py")}


def test_every_fault_is_explained(sources: dict[str, str]) -> None:
    written = {text for source in sources.values() for text in constants(source) if _LIKE_AN_ID.fullmatch(text)}
    short = {text for source in sources.values() for text in made(source)}
    assert ((written - NOT_IDS) | short) - FAULTS == set()


def test_every_rule_is_explained(sources: dict[str, str]) -> None:
    listed = {rule["id"] for name in reportgen.report_types() for rule in reportgen.rules(name)}
    written = {text for source in sources.values() for text in constants(source) if _LIKE_A_RULE.fullmatch(text)}
    assert (listed | written) - NOT_IDS - RULES == set()


def test_no_id_is_explained_that_nothing_has(sources: dict[str, str]) -> None:
    written = {text for source in sources.values() for text in constants(source)}
    listed = {rule["id"] for name in reportgen.report_types() for rule in reportgen.rules(name)}
    assert (FAULTS | RULES) - written - listed == set()


def test_every_line_says_what_it_means_and_what_to_do() -> None:
    assert len(ROWS) == len({id for id, _, _ in ROWS}) > 150
    assert all(meaning.strip() and remedy.strip() for _, meaning, remedy in ROWS)
    assert len(re.findall(r"^\| `", TABLE, re.MULTILINE)) == len(ROWS), "a line that is no row of three cells"


def test_every_message_is_explained_in_chinese_too() -> None:
    chinese = (ROOT / "docs/messages.zh.md").read_text("utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", chinese, re.MULTILINE)
    assert sorted(id for id, _, _ in rows) == sorted(id for id, _, _ in ROWS)
    assert all(
        re.search("[\u4e00-\u9fff]", means) and re.search("[\u4e00-\u9fff]", remedy) for _, means, remedy in rows
    )


def test_each_explanation_can_be_read_alone() -> None:
    for message in all_messages().values():
        assert not {"as above", "the same"} & {message.means.en, message.remedy.en}
        assert "同上" not in message.means.zh + message.remedy.zh


def test_ids_are_found_where_faults_are_made() -> None:
    source = 'Fault("filter", says)\nplace.fault(file, "some-id", says)\nother("word")\n"""text-in-a-docstring"""'
    assert list(made(source)) == ["filter", "some-id"]
    assert "text-in-a-docstring" not in set(constants(source))


@pytest.mark.parametrize(("written", "near"), [("t3-bal", "T3-BAL"), ("T3-BA", "T3-BAL"), ("x", None)])
def test_an_unknown_id_names_one_that_is_spelt_like_it_or_none(written: str, near: str | None) -> None:
    with pytest.raises(reportgen.UsageError) as refused:
        reportgen.explain_message(written)
    (fault,) = refused.value.faults
    assert fault.remedy is not None
    assert fault.remedy.en.startswith(f"The nearest is {near}" if near else "docs/messages.md")
