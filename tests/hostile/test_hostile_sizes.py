"""HOSTILE D4: a data file that is large, or wrong all over, is refused soon and in little memory.

Each is checked in a process of its own, whose address space and CPU time are bounded by the system. The bound on time
is far above what is needed, and far below what work that grows with the square of the size takes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.core.limits import DEFAULT
from reportgen.prose.quantities import MOST_COMPARED, has_too_many_numbers
from tests.strategies import document_of, zero

MEGABYTE = 1024 * 1024
SECONDS, ADDRESS_SPACE = 5, 400 * MEGABYTE
CHECK = (
    f"import resource, sys; resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS})); "
    f"resource.setrlimit(resource.RLIMIT_AS, ({ADDRESS_SPACE}, {ADDRESS_SPACE})); "
    "from reportgen.cli import main; sys.argv = ['reportgen', '--lang', 'en', 'check', sys.argv[1]]; main()"
)


def check(file: Path) -> tuple[int, str]:
    """Return the exit code of ``check`` within the bounds, and what it prints."""
    command = [sys.executable, "-c", CHECK, str(file)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def with_figures(count: int) -> str:
    return json.dumps({**document_of(zero()), "figures": {f"own{number}": number for number in range(count)}})


def in_yaml(line: Callable[[int], str], size: int = 1_900_000) -> str:
    """Return a data file that goes on with lines until it has about ``size`` characters."""
    text = json.dumps(document_of(zero()))[1:-1]
    return f"{{{text}, notes: {{\n" + "".join(map(line, range(size // len(line(100_000))))) + "}}\n"


def with_prose(unit: str, size: int = DEFAULT.prose_characters) -> str:
    data: dict[str, Any] = document_of(zero())
    data["narrative"]["overview"] = (unit * (size // len(unit) + 1))[:size]
    return json.dumps(data, ensure_ascii=False)


LARGE: dict[str, tuple[str, Callable[[], str], str]] = {
    "9 MB of own figures": ("json", lambda: with_figures(400_000), "too-many-values"),
    "more bytes than a data file may have": ("json", lambda: " " * (DEFAULT.data_bytes + 1), "file-too-large"),
    "keys": ("yaml", lambda: in_yaml(lambda number: f"k{number}: 1,\n"), "too-many-values"),
    "ambiguous numbers": ("yaml", lambda: in_yaml(lambda number: f"k{number}: 0123,\n"), "too-many-values"),
    "one key": ("yaml", lambda: in_yaml(lambda _: "a: 1,\n"), "too-many-values"),
    "nested lists": ("yaml", lambda: in_yaml(lambda n: f"k{n}: {'[' * 50}{']' * 50},\n"), "too-many-values"),
    "bad characters": ("yaml", lambda: in_yaml(lambda number: f"k{number}: a\x07,\n"), "bad-character"),
    "an open bracket": ("yaml", lambda: in_yaml(lambda _: "["), "too-deep"),
    "a text of the most characters": ("json", lambda: with_prose("字", DEFAULT.prose_characters + 1), "text-too-long"),
    "opening braces": ("json", lambda: with_prose("{{"), "too-many-faults"),
    "opening braces in lines": ("json", lambda: with_prose("{{\n"), "too-many-faults"),
    "headings without words": ("json", lambda: with_prose("##\n"), "too-many-faults"),
    "unknown figures": ("json", lambda: with_prose("{{ x }}"), "too-many-faults"),
    "placeholders that go on": ("json", lambda: with_prose("{{ a | "), "narrative"),
    "numbers": ("json", lambda: with_prose("1件"), "narrative"),
    "markers": ("json", lambda: with_prose("1、"), "narrative"),
    "spelled numbers": ("json", lambda: with_prose("两件"), "narrative"),
}  # fmt: skip
SAID = {
    "too-many-values": f"more than {DEFAULT.data_nodes} values", "file-too-large": "larger than",
    "bad-character": "no document can hold", "too-deep": "nested deeper", "text-too-long": "characters, more than",
    "too-many-faults": "the rest was not looked at", "narrative": "work",
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="the system bounds no process there")
@pytest.mark.parametrize("kind", LARGE)
def test_d4_what_is_too_large_or_wrong_all_over_is_refused_soon(kind: str, tmp_path: Path) -> None:
    suffix, text, id = LARGE[kind]
    file = tmp_path / f"work.{suffix}"
    file.write_text(text(), encoding="utf-8")
    code, said = check(file)
    assert (code, "Traceback" in said) == (2, False)
    assert SAID[id] in said
    assert len(said) < MEGABYTE


SOUND = ("一", "。", "**强**", "（一）", "市2021年" + "市" * 40, "其中", "《(", "1" * 9, "字\u3000- ")
"""What a section may be full of: nothing in it is wrong, and there are few numbers in it."""


@pytest.mark.skipif(sys.platform == "win32", reason="the system bounds no process there")
def test_d4_a_section_full_of_one_sign_is_checked_soon(tmp_path: Path) -> None:
    for unit in SOUND:
        file = tmp_path / "work.json"
        file.write_text(with_prose(unit, 40_000), encoding="utf-8")
        code, said = check(file)
        assert (unit, code) == (unit, 0), said


def test_d4_as_many_numbers_as_are_compared_are_accepted() -> None:
    """One more is refused, because the rest would be printed unchecked."""
    assert not has_too_many_numbers("共12件。" * MOST_COMPARED)
    assert has_too_many_numbers("共12件。" * MOST_COMPARED + "两件")
