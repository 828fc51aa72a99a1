"""A merged data file is written with as little change as its kind allows, and what is written is read back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import reportgen
from reportgen import api, catalogue
from reportgen.engine.merging.merged import Merged
from reportgen.merged_data import put, with_changes, written

SAMPLE = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")
MERGED = Merged(
    {"problems": "不足。\n"},
    {"applications.new.natural_persons": 509, "proactive.fees": Decimal("12.5")},
    {"applications.new.total": 546},
    {"portal.visits": 5},
)


def made(path: Path, target: str, content: bytes | None = None) -> tuple[reportgen.Report, bool]:
    report = reportgen.load(path)
    template = api.compile_template
    text, kept = written(
        report, MERGED, content, Path(target), lambda: template(report.type.name), catalogue.report_type
    )
    file = path.with_name(target)
    file.write_bytes(text)
    return reportgen.load(file), kept


def test_everything_that_is_taken_is_in_the_new_report(root: Path) -> None:
    report = reportgen.load(root / SAMPLE)
    changed = with_changes(report, MERGED)
    assert changed.entered["applications.new.natural_persons"] == 509
    assert changed.stated["applications.new.total"] == 546
    assert changed.own["portal.visits"] == 5
    assert changed.narrative["problems"] == "不足。\n"
    assert changed.narrative["overview"] == report.narrative["overview"]


def test_comments_stay_where_the_prose_is_in_literal_blocks(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    source.write_bytes((root / SAMPLE).read_bytes())
    again, kept = made(source, "b.yaml", source.read_bytes())
    assert kept
    assert again.entered["proactive.fees"] == Decimal("12.5")
    assert "# 行政事业性收费" in (tmp_path / "b.yaml").read_text("utf-8")


def test_a_file_that_is_written_in_another_way_is_written_anew(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.yaml"
    text = (root / SAMPLE).read_text("utf-8").replace("  problems: |", "  problems: >")
    source.write_text(text, "utf-8")
    again, kept = made(source, "b.yaml", source.read_bytes())
    assert not kept
    assert again.narrative["problems"] == "不足。\n"
    assert again.own["portal.visits"] == 5


def test_the_old_file_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "2026.yaml"
    for old, new, name in (
        (b"one", b"two", "2026（合并前）.yaml"),
        (b"two", b"three", "2026（合并前2）.yaml"),
    ):
        file.write_bytes(old)
        assert put(new, file, old) == tmp_path / name
        assert (tmp_path / name).read_bytes() == old
        assert file.read_bytes() == new
