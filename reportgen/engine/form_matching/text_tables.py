"""Tables that are only lines of text: cells by tabs, pipes or spaces, or one cell a line; found by a form's labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

import attrs

from reportgen.core.shown_document import ShownCell, ShownTable, ShownText
from reportgen.engine.form_matching.comma_lines import cells_by_commas, may_be_thousands
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.labels import numeral_of, words_of
from reportgen.engine.form_matching.listed_figures import in_a_list
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Line, Sheet, sheet_of

_Kind = Literal["data", "values", "labels", "rule", "other"]
_PIPES: Final = re.compile(r"[|｜│┃¦]")
_WIDE_GAP: Final = re.compile(r"[ \xa0]{2,}|[ \xa0]*\u3000[ \xa0\u3000]*")
_SPACES: Final = re.compile(r"[ \xa0\u3000]+")
_RULE: Final = re.compile(r"[-=_+|:：─━┼├┤┌┐└┘┬┴│┃═╪╞╡ \t]{3,}")
_SENTENCE: Final = re.compile(r"[。；！？]")
_LONGEST_LABEL: Final = 45
_MOST_PIECES: Final = 4
"""Lines or tokens that one label may be broken over."""
_FEWEST_LINES: Final = 3
_FEWEST_COLUMNS: Final = 4
"""Lines of fewer cells may have the same number of them by chance."""
_LABELS: Final = 5
"""A row has at most so many labels before its figures."""
_YEAR: Final = re.compile(r"20[0-9]{2}\s*年")


@attrs.frozen(eq=False)
class _Line:
    """One line of text, as cells."""

    text: ShownText
    cells: tuple[str, ...]
    kind: _Kind
    by_commas: bool = False


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
        yield from _cut(block, form, titles)
    yield from _divided(run, form, titles)


def _cut(table: ShownTable, form: FormIndex, titles: frozenset[str]) -> Iterator[ShownText | Sheet]:
    """Yield a table; where it holds the titles of sections, these and other rows of prose are texts between tables."""
    rows: dict[int, list[ShownCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    alone = {row: one for row, cells in rows.items() if (one := _only(cells)) is not None}
    if not any(words_of(cell.text) in titles for cell in alone.values()):
        yield sheet_of(table)
        return
    part: list[ShownCell] = []
    for row, cells in sorted(rows.items()):
        one = alone.get(row)
        if one is None or is_value(one.text) or words_of(one.text) in form.labels - titles:
            part += cells
            continue
        if part:
            yield sheet_of(attrs.evolve(table, cells=tuple(part)))
        part = []
        yield from (ShownText(line, one.origin) for line in one.text.split("\n"))
    if part:
        yield sheet_of(attrs.evolve(table, cells=tuple(part)))


def _only(cells: Sequence[ShownCell]) -> ShownCell | None:
    """Return the only cell of a row that has a text, if it is in no other row."""
    filled = [cell for cell in cells if cell.text.strip()]
    return filled[0] if len(filled) == 1 and filled[0].rows == 1 else None


def _divided(run: Sequence[ShownText], form: FormIndex, titles: frozenset[str]) -> Iterator[ShownText | Sheet]:
    """Yield a run of texts, in which what belongs to a table is a sheet."""
    listed = in_a_list(run, form)
    if listed is not None:
        start, end, sheet = listed
        yield from _divided(run[:start], form, titles)
        yield sheet
        yield from _divided(run[end:], form, titles)
        return
    lines = [_line(text, form, titles) for text in _unfolded(run, form)]
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
            rows = lines_of_grid or tuple(_rows(zone, form))
            yield Sheet(rows, zone[0].text.origin, grid=bool(lines_of_grid))
        else:
            yield from (line.text for line in zone)
        start = end


def _unfolded(run: Iterable[ShownText], form: FormIndex) -> Iterator[ShownText]:
    """Yield texts, each cell of a line that holds more of them than a row of the form as a text of its own."""
    widest = form.most_columns + _LABELS
    for text in run:
        cells = _cells(text.text) if text.text.count("\t") > widest else ()
        if sum(words_of(cell) in form.labels for cell in cells) > _LABELS:
            yield from (attrs.evolve(text, text=cell) for cell in cells if cell)
        else:
            yield text


def _grid(zone: Sequence[_Line]) -> tuple[Line, ...]:
    """Return the rows of lines that are all divided into the same number of cells: there a cell's column counts."""
    written = [line for line in zone if line.kind != "rule"]
    rows = [line.cells if line.by_commas else _cells(line.text.text) for line in written]
    divided = all(line.by_commas or "\t" in line.text.text or _PIPES.search(line.text.text) for line in written)
    if not divided or len({len(cells) for cells in rows}) > 1 or len(rows[0]) < _FEWEST_COLUMNS:
        return ()
    return tuple(
        Line(tuple(ShownCell(row, place, text, line.text.origin) for place, text in enumerate(cells)), width=len(cells))
        for row, (line, cells) in enumerate(zip(written, rows, strict=True))
    )


def _certain(zone: list[_Line], form: FormIndex) -> list[_Line]:
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


def _is_whole(line: _Line, form: FormIndex) -> bool:
    """Whether a row has just as many figures behind its label as the form's table has columns."""
    first = next((place for place, cell in enumerate(line.cells) if cell and is_value(cell)), len(line.cells))
    labels = ("".join(line.cells[start:first]) for start in range(first))
    blocks = [block for label in labels for block, _ in form.rows.get(words_of(label), ())]
    if not first:
        blocks = [block for block in form.blocks if block.unlabelled is not None]
    return any(len(block.columns) == len(line.cells) - first for block in blocks)


def _doubtful(line: _Line) -> _Line:
    first = next((place for place, cell in enumerate(line.cells) if cell and is_value(cell)), 0)
    return attrs.evolve(line, cells=(*line.cells[:first], ",".join(line.cells[first:])))


def _line(text: ShownText, form: FormIndex, titles: frozenset[str]) -> _Line:
    if words_of(text.text) in titles:
        return _Line(text, (text.text,), "other")
    if _RULE.fullmatch(text.text):
        return _Line(text, (text.text,), "rule")
    found = None if "\t" in text.text else cells_by_commas(text.text, form)
    cells = _cells(text.text) if found is None else found
    if found is not None:
        return _Line(text, found, _kind_of(found), by_commas=True)
    return _Line(text, *_spaced(text, cells, form))


def _spaced(text: ShownText, cells: tuple[str, ...], form: FormIndex) -> tuple[tuple[str, ...], _Kind]:
    """Return the cells of a line that tabs, pipes or spaces divide, and what kind of line it is."""
    values = [cell for cell in cells if cell and is_value(cell)]
    others = [cell for cell in cells if cell and not is_value(cell)]
    if values and not others:
        return (cells, "values")
    labels = [cell for cell in others if words_of(cell) in form.labels]
    if values:
        named = labels or any(words_of("".join(others[at:])) in form.labels for at in range(len(others)))
        short = len(others) <= _MOST_PIECES and sum(map(len, others)) <= 2 * _LONGEST_LABEL
        return (cells, "data" if short and (named or len(values) > 1) else "other")
    if words_of(text.text) in form.labels:
        return ((text.text,), "labels")
    return (cells, "labels" if labels and len(labels) * 2 >= len(others) else "other")


def _kind_of(cells: Sequence[str]) -> _Kind:
    figures = [cell for cell in cells if cell and is_value(cell)]
    return "labels" if not figures else "values" if len(figures) == sum(map(bool, cells)) else "data"


def _cells(text: str) -> tuple[str, ...]:
    """Return the cells of a line: by tabs, else by pipes, else by wide gaps, else by spaces."""
    if "\t" in text:
        return tuple(piece.strip() for piece in text.split("\t"))
    if _PIPES.search(text) is not None:
        pieces = [piece.strip() for piece in _PIPES.split(text)]
        first = 1 if not pieces[0] else 0
        return tuple(pieces[first : len(pieces) - (not pieces[-1])])
    gaps = [piece for piece in _WIDE_GAP.split(text.strip()) if piece]
    if len(gaps) > 1 and all(len([one for one in piece.split() if is_value(one)]) < 2 for piece in gaps):
        return tuple(gaps)
    return tuple(piece for piece in _SPACES.split(text.strip()) if piece)


def _end(lines: Sequence[_Line], start: int, titles: frozenset[str]) -> int:
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
        elif not _may_be_label(line, titles) or at - end >= _MOST_PIECES - 1:
            break
        at += 1
    return end


def _may_be_label(line: _Line, titles: frozenset[str]) -> bool:
    text = line.text.text
    short = len(text) <= _LONGEST_LABEL and _SENTENCE.search(text) is None
    return short and words_of(text) not in titles


def _is_table(zone: Sequence[_Line]) -> bool:
    """Whether lines are a table: labels of the form, figures, and not a line or two of prose that look so."""
    kinds = [line.kind for line in zone]
    return len(zone) >= _FEWEST_LINES and "labels" in kinds and ("data" in kinds or "values" in kinds)


def _rows(zone: Sequence[_Line], form: FormIndex) -> Iterator[Line]:
    """Yield the rows of a table; where each cell has a line of its own, the labels and figures of a row together."""
    pending: list[_Line] = []
    row = at = 0
    while at < len(zone):
        line = zone[at]
        if line.kind in {"labels", "other"}:
            pending.append(line)
            at += 1
            continue
        if line.kind != "values":
            for one in pending:
                yield _made([one], row)
                row += 1
            pending = []
            at += 1
            if line.kind == "data":
                wrapped = [line]
                while at < len(zone) and zone[at].kind == "values":  # a row that was broken, perhaps inside a figure
                    wrapped.append(zone[at])
                    at += 1
                yield _made([line], row) if len(wrapped) == 1 else _broken(wrapped, row)
                row += 1
            continue
        end = at
        while end < len(zone) and zone[end].kind == "values":
            end += 1
        values = zone[at:end]
        own = _label_before(pending, sum(len(one.cells) for one in values), form)
        for one in pending[: len(pending) - own]:
            yield _made([one], row)
            row += 1
        yield _made(values, row, pending[len(pending) - own :])
        row += 1
        pending = []
        at = end
    for one in pending:
        yield _made([one], row)
        row += 1


def _label_before(pending: Sequence[_Line], figures: int, form: FormIndex) -> int:
    """Return how many of the lines before figures are the label of their row; the others are headings."""
    for count in range(1, min(len(pending), _MOST_PIECES) + 1):
        text = "".join(line.text.text for line in pending[-count:])
        words = words_of(text)
        candidates = form.rows.get(words, ())
        fits = any(
            len(block.columns) == figures or (leaf.numeral and leaf.numeral == numeral_of(text))
            for block, leaf in candidates
        )
        if candidates and (words not in form.header_words or fits):
            return count
    last = pending[-1] if pending else None
    return int(last is not None and len(last.cells) == 1 and words_of(last.text.text) not in form.header_words)


def _broken(lines: Sequence[_Line], row: int) -> Line:
    """Return a row over several lines: its label, and one doubtful cell."""
    first = next((place for place, cell in enumerate(lines[0].cells) if cell and is_value(cell)), 0)
    figures = [*lines[0].cells[first:], *(cell for line in lines[1:] for cell in line.cells)]
    return _made([attrs.evolve(lines[0], cells=(*lines[0].cells[:first], "\n".join(figures)))], row)


def _made(lines: Sequence[_Line], row: int, label: Sequence[_Line] = ()) -> Line:
    cells: list[ShownCell] = []
    if label:
        cells.append(ShownCell(row, 0, "".join(line.text.text for line in label), label[0].text.origin))
    for line in lines:
        start = len(cells)
        cells += (ShownCell(row, start + place, text, line.text.origin) for place, text in enumerate(line.cells))
    return Line(tuple(cells))
