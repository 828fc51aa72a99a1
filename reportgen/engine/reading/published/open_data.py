"""Open data of a report read back: the CSV table and the JSON text that the program itself writes, by their addresses.

They hold every printed figure and no prose. A line that says nothing clear is refused: this is no published table,
whose doubts a person must decide, but a file that somebody changed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened
from reportgen.engine.form_matching.doubtful_rows import Figure
from reportgen.engine.form_matching.printed_figures import BLANK, Printed, printed
from reportgen.engine.reading import read_text
from reportgen.engine.reading.published.prose_sections import Prose
from reportgen.engine.reading.published.published_data import Data
from reportgen.engine.reading.published.report import PublishedReport
from reportgen.engine.reading.published.web_encoding import decoded
from reportgen.model.kinds.kind import Kind, UnfitError
from reportgen.report.open_columns import COLUMNS, FLAGS, FORMAT, FORMULAS
from reportgen.report.report_type import ReportType

_ORGAN, _YEAR, _VALUE, _NOTE, _ADDRESS = (COLUMNS[place] for place in (0, 1, 4, 6, 7))
_AGAIN: Final = Text("请重新生成公开数据，或改回原来的样子", "write the open data anew, or undo the change")


@attrs.frozen(eq=False)
class _Entry:
    """One figure of open data as it is written, and whose it is; ``plain`` where JSON has written its kind, too."""

    organ: str
    year: Any
    address: str
    value: Any
    note: str
    origin: Origin
    plain: bool = False


def reports_in_table(
    content: bytes, name: str, types: Sequence[ReportType], limits: Limits = DEFAULT
) -> list[PublishedReport]:
    """Return every report whose figures the CSV table ``content`` holds, in order; messages call it ``name``.

    Raises:
        DataError: a line cannot be read, or no type of ``types`` has all the addresses of a report.
    """
    if len(content) > limits.data_bytes:
        raise DataError(_unclear(Origin(name), "文件太大", "the file is too large"))
    entries = list(_rows(decoded(content, name)[0], name))
    whose = list(dict.fromkeys((one.organ, one.year) for one in entries))
    if not whose:
        raise DataError(_unclear(Origin(name), "没有数字", "it has no figures"))
    found = []
    for organ, year in whose:
        mine = [one for one in entries if (one.organ, one.year) == (organ, year)]
        fits = [one for one in types if all(entry.address in one.addresses for entry in mine)]
        best = max(fits or types, key=lambda one: sum(entry.address in one.addresses for entry in mine))
        found.append(_report(name, best, mine))
    return found


def report_in_text(
    content: bytes, name: str, types: Sequence[ReportType], limits: Limits = DEFAULT
) -> list[PublishedReport]:
    """Return the report whose figures the JSON text ``content`` holds, as the only one; messages call it ``name``.

    Raises:
        DataError: it is no JSON, or no open data of one of ``types``.
    """
    document = read_text(content, name, "json", limits)
    data, whole = document.data, Origin(name)
    report_type = next((one for one in types if one.name == data.get("report")), None)
    figures = data.get("figures")
    if data.get("format") != FORMAT or report_type is None or not isinstance(figures, list):
        says = (
            "格式号、报告类型或 figures 不是本程序写的",
            "format, report or figures are none that this program writes",
        )
        raise DataError(_unclear(whole, *says))
    entries = [
        _Entry(
            str(data.get("organ") or ""), data.get("year"), str(one.get("address")), one.get("value"),
            str(one.get("note") or ""), document.locate(("figures", at)), plain=True,
        )
        for at, one in enumerate(figures)
        if isinstance(one, dict)
    ]  # fmt: skip
    found = _report(name, report_type, entries)
    published = {"published": data["published"]} if data.get("published") else {}
    kept = attrs.evolve(found.document, data={**found.document.data, **published})
    return [attrs.evolve(found, document=kept, title=str(data.get("title") or ""))]


def _rows(text: str, name: str) -> Iterator[_Entry]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        head = [cell.strip() for cell in next(reader, [])]
        places = {column: head.index(column) for column in (_ORGAN, _YEAR, _VALUE, _NOTE, _ADDRESS) if column in head}
        if len(places) < 5 or len(set(head)) < len(head):
            says = (
                f"第一行缺少公开数据的栏目：{'、'.join(COLUMNS)}",
                f"the first row lacks columns: {', '.join(COLUMNS)}",
            )
            raise DataError(_unclear(Origin(name, 1), *says))
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(head):
                says = (
                    f"这一行有 {len(row)} 栏，第一行有 {len(head)} 栏",
                    f"{len(row)} fields, and {len(head)} in the first row",
                )
                raise DataError(_unclear(Origin(name, reader.line_num), *says))
            cells = {column: _without_apostrophe(row[at]) for column, at in places.items()}
            origin = Origin(name, reader.line_num)
            yield _Entry(cells[_ORGAN], cells[_YEAR], cells[_ADDRESS].strip(), cells[_VALUE], cells[_NOTE], origin)
    except csv.Error:
        says = "有引号没有配对，或者一个栏太长", "a quotation mark is not closed, or a field is too long"
        raise DataError(_unclear(Origin(name), *says)) from None


def _without_apostrophe(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULAS) else cell


def _report(name: str, report_type: ReportType, entries: Sequence[_Entry]) -> PublishedReport:
    """Return the report of figures that are all of one office and year.

    Raises:
        DataError: entries that are no clear figures of the type, all at once.
    """
    faults: list[Fault] = []
    figures: dict[str, Figure] = {}
    notes: dict[str, str] = {}
    for one in entries:
        if one.address in figures:
            faults.append(_unclear(one.origin, f"{one.address} 又写了一次", f"{one.address} is there a second time"))
        shown = _figure(one, report_type)
        if shown is None:
            value = shortened(str(one.value))
            says = f"{one.address} 的“{value}”读不懂", f"“{value}” of {one.address} is not understood"
            faults.append(_unclear(one.origin, *says))
            continue
        figures[one.address] = Figure(one.address, shown, one.origin)
        if one.note:
            notes[one.address] = one.note
    first = entries[0] if entries else None
    year = str(first.year).strip() if first is not None else ""
    if first is None or not first.organ or not (year.isdecimal() and len(year) == 4):
        faults.append(_unclear(Origin(name), "缺少机关或年份", "the organ or the year is missing"))
    if faults or first is None:
        raise DataError(faults)
    data = Data(name, report_type)
    data.head(first.organ, int(year), None)
    data.places |= {(key,): first.origin for key in ("report", "organ", "year")}
    account = [*data.figures(figures), *data.prose(Prose((), (), (), ()))]
    if notes:
        data.data["notes"] = notes
        data.places |= {("notes", address): figures[address].origin for address in notes}
    return PublishedReport(data.document(tuple(account)), report_type, "", ())


def _figure(entry: _Entry, report_type: ReportType) -> Printed | None:
    """Return what an entry says, None where it is no clear figure of the type."""
    if entry.address not in report_type.addresses:
        return None
    kind = report_type.addresses[entry.address].figure.kind
    if entry.value is None or entry.value == "":
        return BLANK
    if entry.plain:
        return _fitting(entry.value, kind)
    flags = {text: flag for flag, text in FLAGS.items()}
    if entry.value in flags and (flag := _fitting(flags[entry.value], kind)) is not None:
        return flag
    shown = printed(entry.value, kind)
    return None if shown.doubt is not None or shown.note else shown


def _fitting(value: Any, kind: Kind) -> Printed | None:
    try:
        kind.read(value)
    except UnfitError:
        return None
    return Printed("figure", value)


def _unclear(origin: Origin, chinese: str, english: str) -> Fault:
    return Fault("open-data-unclear", Text(f"公开数据：{chinese}", f"open data: {english}"), origin, _AGAIN)
