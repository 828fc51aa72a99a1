"""A receipt as plain data for JSON, for whoever audits a published report."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import attrs

from reportgen.report.receipt import Cited, Printed, Receipt

FORMAT = 1
"""Counts up when a field changes its meaning."""


def receipt_text(receipt: Receipt) -> str:
    """Return a receipt as a JSON text. The same document has the same receipt: nothing in it knows a clock."""
    return json.dumps(as_plain(receipt), ensure_ascii=False, indent=1) + "\n"


def as_plain(receipt: Receipt) -> dict[str, Any]:
    """Return ``{"receipt", "report", "organ", "year", "data", "template", "document", "engine", "figures": [...]}``."""
    files = {name: attrs.asdict(getattr(receipt, name)) for name in ("data", "template", "document")}
    return {
        "receipt": FORMAT,
        "report": receipt.report,
        "organ": receipt.organ,
        "year": receipt.year,
        **files,
        "engine": {"name": receipt.engine.file, "sha256": receipt.engine.sha256},
        "figures": [_printed(printed) for printed in receipt.printed],
    }


def _printed(printed: Printed) -> dict[str, Any]:
    first, *others = printed.figures
    place = {name: getattr(printed, name) for name in ("part", "table", "row", "column", "paragraph", "start")}
    if printed.attribute is not None:
        place |= {"element": printed.element, "attribute": printed.attribute}
    plain = {**place, "text": printed.text, "near": printed.near, **_cited(first), "expression": printed.expression}
    return plain | ({"with": [_cited(other) for other in others]} if others else {})


def _cited(cited: Cited) -> dict[str, Any]:
    origin = cited.origin
    return {
        "address": cited.address,
        "value": cited.value,
        "formula": cited.formula,
        "origin": None
        if origin is None
        else {"file": origin.file, "line": origin.line, "column": origin.column}
        | ({"place": origin.place} if origin.place else {}),
    }


def engine_digest() -> str:
    """Return the SHA-256 over this engine's own source files, names and contents."""
    folder = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.py"), key=lambda file: file.relative_to(folder).as_posix()):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{file.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()
