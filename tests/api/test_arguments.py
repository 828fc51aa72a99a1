"""What is no report, text, path or list ends in a UsageError that names the argument, never in a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import reportgen

KAIFENG = "samples/disclosure_2021/kaifeng-2021.yaml"
CALLS: dict[str, Callable[[Any], object]] = {
    "units: Report": lambda report: reportgen.check(report, units=report),
    "previous: str": lambda report: reportgen.check(report, previous="2020.yaml"),  # type: ignore[arg-type]
    "report: str": lambda _: reportgen.check(KAIFENG),  # type: ignore[arg-type]
    "address: NoneType": lambda report: reportgen.explain(report, None),  # type: ignore[arg-type]
    "id: NoneType": lambda _: reportgen.explain_message(None),  # type: ignore[arg-type]
    "data: Report": lambda report: reportgen.merge(report, "report.docx"),
    "edited: bytes": lambda _: reportgen.merge(KAIFENG, b"PK"),  # type: ignore[arg-type]
    "reports: Report": reportgen.find_copies,
    "reports: str": lambda _: reportgen.compare("a.yaml"),
    "units: bytes": lambda _: reportgen.rollup([b"x"], "z.yaml", organ="某市"),  # type: ignore[list-item]
    "units: str": lambda _: reportgen.rollup("a.yaml", "z.yaml", organ="某市"),
    "type_name: NoneType": lambda _: reportgen.rules(None),  # type: ignore[arg-type]
    "type_name: int": lambda _: reportgen.schema(5),  # type: ignore[arg-type]
    "mistakes: NoneType": lambda _: reportgen.annotate_template("a.docx", None, "b.docx"),  # type: ignore[arg-type]
    "count: str": lambda _: reportgen.sample("3", "folder"),  # type: ignore[arg-type]
    "statistics: type": lambda _: reportgen.load(KAIFENG, statistics=dict),
}


@pytest.mark.parametrize("case", CALLS)
def test_an_argument_of_another_kind_is_named(case: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    name, _, kind = case.partition(": ")
    with pytest.raises(reportgen.UsageError) as refused:
        CALLS[case](reportgen.load(KAIFENG))
    [fault] = refused.value.faults
    assert fault.id == "argument-kind"
    assert fault.says.en.startswith(f"{name} must be ")
    assert kind in fault.says.en


def test_the_content_of_a_data_file_is_not_taken_for_its_path(root: Path) -> None:
    with pytest.raises(reportgen.UsageError) as refused:
        reportgen.load((root / KAIFENG).read_text("utf-8"))
    assert "io.StringIO" in str(refused.value)
