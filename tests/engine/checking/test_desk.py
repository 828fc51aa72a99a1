"""The year held against the file's name and the calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest

from reportgen import api
from reportgen.engine.checking.desk import at_the_desk


def told(root: Path, folder: Path, name: str, year: int, today: date) -> str:
    text = (root / "samples/disclosure_2021/kaifeng-2021.yaml").read_text("utf-8")
    (folder / name).write_text(text.replace("year: 2021", f"year: {year}"), "utf-8")
    return " ".join(finding.says.zh for finding in at_the_desk(api.load(folder / name), today))


@pytest.mark.parametrize(
    ("name", "year", "today", "words"),
    [
        ("教育局2025.yaml", 2024, date(2026, 1, 9), "文件名写的是 2025"),
        ("2025年报.yaml", 2024, date(2026, 1, 9), "文件名写的是 2025"),
        ("年报.yaml", 2024, date(2026, 1, 9), "一般是 2025 年的报告"),
        ("年报.yaml", 2026, date(2026, 11, 9), "还没有结束"),
        ("2024.yaml", 2024, date(2026, 1, 9), ""),
        ("2025.yaml", 2025, date(2026, 1, 9), ""),
        ("年报.yaml", 2021, date(2026, 1, 9), ""),
        ("备份-2026-01-09.yaml", 2025, date(2026, 1, 9), ""),
        ("20260109.yaml", 2025, date(2026, 1, 9), ""),
        ("2024与2025.yaml", 2025, date(2026, 1, 9), ""),
    ],
)
def test_the_year_is_held_against_name_and_calendar(
    root: Path, tmp_path: Path, name: str, year: int, today: date, words: str
) -> None:
    found = told(root, tmp_path, name, year, today)
    assert words in found
    assert bool(words) is bool(found)


def test_a_report_that_was_published_may_be_of_any_year_that_is_over(root: Path, tmp_path: Path) -> None:
    report = api.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    published = attrs.evolve(report, published=True, source="年报.html")
    assert [*at_the_desk(published, date(2023, 1, 9))] == []
    assert "还没有结束" in next(at_the_desk(published, date(2021, 1, 9))).says.zh


def test_a_check_without_a_date_knows_no_calendar(root: Path) -> None:
    report = api.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    assert not [one for one in api.check(report) if one.rule == "V-YEAR"]
    assert [one.rule for one in api.check(report, today=date(2021, 5, 1))] == ["V-YEAR"]
