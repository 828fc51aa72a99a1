"""What every test may rely on: how many examples hypothesis tries, and which things beside the checkout are needed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reportgen.engine.export.typeset.typesetting import missing_for

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

# No deadlines: nothing is timed in tests. CI runs the same examples every time, and then fresh ones (`dev.py seeds`),
# which do not depend on what failed earlier. `pytest --hypothesis-profile=long` runs the long search.
settings.register_profile("quick", max_examples=50, deadline=None, print_blob=True)
settings.register_profile("ci", max_examples=50, deadline=None, print_blob=True, derandomize=True)
settings.register_profile("fresh", max_examples=50, deadline=None, print_blob=True, database=None)
settings.register_profile(
    "long", max_examples=5000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if IN_CI else "quick")


def missing(marker: str) -> str | None:
    """Return why tests with this marker cannot run here, or None where they can."""
    if marker == "shared" and not SHARED.is_dir():
        return f"the published reports are not beside the checkout ({SHARED})"
    if marker == "office":
        programs = [name for name in ("soffice", "pdftoppm") if shutil.which(name) is None]
        if programs:
            return f"not installed: {', '.join(programs)} (LibreOffice and poppler; .ci/run installs them)"
    if marker == "fonts" and any(fault.id == "font-missing" for fault in missing_for("a.pdf")):
        return "no Chinese font is installed (.ci/run installs one)"
    return None


def refuse_to_run(reason: str, *, in_ci: bool) -> None:
    """Skip with the reason; fail in CI, where nothing may be left out silently."""
    if in_ci:
        pytest.fail(f"needed in CI: {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Hold back tests marked ``shared``, ``office`` or ``fonts`` where what they need is missing."""
    for marker in ("shared", "office", "fonts"):
        if item.get_closest_marker(marker) is not None and (reason := missing(marker)) is not None:
            refuse_to_run(reason, in_ci=IN_CI)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of published reports and official forms; needs it as the marker ``shared`` does."""
    if (reason := missing("shared")) is not None:
        refuse_to_run(reason, in_ci=IN_CI)
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _templates_are_kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep compiled templates in the tests' own folder, never among those of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPORTGEN_CACHE", str(tmp_path_factory.mktemp("compiled")))
        yield
