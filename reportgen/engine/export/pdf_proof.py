"""The finished PDF read back as text with places, and compared with the report before anybody gets it.

pdfplumber tells which characters stand where; the form's own row labels find the figures. A character that a line end
swallowed, or that no font showed, is a difference like any other.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from reportgen.core.errors import Fault, RenderError, UsageError
from reportgen.core.extras import install
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import LABELS, PROOF, SECTIONS
from reportgen.engine.form_matching.rows import find_rows, squeezed
from reportgen.model.form_grid import FormTable
from reportgen.report.outline import closing_lines, signature
from reportgen.report.report import Report
from reportgen.report.rules import Rule

_FOOTER: Final = re.compile(r"[—\-–]?\d+[—\-–]?")
"""A page's number, as the template prints it below the text."""
_SUBSET: Final = re.compile(r"[A-Z]{6}\+")


def fonts_of(pdf: bytes, name: str) -> tuple[str, ...]:
    """Return the names of the fonts whose characters a PDF shows, in the order of their first use."""
    with _opened(pdf, name) as document:
        found = dict.fromkeys(char["fontname"] for page in document.pages for char in page.chars)
    return tuple(dict.fromkeys(_SUBSET.sub("", font) for font in found))


def text_of(pdf: bytes, name: str) -> str:
    """Return the text of a PDF without white space; raises UsageError where pdfplumber is not installed."""
    with _opened(pdf, name) as document:
        return "".join(line for page in document.pages for line in _lines(page))


def prove_pdf(pdf: bytes, report: Report, name: str) -> None:
    """Compare a PDF with its report: title, sections, every sentence, label, figure and note.

    Messages call it ``name``.

    Raises:
        RenderError: every difference at once (F-SECT, F-LABEL, PROOF).
        UsageError: pdfplumber is not installed.
    """
    pages, rows = _shown(pdf, name)
    cells = [row for _, row in rows]
    faults = [*_text_faults("".join(pages), report, name)]
    shown = {tuple(map(_compared, row)) for row in cells}
    comparison = report.printed_particulars["comparison"]
    faults += [_lost(row["label"], "", name) for row in comparison if (*map(_compared, row.values()),) not in shown]
    start = 0
    for table in report.tables:
        start, found = _table_faults(cells, start, table, report, name)
        faults += found
    if faults:
        raise RenderError(faults)


def pages_of(pdf: bytes, report: Report, name: str) -> tuple[list[str], dict[str, int]]:
    """Return the text of each page of a proved PDF without white space, and on which page, from 1, each figure stands.

    Raises UsageError where pdfplumber is not installed.
    """
    pages, rows = _shown(pdf, name)
    figures: dict[str, int] = {}
    start = 0
    for table in report.tables:
        places = find_rows([row for _, row in rows[start:]], table.rows)
        for expected, place in zip(table.rows, places, strict=True):
            if place is not None:
                figures |= dict.fromkeys(expected.addresses, rows[start + place][0])
        start += max((place for place in places if place is not None), default=-1) + 1
    numbers = {tuple(map(_compared, row)): number for number, row in rows}
    for count, row in enumerate(report.printed_particulars["comparison"]):
        number = numbers.get(tuple(map(_compared, row.values())))
        figures |= {f"comparison[{count}].{column}": number for column in row if number is not None}
    return pages, figures


def _shown(pdf: bytes, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Return the text of each page, squeezed, and every row of a table with the number of its page."""
    pages: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    with _opened(pdf, name) as document:
        for number, page in enumerate(document.pages, start=1):
            pages.append("".join(_lines(page)))
            for table in page.extract_tables():
                rows += [(number, [cell for cell in row if cell is not None]) for row in table]
            page.close()
    return pages, rows


def _opened(pdf: bytes, name: str) -> Any:
    try:
        import pdfplumber  # noqa: PLC0415 — an extra
    except ImportError:
        raise UsageError(missing(name)) from None
    logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # it tells the terminal what it makes of a file
    return pdfplumber.open(io.BytesIO(pdf))


def missing(name: str) -> Fault:
    """Return that pdfplumber, without which no PDF is proved, is not installed."""
    says = Text("PDF 写好后要读回来核对，这需要 pdfplumber", "a PDF is read back and compared, which needs pdfplumber")
    remedy = install("pdf")
    return Fault("missing-extra", says, Origin(name), remedy)


def _lines(page: Any) -> list[str]:
    """Return the lines of a page, squeezed, without its number."""
    lines = [_compared(line["text"]) for line in page.extract_text_lines(return_chars=False, strip=True)]
    if lines and _FOOTER.fullmatch(lines[-1]):
        del lines[-1]
    return lines


def _compared(text: str) -> str:
    return squeezed(text).replace("\u2011", "-")


def _text_faults(text: str, report: Report, name: str) -> Iterator[Fault]:
    """The title, the sections and all prose stand in the text, one behind the other."""
    place = 0
    for title in ("".join(report.title_lines), *report.type.sections):
        found = text.find(_compared(title), place)
        if found < 0:
            says = Text(f"没有标题“{title}”，或次序不对", f"the title “{title}” is missing or out of order")
            yield _fault(says, name, rule=SECTIONS)
        place = max(place, found)
    for prose in report.printed_prose.values():
        place = 0
        for paragraph in prose.require():
            found = text.find(_compared(paragraph["text"]), place)
            if found < 0:
                yield _lost(paragraph["text"], text, name)
            else:
                place = found + 1
    others = [*report.printed_particulars["remarks"].values(), *closing_lines(report), *signature(report)]
    for line in filter(None, others):
        if _compared(line) not in text:
            yield _lost(line, text, name)


def _lost(paragraph: str, text: str, name: str) -> Fault:
    """Return that a paragraph is not there, with the words at which it breaks off."""
    wanted = _compared(paragraph)
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if wanted[:middle] in text:
            low = middle
        else:
            high = middle - 1
    near = wanted[max(low - 12, 0) : low + 6]
    says = Text(f"PDF 里的文字在“{near}”处与数据不同", f"the text of the PDF differs from the data at “{near}”")
    return _fault(says, name)


def _table_faults(
    rows: Sequence[list[str]], start: int, table: FormTable, report: Report, name: str
) -> tuple[int, list[Fault]]:
    """Return where the next table begins, and what differs in this one."""
    places = find_rows(rows[start:], table.rows)
    faults: list[Fault] = []
    last = start
    for expected, place in zip(table.rows, places, strict=True):
        if place is None:
            label = expected.label or "填数字的一行"
            faults.append(_fault(Text(f"找不到“{label}”", f"there is no row “{label}”"), name, table.name.zh, LABELS))
            continue
        last = start + place + 1
        cells = rows[start + place][-len(expected.addresses) :]
        for address, text in zip(expected.addresses, cells, strict=True):
            value, kind = report.values[address], report.addresses.kinds[address]
            written = "" if value is None else kind.printed(value) + report.notes.get(address, "")
            if value is None or squeezed(text) != squeezed(written):
                says = Text(
                    f"PDF 里 {address} 是“{text}”，数据中是“{written}”",
                    f"the PDF shows “{text}” for {address}, the data has “{written}”",
                )
                faults.append(_fault(says, name, table.name.zh))
    return last, faults


def _fault(says: Text, name: str, place: str = "", rule: Rule = PROOF) -> Fault:
    remedy = Text(
        "PDF 没有写出；请用 Word 或 WPS 打开 Word 报告后另存为 PDF",
        "no PDF was written; open the Word document in Word or WPS and save it as PDF",
    )
    return Fault(rule.id, says, Origin(name, place=place or None), remedy)
