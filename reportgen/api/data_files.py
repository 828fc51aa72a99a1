"""The functions that make data files: a new year's, to fill in, and a report's in another form."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import catalogue
from reportgen.api.arguments import FIRST_YEAR, LAST_YEAR, Target, bad_year, known_report, known_target, unusable
from reportgen.api.loading import load, write_new
from reportgen.api.templates import compile_template

if TYPE_CHECKING:
    from reportgen.report.report import Report

__all__ = ["convert", "new", "new_word_form", "new_workbook"]


def new(
    type_name: str | None = None, organ: str | None = None, year: int | None = None, *, last: Report | None = None
) -> str:
    """Return the text of a new data file: every figure blank with its official label, and starter prose.

    With ``last``, last year's report, organ and year follow from it, and what it decides is filled in: 上年结转, the
    contact, and its prose, in which years are moved on and numbers are placeholders or marked 〔请填写：…〕.

    Raises:
        UsageError: there is no such report type, the organ has no name that a document can hold, the year is not from
            2000 to 2100, or ``last`` is not the year before it.
    """
    from reportgen.conversion import opening_of
    from reportgen.core.errors import Fault, UsageError
    from reportgen.engine.export.starter import starter_file
    from reportgen.engine.reading.characters import RAW_YAML
    from reportgen.engine.reading.value_limits import bad_character
    from reportgen.report.opening import NOTHING_KNOWN

    name, organ, year = _new_year(type_name, organ, year, last)
    report_type = catalogue.report_type(name)
    bad = RAW_YAML.search(organ)
    if bad is not None:
        why = bad_character(("organ",), bad.group())
        raise UsageError(Fault(why.id, why.says, remedy=why.remedy))
    opening = NOTHING_KNOWN if last is None else opening_of(report_type, last)
    return starter_file(report_type, organ, year, catalogue.beside(name, "narrative.md").read_text("utf-8"), opening)


def new_workbook(
    type_name: str | None = None,
    organ: str | None = None,
    year: int | None = None,
    previous: Report | None = None,
    *,
    last: Report | None = None,
) -> bytes:
    """Return a new workbook to fill in: what :func:`new` gives, as tables; last year's figures on sheets of their own.

    ``previous`` is an earlier report to compare with; ``last``, which begins the new year as in :func:`new`, is one.

    Raises:
        UsageError: as :func:`new`; the type has rows that repeat; ``previous`` is not of an earlier year; or XlsxWriter
            is not installed.
    """
    from reportgen.conversion import workbook_of

    name, organ, year = _new_year(type_name, organ, year, last)
    previous = last if previous is None else previous
    _known_earlier(previous, year)
    text = new(name, organ, year, last=last)
    begun = None if last is None else load(io.StringIO(text), name=organ)
    return workbook_of(catalogue.report_type(name), text, organ, begun, previous=previous)


def new_word_form(
    type_name: str | None,
    organ: str | None = None,
    year: int | None = None,
    previous: Report | None = None,
    *,
    last: Report | None = None,
) -> bytes:
    """Return a new Word form to fill in: what :func:`new` gives, as the official form; last year's figures in grey.

    ``previous`` and ``last`` are those of :func:`new_workbook`.

    Raises:
        UsageError: as :func:`new`; the type has rows that repeat; or ``previous`` is not of an earlier year.
    """
    from reportgen.conversion import word_form_of

    name, organ, year = _new_year(type_name, organ, year, last)
    previous = last if previous is None else previous
    _known_earlier(previous, year)
    report = load(io.StringIO(new(name, organ, year, last=last)), name=organ)
    return word_form_of(report, compile_template(name), previous)


def _new_year(type_name: str | None, organ: str | None, year: int | None, last: Report | None) -> tuple[str, str, int]:
    """Return type, organ and year of a new report; what is not given follows from ``last``."""
    from reportgen.core.errors import Fault, UsageError
    from reportgen.core.origin import Origin
    from reportgen.core.text import Text

    if last is not None:
        known_report("last", last)
        organ = last.organ if organ is None else organ
        year = last.year + 1 if year is None else year
    if not isinstance(organ, str):
        raise unusable("organ", "文字", "a text", organ)
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
        raise bad_year(year)
    organ = organ.strip(" \n\r\t\u3000")
    if not {*organ}.isdisjoint("\n\r\t"):
        says = Text("机关名称里有换行或制表符", "the organ's name holds a line break or a tab")
        raise UsageError(Fault("not-one-line", says, remedy=Text("请写在一行里", "keep it on one line")))
    if last is None:
        return catalogue.chosen_type_name(type_name, year), organ, year
    if last.year != year - 1:
        says = Text(
            f"{last.source} 是 {last.year} 年的报告，{year} 年的要从 {year - 1} 年的新建",
            f"{last.source} is of {last.year}; the report of {year} begins with that of {year - 1}",
        )
        raise UsageError(Fault("previous-year", says, Origin(last.source)))
    name = type_name or catalogue.form_in_use(last.type.name, year)
    if last.type.name not in (name, *catalogue.report_type(name).earlier_forms):
        says = Text(
            f"{last.source} 是 {last.type.name} 的报告，不能用来新建 {name} 的数据文件",
            f"{last.source} is a report of {last.type.name}, which begins none of {name}",
        )
        raise UsageError(Fault("compare-types", says, Origin(last.source)))
    return name, organ, year


def _known_earlier(previous: Report | None, year: int) -> None:
    """Raise UsageError if ``previous`` is no report of a year before ``year``."""
    if previous is None:
        return
    known_report("previous", previous)
    if previous.year >= year:
        from reportgen.core.errors import Fault, UsageError
        from reportgen.core.origin import Origin
        from reportgen.core.text import Text

        says = Text(
            f"{previous.source} 是 {previous.year} 年的报告，不早于 {year} 年",
            f"{previous.source} is of {previous.year}, which is not before {year}",
        )
        remedy = Text("请给出上一年的数据，或改正 --year", "give last year's data, or mend --year")
        raise UsageError(Fault("previous-year", says, Origin(previous.source), remedy))


def convert(report: Report, to: Target, *, tidy: bool = False) -> None:
    """Write the data of ``report`` as another data file: .xlsx, .docx (a form to fill in) or .yaml.

    A file that is there is not replaced. ``tidy`` takes pasted indents out of the prose, marks the lines that look
    like headings, and takes signs that cannot be seen out of all texts; from YAML to YAML
    comments and layout then stay.

    An open binary file gets YAML.

    Raises:
        OutputError: the file exists, or cannot be written.
        DataError: the data has no place in a workbook.
        UsageError: the name has no such suffix, the type has rows that repeat, or XlsxWriter is not installed.
    """
    from reportgen.conversion import converted

    known_report("report", report)
    known_target(to)
    if tidy:
        report, kept = _tidied(report)
        if kept is not None and isinstance(to, str | Path) and Path(to).suffix.lower() in (".yaml", ".yml"):
            write_new(Path(to), kept)
            return
    if isinstance(to, str | Path):
        write_new(Path(to), converted(report, Path(to), lambda: compile_template(report.type.name)))
    else:
        to.write(converted(report))


def _tidied(report: Report) -> tuple[Report, bytes | None]:
    """Return ``report`` with its prose tidied, and its data file so, where that is YAML that keeps its layout."""
    from reportgen import merged_data
    from reportgen.core.unseen_signs import HIDDEN
    from reportgen.engine import reading
    from reportgen.engine.merging.merged import Merged
    from reportgen.engine.prose_check.layout import tidied

    report = merged_data.without_hidden_signs(report)
    changed = {name: new for name, text in report.narrative.items() if (new := tidied(text)) != text}
    merged, source = Merged(changed, {}, {}, {}), Path(report.source)
    content = reading.bytes_of(source) if source.suffix.lower() in merged_data.TEXTS and source.is_file() else None
    if content is None:
        return merged_data.with_changes(report, merged), None
    content = HIDDEN.sub("", content.decode("utf-8", "surrogateescape")).encode("utf-8", "surrogateescape")
    made, kept = merged_data.written(
        report, merged, content, source, lambda: compile_template(report.type.name), catalogue.report_type
    )
    return merged_data.with_changes(report, merged), made if kept else None
