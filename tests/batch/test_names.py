"""The names of documents by a pattern, and what a pattern may not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.batch.names import check_pattern, named
from reportgen.batch.records import Record
from reportgen.core.errors import DataError, UsageError

RECORDS = [Record(Path("a.yaml"), folder="甲"), Record(Path("broken.yaml")), Record(Path("b.json"), "own.docx")]


def head(source: Path) -> tuple[str, int]:
    if source.stem == "broken":
        raise DataError(())
    return f"{source.stem}/局", 2025


def names(pattern: str | None) -> list[str]:
    return [name for _, name in named(RECORDS, pattern, head, None)]


def test_without_a_pattern_a_document_is_called_as_its_data() -> None:
    assert names(None) == ["a.docx", "broken.docx", "own.docx"]


def test_a_pattern_names_all_but_those_that_a_manifest_names() -> None:
    assert names("{number:03}-{folder}{stem}.docx") == ["001-甲a.docx", "002-broken.docx", "own.docx"]


def test_organ_and_year_are_read_from_the_data_and_become_a_name() -> None:
    """A sign that no file's name may have becomes one that it may; unreadable data goes by its own name."""
    assert names("{organ}{year}年度报告") == ["a_局2025年度报告.docx", "broken.docx", "own.docx"]


@pytest.mark.parametrize("pattern", ["{name}", "{0}", "{", "{stem.parent}", "{stem!z}", "{number:q}", "{stem[0]}"])
def test_a_pattern_that_cannot_be_used_is_refused_at_once(pattern: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_pattern(pattern)
    assert [fault.id for fault in caught.value.faults] == ["name-pattern"]
