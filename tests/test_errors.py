"""``reportgen.errors`` is for integrators: it has every error of the package, which does not use it itself."""

from __future__ import annotations

from pathlib import Path

import reportgen
from reportgen import errors


def test_the_module_has_every_error_of_the_package() -> None:
    public = {name for name in reportgen.__all__ if name.endswith("Error") or name == "Fault"}
    assert set(errors.__all__) == public
    assert all(getattr(errors, name) is getattr(reportgen, name) for name in public)


def test_the_package_itself_imports_core(root: Path) -> None:
    users = [path for path in (root / "reportgen").rglob("*.py") if "reportgen.errors" in path.read_text("utf-8")]
    assert [path.name for path in users] == ["errors.py"]
