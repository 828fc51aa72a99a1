"""Tallies of parts, in their order, are the tally of all; a file at fault stops no other."""

from __future__ import annotations

from pathlib import Path

import reportgen
from reportgen.report.report import Report
from reportgen.rolling_up.tally import Tally, tally


def load(path: str) -> Report:
    return reportgen.load(path)


def test_tallies_of_parts_add_up_to_the_tally_of_all(folder: Path) -> None:
    files = sorted(folder.glob("*.yaml"))
    whole = tally(load, files)
    one, two, three = (tally(load, part) for part in (files[:3], files[3:4], files[4:]))
    assert (one + two) + three == one + (two + three) == whole == Tally() + whole
    assert whole.sums[("disclosure_2021", 2025)].units == 12
    assert [unit.file for unit in whole.units] == [str(file) for file in files]
    assert whole.without_units().units == ()


def test_a_file_at_fault_is_named_and_stops_no_other(folder: Path) -> None:
    files = sorted(folder.glob("*.yaml"))[:3]
    files[1].write_text("report: disclosure_2021\nyear: zweitausend\n", "utf-8")
    made = tally(load, files)
    assert [unit.file for unit in made.units] == [str(files[0]), str(files[2])]
    (problem,) = made.problems
    assert (problem.kind, problem.organ) == ("unit-unreadable", files[1].name)
    assert "另有" in problem.says.zh
