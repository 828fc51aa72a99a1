"""A receipt as plain data for JSON, for whoever audits a published report."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from reportgen.core.origin import Origin
from reportgen.core.plain import Fields, plain
from reportgen.report.receipt import Cited, Printed, Receipt

_FIELDS: Final[Fields] = {
    Receipt: "report organ year data template document",
    Printed: "part table row column paragraph start element? attribute? text near web? pdf_page?",
    Cited: "address value formula origin",
    Origin: "file line column place?",
}

FORMAT = 1
"""Counts up when a field changes its meaning."""


def receipt_text(receipt: Receipt) -> str:
    """Return a receipt as a JSON text. The same document has the same receipt: nothing in it knows a clock."""
    return json.dumps(as_plain(receipt), ensure_ascii=False, indent=1) + "\n"


def as_plain(receipt: Receipt) -> dict[str, Any]:
    """Return ``{"receipt", "report", "organ", "year", "data", "template", "document", "engine", "figures": [...]}``."""
    return {
        "receipt": FORMAT,
        **plain(receipt, fields=_FIELDS),
        "engine": {"name": receipt.engine.file, "sha256": receipt.engine.sha256},
        "figures": [_printed(printed) for printed in receipt.printed],
    }


def _printed(printed: Printed) -> dict[str, Any]:
    first, *others = plain(printed.figures, fields=_FIELDS)
    shown = {**plain(printed, fields=_FIELDS), **first, "expression": printed.expression}
    return shown | ({"with": others} if others else {})


def engine_digest() -> str:
    """Return the SHA-256 over this engine's own source files, names and contents."""
    folder = Path(__file__).parents[2]
    digest = hashlib.sha256()
    files = [*folder.rglob("*.py"), *folder.rglob("*.typ")]
    for file in sorted(files, key=lambda file: file.relative_to(folder).as_posix()):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{file.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()
