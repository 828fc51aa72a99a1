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


def converted(report: Report, target: Path) -> bytes:
    """Return the data of ``report`` as the file ``target`` should hold it, told by its suffix.

    Raises:
        DataError: a value has no place in a workbook.
        UsageError: no data file has such a suffix, or XlsxWriter is not installed.
    """
    from reportgen.engine.export.data_file import write_data_file

    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        says = Text(f"数据文件的名字应当以 {'、'.join(SUFFIXES)} 结尾", f"a data file ends in {', '.join(SUFFIXES)}")
        raise UsageError(Fault("data-suffix", says, Origin(str(target))))
    text = write_data_file(report)
    if suffix != ".xlsx":
        return text.encode("utf-8")
    return workbook_of(report.type, text, report.source, report)


def workbook_of(
    report_type: ReportType, text: str, name: str, report: Report | None = None, previous: Report | None = None
) -> bytes:
    """Return the workbook of the data file ``text``, with the figures of ``report`` if there is one.

    ``previous`` is last year's report, whose figures stand on sheets of their own; messages call the file ``name``.

    Raises:
        DataError, UsageError: as :func:`converted`.
    """
    from reportgen.engine import reading

    try:
        import xlsxwriter  # noqa: F401 — an extra, asked for before anything is worked out
    except ImportError:
        says = Text("写 Excel 工作簿需要 XlsxWriter", "writing workbooks needs XlsxWriter")
        remedy = Text("请运行：pip install reportgen[excel]", "run: pip install reportgen[excel]")
        raise UsageError(Fault("missing-extra", says, Origin(name), remedy)) from None
    from reportgen.engine.export.workbook import workbook

    if report_type.addresses.repeats:
        says = Text(
            f"{report_type.name} 的行数不固定，还不能用工作簿填写",
            f"a workbook cannot hold {report_type.name}, whose rows repeat",
        )
        raise UsageError(Fault("workbook-type", says, Origin(name)))
    data = reading.read_text(text, name, "yaml").data
    book = report_type.addresses
    values = dict.fromkeys([*book.entered, *book.derived]) if report is None else report.values
    last = None if previous is None else (previous.year, previous.values)
    return workbook(report_type, data, values, name, last)
