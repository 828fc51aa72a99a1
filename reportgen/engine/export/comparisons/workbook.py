"""Reports side by side as a workbook: numbers as numbers, differences as formulas, what moved most, prose."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any, Final

from reportgen.core.text import Language, Text
from reportgen.engine.export.comparisons.terminal_text import (
    ABSENT,
    COPIED,
    counted,
    heading,
    moved,
    plain,
    sentences_of,
    shown,
    table_lines,
)
from reportgen.engine.export.new_workbook import new_workbook
from reportgen.model.form_grid import letters
from reportgen.report.comparison import ComparedFigure, Comparison

_MOST_DIGITS: Final = 15
"""A spreadsheet keeps no more of a number."""
_FIGURES = Text("数字", "figures")
_MOVES = Text("变化最大", "moved most")
_PROSE = Text("文字", "prose")
_CHANGE = Text("增减", "change")
_GROWTH = Text("增幅", "growth")
_SHARE = Text("占比", "share")
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 14},
    "head": {
        "bold": True,
        "bg_color": "#D9E2F3",
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "label": {"border": 1, "text_wrap": True, "valign": "vcenter"},
    "group": {"border": 1, "bold": True, "bg_color": "#F2F2F2"},
    "number": {"border": 1, "num_format": "General", "align": "right"},
    "change": {"border": 1, "num_format": "+0.####;-0.####;0", "align": "right"},
    "share": {"border": 1, "num_format": "0.0%", "align": "right"},
    "text": {"text_wrap": True, "valign": "top"},
}


def comparison_workbook(comparison: Comparison, language: Language) -> bytes:
    """Return the workbook; texts are always texts, and the same comparison gives the same bytes.

    Raises:
        UsageError: XlsxWriter is not installed.
    """
    stream = io.BytesIO()
    book = new_workbook(stream, comparison.reports[-1].label)
    styles = {name: book.add_format(style) for name, style in _STYLES.items()}
    _write_figures(book.add_worksheet(_FIGURES.in_(language)), comparison, language, styles)
    lists = (
        (_MOVES, [[line] for line in moved(comparison, language)]),
        (_PROSE, [*_prose(comparison, language)]),
        (COPIED, [[one.rule, one.says.in_(language), str(one.origin)] for one in comparison.copied]),
    )
    for name, rows in lists:
        if rows:
            sheet = book.add_worksheet(name.in_(language))
            sheet.set_column(0, 0, 30 if len(rows[0]) > 1 else 90)
            sheet.set_column(1, 3, 60)
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    sheet.write_string(number, column, text, styles["text"])
    book.close()
    return stream.getvalue()


def _write_figures(sheet: Any, comparison: Comparison, language: Language, styles: dict[str, Any]) -> None:
    """Write the tables: a column for each report; behind them changes and growths of each year, and the shares."""
    count = len(comparison.reports)
    head = [report.label for report in comparison.reports]
    changed = range(1, count) if comparison.kind == "years" else range(0)
    head += [f"{comparison.reports[number].label} {_CHANGE.in_(language)}" for number in changed]
    head += [f"{comparison.reports[number].label} {_GROWTH.in_(language)}" for number in changed]
    head += [f"{report.label} {_SHARE.in_(language)}" for report in comparison.reports]
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, len(head), 13)
    sheet.write_string(0, 0, heading(comparison).in_(language), styles["title"])
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    for number, name in enumerate(head, start=1):
        sheet.write_string(1, number, name, styles["head"])
    sheet.write_string(1, 0, "", styles["head"])
    for row, (is_table, label, figure) in enumerate(table_lines(comparison.figures, language, cut=False), start=2):
        sheet.write_string(row, 0, label, styles["head" if is_table else "label" if figure else "group"])
        if figure is not None:
            _write_figure(sheet, row, figure, language, styles, changed)


def _write_figure(
    sheet: Any, row: int, figure: ComparedFigure, language: Language, styles: dict[str, Any], changed: range
) -> None:
    count = len(figure.values)
    for number, value in enumerate(figure.values):
        if figure.addresses[number] is None:
            sheet.write_string(row, 1 + number, ABSENT, styles["number"])
        elif isinstance(value, int | Decimal) and len(plain(abs(value)).replace(".", "").lstrip("0")) <= _MOST_DIGITS:
            sheet.write_number(row, 1 + number, value, styles["number"])
        else:
            sheet.write_string(row, 1 + number, shown(value, language), styles["number"])
    for number in changed:
        column, behind = 1 + count + number - 1, 1 + count + len(changed) + number - 1
        change, growth = figure.changes[number], figure.growths[number]
        now, then = f"{letters(2 + number)}{row + 1}", f"{letters(1 + number)}{row + 1}"
        if change is None or figure.values[number] != figure.numbers[number]:
            sheet.write_string(row, column, "" if change is None else plain(change), styles["change"])
        else:
            sheet.write_formula(row, column, f"={now}-{then}", styles["change"], value=change)
        if growth is None:
            sheet.write_string(row, behind, "", styles["share"])
        else:
            sheet.write_number(row, behind, growth, styles["share"])
    for number, share in enumerate(figure.shares):
        place = 1 + count + 2 * len(changed) + number
        if share is None:
            sheet.write_string(row, place, "", styles["share"])
        else:
            sheet.write_number(row, place, share, styles["share"])


def _prose(comparison: Comparison, language: Language) -> list[list[str]]:
    rows = []
    for change in comparison.prose:
        label = f"{comparison.reports[change.column].label} {change.field.in_(language)}"
        rows.append([label, counted(change).in_(language)])
        rows += [[name.in_(language), sentence] for name, found in sentences_of(change) for sentence in found]
    return rows
