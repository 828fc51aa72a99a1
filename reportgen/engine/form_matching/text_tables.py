"""Tables that are only lines of text: cells by tabs, pipes or spaces, or one cell a line; found by a form's labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from reportgen.core.shown_document import ShownCell, ShownTable, ShownText
from reportgen.engine.form_matching.comma_lines import may_be_thousands
from reportgen.engine.form_matching.cut_tables import cut_at_titles
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.labels import words_of
from reportgen.engine.form_matching.listed_figures import in_a_list
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Line, Sheet
from reportgen.engine.form_matching.text_lines import LONGEST_LABEL, MOST_PIECES, PIPES, TextLine, cells_in, line_of
from reportgen.engine.form_matching.text_rows import rows_in

_SENTENCE: Final = re.compile(r"[。；！？]")
_FEWEST_LINES: Final = 3
_FEWEST_COLUMNS: Final = 4
"""Lines of fewer cells may have the same number of them by chance."""
_LABELS: Final = 5
"""A row has at most so many labels before its figures."""
_YEAR: Final = re.compile(r"20[0-9]{2}\s*年")


def with_text_tables(
    blocks: Iterable[ShownText | ShownTable], form: FormIndex, titles: frozenset[str]
) -> Iterator[ShownText | Sheet]:
    """Yield the blocks of a document, its tables as sheets, and each run of lines that is a table of the form as one.

    ``titles`` are the words of section titles, which are never part of a table.
    """
    run: list[ShownText] = []
    for block in blocks:
        if isinstance(block, ShownText):
            run.append(block)
            continue
        yield from _divided(run, form, titles)
        run = []
        yield from cut_at_titles(block, form, titles)
    yield from _divided(run, form, titles)


def _divided(run: Sequence[ShownText], form: FormIndex, titles: frozenset[str]) -> Iterator[ShownText | Sheet]:
    """Yield a run of texts, in which what belongs to a table is a sheet."""
    listed = in_a_list(run, form)
    if listed is not None:
        start, end, sheet = listed
        yield from _divided(run[:start], form, titles)
        yield sheet
        yield from _divided(run[end:], form, titles)
        return
    lines = [line_of(text, form, titles) for text in _unfolded(run, form)]
    start = 0
    while start < len(lines):
        if lines[start].kind == "other":
            yield lines[start].text
            start += 1
            continue
        end = _end(lines, start, titles)
        zone = _certain(lines[start:end], form)
        if _is_table(zone):
            lines_of_grid = _grid(zone)
            rows = lines_of_grid or tuple(rows_in(zone, form))
            yield Sheet(rows, zone[0].text.origin, grid=bool(lines_of_grid))
        else:
            yield from (line.text for line in zone)
        start = end


def _unfolded(run: Iterable[ShownText], form: FormIndex) -> Iterator[ShownText]:
    """Yield texts, each cell of a line that holds more of them than a row of the form as a text of its own."""
    widest = form.most_columns + _LABELS
    for text in run:
        cells = cells_in(text.text) if text.text.count("\t") > widest else ()
        if sum(words_of(cell) in form.labels for cell in cells) > _LABELS:
            yield from (attrs.evolve(text, text=cell) for cell in cells if cell)
        else:
            yield text


def _grid(zone: Sequence[TextLine]) -> tuple[Line, ...]:
    """Return the rows of lines that are all divided into the same number of cells: there a cell's column counts."""
    written = [line for line in zone if line.kind != "rule"]
    rows = [line.cells if line.by_commas else cells_in(line.text.text) for line in written]
    divided = all(line.by_commas or "\t" in line.text.text or PIPES.search(line.text.text) for line in written)
    if not divided or len({len(cells) for cells in rows}) > 1 or len(rows[0]) < _FEWEST_COLUMNS:
        return ()
    return tuple(
        Line(tuple(ShownCell(row, place, text, line.text.origin) for place, text in enumerate(cells)), width=len(cells))
        for row, (line, cells) in enumerate(zip(written, rows, strict=True))
    )


def _certain(zone: list[TextLine], form: FormIndex) -> list[TextLine]:
    """Return the lines of a zone; a row with commas that may stand inside of its figures is told apart by its length.

    Where neither all rows have as many cells, nor all rows of the same table of the form as many figures as it has
    columns, such a row is one doubtful cell behind its label.
    """
    rows = [line for line in zone if line.by_commas]
    if len({len(line.cells) for line in rows}) < 2:
        return zone
    sure = {id(line) for line in rows if _is_whole(line, form)}
    uncertain = any(id(line) not in sure and line.kind in {"data", "values"} for line in rows)
    return [
        _doubtful(line)
        if line.by_commas and may_be_thousands(line.text.text) and (uncertain or id(line) not in sure)
        else line
        for line in zone
    ]


def _is_whole(line: TextLine, form: FormIndex) -> bool:
    """Whether a row has just as many figures behind its label as the form's table has columns."""
    first = next((place for place, cell in enumerate(line.cells) if cell and is_value(cell)), len(line.cells))
    labels = ("".join(line.cells[start:first]) for start in range(first))
    blocks = [block for label in labels for block, _ in form.rows.get(words_of(label), ())]
    if not first:
        blocks = [block for block in form.blocks if block.unlabelled is not None]
    return any(len(block.columns) == len(line.cells) - first for block in blocks)


def _doubtful(line: TextLine) -> TextLine:
    first = next((place for place, cell in enumerate(line.cells) if cell and is_value(cell)), 0)
    return attrs.evolve(line, cells=(*line.cells[:first], ",".join(line.cells[first:])))


def _end(lines: Sequence[TextLine], start: int, titles: frozenset[str]) -> int:
    """Return where the run of table lines that begins at ``start`` ends; short unknown lines inside belong to it."""
    end = start
    at = start
    filled = False
    while at < len(lines):
        line = lines[at]
        if line.kind != "other":
            end = at + 1
            filled = filled or line.kind in {"data", "values"}
        elif filled and _YEAR.search(line.text.text) is not None:
            break  # the caption of another year's table
        elif not _may_be_label(line, titles) or at - end >= MOST_PIECES - 1:
            break
        at += 1
    return end


def _may_be_label(line: TextLine, titles: frozenset[str]) -> bool:
    text = line.text.text
    short = len(text) <= LONGEST_LABEL and _SENTENCE.search(text) is None
    return short and words_of(text) not in titles


def _is_table(zone: Sequence[TextLine]) -> bool:
    """Whether lines are a table: labels of the form, figures, and not a line or two of prose that look so."""
    kinds = [line.kind for line in zone]
    return len(zone) >= _FEWEST_LINES and "labels" in kinds and ("data" in kinds or "values" in kinds)
