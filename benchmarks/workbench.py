"""What every renderer works on, in one folder, so that another process finds the same: template, contexts, texts."""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.sample import TYPE

if TYPE_CHECKING:
    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.report import Report

COUNT = 24
"""How many different reports there are; work on many more goes through them again."""


@dataclass(frozen=True)
class Workbench:
    """A prepared folder; nothing is loaded before it is asked for, since memory is measured too."""

    folder: Path
    count: int = COUNT

    @cached_property
    def contexts(self) -> list[dict[str, Any]]:
        """The plain mappings that a template sees, one for each report."""
        return [pickle.loads((self.folder / f"{number}.pickle").read_bytes()) for number in range(self.count)]  # noqa: S301 — made by prepare() in this run

    @cached_property
    def template(self) -> Template:
        """The official template, compiled by the parent process and received as a worker receives it."""
        received: Template = pickle.loads((self.folder / "template.pickle").read_bytes())  # noqa: S301 — made by prepare() in this run
        return received

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """The data files as text, by ``json`` and ``yaml``."""
        numbers = range(self.count)
        return {kind: [(self.folder / f"{n}.{kind}").read_text("utf-8") for n in numbers] for kind in ("json", "yaml")}

    def values(self, number: int) -> dict[str, str]:
        """Return the texts that differ from report to report, by field, for engines that know no loops."""
        read: dict[str, str] = json.loads((self.folder / f"{number}.values.json").read_text("utf-8"))
        return read


def prepare(folder: Path, count: int = COUNT) -> tuple[Workbench, list[Report]]:
    """Write everything into ``folder`` and return it with the loaded reports, each checked to be sound."""
    import reportgen
    from benchmarks.figures import as_json, as_yaml, data

    template = reportgen.compile_template(TYPE)
    (folder / "template.pickle").write_bytes(pickle.dumps(template))
    reports = []
    for number in range(count):
        drawn = data(number)
        (folder / f"{number}.json").write_text(as_json(drawn), "utf-8")
        (folder / f"{number}.yaml").write_text(as_yaml(drawn), "utf-8")
        report = reportgen.load(drawn)
        assert not [finding for finding in reportgen.check(report) if finding.forbids], number
        (folder / f"{number}.pickle").write_bytes(pickle.dumps(report.context()))
        reports.append(report)
    return Workbench(folder, count), reports
