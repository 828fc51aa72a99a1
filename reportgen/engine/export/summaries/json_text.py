"""What was found in many reports, as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from reportgen.core.plain import Fields, plain
from reportgen.core.text import Language, Text
from reportgen.report.summary import FAILED, Remark, Summary, Unit

Helps = Mapping[str, tuple[Text, Text]]
_FIELDS: Final[Fields] = {Remark: "rule weight says origin remedy address fingerprint"}


def summary_plain(summary: Summary, language: Language, helps: Helps) -> dict[str, Any]:
    """Return ``{"passes", "counts", "rules", "units"}``; units and rules stand the worst first.

    ``counts`` is by state; of each rule there are what it ``means``, the number of ``findings`` and of
    ``units``; of each unit its file, office, year, state, counts and ``findings``.
    """
    counts = summary.counts()
    return {
        "passes": not any(counts.get(state) for state in FAILED),
        "counts": dict(counts),
        "rules": [
            {
                "rule": one.rule,
                "weight": one.weight,
                "findings": one.findings,
                "units": one.units,
                "means": one.meaning(helps[one.rule][0] if one.rule in helps else None).in_(language),
            }
            for one in summary.rules()
        ],
        "units": [_unit(summary, unit, language) for unit in summary.units()],
    }


def summary_json(summary: Summary, language: Language, helps: Helps) -> str:
    """Return :func:`summary_plain` as a JSON text."""
    return json.dumps(summary_plain(summary, language, helps), ensure_ascii=False, indent=1) + "\n"


def _unit(summary: Summary, unit: Unit, language: Language) -> dict[str, Any]:
    return {
        "file": unit.source,
        "organ": unit.organ or None,
        "year": unit.year,
        "state": unit.state,
        "document": unit.target or None,
        "errors": unit.errors,
        "warnings": unit.warnings,
        "notes": unit.notes,
        "accepted": unit.accepted,
        "findings": [plain(remark, language, _FIELDS) for remark in summary.remarks(unit)],
    }
