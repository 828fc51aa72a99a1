"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the lines of the data file.

Faults of data that could not be read are results, too: SARIF's notifications are for the tool's own condition (3.58),
and code hosts and editors show results only. One notification says that the check did not take place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Language, Text
from reportgen.report.findings import Cell, Change, Finding, Repair
from reportgen.report.repair_wording import short_reason
from reportgen.report.report import Report
from reportgen.report.rules import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
CANNOT_CHECK = 2
"""The exit code of a check that could not take place; a check that fails has 1."""
Helps = Mapping[str, tuple[Text, Text]]
"""By the id of a rule or fault, what it means and what to do about it."""
NO_HELPS: Helps = {}
_BLANK = Text("空白", "blank")


def as_sarif(  # noqa: PLR0913 — what a log tells, and how
    report: Report,
    findings: Sequence[Finding],
    rules: Iterable[Rule],
    version: str,
    language: Language,
    unread: Sequence[Fault] = (),
    *,
    strict: bool = False,
    helps: Helps = NO_HELPS,
) -> dict[str, Any]:
    """Return a SARIF log with one run: every rule that was applied, and a result for each finding.

    A finding that forbids publishing has the level ``error``, with ``strict`` a warning, too: there is a result of that
    level exactly when ``check`` ends with 1, which the invocation says as well. A soft rule that could not be decided
    is of kind ``open``. Cells are related locations. A repair whose figures stand in the file as numbers is a fix that
    an editor can apply, best first; its property ``mostLikely`` says whether it is far likelier than all others.
    Columns count Unicode code points. ``unread`` are the faults of units that could not be read: warnings. ``helps``
    says of each id what it means and what to do.
    """
    described = {rule.id: _rule(rule, language, helps) for rule in rules}
    for finding in findings:
        described.setdefault(finding.rule, fault_rule(finding.rule, language, helps))
    for fault in unread:
        described.setdefault(fault.id, fault_rule(fault.id, language, helps))
    positions = {name: position for position, name in enumerate(described)}
    results = [_result(report, finding, positions[finding.rule], language, strict) for finding in findings]
    results += [_unread(fault, report.source, positions[fault.id], "warning", language) for fault in unread]
    notices = _notices(unread, "warning", language)
    code = int(any(finding.fails(strict=strict) for finding in findings))
    return log(list(described.values()), results, version, language, notices, code)


def faults_sarif(
    faults: Sequence[Fault], source: str, version: str, language: Language, helps: Helps = NO_HELPS
) -> dict[str, Any]:
    """Return the SARIF log of a check that could not take place: a result of level ``error`` for every fault.

    A fault that has no place of its own stands at ``source``, the data file, so that no code host drops it.
    """
    names = list(dict.fromkeys(fault.id for fault in faults))
    results = [_unread(fault, source, names.index(fault.id), "error", language) for fault in faults]
    notices = _notices(faults, "error", language)
    return log([fault_rule(name, language, helps) for name in names], results, version, language, notices, CANNOT_CHECK)


def fault_rule(id: str, language: Language, helps: Helps) -> dict[str, Any]:
    """Return the descriptor of a fault's id: what it means and what to do, which code hosts show beside a result."""
    found = helps.get(id)
    if found is None:
        return {"id": id}
    means, remedy = (text.in_(language) for text in found)
    return {
        "id": id,
        "shortDescription": {"text": means},
        "fullDescription": {"text": means},
        "help": {"text": remedy},
    }


def log(
    rules: list[dict[str, Any]],
    results: list[dict[str, Any]],
    version: str,
    language: Language,
    notices: list[dict[str, Any]],
    code: int,
) -> dict[str, Any]:
    """Return a log with one run, which ended with the exit ``code``."""
    invocation: dict[str, Any] = {"executionSuccessful": code != CANNOT_CHECK, "exitCode": code}
    if notices:
        invocation["toolExecutionNotifications"] = notices
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "reportgen", "version": version, "rules": rules}},
                "invocations": [invocation],
                "language": "zh-CN" if language == "zh" else "en",
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }


def _notices(faults: Sequence[Fault], level: str, language: Language) -> list[dict[str, Any]]:
    """Return one notification that the faults prevented the check or a part of it; none without faults."""
    if not faults:
        return []
    count = len(faults)
    says = (
        Text(f"数据有 {count} 处问题，没有核对", f"nothing was checked: {count} faults in the data")
        if level == "error"
        else Text(
            f"下级单位的数据有 {count} 处问题，没有与其合计核对", f"units were left out: {count} faults in their data"
        )
    )
    return [{"level": level, "message": {"text": says.in_(language)}}]


def _unread(fault: Fault, source: str, position: int, level: str, language: Language) -> dict[str, Any]:
    """Return a fault as a result; its fingerprint does not depend on the line, so that it survives moved lines."""
    origin = fault.origin or Origin(source)
    identity = "\n".join((origin.file, fault.id, fault.says.zh))
    return {
        "ruleId": fault.id,
        "ruleIndex": position,
        "kind": "fail",
        "level": level,
        "message": {"text": fault.message(language)},
        "locations": [location(origin, origin.place)],
        "partialFingerprints": {"reportgenFault/v1": digest(identity)},
    }


def _rule(rule: Rule, language: Language, helps: Helps) -> dict[str, Any]:
    """Return the descriptor of a rule: its sentence, and what to do where it does not hold."""
    sentence = rule.sentence.in_(language)
    remedy = [helps[rule.id][1].in_(language)] if rule.id in helps else []
    return {
        "id": rule.id,
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": "\n".join((sentence, *filter(None, [rule.law])))},
        "help": {"text": "\n".join((sentence, *remedy, *filter(None, [rule.law])))},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(report: Report, finding: Finding, position: int, language: Language, strict: bool) -> dict[str, Any]:
    open_ = finding.verdict == "undecided" and not finding.forbids
    level = "none" if open_ else "error" if finding.fails(strict=strict) else finding.severity
    own = finding.place or Origin(report.source)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": position,
        "kind": "open" if open_ else "fail",
        "level": level,
        "message": {"text": finding.says.in_(language)},
        "locations": [location(own, finding.address)],
        "partialFingerprints": {
            "reportgenFinding/v1": _fingerprint(report, finding),
            "reportgenFigures/v1": finding.fingerprint,
        },
        "properties": {"verdict": finding.verdict, "address": finding.address, "cause": finding.cause},
    }
    if finding.accepted is not None:
        stands = Text(
            f"{finding.accepted.reason}（{finding.accepted.who}）",
            f"{finding.accepted.reason} ({finding.accepted.who})",
        )
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": stands.in_(language)}]
    related = [_related(cell, number, language) for number, cell in enumerate(finding.cells) if cell.origin is not None]
    if related:
        result["relatedLocations"] = related
    fixes = [fix for repair in finding.repairs if (fix := _fix(report, finding, repair, language)) is not None]
    if fixes:
        result["fixes"] = fixes
    return result


def location(origin: Origin, address: str | None) -> dict[str, Any]:
    """Return a place in a file, with the address of the figure that stands there."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(origin.file)}}
    if origin.line is not None:
        physical["region"] = {"startLine": origin.line}
        if origin.column is not None:
            physical["region"]["startColumn"] = origin.column
    logical = [] if address is None else [{"fullyQualifiedName": address, "kind": "member"}]
    if origin.place is not None and "!" in origin.place:  # a workbook has no lines
        logical.append({"name": origin.place.rpartition("!")[2], "fullyQualifiedName": origin.place, "kind": "cell"})
    return {"physicalLocation": physical, **({"logicalLocations": logical} if logical else {})}


def _related(cell: Cell, number: int, language: Language) -> dict[str, Any]:
    value = _BLANK.in_(language) if cell.value is None else _number(cell.value)
    place = location(cell.origin or Origin(""), cell.address)
    return {"id": number, **place, "message": {"text": f"{cell.label.in_(language)} = {value}"}}


def _fix(report: Report, finding: Finding, repair: Repair, language: Language) -> dict[str, Any] | None:
    """Return a repair as replacements, or None where one of its figures has no place to be replaced at."""
    replaced: dict[str, list[dict[str, Any]]] = {}
    places = {cell.address: cell.origin for cell in finding.cells}
    for change in repair.changes:
        origin = places.get(change.address) or report.origin(change.address, stated=True)
        region = _region(change, origin)
        if origin is None or region is None:
            return None
        new = {"deletedRegion": region, "insertedContent": {"text": _number(change.after)}}
        replaced.setdefault(uri(origin.file), []).append(new)
    changes = [{"artifactLocation": {"uri": uri}, "replacements": items} for uri, items in replaced.items()]
    if not changes:
        return None
    return {
        "description": {"text": short_reason(finding, repair).in_(language)},
        "artifactChanges": changes,
        "properties": {"mostLikely": repair.most_likely, "probability": repair.probability},
    }


def _region(change: Change, origin: Origin | None) -> dict[str, int] | None:
    """Return the region of a figure's digits; known for counts only, which are written in one way."""
    if origin is None or origin.line is None or origin.column is None or type(change.before) is not int:
        return None
    end = origin.column + len(str(change.before))
    return {"startLine": origin.line, "startColumn": origin.column, "endLine": origin.line, "endColumn": end}


def uri(file: str) -> str:
    """Return a file as a URI: relative as it was given or below the working folder, else absolute."""
    path = PurePath(file)
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return path.as_uri()
    return quote(path.as_posix(), errors="surrogateescape")  # a name that is no text in this system's encoding


def _fingerprint(report: Report, finding: Finding) -> str:
    """Return a fingerprint that stays the same when lines move."""
    return digest("\n".join((report.type.name, report.organ, str(report.year), finding.rule, finding.address)))


def digest(identity: str) -> str:
    """Return what stays the same for a result from run to run."""
    return hashlib.sha256(identity.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _number(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
