"""A report as text copied from somewhere: cells by tabs, commas, pipes or spaces, or one a line, some of them lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Final

from fuzzing.published.document import Document
from fuzzing.published.figure_faults import cells_of
from fuzzing.published.grids import Grid, without_merges

Write = Callable[[list[list[str]]], str]
_SURE: Final[dict[str, tuple[str, str]]] = {
    "tabs": ("dropped", "\t"), "tabs_and_blanks": ("blank", "\t"), "tabs_and_repeated": ("repeated", "\t"),
    "by_wide_commas": ("dropped", "，"), "semicolons": ("dropped", ";"), "one_space": ("dropped", " "),
    "three_spaces": ("dropped", "   "), "wide_spaces": ("dropped", "　"), "one_cell_a_line": ("dropped", "\n"),
    "blank_lines_between": ("dropped", "\n\n"), "pipes": ("dropped", " | "),
}  # fmt: skip
"""How merged cells are written, and what stands between cells."""
_LOST: Final[dict[str, tuple[str, str, float]]] = {
    "lost_tabs": ("\t", "", 0.04), "lost_spaces": (" ", "", 0.04), "lost_line_ends": ("\n", "\t", 0.06),
    "lost_cells": ("\n", "gone", 0.02),
}  # fmt: skip
"""What is lost here and there, what stands there instead, and how often."""


def _columns(rows: list[list[str]]) -> str:
    return "\n".join("  ".join(cell.ljust(8) for cell in row) for row in rows)


def _quoted(rows: list[list[str]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().rstrip("\n")


def _box(rows: list[list[str]]) -> str:
    line = f"├{'┼'.join('──' for _ in rows[0])}┤"
    return f"┌──┐\n{chr(10).join(f'│{chr(0x2502).join(row)}│{chr(10)}{line}' for row in rows)}\n└──┘"


def _markdown(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]])


def _wrapped(rows: list[list[str]]) -> str:
    lines = ("  ".join(row) for row in rows)
    return "\n".join(line[at : at + 40] for line in lines for at in range(0, len(line), 40))


_WRITTEN: Final[dict[str, tuple[str, Write]]] = {
    "fixed_columns": ("blank", _columns), "by_commas": ("dropped", _quoted), "commas_and_blanks": ("blank", _quoted),
    "commas_and_repeated": ("repeated", _quoted), "box": ("blank", _box), "markdown": ("blank", _markdown),
}  # fmt: skip
_DOUBTED: Final = frozenset((*_LOST, "wrapped", "blanks_gone", "blanks_gone_in_lines", "commas_in_figures"))
TEXTS: Final = (*_SURE, *_WRITTEN, *sorted(_DOUBTED))
"""The ways of writing tables."""


def text_of(document: Document, way: str) -> bytes:
    """Return a document as text in one of :data:`TEXTS`."""
    if way in _DOUBTED:
        document.may_be_blank("")
    if way.startswith("blanks_gone"):
        for cell in cells_of(document, 20):
            cell.text = ""
            document.nobody_knows(cell)
    if way == "commas_in_figures":
        for cell in document.cells():
            cell.text = f"{int(cell.text):,}" if cell.text.isdecimal() and cell.text.isascii() else cell.text
    return "\n".join(_lines(document, way)).encode(document.chance.choice(["utf-8", "gb18030", "utf-16"]), "replace")


def _lines(document: Document, way: str) -> Iterator[str]:
    yield from ("首页 > 政务公开", document.title, f"发布日期：{document.year + 1}-01-20 浏览次数：33", "")
    for section, paragraphs in document.prose.items():
        yield from (section, "")
        for number, one in enumerate(document.type.tables):
            if one.heading == section:
                yield from (_table(document, part, way) for part in document.parts_of(number))
                yield ""
        yield from paragraphs


def _table(document: Document, grid: Grid, way: str) -> str:
    merges, between = _SURE.get(way, ("dropped", "\t"))
    rows = [
        [cell.text for cell in row] for row in without_merges(grid, _WRITTEN[way][0] if way in _WRITTEN else merges)
    ]
    if way in _WRITTEN:
        return _WRITTEN[way][1](rows)
    if way == "wrapped":
        return _wrapped(rows)
    if way in _LOST:
        return _with_losses(document, rows, *_LOST[way])
    if way == "commas_in_figures":
        return "\n".join(",".join(row) for row in rows)
    if way.startswith("blanks_gone"):
        between = "\n" if way.endswith("lines") else " "
        rows = [[cell for cell in row if cell.strip()] for row in rows]
    ends = ("| ", " |") if between == " | " else ("", "")
    return "\n".join(f"{ends[0]}{between.join(row)}{ends[1]}" for row in rows)


def _with_losses(document: Document, rows: list[list[str]], sign: str, instead: str, often: float) -> str:
    chance = document.chance
    if instead == "gone":
        return "\n".join(cell for row in rows for cell in row if chance.random() > often)
    between = sign if sign != "\n" else "\t"
    lines = ["".join(f"{'' if not at else instead if sign != chr(10) and chance.random() < often else between}{cell}"
                     for at, cell in enumerate(row)) for row in rows]  # fmt: skip
    if sign != "\n":
        return "\n".join(lines)
    return "".join(f"{line}{instead if chance.random() < often else sign}" for line in lines)
