"""What to run where a package of an extra is missing, for the Python that runs now."""

from __future__ import annotations

import sys
from typing import Final

from reportgen.core.text import Text

PACKAGES: Final = {
    "excel": "XlsxWriter python-calamine",
    "pdf": "pdfplumber typst",
    "remote": "fsspec",
    "dask": "distributed",
}
"""What each extra of ``pyproject.toml`` that a message names brings."""


def install(extra: str) -> Text:
    """Return the command that installs what the ``extra`` brings.

    It names the packages: reportgen itself may be a checkout, and a package index may have another one of that name.
    """
    python = sys.executable or "python"
    quoted = f'"{python}"' if " " in python else python
    command = f"{quoted} -m pip install {PACKAGES[extra]}"
    return Text(f"请运行：{command}", f"run: {command}")
