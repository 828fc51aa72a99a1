"""The finished web page read back by a strict parser, and compared with the report before anybody gets it.

Nothing of the writing is used: an XML parser, the form's own row labels and the report are enough.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from lxml import etree

from reportgen.core.errors import Fault, RenderError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import LABELS, PROOF, SECTIONS
from reportgen.engine.export.charts.proof import SVG, chart_faults
from reportgen.engine.form_matching.form_tables import exchanged
from reportgen.engine.form_matching.rows import find_rows, squeezed
from reportgen.model.addresses import AddressBook
from reportgen.model.form_grid import FormTable
from reportgen.report.charts import charts_of
from reportgen.report.report import Report
from reportgen.report.rules import Rule

_HEADINGS: Final = ("h1", "h2", "h3", "h4")


class _Page:
    """What a page shows: the texts of headings and paragraphs in order, and the tables below each section's title.

    A row of a table is its cells, each a text and the address that it carries, empty for a label.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.headings: list[tuple[str, str]] = []
        self.lines: list[str] = []
        self.tables: list[tuple[str, list[list[tuple[str, str]]]]] = []
        self.data: Any = None
        self.charts: list[tuple[str, Any]] = []
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as problem:
            line, column = problem.position
            says = Text(f"网页第 {line} 行第 {column} 列不成文", f"the page is broken in line {line}, column {column}")
            raise RenderError(_fault(says, name)) from None
        self.charts = [(one.get("id") or "", one) for one in root.iter(f"{SVG}svg")]
        heading = ""
        for element in root.iter("h1", "h2", "h3", "h4", "p", "table", "script"):
            if element.tag == "table":
                self.tables.append((heading, [_cells(row) for row in element.iter("tr")]))
            elif element.tag == "script":
                self.data = json.loads(element.text or "null")
            else:
                text = "".join(map(str, element.itertext()))
                self.lines.append(squeezed(text))
                if element.tag in _HEADINGS:
                    self.headings.append((element.tag, text))
                    heading = text if element.tag == "h2" else heading


def _cells(row: Any) -> list[tuple[str, str]]:
    return [("".join(cell.itertext()) if len(cell) else cell.text or "", cell.get("data-address", "")) for cell in row]


def prove_page(content: bytes, report: Report, name: str, *, whole: bool = True, charts: bool = False) -> None:
    """Compare a page with its report: every figure, note, label, section title and sentence, its JSON-LD, its charts.

    A fragment is not ``whole``: it has no title and no JSON-LD. It has ``charts`` or none. Messages call it ``name``.

    Raises:
        RenderError: every difference at once, as the proof of a Word document names them (F-SECT, F-LABEL, PROOF).
    """
    page = _Page(content, name)
    faults = [*_heading_faults(page, report, name, whole=whole), *_line_faults(page, report, name)]
    for table in report.tables:
        found = next((rows for heading, rows in page.tables if heading == table.heading), None)
        if found is None:
            says = Text(f"“{table.heading}”下面没有表格", f"no table under “{table.heading}”")
            faults.append(_fault(says, name, table.name.zh, LABELS))
        else:
            faults += _table_faults(found, table, report, name)
    faults += _comparison_faults(page, report, name)
    faults += _chart_faults(page, report, name, charts=charts)
    if whole:
        faults += _data_faults(page.data, report, name)
    if faults:
        raise RenderError(faults)


def _heading_faults(page: _Page, report: Report, name: str, *, whole: bool) -> Iterator[Fault]:
    if whole:
        shown, wanted = [text for tag, text in page.headings if tag == "h1"], squeezed("".join(report.title_lines))
        if [squeezed(text) for text in shown] != [wanted]:
            yield _fault(Text(f"标题不是“{wanted}”", f"the title is not “{wanted}”"), name)
    sections = [text for tag, text in page.headings if tag == "h2" and text in report.type.sections]
    if sections != list(report.type.sections):
        missing = [title for title in report.type.sections if title not in sections]
        says = Text("一级标题次序不对", "the section titles are out of order")
        if missing:
            says = Text(f"缺少一级标题“{missing[0]}”", f"the section title “{missing[0]}” is missing")
        yield _fault(says, name, rule=SECTIONS)


def _line_faults(page: _Page, report: Report, name: str) -> Iterator[Fault]:
    """Each piece of prose stands in one run of paragraphs, and what stands below it is there, too."""
    for prose in report.printed_prose.values():
        yield from _run_faults(page, [paragraph["text"] for paragraph in prose.require()], name)
    particulars = report.printed_particulars
    others = [*particulars["remarks"].values(), *particulars["contact_lines"], particulars["published"]]
    for text in filter(None, others):
        yield from _run_faults(page, [text], name)
    for attached in particulars["attachments"]:
        if not any(line.endswith(_compared(attached)) for line in page.lines):
            yield _lost(attached, name)


def _run_faults(page: _Page, texts: Iterable[str], name: str) -> Iterator[Fault]:
    """Yield the texts that are not on the page one behind the other; two sections may begin with the same words."""
    said = list(texts)
    wanted = [_compared(text) for text in said]
    begins = [place for place, line in enumerate(page.lines) if wanted and line == wanted[0]]
    if any(page.lines[place : place + len(wanted)] == wanted for place in begins):
        return
    start = begins[0] if begins else 0
    for at, text in enumerate(said):
        if page.lines[start + at : start + at + 1] != [wanted[at]]:
            yield _lost(text, name)


def _compared(text: str) -> str:
    return squeezed(text).replace("\u2011", "-")


def _table_faults(rows: list[list[tuple[str, str]]], table: FormTable, report: Report, name: str) -> Iterator[Fault]:
    texts = [[text for text, _ in row] for row in rows]
    places = find_rows(texts, table.rows)
    above = (text for number, cells in enumerate(texts) if number not in places for text in cells)
    wrong = exchanged(above, table.column_labels)
    if wrong is not None:
        says = Text(f"“{wrong[0]}”的位置上是“{wrong[1]}”", f"“{wrong[1]}” stands in the place of “{wrong[0]}”")
        yield _fault(says, name, table.name.zh, LABELS)
    for expected, place in zip(table.rows, places, strict=True):
        if place is None:
            label = expected.label or "填数字的一行"
            yield _fault(Text(f"找不到“{label}”", f"there is no row “{label}”"), name, table.name.zh, LABELS)
            continue
        cells = rows[place][-len(expected.addresses) :]
        if [(_written(address, report), address) for address in expected.addresses] == cells:
            continue
        for address, (text, carried) in zip(expected.addresses, cells, strict=True):
            if carried != address or text != _written(address, report):
                written = _written(address, report) or ""
                says = Text(
                    f"网页上 {carried or address} 是“{text}”，数据中 {address} 是“{written}”",
                    f"the page shows “{text}” for {carried or address}, the data has “{written}” for {address}",
                )
                yield _fault(says, name, f"{table.name.zh}，第 {place + 1} 行 (row {place + 1})")
    figures = sum(1 for row in rows for _, address in row if address)
    wanted = sum(len(row.addresses) for row in table.rows)
    if figures != wanted:
        says = Text(f"表中有 {figures} 个数，应为 {wanted} 个", f"the table has {figures} figures, not {wanted}")
        yield _fault(says, name, table.name.zh)


def _written(address: str, report: Report) -> str | None:
    """Return what a cell shows of a figure, with its note; None where it is blank, or not what its kind reads back."""
    value, kind = report.values[address], report.addresses.kinds[address]
    if value is None:
        return None
    figure = kind.printed(value)
    if type(value) is not int and not kind.shows(figure, value):
        return None
    return figure + report.notes[address] if address in report.notes else figure


def _comparison_faults(page: _Page, report: Report, name: str) -> Iterator[Fault]:
    shown = [[text for text, _ in row] for _, rows in page.tables for row in rows]
    for row in report.printed_particulars["comparison"]:
        if [_compared(text) for text in row.values()] not in shown:
            yield _lost(row["label"], name)


def _chart_faults(page: _Page, report: Report, name: str, *, charts: bool) -> Iterator[Fault]:
    """Every chart with figures is there once, in place of one without stands its sentence."""
    wanted = charts_of(report) if charts else ()
    drawn = {f"chart-{data.name}": data for data in wanted if not data.sentence}
    found = dict(page.charts)
    if len(page.charts) != len(drawn) or found.keys() != drawn.keys():
        yield _fault(Text("图多了或少了", "there are too many charts or too few"), name)
        return
    for data in wanted:
        if data.sentence:
            yield from _run_faults(page, [data.sentence], name)
        else:
            yield from chart_faults(found[f"chart-{data.name}"], data, report, name)


def _data_faults(data: Any, report: Report, name: str) -> Iterator[Fault]:
    """The JSON-LD holds the printed figures, each once."""
    values, kinds = report.values, report.addresses.kinds
    addresses = tuple(address for table in report.tables for row in table.rows for address in row.addresses)
    found = {one["propertyID"]: (one["name"], one["value"]) for one in data["variableMeasured"]}
    wanted = {
        address: (label, value if type(value) is int else kinds[address].plain(value))
        for address, label in zip(addresses, _labels(report.addresses, addresses), strict=True)
        for value in (values[address],)
    }
    if found != wanted or len(data["variableMeasured"]) != len(wanted):
        address = next((one for one in wanted if found.get(one) != wanted[one]), "")
        says = Text(f"JSON-LD 里的 {address} 与数据不同", f"{address} of the JSON-LD differs from the data")
        yield _fault(says, name)


@functools.lru_cache(maxsize=16)
def _labels(book: AddressBook, addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(book[address].label.zh for address in addresses)


def _lost(text: str, name: str) -> Fault:
    shown = text.strip()[:20]
    return _fault(Text(f"网页上没有“{shown}…”这一段文字", f"“{shown}…” is not on the page"), name)


def _fault(says: Text, name: str, place: str = "", rule: Rule = PROOF) -> Fault:
    remedy = Text(
        "这是程序的错误，网页没有写出，请报告", "this is a fault of the program; no page was written, please report it"
    )
    return Fault(rule.id, says, Origin(name, place=place or None), remedy)
