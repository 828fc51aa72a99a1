"""The toy report for every test of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportgen import api
from reportgen.report.report import Report
from tests.toy_report.fixture import SAMPLE, register
from tests.toy_report.template import write_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the toy report's template."""
    return write_template(tmp_path_factory.mktemp("toy") / "report.docx")


@pytest.fixture(autouse=True)
def _registered(template: Path) -> Iterator[None]:
    """Let the program know the toy report."""
    with pytest.MonkeyPatch.context() as patch:
        register(patch, template)
        yield


@pytest.fixture
def report() -> Report:
    """Return the sample."""
    return api.load(SAMPLE)
