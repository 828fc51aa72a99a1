"""The finished chart read back: its figures, the lengths of its bars and its words, compared with the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from reportgen.core.errors import Fault, RenderError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import PROOF
from reportgen.model.addresses import LAST_YEAR
from reportgen.report.charts import ChartData
from reportgen.report.report import Report

SVG: Final = "{http://www.w3.org/2000/svg}"
_TOLERANCE: Final = 1.0
"""In units of the drawing: a small figure's bar is made wide enough to be seen."""


def prove_chart(content: bytes, data: ChartData, report: Report, name: str) -> None:
    """Compare the file of a chart with its report; messages call it ``name``.

    Raises:
        RenderError: every difference at once.
    """
    try:
        root: Any = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        raise RenderError(_fault(Text("图的文件读不出来", "the drawing cannot be read"), name, data.title)) from None
    if faults := [*chart_faults(root, data, report, name)]:
        raise RenderError(faults)


def chart_faults(root: Any, data: ChartData, report: Report, name: str) -> Iterator[Fault]:
    """Yield what the drawing ``root`` shows otherwise than the report: a figure, the length of a bar, its words."""
    shown = [(one.get("data-address"), "".join(one.itertext())) for one in root.iter() if one.get("data-address")]
    for address, text in shown:
        written = figure_of(report, address)
        if text != written:
            says = Text(
                f"图上 {address} 是“{text}”，数据中是“{written}”",
                f"the chart shows “{text}” for {address}, the data has “{written}”",
            )
            yield _fault(says, name, data.title)
    if Counter(address for address, _ in shown) != Counter(mark.address for mark in data.shown):
        yield _fault(Text("图上的数字多了或少了", "the chart has too many figures or too few"), name, data.title)
    yield from _bar_faults(root, data, name)
    for tag, words in (("title", data.heading), ("desc", data.words)):
        if [one.text for one in root.iter(f"{SVG}{tag}")] != [words]:
            yield _fault(Text("图的文字说明与数据不同", "the chart's words differ from the data"), name, data.title)


def _bar_faults(root: Any, data: ChartData, name: str) -> Iterator[Fault]:
    """Each figure that is not 0 has one bar, and all bars have one scale."""
    bars = {one.get("data-bar"): float(one.get("width")) for one in root.iter() if one.get("data-bar")}
    values = {mark.address: float(mark.value) for one in data.series for mark in one.marks if mark.value}
    if bars.keys() != values.keys():
        yield _fault(Text("图上的条形多了或少了", "the chart has too many bars or too few"), name, data.title)
    elif bars:
        longest = max(values, key=lambda address: values[address])
        scale = bars[longest] / values[longest]
        if any(abs(bars[address] - value * scale) > _TOLERANCE for address, value in values.items()):
            yield _fault(Text("图上条形的长短与数字不符", "bars are not as long as their figures"), name, data.title)


def figure_of(report: Report, address: str) -> str | None:
    """Return how the figure at ``address``, this year's or last year's, is printed; ``None`` where there is none."""
    name = address.removeprefix(LAST_YEAR)
    value = report.values.get(name) if name == address else _last_year(report, name)
    return None if value is None or name not in report.addresses else report.addresses.kinds[name].printed(value)


def _fault(says: Text, name: str, place: str) -> Fault:
    remedy = Text(
        "这是程序的错误，没有写出文件，请报告", "this is a fault of the program; nothing was written, please report it"
    )
    return Fault(PROOF.id, says, Origin(name, place=place), remedy)


def _last_year(report: Report, name: str) -> Any:
    """Return the figure of last year that the data file gives, else that of last year's report."""
    given = report.particulars.last_year.get(name)
    return report.earlier.get(name) if given is None else given
