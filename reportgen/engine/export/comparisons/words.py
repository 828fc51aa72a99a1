"""The words and numbers of a comparison, in whatever it is written: headings, sentences, figures, differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reportgen.core.text import Language, Text
from reportgen.report.comparison import Comparison, ProseChange

MOVES = Text("变化最大的", "what moved most")
PROSE = Text("文字的变化", "prose that changed")
COPIED = Text("雷同", "copied")
"""The headings below the tables."""
ABSENT = "·"
"""Stands where a report's form has no such figure."""
COLON = Text("：", ": ")
_BLANK = Text("空白", "blank")


def heading(comparison: Comparison) -> Text:
    """Return what is compared in one line."""
    first, last = comparison.reports[0], comparison.reports[-1]
    if comparison.kind == "years":
        return Text(f"{first.organ}：{first.year}—{last.year} 年", f"{first.organ}: {first.year} to {last.year}")
    count = len(comparison.reports)
    return Text(f"{first.year} 年：{count} 个机关", f"{first.year}: {count} offices")


def moved(comparison: Comparison, language: Language) -> Iterator[str]:
    """Yield a line for each figure that moved most."""
    for move in comparison.moves:
        figure, before, after = move.figure, comparison.reports[move.column - 1], comparison.reports[move.column]
        growth = figure.growths[move.column]
        times = "" if growth is None else percent(growth, signed=True)
        name = f"{figure.table.in_(language)} {figure.words.in_(language)}"
        change = signed(figure.changes[move.column])
        years = f"{before.label} {plain(move.before)} → {after.label} {plain(move.after)}"
        yield Text(
            f"{name}：{years}，{change}" + (f"（{times}）" if times else ""),
            f"{name}: {years}, {change}" + (f" ({times})" if times else ""),
        ).in_(language)


def sentences_of(change: ProseChange) -> tuple[tuple[Text, Sequence[str]], ...]:
    """Return the sentences that are new, gone or changed in their numbers, with what they are called."""
    return (
        (Text("只改了数字", "other numbers"), change.renumbered),
        (Text("新写", "new"), change.new),
        (Text("删去", "gone"), change.gone),
    )


def counted(change: ProseChange) -> Text:
    """Return how many sentences were kept, renumbered, written and left out."""
    numbers = len(change.renumbered), len(change.new), len(change.gone)
    return Text(
        f"{change.kept} 句未改，{numbers[0]} 句只改了数字，新写 {numbers[1]} 句，删去 {numbers[2]} 句",
        f"{change.kept} sentences kept, {numbers[0]} with other numbers, {numbers[1]} new, {numbers[2]} gone",
    )


def shown(value: Any, language: Language) -> str:
    """Return a figure as it is printed in a table of comparison; a blank is named."""
    return _BLANK.in_(language) if value is None else plain(value)


def plain(value: Any) -> str:
    """Return a number in digits, without an exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def signed(value: Any) -> str:
    """Return a difference with its sign; nothing where there is none."""
    if value is None:
        return ""
    return plain(value) if value <= 0 else f"+{plain(value)}"


def percent(fraction: Decimal, *, signed: bool = False) -> str:
    """Return a fraction as a percentage with one place, rounded half up."""
    number = (fraction * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{number:+f}%" if signed and number else f"{number:f}%"
