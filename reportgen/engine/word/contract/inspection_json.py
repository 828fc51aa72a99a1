"""What was found in a template, as plain data for JSON."""

from __future__ import annotations

from typing import Any

from reportgen.core.text import Language
from reportgen.engine.word.contract.inspect import Inspection, Mistake
from reportgen.engine.word.markup.location import Place


def mistakes_plain(file: str, mistakes: list[Mistake], language: Language) -> dict[str, Any]:
    """Return ``{"template", "mistakes": [{"id", "severity", "says", "remedy", "addresses", "heading", "place"}]}``."""
    return {"template": file, "mistakes": [_mistake(mistake, language) for mistake in mistakes]}


def _mistake(mistake: Mistake, language: Language) -> dict[str, Any]:
    fault = mistake.fault
    return {
        "id": fault.id,
        "severity": mistake.severity,
        "says": fault.says.in_(language),
        "remedy": None if fault.remedy is None else fault.remedy.in_(language),
        "addresses": list(mistake.addresses),
        "heading": mistake.heading or None,
        "place": None if mistake.place is None else _place(mistake.place, language),
    }


def _place(place: Place, language: Language) -> dict[str, Any]:
    return {
        "part": place.part,
        "paragraph": place.paragraph,
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "words": place.words,
        "tag": place.tag,
        "offset": place.offset,
        "says": place.says.in_(language),
    }


def inspection_plain(inspection: Inspection, language: Language) -> dict[str, Any]:
    """Return ``{"template", "sha256", "road", "reasons", "parts", "addresses", "filters"}``."""
    return {
        "template": inspection.file,
        "sha256": inspection.digest,
        "road": inspection.renderer,
        "reasons": [reason.in_(language) for reason in inspection.reasons],
        "parts": [{"part": part.name, "tags": len(part.places)} for part in inspection.parts],
        "addresses": {
            address: [_place(place, language) for place in places] for address, places in inspection.addresses.items()
        },
        "filters": {name: [_place(place, language) for place in places] for name, places in inspection.filters.items()},
    }
