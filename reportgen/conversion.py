"""A report's data in the forms in which people keep it: YAML, a workbook for Excel and WPS, or a form for Word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.core.errors import Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportgen.engine.word.runtime.template import Template
    from reportgen.remote_files import Place
    from reportgen.report.opening import Opening
    from reportgen.report.report import Report
    from reportgen.report.report_type import ReportType

SUFFIXES = (".xlsx", ".yaml", ".yml")
"""How the name of a data file that can be written may end."""
WORD = ".docx"
"""How that of a Word form ends."""


def check_suffix(target: Place, suffixes: tuple[str, ...] = SUFFIXES) -> None:
    """Refuse a name that no data file can have.

    Raises:
        UsageError: it ends in none of ``suffixes``.
    """
    if target.suffix.lower() not in suffixes:
        says = Text(f"数据文件的名字应当以 {'、'.join(suffixes)} 结尾", f"a data file ends in {', '.join(suffixes)}")
        raise UsageError(Fault("data-suffix", says, Origin(str(target))))


def written_data(data: Mapping[str, Any], target: Path) -> bytes:
    """Return plain ``data`` as the file ``target`` should hold it: JSON or YAML, told by its suffix."""
    if target.suffix.lower() == ".json":
        import json

        return (json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n").encode("utf-8")
    from reportgen.engine.export.data_file import write_plain_data

    return write_plain_data(data).encode("utf-8")


def converted(report: Report, target: Place | None = None, template: Callable[[], Template] | None = None) -> bytes:
    """Return the data of ``report`` as the file ``target`` should hold it, told by its suffix; as YAML without one.

    ``template`` gives the official template of its type, of which a Word form is made; without it there is none.

    Raises:
        DataError: a value has no place in a workbook.
        UsageError: no data file has such a suffix, the type has rows that repeat, or XlsxWriter is not installed.
    """
    from reportgen.engine.export.data_file import write_data_file

    if target is not None:
        check_suffix(target, SUFFIXES if template is None else (*SUFFIXES, WORD))
        if template is not None and target.suffix.lower() == WORD:
            return word_form_of(report, template())
    text = write_data_file(report)
    if target is None or target.suffix.lower() != ".xlsx":
        return text.encode("utf-8")
    return workbook_of(report.type, text, report.source, report)


def opening_of(report_type: ReportType, last: Report) -> Opening:
    """Return what a new year's data file of ``report_type`` begins with, where ``last`` is last year's report."""
    from reportgen.engine.checking.opening_figures import opening_figures, opening_stocks
    from reportgen.engine.prose_check.next_year import next_year_s_prose
    from reportgen.report.opening import Opening

    book, fields = report_type.addresses, {field.name for field in report_type.narrative}
    own = _without_numbers(last.figures)
    contact = last.particulars.contact
    known = {*book.entered, *book.derived, *last.own, "organ", "year", *(f"contact.{name}" for name in contact)}
    prose = {name: text for name, text in next_year_s_prose(last, known).items() if name in fields}
    return Opening(
        opening_figures(report_type, last),
        opening_stocks(report_type, last),
        prose,
        contact,
        {name: text for name, text in last.particulars.remarks.items() if name in report_type.remarked},
        last.particulars.site,
        own,
        tuple(check.text for check in last.checks if known.issuperset((check.actual - check.expected).addresses)),
        {name: most for name, most in last.limits.items() if name in fields},
        {address: last.values.get(address) for address in last.particulars.last_year if address in book},
    )


def _without_numbers(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return own figures with every number blank: it was last year's; a text stays."""
    return {
        name: _without_numbers(value) if isinstance(value, Mapping) else value if isinstance(value, str) else None
        for name, value in figures.items()
    }


def workbook_of(
    report_type: ReportType, text: str, name: str, report: Report | None = None, previous: Report | None = None
) -> bytes:
    """Return the workbook of the data file ``text``, with the figures of ``report`` if there is one.

    ``previous`` is last year's report, whose figures stand on sheets of their own; messages call the file ``name``.

    Raises:
        DataError, UsageError: as :func:`converted`.
    """
    from reportgen.engine import reading
    from reportgen.engine.export.new_workbook import xlsxwriter
    from reportgen.engine.export.workbook.writing import workbook
    from reportgen.report.workbook_layout import refused_type

    xlsxwriter(name)  # asked for before anything is worked out
    refused = refused_type(report_type, name)
    if refused is not None:
        raise UsageError(refused)
    data = reading.read_text(text, name, "yaml").data
    book = report_type.addresses
    values = dict.fromkeys([*book.entered, *book.derived]) if report is None else report.values
    last = None if previous is None else (f"{previous.organ} {previous.year} 年", previous.values)
    return workbook(report_type, data, values, name, last)


def word_form_of(report: Report, template: Template, previous: Report | None = None) -> bytes:
    """Return the Word form of ``report``, made of its type's official ``template``.

    ``previous`` is last year's report, whose figures stand beside the places for this year's.

    Raises:
        UsageError: the type has rows that repeat.
    """
    from reportgen.engine import reading
    from reportgen.engine.export.data_file import write_data_file
    from reportgen.engine.word.variants.word_form import word_form
    from reportgen.report.word_form_layout import refused_type

    refused = refused_type(report.type, report.source)
    if refused is not None:
        raise UsageError(refused)
    data = reading.read_text(write_data_file(report), report.source, "yaml").data
    return word_form(report, data, template, previous)
