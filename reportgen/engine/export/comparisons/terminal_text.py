"""Reports side by side as text for a terminal: a table whose columns stand under each other, Chinese included."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from reportgen.core.text import Language, Text
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
    plain,
    sentences_of,
    shown,
    signed,
)
from reportgen.report.comparison import ComparedFigure, Comparison, ProseChange

Style = Literal["head", "up", "down", "faint", "plain"]
Paint = Callable[[str, Style], str]
"""Gives a piece of text its colour, where there is a terminal."""

_LABEL = 40
_MOST_SENTENCES = 5
_SENTENCE = 60
_HEADS = {
    "change": Text("增减", "change"),
    "growth": Text("增幅", "growth"),
    "share": Text("占比", "share"),
    "sum": Text("合计", "sum"),
}


def unpainted(text: str, _style: Style) -> str:
    """Return the text as it is: for files, and for terminals without colours."""
    return text


def comparison_lines(comparison: Comparison, language: Language, paint: Paint = unpainted) -> Iterator[str]:
    """Yield the lines: what is compared, the tables, what moved most, prose that changed, what was copied."""
    yield paint(heading(comparison).in_(language), "head")
    yield from _tables(comparison, language, paint)
    if comparison.moves:
        yield ""
        yield paint(MOVES.in_(language), "head")
        yield from (f"  {line}" for line in moved(comparison, language))
    if any(_changed(change) for change in comparison.prose):
        yield ""
        yield paint(PROSE.in_(language), "head")
        yield from _prose(comparison, language)
    if comparison.copied:
        yield ""
        yield paint(COPIED.in_(language), "head")
        for finding in comparison.copied:
            yield f"  {finding.rule}  {finding.says.in_(language)}"
            yield paint(f"      {finding.origin}", "faint")


def _changed(change: ProseChange) -> bool:
    return bool(change.renumbered or change.new or change.gone)


def _prose(comparison: Comparison, language: Language) -> Iterator[str]:
    colon = COLON.in_(language)
    for change in comparison.prose:
        if not _changed(change):
            continue
        label = comparison.reports[change.column].label
        yield f"  {label} {change.field.in_(language)}{colon}{counted(change).in_(language)}"
        for name, found in sentences_of(change)[1:]:
            for sentence in found[:_MOST_SENTENCES]:
                shown = sentence if len(sentence) <= _SENTENCE else sentence[:_SENTENCE] + "…"
                yield f"    {name.in_(language)}{colon}{shown}"
            if len(found) > _MOST_SENTENCES:
                more = len(found) - _MOST_SENTENCES
                yield f"    {name.in_(language)}{colon}{Text(f'另有 {more} 句', f'{more} more').in_(language)}"


def _tables(comparison: Comparison, language: Language, paint: Paint) -> Iterator[str]:
    head = [report.label for report in comparison.reports]
    extra = ("change", "growth", "share") if comparison.kind == "years" else ("sum",)
    head += [_HEADS[name].in_(language) for name in extra]
    lines = [*table_lines(comparison.figures, language)]
    cells = [[] if figure is None else _cells(figure, comparison.kind, language) for _, _, figure in lines]
    widths = [max(map(width, column)) for column in zip(head, *filter(None, cells), strict=True)]
    across = max((width(label) for _, label, _ in lines), default=0)
    for (table, label, figure), row in zip(lines, cells, strict=True):
        if table:
            yield ""
            yield paint(f"{pad(label, across)}  {_joined(head, widths)}", "head")
        else:
            style: Style = "plain" if figure is None or comparison.kind == "offices" else _style(figure)
            yield paint(f"{pad(label, across)}  {_joined(row, widths[: len(row)])}".rstrip(), style)


def _style(figure: ComparedFigure) -> Style:
    change = figure.changes[-1]
    return "plain" if not change else "up" if change > 0 else "down"


def table_lines(
    figures: Sequence[ComparedFigure], language: Language, *, cut: bool = True
) -> Iterator[tuple[bool, str, ComparedFigure | None]]:
    """Yield the lines of the tables: whether it is a table's head, its label, and its figure if it has one.

    A figure is indented below its group; a group without a figure of its own is a line alone. Labels are ``cut`` to
    the width of a terminal's column.
    """
    whole = _cut if cut else str
    table, above = "", tuple[str, ...]()
    for figure in figures:
        if figure.table.zh != table:
            table, above = figure.table.zh, ()
            yield True, figure.table.in_(language), None
        words = tuple(one.in_(language) for one in figure.path) or (figure.table.in_(language),)
        for depth in range(len(words) - 1):
            if words[: depth + 1] != above[: depth + 1]:
                yield False, whole("  " * depth + words[depth]), None
        yield False, whole("  " * (len(words) - 1) + words[-1]), figure
        above = words


def _cells(figure: ComparedFigure, kind: str, language: Language) -> list[str]:
    values = zip(figure.addresses, figure.values, strict=True)
    cells = [ABSENT if address is None else shown(value, language) for address, value in values]
    if kind == "years":
        growth, share = figure.growths[-1], figure.shares[-1]
        cells += [signed(figure.changes[-1]), "" if growth is None else percent(growth, signed=True)]
        return [*cells, "" if share is None else percent(share)]
    numbers = [number for number in figure.numbers if number is not None]
    complete = figure.adds_up and len(numbers) == len(cells)
    return [*cells, plain(sum(numbers)) if complete else ""]


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Return a text filled up with spaces, those before it where it stands at the ``right``."""
    spaces = " " * (columns - width(text))
    return spaces + text if right else text + spaces


def _joined(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(pad(cell, columns, right=True) for cell, columns in zip(cells, widths, strict=True))


def _cut(text: str) -> str:
    if width(text) <= _LABEL:
        return text
    while width(text) > _LABEL - 2:
        text = text[:-1]
    return text + "…"
