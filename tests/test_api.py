"""What the public functions take and give, whatever room does the work."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

import reportgen

SAMPLE = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")


def test_a_report_travels_to_another_process(root: Path) -> None:
    report = reportgen.load(root / SAMPLE)
    findings, document = reportgen.check(report), reportgen.compile_template("disclosure_2021").render(report)
    there = pickle.loads(pickle.dumps(report))  # noqa: S301 — written in the line before
    assert (there.organ, there.year, there.values) == (report.organ, report.year, report.values)
    assert reportgen.check(there) == findings
    assert reportgen.compile_template("disclosure_2021").render(there) == document
    address = "applications.new.total"
    assert reportgen.explain(there, address).value == reportgen.explain(report, address).value


@pytest.mark.parametrize("source", [5, None, []])
def test_what_cannot_be_read_is_a_usage_error(source: Any) -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.load(source)
    assert [fault.id for fault in caught.value.faults] == ["argument-kind"]


@pytest.mark.parametrize("others", [{"previous": "2024.yaml"}, {"previous": [None]}, {"units": ["a.yaml"]}])
def test_what_is_no_report_is_a_usage_error(root: Path, others: Any) -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.check(reportgen.load(root / SAMPLE), **others)
    assert [fault.id for fault in caught.value.faults] == ["argument-kind"]


@pytest.mark.parametrize("sources", ["a.yaml", Path("a.yaml")])
def test_one_file_is_no_batch(tmp_path: Path, sources: Any) -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.render_all(sources, tmp_path)
    assert [fault.id for fault in caught.value.faults] == ["argument-kind"]
    assert list(tmp_path.iterdir()) == []
