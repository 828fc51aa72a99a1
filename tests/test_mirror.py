"""The tests mirror the package: a module's tests lie in the same folder under the same name; names have a limit."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

MOST = 70
ACROSS_ROOMS = {
    "fuzzing": "the fuzzers of the folder fuzzing/, with their corpus",
    "hostile": "the list of bad input, which goes through every room",
    "templates": "the official Word templates of the folder templates/",
    "toy_report": "a second report type, through every room",
}
"""Folders of tests that are about no single room."""
OWN_SUBJECT = {
    "commands/test_clerk.py": "what a clerk reads after a mistake, over several commands",
    "commands/test_loading.py": "which modules a command loads",
    "engine/localising/solve/test_smallest_sets.py": "the search as a whole, against another solver",
    "engine/localising/test_signed_cells.py": "the localiser as a whole, with figures below zero",
    "engine/localising/test_tiny_tables.py": "the localiser as a whole, against trying everything",
    "engine/reading/test_streams.py": "the room's entry, for open files and pipes",
    "engine/word/test_docxtpl_examples.py": "the room as a whole, by the kinds of docxtpl's example scripts",
    "engine/word/test_oracle.py": "the room as a whole, against docxtpl",
    "engine/word/test_soaking.py": "the room as a whole, with many generated values",
    "engine/prose_check/test_another_type.py": "the room as a whole, with a type of another kind",
    "reports/disclosure/test_every_rule.py": "all rules of the type, whichever module has them",
    "reports/disclosure/test_prose_properties.py": "properties of the prose rules together",
    "reports/disclosure/test_prose_sentences.py": "the table of sentences beside it",
}
"""Test files of a mirrored folder that are about no single module, each with its subject."""


def files(root: Path) -> list[str]:
    """Return every test file, named from the folder tests/."""
    return sorted(path.relative_to(root / "tests").as_posix() for path in (root / "tests").rglob("test_*.py"))


def has_module(root: Path, file: str) -> bool:
    """Return whether a test file is named for a module or room of the same folder, or for the room it lies in."""
    path = Path(file)
    folder, name = root / "reportgen" / path.parent, path.stem.removeprefix("test_")
    return (folder / f"{name}.py").is_file() or (folder / name).is_dir() or folder.name == name


def test_every_folder_of_tests_is_a_folder_of_the_package(root: Path) -> None:
    folders = {Path(file).parent.as_posix() for file in files(root)}
    unknown = {folder for folder in folders if not (root / "reportgen" / folder).is_dir()}
    assert unknown <= set(ACROSS_ROOMS)


def test_every_test_file_of_a_room_is_named_for_a_module(root: Path) -> None:
    rooms = [file for file in files(root) if "/" in file and file.split("/")[0] not in ACROSS_ROOMS]
    assert {file for file in rooms if not has_module(root, file)} == OWN_SUBJECT.keys()


def test_a_test_file_without_its_module_is_found(root: Path) -> None:
    assert has_module(root, "core/test_text.py")
    assert has_module(root, "engine/building/test_building.py")
    assert not has_module(root, "core/test_nothing.py")
    assert not has_module(root, "engine/word/test_text.py")


@pytest.fixture(scope="module")
def names(root: Path) -> set[str]:
    """Return the name of every test."""
    trees = [ast.parse((root / "tests" / file).read_text("utf-8")) for file in files(root)]
    functions = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return {node.name for node in functions if node.name.startswith("test_")}


def test_no_name_is_longer_than_a_line_of_a_report(names: set[str]) -> None:
    assert {name for name in names if len(name) > MOST} == set()
