"""Units of practice data, and the data file of the office above them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import reportgen
from reportgen.conversion import converted
from reportgen.engine.sampling.reports import Sampler
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.practice import PRACTICE

CITY = "癸亥市人民政府"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with twelve units that reconcile."""
    reportgen.sample(12, tmp_path / "units", seed=3, year=2025)
    return tmp_path / "units"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the data file of the city itself: figures of its own departments, and prose."""
    path = tmp_path / "own.yaml"
    path.write_bytes(converted(Sampler(REPORT, 99, 2025).report(40, "own"), path))
    return changed(path, path, organ=CITY, narrative={name: ways[0] for name, ways in PRACTICE.prose.items()})


def changed(path: Path, to: Path, **more: Any) -> Path:
    """Write the data file ``path`` to ``to`` with some of its keys replaced; stated totals are left out."""
    data = yaml.safe_load(path.read_text("utf-8"))
    data.pop("stated", None)
    to.write_text(yaml.safe_dump(data | more, allow_unicode=True, sort_keys=False), "utf-8")
    return to
