"""The official template with something changed in it, and a report to print with it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import attrs

from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_writer import write_package
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.runtime.template import Template
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import report_of, with_values

PATH = Path(__file__).parents[3] / "templates" / REPORT.name / "report.docx"
PROSE = {
    "preamble": "本报告统计期限为{{ year }}年1月1日至12月31日。",
    "overview": "## （一）主动公开\n\n{{ organ }}**新收{{ applications.new.total }}件**，"
    "按期办结率{{ hotline.concluded | share(hotline.accepted, 2) }}%，访问{{ visits | ten_thousands }}万次。\n\n"
    "不予公开{{ applications.outcomes.withheld.total.total }}件，收费{{ proactive.fees }}万元。",
    "problems": "存在的问题和改进措施。",
}
OWN = {"hotline": {"concluded": 43084, "accepted": 44401}, "visits": 859920}


@functools.cache
def _parts() -> Any:
    package = open_package(PATH)
    return package, package.read(package.main).decode()


@functools.cache
def compiled() -> Template:
    """Return the official template, compiled once."""
    return compile_template(PATH)


def altered(*changes: tuple[str, str]) -> bytes:
    """Return the official template with each first text replaced, once, by the second."""
    package, xml = _parts()
    for old, new in changes:
        assert old in xml, old
        xml = xml.replace(old, new, 1)
    return write_package(package, {package.main: xml.encode()})


def printed(address: str) -> str:
    """Return the tag that prints ``address`` in the official template."""
    return f"{{{{ {address} }}}}"


def full_report(**more: Any) -> Report:
    """Return a report in which every figure is another number, with prose that uses figures and filters."""
    values = {address: 100 + position for position, address in enumerate(REPORT.addresses.entered)}
    settings: dict[str, Any] = {
        "narrative": PROSE,
        "figures": OWN,
        "notes": {"proactive.regulations.made": "（其中修订16件）"},
    }
    return attrs.evolve(report_of(with_values(values)), **(settings | more))


def with_chart_marks(*names: str, text: str = "{{{{ charts.{} }}}}") -> bytes:
    """Return the official template with a paragraph of its usual line spacing for each chart, before section five."""
    _, xml = _parts()
    heading = xml.index("五、存在的主要问题")
    place = max(xml.rfind("<w:p>", 0, heading), xml.rfind("<w:p ", 0, heading))
    properties = '<w:pPr><w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLine="640"/></w:pPr>'
    added = "".join(f"<w:p>{properties}<w:r><w:t>{text.format(name)}</w:t></w:r></w:p>" for name in names)
    return altered((xml[place : heading + 9], added + xml[place : heading + 9]))
