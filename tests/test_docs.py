"""What stands in docs/ and ARCHITECTURE.md is true of this checkout: its paths, its words, its tables."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportgen
from docs import api_reference, pictures

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    "ARCHITECTURE.md",
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
]
SUFFIXES = (".py", ".md", ".txt", ".yaml", ".toml", ".docx")
_TREE = re.compile(r"^(?P<bars>[│ ]*)[├└]── (?P<name>\S+)", re.MULTILINE)


def _read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def named_paths(text: str) -> Iterator[str]:
    """Yield the paths that a page names in backticks or links to; those with a placeholder or an argument are none."""
    for quoted in re.findall(r"`([^`\n]+)`", text):
        a_path = "/" in quoted or (quoted.endswith(SUFFIXES) and not quoted.startswith("."))
        if a_path and re.fullmatch(r"[\w./-]+", quoted):
            yield quoted
    yield from (link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link)


def tree_paths(text: str) -> Iterator[str]:
    """Yield the paths of a drawn tree, whose root is reportgen/."""
    above: list[str] = []
    for match in _TREE.finditer(text):
        depth = len(match["bars"]) // 4
        above[depth:] = [match["name"].rstrip("/")]
        yield "/".join(above)


def exists(path: str, page: str) -> bool:
    """Return whether a path is there: from the checkout, from reportgen/, or from the page's own folder."""
    return any((start / path).exists() for start in (ROOT, ROOT / "reportgen", (ROOT / page).parent))


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_a_page_names_exists(page: str) -> None:
    assert [path for path in named_paths(_read(page)) if not exists(path, page)] == []


def test_the_tree_of_rooms_is_the_package() -> None:
    drawn = set(tree_paths(_read("ARCHITECTURE.md")))
    assert drawn
    assert {path for path in drawn if not (ROOT / "reportgen" / path).exists()} == set()
    rooms = {path.parent.name for path in (ROOT / "reportgen").glob("*/__init__.py")}
    stages = {f"engine/{path.parent.name}" for path in (ROOT / "reportgen/engine").glob("*/__init__.py")}
    assert rooms | stages <= drawn


def test_the_architecture_fits_on_one_page() -> None:
    assert len(_read("ARCHITECTURE.md").splitlines()) <= 80


def test_paths_are_found_in_backticks_links_and_trees() -> None:
    text = "`core/text.py` `a b/c` `x|y` [why](docs/why.md) [web](https://a.cn/b)\n├── core/\n│   └── text.py\n"
    assert list(named_paths(text)) == ["core/text.py", "docs/why.md"]
    assert list(tree_paths(text)) == ["core", "core/text.py"]
    assert not exists("core/nothing.py", "ARCHITECTURE.md")


def test_the_command_reference_is_what_the_help_says(tmp_path: Path) -> None:
    """In a process of its own, because click keeps the help option of a command's first call in this process."""
    made = tmp_path / "commands.md"
    subprocess.run([sys.executable, "-m", "docs.command_reference", str(made)], cwd=ROOT, check=True)
    assert _read("docs/commands.md") == made.read_text("utf-8"), "run: python3 dev.py docs"


def test_the_reference_of_functions_is_what_the_code_says() -> None:
    assert _read("docs/api.md") == api_reference.page(), "run: python3 dev.py docs"


def test_the_reference_has_every_public_function_and_attribute() -> None:
    page = _read("docs/api.md")
    assert [name for name in reportgen.__all__ if f"`{name}`" not in page and f"`reportgen.{name}`" not in page] == []
    wanted = ("strict: bool = False", "| `figures` | `tuple[ComparedFigure, ...]` |", "- *DataError, TemplateError*:")
    assert [words for words in wanted if words not in page] == []


def test_every_word_of_the_glossary_stands_in_the_code() -> None:
    rows = re.findall(r"^\|[^|]*\|[^|]*\|([^|]*)\|$", _read("docs/glossary.md"), re.MULTILINE)
    verbs = re.findall(r"^\| `(\w+)` \|", _read("docs/glossary.md"), re.MULTILINE)
    words = {word for row in rows for name in re.findall(r"`([\w.]+)`", row) for word in name.split(".")}
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "reportgen").rglob("*.py"))
    known = set(re.findall(r"\w+", code)) | {path.stem for path in (ROOT / "reportgen").rglob("*.py")}
    assert len(words) > 50
    assert (words | set(verbs)) - known == set()


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_a_readme_shows_the_pictures_that_the_command_makes(page: str, tmp_path: Path) -> None:
    """The pictures of pages depend on the machine's fonts; that of a refusal is text and must be the same anywhere."""
    shown = set(re.findall(r"\]\((docs/pictures/[^)]+)\)", _read(page)))
    assert {"docs/pictures/refusal.svg", "docs/pictures/workbook-table-3.png"} <= shown
    assert all((ROOT / name).stat().st_size for name in shown)
    assert pictures.refusal(pictures.wrong_data(tmp_path)) == _read("docs/pictures/refusal.svg")
