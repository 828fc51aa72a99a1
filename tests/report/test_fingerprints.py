"""A finding's fingerprint: of its rule, place, figures and quotation, and of nothing else."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.findings import Cell, Finding

FINDING = Finding(
    "PT-NEW", "broken", "warning", Text("“新收16件”：按表格应为 18（第 3 行）", "x"), "narrative.overview",
    cells=(Cell("a.b", 18, Text("甲", "a")),), expected=18, actual=16,
)  # fmt: skip


def test_a_fingerprint_names_the_rule() -> None:
    assert FINDING.fingerprint.rpartition("-")[0] == "PT-NEW"
    assert len(FINDING.fingerprint.rpartition("-")[2]) == 8


@given(st.integers(1, 999), st.integers(1, 999))
def test_lines_and_wording_do_not_count(line: int, other: int) -> None:
    moved = attrs.evolve(
        FINDING,
        origin=Origin("b.yaml", line),
        cells=(Cell("a.b", 18, Text("乙", "b"), Origin("b.yaml", other)),),
        says=Text(f"“新收 16件”，应当是 18（第 {line} 行）", "y"),
    )
    assert moved.fingerprint == FINDING.fingerprint


@given(st.integers(0, 999).filter(lambda number: number not in (16, 18)))
def test_every_figure_and_the_quotation_count(number: int) -> None:
    others = [
        attrs.evolve(FINDING, actual=number),
        attrs.evolve(FINDING, expected=number),
        attrs.evolve(FINDING, cells=(Cell("a.b", number, Text("甲", "a")),)),
        attrs.evolve(FINDING, says=Text(f"“新收{number}件”：按表格应为 18", "x")),
        attrs.evolve(FINDING, says=Text("“收到16件”：按表格应为 18", "x")),
        attrs.evolve(FINDING, address="narrative.problems"),
        attrs.evolve(FINDING, rule="PT-OUT"),
    ]
    assert len({FINDING.fingerprint, *(other.fingerprint for other in others)}) == len(others) + 1
