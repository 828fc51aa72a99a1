"""The published reports beside the checkout, as reports in memory: figures, stated totals and a short narrative."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from reportgen.report.report import Report
from reportgen.reports.disclosure.model import Applicants
from tests.strategies import report_of, with_values

_COLUMNS = [field.name for field in attrs.fields(Applicants)]


def published(shared: Path, name: str, **more: Any) -> Report:
    """Return the published report called ``name``; ``more`` replaces what else a report holds."""
    data = json.loads((shared / "reports" / f"{name}.json").read_text("utf-8"))
    blocks = {block: data[block] for block in ("proactive", "applications", "reviews")}
    settings = {"organ": data["organ"], "year": data["year"], "stated": data["stated"], "source": f"{name}.json"}
    return report_of(with_values(dict(_flat(blocks, ""))), **(settings | more))


def _flat(data: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        address = f"{prefix}{name}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{address}.")
        elif isinstance(value, list):
            yield from ((f"{address}.{column}", cell) for column, cell in zip(_COLUMNS, value, strict=True))
        else:
            yield address, value


def published_figures(shared: Path, name: str) -> dict[str, str]:
    """Return every published figure and total of the report called ``name``, as text at its address."""
    data = json.loads((shared / "reports" / f"{name}.json").read_text("utf-8"))
    blocks = {block: data[block] for block in ("proactive", "applications", "reviews")}
    return {address: str(value) for address, value in (dict(_flat(blocks, "")) | data["stated"]).items()}
