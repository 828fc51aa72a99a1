"""Findings as JUnit XML, which every CI shows: a suite for the report, a test case for every rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from reportgen.core.errors import Fault
from reportgen.core.text import Language, Text
from reportgen.report.findings import Finding
from reportgen.report.report import Report
from reportgen.report.rules import Rule

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


_READ = Text("数据可以读取", "the data can be read")


def as_junit(
    report: Report,
    findings: Sequence[Finding],
    rules: Iterable[Rule],
    language: Language,
    *,
    strict: bool = False,
    unread: Sequence[Fault] = (),
) -> str:
    """Return a JUnit document. A rule that holds passes, a broken hard one is a failure, a blank figure an error.

    A broken soft rule passes with its findings as output, and is a failure with ``strict``. A rule that cannot be
    decided because another report's figures are missing is skipped, and so are units that could not be read
    (``unread`` says why). The document has no failure and no error exactly when ``check`` ends with 0.
    """
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.rule, []).append(finding)
    sentences = {rule.id: rule.sentence.in_(language) for rule in rules}
    suite = Element("testsuite", name=clean(f"{report.organ} {report.year}"), file=clean(report.source))
    for name in dict.fromkeys([*sentences, *grouped]):
        _case(suite, report, name, sentences.get(name, ""), grouped.get(name, []), language, strict)
    _reading(suite, unread, report.source, "skipped", language)
    return document(suite)


def faults_junit(faults: Sequence[Fault], source: str, language: Language) -> str:
    """Return the JUnit document of a check that could not take place: a suite with an error for every faulty file.

    A fault that has no place of its own is one of ``source``, the data file.
    """
    suite = Element("testsuite", name=clean(source))
    _reading(suite, faults, source, "error", language)
    return document(suite)


def _reading(suite: Element, faults: Sequence[Fault], source: str, tag: str, language: Language) -> None:
    """Add a test case for every file that could not be read, with all its faults."""
    files: dict[str, list[Fault]] = {}
    for fault in faults:
        files.setdefault(source if fault.origin is None else fault.origin.file, []).append(fault)
    for file, found in files.items():
        label = clean(f"{_READ.in_(language)} {file}")
        case = SubElement(suite, "testcase", name=label, classname="reportgen", time="0")
        outcome = SubElement(case, tag, message=clean(found[0].says.in_(language)))
        if tag == "error":
            outcome.set("type", found[0].id)
        outcome.text = clean("\n".join(fault.in_(language) for fault in found))


def document(suite: Element) -> str:
    """Return a suite, counted, as the only one of its document."""
    counts = {tag: len(suite.findall(f"testcase/{tag}")) for tag in ("failure", "error", "skipped")}
    totals = {
        "tests": str(len(suite)),
        "failures": str(counts["failure"]),
        "errors": str(counts["error"]),
        "skipped": str(counts["skipped"]),
        "time": "0",
    }
    suite.attrib.update(totals)
    totals.pop("skipped")  # Jenkins' schema has it at a suite only, as it has ``file``
    root = Element("testsuites", {"name": "reportgen", **totals})
    root.append(suite)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _case(
    suite: Element,
    report: Report,
    name: str,
    sentence: str,
    findings: Sequence[Finding],
    language: Language,
    strict: bool,
) -> None:
    label = clean(f"{name} {sentence}".strip())
    case = SubElement(suite, "testcase", name=label, classname=report.type.name, time="0")
    if not findings:
        return
    text = clean("\n".join(_line(finding, language) for finding in findings))
    broken = [finding for finding in findings if finding.verdict == "broken"]
    fails = [finding for finding in broken if finding.fails(strict=strict)]
    if fails:
        tag, first = "failure", fails[0]
    elif any(finding.forbids for finding in findings):
        tag, first = "error", findings[0]
    elif broken:
        SubElement(case, "system-out").text = text
        return
    else:
        tag, first = "skipped", findings[0]
    found = SubElement(case, tag, message=clean(first.says.in_(language)))
    if tag != "skipped":
        found.set("type", first.severity if tag == "failure" else "undecided")
    found.text = text


def _line(finding: Finding, language: Language) -> str:
    origin = finding.place
    place = f"{origin}: " if origin is not None else ""
    source = Text(f"（依据：{finding.law}）", f" (source: {finding.law})").in_(language) if finding.law else ""
    accepted = finding.accepted
    stands = (
        ""
        if accepted is None
        else Text(
            f"（已确认：{accepted.reason}，{accepted.who}）", f" (accepted: {accepted.reason}, {accepted.who})"
        ).in_(language)
    )
    return f"{place}{finding.says.in_(language)}{source}{stands}"


def clean(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)
