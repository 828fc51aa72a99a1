"""The benchmarks run and refuse to compare what is not equal; nothing is timed here."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from benchmarks import figures, loops, mutating, prose
from benchmarks.comparing import DifferentError, canonical, require_same, visible
from benchmarks.flat import write_forms
from benchmarks.floor import changed_bytes, rewriter
from benchmarks.goals import BY_ROW, GOALS, Goal
from benchmarks.measuring_renderers import RATIOS, compare_exactly, compare_text
from benchmarks.renderers import BY_NAME
from benchmarks.results import Result, goals_table
from benchmarks.rows import GROUPS, measure_all
from benchmarks.session import QUICK, Session
from benchmarks.timing import interleaved, pairs, sampler, summary
from benchmarks.workbench import Workbench, prepare
from reportgen.engine.opc.fingerprint import with_fingerprint

BODY = "word/document.xml"


@pytest.fixture
def document(tmp_path: Path) -> bytes:
    path = tmp_path / "loop.docx"
    loops.write_template(path)
    return loops.docxtpl_document(path, loops.context(3))


def replaced(document: bytes, old: str, new: str, level: int = 6) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as before,
        zipfile.ZipFile(written, "w", 8, compresslevel=level) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            assert name != BODY or old.encode() in content
            after.writestr(name, content.replace(old.encode(), new.encode()) if name == BODY else content)
    return written.getvalue()


def test_every_goal_is_measured_by_exactly_one_group() -> None:
    rows = [row for group, _ in GROUPS for row in group]
    assert sorted(rows) == sorted(BY_ROW)
    assert len(BY_ROW) == len(GOALS)


def test_every_ratio_is_between_registered_renderers() -> None:
    assert {name for names in RATIOS.values() for name in names} <= BY_NAME.keys()


def test_a_document_with_one_other_figure_is_not_the_same(document: bytes) -> None:
    other = replaced(document, ">37<", ">38<")
    with pytest.raises(DifferentError, match=BODY):
        compare_exactly(document, other)
    with pytest.raises(DifferentError, match="38"):
        compare_text(document, other)


def test_a_document_with_another_layout_is_not_the_same_document(document: bytes) -> None:
    """A document with another layout has the same text but is not the same."""
    other = replaced(document, 'w:w="3000"', 'w:w="3001"')
    compare_text(document, other)
    with pytest.raises(DifferentError, match="3001"):
        compare_exactly(document, other)


def test_a_document_that_lacks_a_part_is_not_the_same(document: bytes) -> None:
    parts = canonical(document)
    with pytest.raises(DifferentError, match="core"):
        require_same(parts, {name: content for name, content in parts.items() if name == BODY})


def test_a_document_packed_otherwise_is_the_same(document: bytes) -> None:
    compare_exactly(document, replaced(document, ">37<", ">37<", level=1))


def test_a_fingerprint_alone_makes_no_other_document(document: bytes) -> None:
    compare_exactly(document, with_fingerprint(document))
    with pytest.raises(DifferentError, match="38"):
        compare_exactly(document, with_fingerprint(replaced(document, ">37<", ">38<")))


def test_a_publisher_writes_what_docxtpl_fills(tmp_path: Path) -> None:
    bench, _ = prepare(tmp_path, 1)
    filled = BY_NAME["docxtpl"].make(bench)(0)
    for kind in ("yaml", "json"):
        compare_exactly(filled, BY_NAME[f"published-{kind}"].make(bench)(0))


def test_the_floor_makes_the_same_file_and_packs_changed_parts_only(document: bytes) -> None:
    """The floor makes the very same file and packs the changed parts only."""
    packed = replaced(document, ">37<", ">37<")
    other = replaced(document, ">37<", ">38<")
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        assert changed_bytes(packed, other) == package.getinfo(BODY).file_size
    assert rewriter(packed, other)() == packed
    assert changed_bytes(packed, packed) == 0


def test_forms_without_loops_have_a_field_for_each_text_that_varies(tmp_path: Path, document: bytes) -> None:
    other = replaced(document, ">37<", ">38<")
    assert write_forms(tmp_path, [document, other]) == 1
    assert list(Workbench(tmp_path).values(1).values()) == ["38"]
    assert "{f4}" in visible((tmp_path / "docxtemplater.docx").read_bytes())[BODY]
    assert "{d.f4}" in visible((tmp_path / "carbone.docx").read_bytes())[BODY]
    with zipfile.ZipFile(tmp_path / "mailmerge.docx") as package:
        assert b'w:instr=" MERGEFIELD f4 "' in package.read(BODY)


def test_generated_figures_balance_differ_by_seed_and_come_again_with_it() -> None:
    one, two = figures.data(1), figures.data(2)
    applications = one["applications"]
    received = sum(applications["new"]) + sum(applications["carried_in"])
    assert one["stated"]["applications.outcomes.total.total"] + sum(applications["carried_out"]) == received
    assert one != two
    assert one == figures.data(1)


def test_every_renderer_is_sampled_once_a_round_and_compared_within_it() -> None:
    calls: list[str] = []

    def work(name: str) -> float:
        calls.append(name)
        return 3.0 if name == "slow" else 1.5

    measured = interleaved({"slow": lambda _: work("slow"), "fast": lambda _: work("fast")}, rounds=4)
    assert sorted(calls[:2]) == sorted(calls[2:4]) == ["fast", "slow"]
    assert pairs(measured["slow"], measured["fast"]) == [2.0] * 4
    assert summary([1, 2, 9]).median == 2


def test_work_is_prepared_before_each_sample_and_goes_through_all_reports() -> None:
    prepared: set[int] = set()
    done: list[int] = []
    sample = sampler(done.append, 3, prepare=prepared.add)
    done.clear()
    assert sample(0) >= 0
    assert set(done) == prepared == {0, 1, 2}


@pytest.mark.parametrize(("measured", "verdict"), [(115.0, "reached"), (80.0, "met"), (79.9, "missed")])
def test_a_bar_is_met_from_its_own_side(measured: float, verdict: str) -> None:
    assert Goal("row", "says", 80, 115, "more").verdict(measured) == verdict
    assert Goal("row", "says", -80, -115, "less").verdict(-measured) == verdict


def test_a_row_that_cannot_run_says_why_and_the_others_go_on(tmp_path: Path) -> None:
    session = Session(Workbench(tmp_path), (), QUICK, frozenset({"memory", "locate-9", "check"}))
    results = measure_all(session, lambda _: None)
    assert [result.row for result in results] == ["memory", "check"]
    assert {result.verdict for result in results} == {"not run"}
    assert all(result.note for result in results)
    assert results[0].note in goals_table(results)


def test_the_table_shows_bar_measure_and_verdict() -> None:
    table = goals_table([Result("warm", summary([130.0, 140.0, 150.0]))])
    assert "≥ 115×" in table
    assert "140×" in table
    assert "met" in table


def test_wrong_numbers_of_the_prose_are_told_and_right_ones_are_not() -> None:
    reports = [*prose.offices(None, 1)][:1]
    scores, slanders, numbers = prose.measure("tuned.txt", reports, 1)
    assert numbers > 100
    assert slanders == []
    bars = {"table": 0.85, "part": 0.8, "percentage": 0.8, "denial": 0.9}
    assert {kind: scores[kind].share >= bar for kind, bar in bars.items()} == dict.fromkeys(bars, True)


def test_every_change_called_equivalent_is_one_of_a_line_that_is_there(root: Path) -> None:
    assert len(mutating.equivalents()) > 20
    for name in mutating.equivalents():
        module, text, _ = name.split(" | ", 2)
        assert text in map(str.strip, (root / module).read_text(encoding="utf-8").splitlines()), name
