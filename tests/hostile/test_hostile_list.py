"""The list of bad input beside this file: no line of it without a test."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
LISTED = re.findall(r"^\| ([A-Z]\d) \|", (HERE / "README.md").read_text("utf-8"), re.MULTILINE)


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
