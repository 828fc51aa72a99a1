"""What a report prints from top to bottom, whatever kind of file prints it: sections, prose, tables, closing lines.

The Word template says the same in its own way; a test holds it against this. Section titles are those of the report
type, a table stands under its own heading, a piece of prose under the section that its label names, and prose of
another label (引言) before the first section.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from reportgen.core.value import Value
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType

COMPARISON: Final = ("主要数据与上年对比", "上年", "本年", "增减")
"""The headings of the table that compares this year's figures with last year's; its rows come from the data file."""
ATTACHMENTS: Final = "附件："
"""What stands before the first attachment."""


@attrs.frozen(eq=False, repr=False)
class Section(Value):
    """One section of a report: its title, empty for what stands before the first; the names of its prose; its tables.

    ``tables`` are numbers of the type's tables, from 0.
    """

    title: str
    prose: tuple[str, ...]
    tables: tuple[int, ...] = ()


def sections_of(report_type: ReportType) -> tuple[Section, ...]:
    """Return the sections of a type's reports in their order; the first has no title."""
    titles = report_type.sections
    fields = [(field.name, field.label.zh) for field in report_type.narrative]
    before = tuple(name for name, label in fields if label not in titles)
    return (Section("", before), *(_section(report_type, title) for title in titles))


def _section(report_type: ReportType, title: str) -> Section:
    prose = tuple(field.name for field in report_type.narrative if field.label.zh == title)
    return Section(title, prose, tuple(n for n, table in enumerate(report_type.tables) if table.heading == title))


def remark_name(report_type: ReportType, number: int) -> str:
    """Return the name under which a table of the type has its remark, empty where it can have none."""
    table = report_type.tables[number]
    return next((name for name, remarked in report_type.remarked.items() if remarked is table), "")


def closing_lines(report: Report) -> Iterator[str]:
    """Yield the lines below the last section: attachments and whom to ask."""
    particulars: Mapping[str, Any] = report.printed_particulars
    for number, title in enumerate(particulars["attachments"]):
        yield title if number else f"{ATTACHMENTS}{title}"
    yield from particulars["contact_lines"]


def signature(report: Report) -> tuple[str, ...]:
    """Return the lines at the very end: the office and the day of publishing, or nothing where no day is given."""
    published = report.printed_particulars["published"]
    return (report.organ, published) if published else ()


def title(report: Report) -> str:
    """Return the title of the report in one line."""
    return "".join(line.strip() for line in report.title_lines)
