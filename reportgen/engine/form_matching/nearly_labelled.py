"""Rows whose labels are nearly a form's, taken for them where no other row of the document may be meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened
from reportgen.engine.form_matching.form_index import BlockIndex, FormIndex, Leaf
from reportgen.engine.form_matching.labels import MARGIN, NEAR, likeness, numeral_of, words_of
from reportgen.engine.form_matching.published_rows import SHORT, DataRow
from reportgen.engine.form_matching.sheets import Line, Sheet

_NEAR_BETWEEN: Final = 0.5
"""How alike a label must be that has the right number and stands between the right rows."""

_OF_A_PART: Final = "小计"
_SUMS: Final = frozenset((_OF_A_PART, "合计", "共计", "总计"))


def nearly(
    rows: list[DataRow], form: FormIndex, printed: Mapping[str, Sequence[Line]], account: list[Fault]
) -> list[DataRow]:
    """Take rows whose labels are nearly a form's for them, where no other row of the document has that label."""
    taken = {(one.row[0].table, one.row[1].address) for one in rows if one.row is not None}
    result = list(rows)
    for number, row in enumerate(rows):
        if row.row is not None or not row.label:
            continue
        chosen = _nearest(row, number, result, form, taken)
        if chosen is None:
            continue
        elsewhere = any(line is not row.line for line in printed.get(chosen[1].words, ()))
        if chosen[1].words == words_of(row.label) or not elsewhere:
            taken.add((chosen[0].table, chosen[1].address))
            result[number] = attrs.evolve(row, row=chosen)
            account.append(loosely(row.label, chosen[1].label, row.line.origin))
    return result


def _nearest(
    row: DataRow, number: int, rows: Sequence[DataRow], form: FormIndex, taken: set[tuple[int, str]]
) -> tuple[BlockIndex, Leaf] | None:
    words, numeral = words_of(row.label), numeral_of(row.label)
    if words[-1:].isdigit():
        return None  # a figure has grown on to the label
    scored: list[tuple[float, BlockIndex, Leaf]] = []
    for block in form.blocks:
        if row.headings.columns(block) is None:
            continue
        for leaf in block.rows:
            if words == leaf.words and len(words) <= SHORT:
                return None  # it stands in another group
            if words in _SUMS and (words == _OF_A_PART or not numeral or numeral != leaf.numeral):
                continue  # it may be the sum of the rows above it, whatever stands between the same rows in the form
            alike = likeness(words, leaf.words)
            if numeral and numeral == leaf.numeral:
                alike += MARGIN / 2
            scored.append((alike, block, leaf))
    scored.sort(key=lambda one: -one[0])
    if not scored:
        return None
    best, block, leaf = scored[0]
    clear = len(scored) == 1 or best - scored[1][0] >= MARGIN
    if (block.table, leaf.address) in taken or not clear:
        return None
    if best >= NEAR or (best >= _NEAR_BETWEEN and _fits_between(block, leaf, number, rows)):
        return block, leaf
    return None


def _fits_between(block: BlockIndex, leaf: Leaf, number: int, rows: Sequence[DataRow]) -> bool:
    """Whether the rows before and behind are those before and behind in the form."""
    around = [rows[at].row if 0 <= at < len(rows) else None for at in (number - 1, number + 1)]
    for row, order in zip(around, (leaf.order - 1, leaf.order + 1), strict=True):
        if not 0 <= order < len(block.rows):
            continue
        if row is None or row[0] is not block or row[1].order != order:
            return False
    return True


def printed_labels(sheets: Sequence[Sheet], form: FormIndex) -> Mapping[str, Sequence[Line]]:
    """Return the lines with a cell that has the words of a form's row and no others, with figures behind it or not."""
    rows = form.rows.keys() - form.header_words
    found: dict[str, list[Line]] = {}
    for line in (line for sheet in sheets for line in sheet.lines):
        for words in {words_of(text) for text in line.texts if text} & rows:
            found.setdefault(words, []).append(line)
    return found


def loosely(text: str, label: str, origin: Origin | None) -> Fault:
    """Return the fault that tells which of the form's labels a text was taken for."""
    shown = shortened(" ".join(text.split()))
    says = Text(f"“{shown}”当作“{label}”读", f"“{shown}” was taken for “{label}”")
    return Fault("published-loose-label", says, origin)
