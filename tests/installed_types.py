"""Report types of other packages, installed for a test as pip would install them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reportgen import catalogue


@contextmanager
def installed(folder: Path, **types: str) -> Iterator[None]:
    """Let ``folder`` be a place of packages with an entry point for each type: its name, ``module:REPORT``."""
    known = {*sys.modules}
    write_entry_points(folder, "_".join(types), **types)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        forget()
        try:
            yield
        finally:
            forget()
            for name in {*sys.modules} - known:
                file = getattr(sys.modules[name], "__file__", None) or ""
                if file.startswith(str(folder)):
                    del sys.modules[name]


def write_entry_points(folder: Path, package: str, **types: str) -> None:
    """Write what an installed package says of itself."""
    information = folder / f"{package}-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", "utf-8")
    lines = [f"[{catalogue.GROUP}]", *(f"{name} = {value}" for name, value in types.items())]
    (information / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")


def forget() -> None:
    """Let the catalogue look anew."""
    for one in (catalogue.type_names, catalogue.report_type, catalogue._entry_points):
        one.cache_clear()
