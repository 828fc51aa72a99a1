"""No part of the house imports itself in a circle: not the package, not the benchmarks, not the tests.

``python3 dev.py contracts`` holds the package to its layers. This test also sees benchmarks and tests, and counts the
imports that only a type checker reads and those inside of functions.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOTS = ("reportgen", "benchmarks", "docs", "tests")
Graph = dict[str, set[str]]


def modules(root: Path) -> dict[str, Path]:
    """Return every module of these folders by its dotted name; a package is called ``package.__init__``."""
    files = (path for name in ROOTS for path in (root / name).rglob("*.py"))
    return {".".join(path.relative_to(root).with_suffix("").parts): path for path in files}


def imported(source: str, known: Iterable[str]) -> Iterator[str]:
    """Yield the modules of ``known`` that ``source`` imports anywhere: at the top, in a function, for types only."""
    known = set(known)
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [
                inner if {inner, f"{inner}.__init__"} & known else node.module
                for inner in (f"{node.module}.{alias.name}" for alias in node.names)
            ]
        for name in names:
            yield from {name, f"{name}.__init__"} & known


def siblings(imports: Mapping[str, Iterable[str]]) -> dict[str, Graph]:
    """Return, for every package, which of its members import which others, whatever stands inside of each."""
    graphs: dict[str, Graph] = defaultdict(lambda: defaultdict(set))
    for importer, targets in imports.items():
        for target in targets:
            here, there = importer.split("."), target.split(".")
            level = next((at for at, pair in enumerate(zip(here, there, strict=False)) if pair[0] != pair[1]), None)
            if level is not None:
                graphs[".".join(here[:level])][here[level]].add(there[level])
    return graphs


def circle(graph: Graph) -> list[str] | None:
    """Return one circle of ``graph``, or None where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        path: list[str] = found.args[1]
        return path
    return None


def test_no_package_has_members_that_import_each_other(root: Path) -> None:
    files = modules(root)
    imports = {name: set(imported(path.read_text("utf-8"), files)) for name, path in files.items()}
    found = {package: circle(graph) for package, graph in siblings(imports).items()}
    assert {package: path for package, path in found.items() if path} == {}


@pytest.mark.parametrize(
    "line",
    [
        "import a.one.x",
        "from a.one import x",
        "from a.one.x import name",
        "def later():\n    from a.one import x",
        "if TYPE_CHECKING:\n    from a.one.x import Name",
    ],
)
def test_a_circle_between_two_rooms_is_found(line: str) -> None:
    sources = {"a.one.x": "", "a.one.y": "import a.two.z", "a.two.z": line}
    imports = {name: set(imported(source, sources)) for name, source in sources.items()}
    assert circle(siblings(imports)["a"]) is not None


def test_a_package_that_its_own_module_imports_is_a_circle() -> None:
    sources = {"a.one.__init__": "from a.one.x import name", "a.one.x": "from a.one import other"}
    imports = {name: set(imported(source, sources)) for name, source in sources.items()}
    assert circle(siblings(imports)["a.one"]) is not None


def test_imports_in_one_direction_are_no_circle() -> None:
    sources = {"a.one": "from a import two", "a.two": "from a import three", "a.three": ""}
    imports = {name: set(imported(source, sources)) for name, source in sources.items()}
    assert circle(siblings(imports)["a"]) is None
