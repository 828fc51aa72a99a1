"""What was found in a template, as plain data for JSON."""

from __future__ import annotations

from typing import Any, Final

from reportgen.core.plain import Fields, plain
from reportgen.core.text import Language
from reportgen.engine.word.contract.inspect import Inspection
from reportgen.engine.word.contract.mistake import Mistake
from reportgen.engine.word.markup.location import Place

_FIELDS: Final[Fields] = {
    Inspection: "template:file sha256:digest renderer reasons parts addresses filters",
    Place: "part paragraph table row column words tag offset says",
}


def mistakes_plain(file: str, mistakes: list[Mistake], language: Language) -> dict[str, Any]:
    """Return ``{"template", "mistakes": [{"id", "severity", "says", "remedy", "addresses", "heading", "place"}]}``."""
    return {"template": file, "mistakes": [_mistake(mistake, language) for mistake in mistakes]}


def _mistake(mistake: Mistake, language: Language) -> dict[str, Any]:
    fault = mistake.fault
    return {
        "id": fault.id,
        "severity": mistake.severity,
        "says": plain(fault.says, language),
        "remedy": plain(fault.remedy, language),
        "addresses": list(mistake.addresses),
        "heading": mistake.heading or None,
        "place": plain(mistake.place, language, _FIELDS),
    }


def inspection_plain(inspection: Inspection, language: Language) -> dict[str, Any]:
    """Return ``{"template", "sha256", "renderer", "reasons", "parts", "addresses", "filters"}``."""
    parts = [{"part": part.name, "tags": len(part.places)} for part in inspection.parts]
    return {**plain(inspection, language, _FIELDS), "parts": parts}
