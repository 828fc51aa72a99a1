"""The ledger gives back every unit's file and figures exactly, and a damaged one is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.errors import DataError
from reportgen.rolling_up.ledger import header_line, ledger_path, path_from, read_ledger, unit_line

NAMES = ["a", "b", "rows[网站].c"]
VALUES = st.integers(-(10**20), 10**20) | st.decimals(0, 10**15, places=4) | st.none()
UNITS = st.lists(st.tuples(st.text(max_size=5), st.dictionaries(st.sampled_from(NAMES), VALUES)), max_size=5)


@given(units=UNITS)
def test_every_figure_comes_back_exactly_and_others_are_zero(
    tmp_path_factory: pytest.TempPathFactory, units: list[tuple[str, dict[str, Any]]]
) -> None:
    path = tmp_path_factory.mktemp("ledger") / "city.units.jsonl"
    places = {name: place for place, name in enumerate(NAMES)}
    lines = [header_line("t", 2025, "市", NAMES), *(unit_line("u/一.yaml", "0f", *unit, places) for unit in units)]
    path.write_text("".join(lines), "utf-8", newline="\n")
    read = [*read_ledger(path)]
    assert [(entry.organ, entry.file, entry.digest) for entry in read] == [
        (organ, path.parent / "u/一.yaml", "0f") for organ, _ in units
    ]
    for entry, (_, figures) in zip(read, units, strict=True):
        for name in NAMES:
            assert entry.figures[name] == figures.get(name, 0)
            assert isinstance(figures.get(name), Decimal) <= (
                entry.figures[name] == 0 or "." in str(entry.figures[name])
            )


def test_the_ledger_lies_beside_its_data_file_and_names_files_from_there(tmp_path: Path) -> None:
    assert ledger_path(Path("a/city.2025.yaml")) == Path("a/city.2025.units.jsonl")
    assert path_from(tmp_path / "city", str(tmp_path / "units" / "一.yaml")) == "../units/一.yaml"
    assert path_from(tmp_path, "s3://b/一.yaml") == "s3://b/一.yaml"


@pytest.mark.parametrize(
    "content",
    [b"", b"{}\n", b"\xff", b'{"ledger":"other","figures":[]}\n', b"[1]\n",
     b'{"ledger":"reportgen units 1","figures":["a"]}\n{"figures":{"7":1}}\n'],
)  # fmt: skip
def test_a_damaged_ledger_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "city.units.jsonl"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        list(read_ledger(path))
    assert caught.value.faults[0].id == "units-unreadable"
