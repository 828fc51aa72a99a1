"""The toy report known to the program as an installed package would make it known: the one place that patches."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen import catalogue
from reportgen.report.report_type import ReportType
from tests.toy_report.report_type import REPORT

FOLDER = Path(__file__).parent
SAMPLE = FOLDER / "sample.yaml"


def register(patch: pytest.MonkeyPatch, template: Path) -> None:
    """Let the catalogue find the toy report beside the program's own types; its template is at ``template``."""
    names, find, beside = catalogue.type_names, catalogue.report_type, catalogue.beside

    def type_names() -> tuple[str, ...]:
        return tuple(sorted({*names(), REPORT.name}))

    def report_type(name: str) -> ReportType:
        return REPORT if name == REPORT.name else find(name)

    def beside_type(type_name: str, file_name: str) -> Path:
        if type_name != REPORT.name:
            return beside(type_name, file_name)
        return template if file_name == template.name else FOLDER / file_name

    patch.setattr(catalogue, "type_names", type_names)
    patch.setattr(catalogue, "report_type", report_type)
    patch.setattr(catalogue, "beside", beside_type)
