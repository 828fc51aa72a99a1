"""What was found in many reports as JUnit XML, which every CI shows: a suite of all, a case for every data file."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from reportgen.core.text import Language, Text
from reportgen.engine.export.findings.junit import clean, document
from reportgen.report.summary import FAILED, Remark, Summary, Unit

_NAME = Text("年度报告核对", "annual reports")


def summary_junit(summary: Summary, language: Language) -> str:
    """Return a JUnit document, the worst unit first.

    A data file that cannot be read is an error, one that does not reconcile a failure; one that passes has its warnings
    as output, and one that holds no report is skipped. The document has no failure and no error exactly when the check
    ends with 0.
    """
    suite = Element("testsuite", name=_NAME.in_(language))
    for unit in summary.units():
        _case(suite, unit, [*summary.remarks(unit)], language)
    return document(suite)


def _case(suite: Element, unit: Unit, remarks: list[Remark], language: Language) -> None:
    organ = f"{unit.organ} {unit.year}" if unit.organ else "reportgen"
    case = SubElement(suite, "testcase", name=clean(unit.source), classname=clean(organ), time="0")
    lines = [_line(remark, unit, language) for remark in remarks]
    if unit.state == "left_out":
        SubElement(case, "skipped")
    elif unit.state in FAILED:
        first = remarks[0] if remarks else None
        found = SubElement(case, "error" if unit.state == "unread" else "failure")
        found.set("message", clean(first.says.in_(language)) if first is not None else "")
        found.set("type", first.rule if first is not None else unit.state)
        found.text = clean("\n".join(lines))
    elif lines:
        SubElement(case, "system-out").text = clean("\n".join(lines))


def _line(remark: Remark, unit: Unit, language: Language) -> str:
    place = remark.place(unit.source).in_(language)
    colon = Text("：", ": ").in_(language) if place else ""
    return f"{remark.rule} {place}{colon}{remark.says.in_(language)}"
