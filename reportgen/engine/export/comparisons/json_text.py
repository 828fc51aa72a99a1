"""Reports side by side as plain data for programs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reportgen.core.text import Language
from reportgen.report.comparison import ComparedFigure, Comparison


def comparison_plain(comparison: Comparison, language: Language) -> dict[str, Any]:
    """Return a comparison for JSON; exact decimals become text, shares and growths numbers."""
    return {
        "kind": comparison.kind,
        "reports": [
            {"label": one.label, "organ": one.organ, "year": one.year, "type": one.type_name, "source": one.source}
            for one in comparison.reports
        ],
        "figures": [_figure(one, language) for one in comparison.figures],
        "moves": [
            {
                "address": move.figure.addresses[move.column],
                "report": move.column,
                "before": _plain(move.before),
                "after": _plain(move.after),
                "score": round(move.score, 2),
            }
            for move in comparison.moves
        ],
        "prose": [
            {
                "field": change.field.in_(language),
                "report": change.column,
                "kept": change.kept,
                "renumbered": list(change.renumbered),
                "new": list(change.new),
                "gone": list(change.gone),
            }
            for change in comparison.prose
        ],
        "copied": [
            {"rule": one.rule, "address": one.address, "says": one.says.in_(language), "origin": str(one.origin)}
            for one in comparison.copied
        ],
    }


def _figure(figure: ComparedFigure, language: Language) -> dict[str, Any]:
    return {
        "table": figure.table.in_(language),
        "label": figure.words.in_(language),
        "addresses": list(figure.addresses),
        "values": [_plain(value) for value in figure.values],
        "changes": [_plain(change) for change in figure.changes],
        "growths": [None if growth is None else round(float(growth), 6) for growth in figure.growths],
        "shares": [None if share is None else round(float(share), 6) for share in figure.shares],
    }


def _plain(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value
