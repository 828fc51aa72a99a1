"""The content of a report for typst: all that it prints, in order, and nothing else."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import reportgen
from reportgen.engine.export.typeset.content import content_of
from reportgen.report.particulars import Particulars
from tests.strategies import NARRATIVE, report_of, zero


def test_sections_tables_and_prose_stand_in_the_form_s_order(root: Path) -> None:
    report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    made = content_of(report, "2022-01-28T00:00:00Z")
    assert made["date"] == {"year": 2022, "month": 1, "day": 28}
    assert made["title"] == "开封市人民政府2021年政府信息公开工作年度报告"
    sections = [part["text"] for part in made["parts"] if part["is"] == "heading" and part["level"] == 1]
    assert sections == list(report.type.sections)
    assert [part["is"] for part in made["parts"]].count("table") == len(report.tables)
    paragraphs = ["".join(run["text"] for run in part["runs"]) for part in made["parts"] if part["is"] == "paragraph"]
    prose = [one["text"] for prose in report.printed_prose.values() for one in prose.require() if not one["level"]]
    assert paragraphs == [text.replace("\u2011", "-") for text in prose]


def test_levels_of_headings_grow_by_one_at_most() -> None:
    narrative = {**NARRATIVE, "problems": "### 1.先有三级\n甲\n\n## （一）后有二级\n乙\n\n### 1.三级\n丙"}
    parts = content_of(report_of(zero(), narrative=narrative), None)["parts"]
    headings = [part for part in parts if part["is"] == "heading"]
    assert all(after["level"] <= before["level"] + 1 for before, after in itertools.pairwise(headings))
    assert [part["look"] for part in headings if part["text"].endswith("级")] == [2, 1, 2]


def test_particulars_stand_at_the_end() -> None:
    particulars = Particulars(
        contact={"phone": "0371-1234567"},
        published=dt.date(2022, 1, 28),
        attachments=("甲", "乙"),
        last_year={"applications.new.total": 3},
    )
    made = content_of(report_of(zero(), particulars=particulars), None)
    assert [part["is"] for part in made["parts"][-6:]] == ["gap", "table", "gap", "item", "item", "item"]
    assert [(part["text"], part["left"], part["last"]) for part in made["parts"][-3:]] == [
        ("附件：1.甲", 0, False),
        ("2.乙", 3, False),
        ("电话：0371-1234567", 0, True),
    ]
    assert made["signature"] == ["某市人民政府", "2022年1月28日"]
    assert made["date"] is None
