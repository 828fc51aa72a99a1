"""Findings for programs: a ranked list of repairs says whether its first is far likelier, and that each be checked."""

from __future__ import annotations

import attrs
import pytest

from reportgen.core.text import Text
from reportgen.engine.export.findings.json_text import as_plain
from reportgen.report.findings import Change, Finding, Repair
from tests.strategies import report_of, zero


@pytest.mark.parametrize("likely", [True, False])
def test_each_repair_says_whether_it_is_most_likely_and_must_be_checked(*, likely: bool) -> None:
    change = Change("year", 1, 2, Text("年份", "year"))
    repair = Repair((change,), Text("打错了", "mistyped"), 1.0)
    finding = Finding(
        "T3-BAL", "broken", "error", Text("不对", "wrong"), "year",
        repairs=(attrs.evolve(repair, probability=0.95 if likely else 0.2), repair),
    )  # fmt: skip
    for language, advice in (("zh", "请对照台账核实"), ("en", "check it against the records")):
        (plain,) = as_plain(report_of(zero()), [finding], language)["findings"]  # type: ignore[arg-type]
        assert [one["most_likely"] for one in plain["repairs"]] == [likely, False]
        assert [one["probability"] for one in plain["repairs"]] == [0.95 if likely else 0.2, None]
        assert {one["advice"] for one in plain["repairs"]} == {advice}
