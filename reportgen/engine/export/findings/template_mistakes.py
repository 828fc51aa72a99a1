"""The mistakes of a template as SARIF, JUnit, GitHub's workflow commands and Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal
from xml.etree.ElementTree import Element, SubElement

import attrs

from reportgen.core.errors import Fault
from reportgen.core.text import Language, Text
from reportgen.engine.export.findings.junit import clean, document
from reportgen.engine.export.findings.sarif import Helps, digest, fault_rule, log, uri

CANNOT_USE: Final = 2
_READ: Final = Text("模板可以使用", "the template can be used")


@attrs.frozen
class ToldMistake:
    """A mistake of a template as it is told: its fault, its severity, and where in the document it is."""

    fault: Fault
    severity: Literal["error", "warning"]
    where: Text | None = None
    heading: str = ""


def mistakes_sarif(
    mistakes: Sequence[ToldMistake], file: str, version: str, language: Language, helps: Helps
) -> dict[str, Any]:
    """Return a SARIF log with a result for every mistake of the template ``file``; a Word file has no lines.

    The place in the document is a logical location, and stands in the message as well. The level ``error`` is there
    exactly when the command ends with 2.
    """
    names = list(dict.fromkeys(mistake.fault.id for mistake in mistakes))
    results = [_result(mistake, file, names.index(mistake.fault.id), language) for mistake in mistakes]
    code = CANNOT_USE if any(mistake.severity == "error" for mistake in mistakes) else 0
    result = log([fault_rule(name, language, helps) for name in names], results, version, language, [], code)
    result["runs"][0]["invocations"][0]["executionSuccessful"] = True  # the template was checked
    return result


def _result(mistake: ToldMistake, file: str, position: int, language: Language) -> dict[str, Any]:
    fault = mistake.fault
    location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri(file)}}}
    if mistake.where is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": mistake.where.in_(language), "kind": "element"}]
    return {
        "ruleId": fault.id,
        "ruleIndex": position,
        "kind": "fail",
        "level": mistake.severity,
        "message": {"text": fault.message(language)},
        "locations": [location],
        "partialFingerprints": {"reportgenMistake/v1": digest("\n".join((file, fault.id, fault.says.zh)))},
    }


def mistakes_junit(mistakes: Sequence[ToldMistake], file: str, language: Language) -> str:
    """Return a JUnit document: a failing test case for every error, a passing one with output for every warning.

    A template without errors has a test case that passes; the document fails exactly when the command ends with 2.
    """
    suite = Element("testsuite", name=clean(file))
    if not any(mistake.severity == "error" for mistake in mistakes):
        SubElement(suite, "testcase", name=_READ.in_(language), classname="reportgen.template", time="0")
    for number, mistake in enumerate(mistakes, start=1):
        where = "" if mistake.where is None else f" {mistake.where.in_(language)}"
        label = clean(f"{number} {mistake.fault.id}{where}")
        case = SubElement(suite, "testcase", name=label, classname="reportgen.template", time="0")
        text = clean(mistake.fault.in_(language))
        if mistake.severity == "error":
            found = SubElement(case, "failure", message=clean(mistake.fault.problem.in_(language)))
            found.set("type", mistake.fault.id)
            found.text = text
        else:
            SubElement(case, "system-out").text = text
    return document(suite)


def mistakes_github(mistakes: Sequence[ToldMistake], file: str, language: Language) -> str:
    """Return a workflow command of GitHub Actions for every mistake, a line each, which annotates the file."""
    lines = [
        f"::{mistake.severity} file={_property(file)},title={_property(mistake.fault.id)}::"
        f"{_data(mistake.fault.message(language))}"
        for mistake in mistakes
    ]
    return "".join(f"{line}\n" for line in lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_HEAD: Final = Text("| | 位置 | 问题 | 怎么改 | 编号 |", "| | place | what is wrong | what to do | id |")
_SIGN: Final[Mapping[str, Text]] = {"error": Text("✗ 错误", "✗ mistake"), "warning": Text("! 提醒", "! note")}


def mistakes_markdown(mistakes: Sequence[ToldMistake], file: str, language: Language) -> str:
    """Return the mistakes as a Markdown table under the template's name, for a summary or a comment."""
    errors = sum(mistake.severity == "error" for mistake in mistakes)
    count = Text(
        f"{errors} 处错误，{len(mistakes) - errors} 处提醒", f"{errors} mistakes, {len(mistakes) - errors} notes"
    )
    lines = [f"## {_cell(file)}", "", f"{count.in_(language)}"]
    if mistakes:
        lines += ["", _HEAD.in_(language), "|---|---|---|---|---|"]
    for mistake in mistakes:
        fault = mistake.fault
        cells = (
            _SIGN[mistake.severity].in_(language),
            "" if mistake.where is None else mistake.where.in_(language),
            fault.problem.in_(language),
            "" if fault.remedy is None else fault.remedy.in_(language),
            fault.id,
        )
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    """Return a text as the cell of a Markdown table: one line, in which no sign means anything."""
    line = " ".join(text.split())
    for sign in "\\`*_[]<>|#":
        line = line.replace(sign, f"\\{sign}")
    return line
