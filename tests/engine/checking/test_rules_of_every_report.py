"""Every rule that can speak is listed: the code is walked for the ids that findings and the proof's faults carry."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportgen
from reportgen.api import types_and_rules
from reportgen.engine.checking.rules_of_every_report import ENGINE_RULES, rules_of
from reportgen.report.rules import Rule
from reportgen.reports.disclosure.form_2021 import REPORT

PACKAGE = Path(reportgen.__file__).parent
PROOF = PACKAGE / "engine" / "word" / "proof"
RULE_ID = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")
HYPHENATED = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+")
ENCODINGS = {"UTF-8"}
"""Literals of the code that have the shape of a rule's id and are none."""


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield file, ast.parse(file.read_text(encoding="utf-8"))


def carriers(tree: ast.Module) -> Iterator[str]:
    """Yield the functions and classes whose first parameter or field is a rule's id."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.args.args and node.args.args[0].arg == "rule":
            yield node.name
        elif isinstance(node, ast.ClassDef):
            fields = [item.target for item in node.body if isinstance(item, ast.AnnAssign)]
            if any(isinstance(target, ast.Name) and target.id == "rule" for target in fields):
                yield node.name


@functools.cache
def walked() -> tuple[frozenset[str], frozenset[str]]:
    """Return every literal of a rule's id, and what carries one.

    An id has a hyphen wherever it stands; one without is an id where it is given to what carries a rule.
    """
    parsed = list(trees())
    names = frozenset(name for _, tree in parsed for name in carriers(tree)) | {"Rule"}
    found: set[str] = set()
    for file, tree in parsed:
        for node in ast.walk(tree):
            given: list[ast.expr] = [node] if isinstance(node, ast.Constant) else []
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in names or (PROOF in file.parents and name in {"_fault", "Fault"}):
                    given = [*node.args, *(word.value for word in node.keywords if word.arg in {"rule", "id"})]
            literals = {one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)}
            shape = RULE_ID if isinstance(node, ast.Call) else HYPHENATED
            found |= {one for one in literals if shape.fullmatch(one)}
    return frozenset(found - ENCODINGS), names


def listed() -> set[str]:
    kinds = [types_and_rules.describe(name) for name in types_and_rules.report_types()]
    return {rule.id for kind in kinds for rule in rules_of(kind)}


def test_the_walk_finds_the_ids_of_the_type_and_of_the_engine() -> None:
    known = {"T3-ROW", "T2-BLANK", "F-DRAFT", "PT-PCT", "XY-JUMP", "V-BIDI", "F-COPIED", "CHECK", "TEMPLATE"}
    ids, names = walked()
    assert known <= ids
    assert {"Finding", "Equation"} <= names


def test_every_rule_of_a_finding_or_of_a_fault_of_the_proof_is_listed() -> None:
    assert walked()[0] <= listed()


def test_every_rule_stands_in_the_list_once() -> None:
    rules = [rule.id for rule in rules_of(REPORT)]
    assert len(rules) == len(set(rules))
    assert {rule.id for rule in ENGINE_RULES} <= set(rules)
    assert {rule["id"] for rule in types_and_rules.rules("disclosure_2021")} == set(rules)


@pytest.mark.parametrize("rule", rules_of(REPORT), ids=lambda rule: rule.id)
def test_a_rule_has_a_sentence_in_both_languages(rule: Rule) -> None:
    assert re.search(r"[\u4e00-\u9fff]", rule.sentence.zh)
    assert re.fullmatch(r"[^\u4e00-\u9fff。]+[^.。]", rule.sentence.en.replace("（七）", ""))


def test_no_engine_rule_is_made_outside_its_list() -> None:
    """Literal ids of the engine would drift from the list that ``rules``, SARIF and JUnit share."""
    ids = {rule.id for rule in ENGINE_RULES}
    for file, tree in trees():
        if file.name == "rules_of_every_report.py":
            continue
        literals = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert not ids & {one for one in literals if isinstance(one, str)}, file
