"""The list of bad input beside this file: no line of it without a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LIST = (HERE / "README.md").read_text("utf-8")
LISTED = re.findall(r"^\| ([VTPDO]\d) \|", LIST, re.MULTILINE)
ATTACKS = re.findall(r"^\| (A\d+) \|.*\| (\S+) (\S+) \|$", LIST, re.MULTILINE)


@pytest.fixture(scope="module")
def named() -> set[str]:
    """Return every id that a test file names."""
    texts = [path.read_text("utf-8") for path in HERE.parent.rglob("test_*.py") if path != Path(__file__)]
    return {id.upper() for text in texts for id in re.findall(r"(?<![A-Za-z0-9])([VTPDOvtpdo]\d)(?![A-Za-z0-9])", text)}


@pytest.mark.parametrize("id", LISTED)
def test_every_line_of_the_list_has_a_test(id: str, named: set[str]) -> None:
    assert id in named


def test_the_list_is_read() -> None:
    assert len(LISTED) == len(set(LISTED)) == 29


@pytest.mark.parametrize(("id", "file", "test"), ATTACKS, ids=[id for id, _, _ in ATTACKS])
def test_every_attack_has_the_test_that_is_named_for_it(id: str, file: str, test: str) -> None:
    assert f"def {test}(" in (HERE.parent / file).read_text("utf-8")


def test_every_attack_of_the_list_is_read() -> None:
    assert [id for id, _, _ in ATTACKS] == [f"A{number}" for number in range(1, 29)]
