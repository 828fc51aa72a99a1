"""What was found in many reports as one SARIF 2.1.0 log, with the place of each finding."""

from __future__ import annotations

from typing import Any, Final

from reportgen.core.origin import Origin
from reportgen.core.text import Language
from reportgen.engine.export.findings.sarif import CANNOT_CHECK, Helps, digest, fault_rule, location, log
from reportgen.report.summary import FAILED, Remark, Summary, Unit

_LEVELS: Final = {"error": "error", "warning": "warning", "note": "note", "accepted": "note"}


def summary_sarif(summary: Summary, version: str, language: Language, helps: Helps) -> dict[str, Any]:
    """Return the log: a result for every finding and fault, the worst unit's first."""
    names = list(dict.fromkeys(one.rule for one in summary.rules()))
    positions = {name: position for position, name in enumerate(names)}
    results = [
        _result(one, unit, positions[one.rule], language) for unit in summary.units() for one in summary.remarks(unit)
    ]
    counts = summary.counts()
    code = CANNOT_CHECK if counts.get("unread") else int(any(counts.get(state) for state in FAILED))
    return log([fault_rule(name, language, helps) for name in names], results, version, language, [], code)


def _result(one: Remark, unit: Unit, position: int, language: Language) -> dict[str, Any]:
    origin = one.origin or Origin(unit.source)
    identity = "\n".join((unit.source, unit.organ, str(unit.year), one.rule, one.address or one.says.zh))
    prints = {"reportgenFinding/v1": digest(identity)}
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": position,
        "kind": "fail",
        "level": _LEVELS[one.weight],
        "message": {"text": one.says.in_(language)},
        "locations": [location(origin, one.address or None)],
        "partialFingerprints": prints | ({"reportgenFigures/v1": one.fingerprint} if one.fingerprint else {}),
        "properties": {"organ": unit.organ, "year": unit.year},
    }
    if one.weight == "accepted":
        result["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return result
