"""The rows of published tables that hold a form's figures: whose row each is, and which cell is under which column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from reportgen.core.shown_document import ShownCell
from reportgen.core.value import Value
from reportgen.engine.form_matching.form_index import BlockIndex, FormIndex, Leaf
from reportgen.engine.form_matching.headers import Columns, columns_of
from reportgen.engine.form_matching.labels import number_of, numeral_of, words_of
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Line, Sheet
from reportgen.model.kinds.units import money_named

_MOST_PIECES: Final = 12
"""Over so many cells the words of a label may be split, or stand again where merged cells were lost."""

SHORT: Final = 2
"""A label of so few characters, such as 其他, may stand in other groups, too."""
_FEWEST_NUMBERED: Final = 5
_FEWEST_STRANGE: Final = 4
_LONGEST_OTHER: Final = 6

_Row = tuple[str, tuple[BlockIndex, Leaf] | None, tuple[ShownCell, ...]]
"""A row's label, the row of the form that has it, and the cells behind it."""


@attrs.frozen(eq=False, repr=False, slots=False)
class Headings(Value):
    """What stands over a row: the labels since the last figures, and the columns that still hold from before."""

    lines: tuple[Line, ...]
    grid: bool
    before: Mapping[tuple[str, ...], Columns]

    def columns(self, block: BlockIndex) -> Columns | None:
        """Return the columns of ``block`` as these headings have them, or those of the table that is continued."""
        found = columns_of(self.lines, block, grid=self.grid) if self.lines else None
        if found is not None and (money := tuple(self._money())):
            found = attrs.evolve(found, money=money)
        if found is None and not any(_names_columns(line, block.header_words) for line in self.lines):
            return self.before.get(block.header)
        return found

    def _money(self) -> Iterator[tuple[int, int, frozenset[str]]]:
        for line in self.lines:
            for cell in line.cells:
                if names := money_named(cell.text):
                    yield cell.column, cell.column + cell.columns, names


@attrs.frozen(eq=False, repr=False)
class DataRow(Value):
    """A row with figures: its label as printed (empty where it has none), the cells behind it, and what is over it."""

    sheet: int
    line: Line
    label: str
    row: tuple[BlockIndex, Leaf] | None
    """The row of the form that has these words; None where none has, or several have."""
    cells: tuple[ShownCell, ...]
    headings: Headings


def rows_of(sheets: Sequence[Sheet], form: FormIndex) -> Iterator[DataRow]:
    """Yield every row of figures in ``sheets`` below headings that are the form's, in order."""
    before: dict[tuple[str, ...], Columns] = {}
    heading: list[Line] = []
    group: tuple[str, ...] = ()
    fresh, own, grid = False, False, True
    """Whether no figures came since the last headings, whether nothing but headings did, and whether in a grid."""
    for number, sheet in enumerate(sheets):
        heading = heading if fresh and grid == sheet.grid else []
        own = own and bool(heading) and not sheet.lines[1:]
        fresh = own
        group = group if len(sheet.lines) == 1 else ()
        for line in sheet.lines:
            found = _labelled(line, form, group)
            if found is None and _is_heading(line, form):
                heading = [*heading, line] if own and fresh else [line]
                fresh, own, grid = True, True, sheet.grid
                continue
            if found is None and _is_strange_heading(line, form):
                heading = [*heading, line] if own and fresh else [line]
                fresh, own, grid, before = True, True, sheet.grid, {}
                continue
            if found is None and own and fresh and not sheet.grid and _may_be_heading(line, form):
                heading = [*heading, line]
                continue
            group = _groups_in(line, form) or group
            headings = Headings(tuple(heading), sheet.grid, dict(before))
            row = found or _figures_only(line)
            own = False
            if row is None:
                continue
            label, leaf, cells = row
            fresh = False
            made = DataRow(number, line, label, leaf, cells, headings)
            if leaf is not None and (columns := headings.columns(leaf[0])) is not None:
                before[leaf[0].header] = columns
            yield made


def _labelled(line: Line, form: FormIndex, group: tuple[str, ...]) -> _Row | None:
    """Return the label, the row of the form that it names, and the cells behind it; None where no row is named."""
    for end in range(len(line.cells) - 1, 0, -1):
        if not line.texts[end - 1] or is_value(line.texts[end - 1]):
            continue
        behind = line.texts[end:]
        if not all(is_value(text) for text in behind):
            continue
        for begin in range(max(0, end - _MOST_PIECES), end):
            text = "".join(line.texts[begin:end])
            candidates = form.rows.get(words_of(text), ())
            if candidates and (any(behind) or len(behind) == _figures(candidates)):
                chosen = _chosen(text, candidates, (*_groups_in(line, form), *group))
                return text, chosen, line.cells[end:]
        break
    return _with_words(line, form, group)


def _with_words(line: Line, form: FormIndex, group: tuple[str, ...]) -> _Row | None:
    """Return a row some of whose figures are words: just as many cells as columns stand behind its label."""
    for end in range(len(line.cells) - 1, 0, -1):
        text = line.texts[end]
        if text and not is_value(text) and (number_of(text) or words_of(text).rstrip("0123456789") in form.labels):
            return None  # another label
        behind = len(line.cells) - end
        if behind > form.most_columns:
            return None
        for begin in range(max(0, end - _MOST_PIECES), end):
            candidates = form.rows.get(words_of("".join(line.texts[begin:end])), ())
            if candidates and behind == _figures(candidates):
                label = "".join(line.texts[begin:end])
                return label, _chosen(label, candidates, (*_groups_in(line, form), *group)), line.cells[end:]
    return None


def _figures(candidates: Sequence[tuple[BlockIndex, Leaf]]) -> int:
    return min(len(block.columns) for block, _ in candidates)


def _chosen(
    label: str, candidates: Sequence[tuple[BlockIndex, Leaf]], groups: Sequence[str]
) -> tuple[BlockIndex, Leaf] | None:
    """Return the row that is meant, a single one before a group; of several, the one whose group is named.

    A short label, such as 6.其他, is that of the form where its group is named, or else its number is right.
    """
    single = [one for one in candidates if not one[1].group] or list(candidates)
    if len(single) > 1:
        single = [one for one in single if one[1].above and one[1].above[-1] in groups]
    elif single and len(single[0][1].words) <= SHORT and len(single[0][1].above) > 1:
        numeral = numeral_of(label)
        single = [
            one
            for one in single
            if (one[1].above[-1] in groups if groups else not numeral or numeral == one[1].numeral)
        ]
    return single[0] if len(single) == 1 else None


def _groups_in(line: Line, form: FormIndex) -> tuple[str, ...]:
    """Return the words of the groups that a row of the table names."""
    words = (words_of(text) for text in line.texts if text)
    return tuple(one for one in words if any(leaf.group for _, leaf in form.rows.get(one, ())))


def _names_columns(line: Line, words: frozenset[str]) -> bool:
    return any(words_of(text) in words for text in line.texts if text)


def _is_heading(line: Line, form: FormIndex) -> bool:
    """Whether a row has labels of columns and no figures."""
    if any(text and _has_digit(text) and is_value(text) for text in line.texts):
        return False
    return _names_columns(line, form.header_words)


def _is_strange_heading(line: Line, form: FormIndex) -> bool:
    """Whether a row names columns, none of which is the form's: what is below it is another table."""
    texts = {text for text in line.texts if text}
    if len(texts) < _FEWEST_STRANGE or len(line.cells) < _FEWEST_STRANGE:
        return False
    return not any(is_value(text) or any(map(str.isdigit, text)) or words_of(text) in form.labels for text in texts)


def _may_be_heading(line: Line, form: FormIndex) -> bool:
    """Whether a line of text between headings may be one more, of a column that is not the form's."""
    text = line.texts[0]
    words = words_of(text)
    short = len(line.cells) == 1 and 1 < len(words) <= _LONGEST_OTHER and not text.startswith("单位")
    return short and words not in form.labels and not any(map(str.isdigit, text))


def _figures_only(line: Line) -> _Row | None:
    """Return a row of figures whose label, if it has one, is not the form's."""
    end = next((place for place, text in enumerate(line.texts) if text and is_value(text)), None)
    if end is None or not any(_has_digit(text) for text in line.texts[end:] if text and is_value(text)):
        return None
    while end and not line.texts[end - 1]:
        end -= 1
    numbers = [text for text in line.texts if text]
    if len(numbers) >= _FEWEST_NUMBERED and numbers == [str(number) for number in range(1, len(numbers) + 1)]:
        return None  # the columns are numbered
    return "".join(line.texts[:end]), None, line.cells[end:]


def _has_digit(text: str) -> bool:
    return text[0].isdigit() or (text[0] in "~\ufffd" and any(sign.isdigit() for sign in text))
