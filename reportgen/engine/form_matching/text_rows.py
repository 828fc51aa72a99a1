"""The rows of a table that is lines of text; where each cell has a line of its own, its label and figures together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from reportgen.core.shown_document import ShownCell
from reportgen.engine.form_matching.form_index import FormIndex
from reportgen.engine.form_matching.labels import numeral_of, words_of
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Line
from reportgen.engine.form_matching.text_lines import MOST_PIECES, TextLine


def rows_in(zone: Sequence[TextLine], form: FormIndex) -> Iterator[Line]:
    """Yield the rows of a table; where each cell has a line of its own, the labels and figures of a row together."""
    pending: list[TextLine] = []
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


def _label_before(pending: Sequence[TextLine], figures: int, form: FormIndex) -> int:
    """Return how many of the lines before figures are the label of their row; the others are headings."""
    for count in range(1, min(len(pending), MOST_PIECES) + 1):
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


def _broken(lines: Sequence[TextLine], row: int) -> Line:
    """Return a row over several lines: its label, and one doubtful cell."""
    first = next((place for place, cell in enumerate(lines[0].cells) if cell and is_value(cell)), 0)
    figures = [*lines[0].cells[first:], *(cell for line in lines[1:] for cell in line.cells)]
    return _made([attrs.evolve(lines[0], cells=(*lines[0].cells[:first], "\n".join(figures)))], row)


def _made(lines: Sequence[TextLine], row: int, label: Sequence[TextLine] = ()) -> Line:
    cells: list[ShownCell] = []
    if label:
        cells.append(ShownCell(row, 0, "".join(line.text.text for line in label), label[0].text.origin))
    for line in lines:
        start = len(cells)
        cells += (ShownCell(row, start + place, text, line.text.origin) for place, text in enumerate(line.cells))
    return Line(tuple(cells))
