"""A report's data in the forms in which people keep it: YAML, or a workbook for Excel, WPS and LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.core.errors import Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text

if TYPE_CHECKING:
    from reportgen.report.report import Report
    from reportgen.report.report_type import ReportType

SUFFIXES = (".xlsx", ".yaml", ".yml")
"""How the name of a data file that can be written may end."""


def converted(report: Report, target: Path | None = None) -> bytes:
    """Return the data of ``report`` as the file ``target`` should hold it, told by its suffix; as YAML without one.

    Raises:
        DataError: a value has no place in a workbook.
        UsageError: no data file has such a suffix, or XlsxWriter is not installed.
    """
    from reportgen.engine.export.data_file import write_data_file

    if target is not None:
        check_suffix(target)
    text = write_data_file(report)
    if target is None or target.suffix.lower() != ".xlsx":
        return text.encode("utf-8")
    return workbook_of(report.type, text, report.source, report)


def check_suffix(target: Path) -> None:
    """Raise UsageError where no data file is called so."""
    if target.suffix.lower() not in SUFFIXES:
        says = Text(f"数据文件的名字应当以 {'、'.join(SUFFIXES)} 结尾", f"a data file ends in {', '.join(SUFFIXES)}")
        raise UsageError(Fault("data-suffix", says, Origin(str(target))))


def workbook_of(
    report_type: ReportType, text: str, name: str, report: Report | None = None, previous: Report | None = None
) -> bytes:
    """Return the workbook of the data file ``text``, with the figures of ``report`` if there is one.

    ``previous`` is last year's report, whose figures stand on sheets of their own; messages call the file ``name``.

    Raises:
        DataError, UsageError: as :func:`converted`.
    """
    from reportgen.engine import reading
    from reportgen.report.workbook_layout import missing, refused_type

    try:
        import xlsxwriter  # noqa: F401 — an extra, asked for before anything is worked out
    except ImportError:
        raise UsageError(missing(name, "XlsxWriter")) from None
    from reportgen.engine.export.workbook import workbook

    refused = refused_type(report_type, name)
    if refused is not None:
        raise UsageError(refused)
    data = reading.read_text(text, name, "yaml").data
    book = report_type.addresses
    values = dict.fromkeys([*book.entered, *book.derived]) if report is None else report.values
    last = None if previous is None else (f"{previous.organ} {previous.year} 年", previous.values)
    return workbook(report_type, data, values, name, last)
