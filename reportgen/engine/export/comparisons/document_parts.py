"""Reports side by side as the parts of a Word document: a table for each table of the form, and lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.core.text import Language, Text
from reportgen.engine.export.comparisons.terminal_text import table_lines
from reportgen.engine.export.comparisons.words import (
    ABSENT,
    COLON,
    COPIED,
    MOVES,
    PROSE,
    counted,
    heading,
    moved,
    percent,
    sentences_of,
    shown,
    signed,
)
from reportgen.report.comparison import ComparedFigure, Comparison

Row = tuple[str, ...]
Part = tuple[str, Row, list[Row]]
"""A heading, the headings of columns (none where the rows are lines of text), and the rows."""
_READ_AS: Final = {
    "years": Text(
        "每格第一行是数字，下面是与前一年的增减和在所属合计中的占比。“·”表示那一年的格式没有这一项。",
        "In each cell: the figure; below it its change and its share of the sum that it is a part of. "
        "· is no figure of that form.",
    ),
    "offices": Text(
        "每格第一行是数字，下面是在所属合计中的占比。", "In each cell: the figure; below it its share of the sum."
    ),
}


def document_parts(comparison: Comparison, language: Language) -> tuple[str, str, list[Part]]:
    """Return the title, how its tables are to be read, and its parts in order."""
    parts = [*_tables(comparison, language)]
    copied = [f"{one.rule}  {one.says.in_(language)}  {one.origin}" for one in comparison.copied]
    for name, lines in (
        (MOVES, [*moved(comparison, language)]),
        (PROSE, [*_prose(comparison, language)]),
        (COPIED, copied),
    ):
        if lines:
            parts.append((name.in_(language), (), [(line,) for line in lines]))
    return heading(comparison).in_(language), _READ_AS[comparison.kind].in_(language), parts


def _tables(comparison: Comparison, language: Language) -> Iterator[Part]:
    header = ("", *(report.label for report in comparison.reports))
    part: Part | None = None
    for is_table, label, figure in table_lines(comparison.figures, language, cut=False):
        if is_table:
            if part is not None:
                yield part
            part = (label, header, [])
        elif part is not None:
            numbers, years = range(len(comparison.reports)), comparison.kind == "years"
            cells = ("" if figure is None else _cell(figure, number, language, years=years) for number in numbers)
            part[2].append((label.replace(" ", "\u2002"), *cells))
    if part is not None:
        yield part


def _cell(figure: ComparedFigure, number: int, language: Language, *, years: bool) -> str:
    if figure.addresses[number] is None:
        return ABSENT
    change, growth = (figure.changes[number], figure.growths[number]) if years else (None, None)
    lines = [shown(figure.values[number], language)]
    if change is not None:
        lines.append(signed(change) + ("" if growth is None else f"（{percent(growth, signed=True)}）"))
    share = figure.shares[number]
    return "\n".join(lines if share is None else [*lines, percent(share)])


def _prose(comparison: Comparison, language: Language) -> Iterator[str]:
    colon = COLON.in_(language)
    for change in comparison.prose:
        label = f"{comparison.reports[change.column].label} {change.field.in_(language)}"
        yield f"{label}{colon}{counted(change).in_(language)}"
        for name, found in sentences_of(change):
            yield from (f"\u3000\u3000{name.in_(language)}{colon}{sentence}" for sentence in found)
