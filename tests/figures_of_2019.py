"""Data in the form of 2019 for tests: figures by address, and the report that they make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import reportgen
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2019 import REPORT

NARRATIVE = {"overview": "加强公开。", "problems": "公开不够及时，下一步将加强培训。"}


def zeros() -> dict[str, Any]:
    """Return every entered figure as zero."""
    return dict.fromkeys(REPORT.addresses.entered, 0)


def data_of(figures: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """Return a data file whose entered figures are those of ``figures``, which may hold others, too."""
    data: dict[str, Any] = {"report": REPORT.name, "organ": "某市人民政府", "year": 2019, "narrative": NARRATIVE}
    for address in REPORT.addresses.entered:
        *groups, name = address.split(".")
        place = data
        for group in groups:
            place = place.setdefault(group, {})
        place[name] = figures[address]
    return data | more


def loaded(figures: Mapping[str, Any], **more: Any) -> Report:
    """Return the report of ``figures``."""
    return reportgen.load(data_of(figures, **more))
