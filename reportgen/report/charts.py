"""What the charts of a report type show of one report; labels, units and sums are those of the model."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Final

import attrs

from reportgen.core.value import Value
from reportgen.model.addresses import LAST_YEAR, AddressBook
from reportgen.model.symbolic import steps
from reportgen.report.illustrations import Chart, Illustrations
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType

_TOTAL: Final = "total"
_NUMBER: Final = re.compile(r"(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.．])\s*")


NOTHING: Final = Illustrations(())


def illustrations_of(report_type: ReportType) -> Illustrations:
    """Return the charts of a type; nothing where it declares none."""
    return NOTHING if report_type.illustrations is None else report_type.illustrations()


@attrs.frozen(eq=False, repr=False)
class Mark(Value):
    """One figure of a chart: its address (of last year's with ``last_year.`` before it), its value, and it printed."""

    address: str
    value: int | Decimal
    text: str


@attrs.frozen(eq=False, repr=False)
class Series(Value):
    """The figures of one colour, one for each category of the chart."""

    label: str
    marks: tuple[Mark, ...]


@attrs.frozen(eq=False, repr=False, slots=False)
class ChartData(Value):
    """What a chart shows of one report. ``totals`` are those of the categories, empty where it has none.

    Series whose figures are all 0 are left out. Where nothing can be drawn, ``sentence`` says why and there are no
    categories: all figures are 0, or they are ``missing``.
    """

    name: str
    title: str
    about: str
    """Whose figures they are, of which year."""
    unit: str
    table: str
    """The first step of its figures' addresses, below whose table a page has it."""
    categories: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    totals: tuple[Mark, ...] = ()
    sentence: str = ""
    missing: bool = False
    """Whether nothing can be drawn because the data lacks figures: last year's, or one that is blank."""

    @property
    def heading(self) -> str:
        """The title with the unit."""
        return f"{self.title}（{self.unit}）" if self.unit else self.title

    @property
    def stacked(self) -> bool:
        """Whether the series are parts of a total, and not two years side by side."""
        return bool(self.totals)

    @cached_property
    def shown(self) -> tuple[Mark, ...]:
        """Every figure that a drawing prints: totals, and parts that are not 0; of two years side by side all."""
        marks = [mark for one in self.series for mark in one.marks if mark.value or not self.stacked]
        return (*self.totals, *marks)

    @cached_property
    def words(self) -> str:
        """The chart as a sentence that says its numbers."""
        if self.sentence:
            return self.sentence
        rows = [self._words_of(row) for row in range(len(self.categories))]
        rest = "没有列出的均为 0。" if self.stacked else ""
        return f"{self.about}{self.heading}：{'；'.join(rows)}。{rest}"

    def _words_of(self, row: int) -> str:
        marks = [(one.label, one.marks[row]) for one in self.series]
        told = "、".join(f"{label} {mark.text}" for label, mark in marks if mark.value or not self.stacked)
        if not self.stacked:
            return f"{self.categories[row]} {told}"
        total = self.totals[row].text
        return f"{self.categories[row]} {total}（{told}）" if told else f"{self.categories[row]} {total}"


def chart_data(report: Report, chart: Chart) -> ChartData:
    """Return what ``chart`` shows of ``report``, whose data gives the figures, last year's too where it knows them."""
    series = _years(report, chart) if chart.compares_years else _parts(report, chart)
    book = report.addresses
    first = chart.rows[0] if chart.compares_years else f"{chart.rows[0]}.{chart.columns[0]}"
    unit = book.kinds[first].unit
    about = f"{report.organ}{report.year}年"
    data = ChartData(chart.name, chart.title.zh, about, "" if unit is None else unit.zh, steps(first)[0])
    if not series:
        lacking = f"数据中没有{report.year - 1}年的数字（last_year），“{chart.title.zh}”没有画图"
        return attrs.evolve(data, sentence=lacking, missing=True)
    marks = [mark for one in series for mark in one.marks]
    if any(mark is None or mark.value < 0 for mark in marks):
        return attrs.evolve(data, sentence=f"“{chart.title.zh}”的数字没有填全，没有画图", missing=True)
    known = tuple(Series(one.label, tuple(filter(None, one.marks))) for one in series)
    if not any(mark.value for one in known for mark in one.marks):
        return attrs.evolve(data, sentence=f"{report.year}年{chart.none.zh}。")
    totals: tuple[Mark, ...] = ()
    if chart.compares_years:
        rows = _compared(report, chart)
    else:
        rows = [*chart.rows]
        totals = tuple(filter(None, (_mark(report, f"{row}.{_TOTAL}") for row in rows)))
        known = tuple(one for one in known if any(mark.value for mark in one.marks))
    return attrs.evolve(data, categories=tuple(label(book, row) for row in rows), series=known, totals=totals)


def with_earlier(report: Report, previous: Iterable[object]) -> Report:
    """Return the report with the figures of last year's, where that is among ``previous``, for its charts.

    It must be of the same type; what the data file itself gives under ``last_year`` counts more.
    """
    known = (one for one in previous if isinstance(one, Report) and one.type is report.type)
    last = next((one for one in known if one.year == report.year - 1), None)
    if last is None or report.type.illustrations is None or report.earlier:
        return report
    return attrs.evolve(report, earlier=last.values)


def charts_of(report: Report) -> tuple[ChartData, ...]:
    """Return every chart of the report's type for which its data has the figures."""
    drawn = (chart_data(report, chart) for chart in illustrations_of(report.type).charts)
    return tuple(data for data in drawn if not data.missing)


@attrs.frozen(eq=False, repr=False)
class _Entered(Value):
    """A series of which figures may be blank."""

    label: str
    marks: tuple[Mark | None, ...]


def _parts(report: Report, chart: Chart) -> tuple[_Entered, ...]:
    book = report.addresses
    columns = [(name, book[f"{chart.rows[0]}.{name}"].labels[-1].zh) for name in chart.columns]
    return tuple(
        _Entered(words, tuple(_mark(report, f"{row}.{column}") for row in chart.rows)) for column, words in columns
    )


def _years(report: Report, chart: Chart) -> tuple[_Entered, ...]:
    """Return the figures of last year and of this, as far as last year's are known."""
    rows = _compared(report, chart)
    if not rows:
        return ()
    this = tuple(_mark(report, row) for row in rows)
    last = tuple(_mark(report, f"{LAST_YEAR}{row}") for row in rows)
    return (_Entered(f"{report.year - 1}年", last), _Entered(f"{report.year}年", this))


def _compared(report: Report, chart: Chart) -> list[str]:
    return [row for row in chart.rows if _last_year(report, row) is not None]


def _last_year(report: Report, row: str) -> int | Decimal | None:
    """Return the figure of last year that the data file gives, else that of last year's report."""
    given: int | Decimal | None = report.particulars.last_year.get(row)
    return report.earlier.get(row) if given is None else given


def _mark(report: Report, address: str) -> Mark | None:
    name = address.removeprefix(LAST_YEAR)
    value = report.values[name] if name == address else _last_year(report, name)
    if value is None:
        return None
    return Mark(address, value, report.addresses.kinds[name].printed(value))


def label(book: AddressBook, name: str) -> str:
    """Return the official words for a figure or a group, without the table, their numbers and a total's own words."""
    words = (book[name].labels if name in book else book.groups[name])[1:]
    if name.endswith(f".{_TOTAL}") and len(words) > 1:
        words = words[:-1]
    first, *rest = (_NUMBER.sub("", one.zh, count=1) if _NUMBER.match(one.zh) else one.zh for one in words)
    return f"{first}（{'，'.join(rest)}）" if rest else first
