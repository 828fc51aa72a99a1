"""The command that a message gives installs what the extra of the package brings."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from reportgen.core.extras import PACKAGES, install


def test_the_packages_are_those_of_the_extras(root: Path) -> None:
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for extra, packages in PACKAGES.items():
        assert packages.split() == [re.split(r"[<>=]", one)[0] for one in declared[extra]], extra


@pytest.mark.parametrize(
    ("python", "shown"), [("/usr/bin/python3", "/usr/bin/python3"), (r"C:\My Py\p.exe", r'"C:\My Py\p.exe"')]
)
def test_it_is_for_the_python_that_runs(monkeypatch: pytest.MonkeyPatch, python: str, shown: str) -> None:
    monkeypatch.setattr(sys, "executable", python)
    assert install("remote").zh == f"请运行：{shown} -m pip install fsspec"
