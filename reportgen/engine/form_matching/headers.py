"""Which column of a table is which column of the form: by the labels above it, in whatever order they stand."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import attrs

from reportgen.core.value import Value
from reportgen.engine.form_matching.form_index import BlockIndex, Leaf
from reportgen.engine.form_matching.labels import MARGIN, NEAR, likeness, words_of
from reportgen.engine.form_matching.labels_in_wrong_places import in_wrong_places
from reportgen.engine.form_matching.printed_figures import is_value
from reportgen.engine.form_matching.sheets import Line

_IN_PLACE = 0.4
"""How alike the only heading that is not understood must be to the only one that is missing, in its place: 合计."""
_OF_A_PART = "小计"
"""What stands over the sum of some columns, never of all."""
_SUMS = frozenset((_OF_A_PART, "合计", "总计", "共计"))
_NUMBERS = frozenset(("行次", "行号", "序号", "编号", "代码"))
"""What stands over numbers of the rows, also between their labels and their figures."""
_STRANGE = "?"
"""Stands for the words of a heading that is not the form's."""
_CONTAINED = 0.75
"""How alike two labels count of which one contains the other, as in 公益组织 for 社会公益组织."""


@attrs.frozen(eq=False, repr=False)
class Columns(Value):
    """The columns below some headings: in their order, and by the places of the grid where that can be relied on.

    ``loose`` maps a label as printed to the official one that it was taken for.
    """

    order: tuple[Leaf, ...] | None
    spans: Mapping[int, tuple[int, int]] | None
    """The first column and the one behind the last, by the number of the form's column."""
    width: int
    loose: Mapping[str, str]
    others: tuple[tuple[int, int], ...] = ()
    """The places of columns that are not the form's."""
    passed: tuple[int, ...] = ()
    """Which of all columns, from 0, are not the form's, where only counting tells."""
    money: tuple[tuple[int, int, frozenset[str]], ...] = ()
    """The units of money that headings name, each with its first column and the one behind the last."""


@attrs.define(eq=False)
class _Cell:
    """A heading: its words as the form has them (empty where they are not the form's), and where it stands."""

    words: str
    text: str
    line: int
    column: int
    columns: int
    lines: int = 1


def columns_of(lines: Sequence[Line], block: BlockIndex, *, grid: bool) -> Columns | None:
    """Return the columns that the headings in ``lines`` name, or None where they are not those of ``block``."""
    widths = {line.width for line in lines}
    whole = grid and len(widths) == 1 and 0 not in widths
    found = None if whole else _columns(_cells(lines), block, 0)
    return found or _columns(_merged(_cells(lines)), block, lines[0].width if whole else 0)


def _columns(cells: list[_Cell], block: BlockIndex, width: int) -> Columns | None:
    """Return what ``cells`` name; their places count only where they fill a grid of ``width`` columns."""
    loose = _loosely(cells, block)
    _distrust_misplaced(cells, block)
    known = [cell for cell in cells if cell.words in block.header_words]
    leaves = {leaf.words for leaf in block.columns}
    named = sum(cell.words in leaves for cell in known)
    if not named:
        return None
    few = named * 2 < len(block.columns)
    strange = [cell for cell in cells if not cell.words and not _frames(cell.text, block)]
    order = _in_order(known, block)
    if few and (order is None or strange or len(order) < 2 or not any(cell.words in block.inside for cell in known)):
        return None  # a stray label or two are no headings; columns below all labels of their group are
    if order is not None and strange and len(order) < len(block.columns):
        order = None  # a heading that is not understood may be one of the missing columns
    spans = _spans(cells, block) if width else None
    if spans is not None and order is not None and len(spans) == len(order):
        by_place = [number for number, _ in sorted(spans.items(), key=lambda one: one[1])]
        if by_place != [leaf.order for leaf in order]:
            order = spans = None  # the words and the places contradict each other
    others = _others(strange, spans, known)
    passed = _passed_over(others, strange, known, block) if others and order is not None and spans is None else ()
    if others and not passed:
        order = None  # cells under other headings are not to be counted
    if order is None and spans is None:
        return None
    return Columns(order, spans, width, loose, others if spans is not None else (), passed)


def _passed_over(
    others: Sequence[tuple[int, int]], strange: Sequence[_Cell], known: Sequence[_Cell], block: BlockIndex
) -> tuple[int, ...]:
    """Return which of all columns, from 0, are not the form's, by reading the headings; none where that is not sure."""
    names = [
        (cell.line, cell.column, cell.words or _STRANGE)
        for cell in (*known, *strange)
        if cell.words or (cell.column, cell.column + cell.columns) in others
    ]
    lines = [[words for _, _, words in one] for _, one in itertools.groupby(sorted(names), key=lambda name: name[0])]
    paths = [path[-1] for path in _expanded(lines, 0, lines[0], (), block)]
    found = tuple(at for at, words in enumerate(paths) if words == _STRANGE)
    return found if len(found) == len(others) and not any(lines[1:]) else ()


def _others(
    strange: Sequence[_Cell], spans: Mapping[int, tuple[int, int]] | None, known: Sequence[_Cell]
) -> tuple[tuple[int, int], ...]:
    """Return the places of the headings, behind the first that is the form's, that are not."""
    if spans is not None:
        first = min((start for start, _ in spans.values()), default=0)
        beside = (cell for cell in strange if cell.column >= first or words_of(cell.text) in _NUMBERS)
        places = ((cell.column, cell.column + cell.columns) for cell in beside)
        return tuple(one for one in places if not any(one[0] < end and start < one[1] for start, end in spans.values()))
    first_line = min((cell.line for cell in known), default=0)
    return tuple(
        (cell.column, cell.column + cell.columns)
        for cell in strange
        if any(cell.line == one.line and one.column < cell.column for one in known)
        or (cell.column == 0 and cell.line > first_line)
    )


def _cells(lines: Sequence[Line]) -> list[_Cell]:
    """Return the headings that are no blanks."""
    return [
        _Cell(words_of(text), text, number, cell.column, cell.columns, cell.rows)
        for number, line in enumerate(lines)
        for cell, text in zip(line.cells, line.texts, strict=True)
        if text
    ]


def _merged(cells: Sequence[_Cell]) -> list[_Cell]:
    """Return one heading for each text that is repeated because merged cells were lost."""
    found: list[_Cell] = []
    for one in cells:
        left = found[-1] if found else None
        if left is not None and (left.text, left.line, left.column + left.columns) == (one.text, one.line, one.column):
            left.columns += one.columns
        else:
            found.append(one)
    kept: list[_Cell] = []
    for one in found:
        same = (
            two
            for two in kept
            if (two.words, two.column, two.columns, two.line + two.lines)
            == (one.words, one.column, one.columns, one.line)
        )
        above = next(same, None)
        if above is not None:
            above.lines += one.lines
        else:
            kept.append(one)
    return kept


def _frames(text: str, block: BlockIndex) -> bool:
    """Whether a text is the block's title or corner, or a value: no name of a column."""
    words = words_of(text)
    return words in block.framing or any(likeness(words, one) > NEAR for one in block.framing) or is_value(text)


def _loosely(cells: Sequence[_Cell], block: BlockIndex) -> dict[str, str]:
    """Take headings that are nearly the form's for them; return which were. Others lose their words."""
    official = Counter(block.header)
    missing = official - Counter(cell.words for cell in cells)
    labels = {words_of(label): label for leaf in block.columns for label in leaf.labels if label}
    loose: dict[str, str] = {}
    for cell in cells:
        if cell.words in official:
            continue
        words, cell.words = cell.words, ""
        if not words or _frames(cell.text, block):
            continue
        near = (one for one in missing if not _grown_together(words.replace(one, "", 1), official))
        scored = sorted(((_alike(words, one), one) for one in near), reverse=True)
        if scored and scored[0][0] >= NEAR and (len(scored) == 1 or scored[0][0] - scored[1][0] >= MARGIN):
            cell.words = scored[0][1]
            loose[cell.text] = labels[cell.words]
            missing -= Counter([cell.words])
    strange = [cell for cell in cells if not cell.words and not _frames(cell.text, block)]
    leaves = [leaf.words for leaf in block.columns]
    lacking = [words for words in missing.elements() if words in leaves]
    if len(strange) == len(lacking) > 1 and _other_totals(strange, lacking):
        renamed = [lacking[0] if cell in strange else cell.words for cell in cells]
        if tuple(filter(None, renamed)) == block.header:
            loose |= _renamed(strange, lacking[0], labels)
    elif len(strange) == len(lacking) == 1 and likeness(words_of(strange[0].text), lacking[0]) >= _IN_PLACE:
        strange[0].words = lacking[0]
        if sorted(cell.words for cell in cells if cell.words in leaves) != sorted(leaves):
            strange[0].words = ""
        elif _stands_last(strange[0], cells, leaves) and not _sums_a_part(strange[0], cells, block):
            loose[strange[0].text] = labels[lacking[0]]
        else:
            strange[0].words = ""
    return loose


def _renamed(cells: Sequence[_Cell], words: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Take headings for that of the form with these ``words``; return which were."""
    for cell in cells:
        cell.words = words
    return {cell.text: labels[words] for cell in cells}


def _other_totals(strange: Sequence[_Cell], lacking: Sequence[str]) -> bool:
    """Whether all totals of a form have one other name each, as 合计 stands for every 总计 of table 4."""
    names = {words_of(cell.text) for cell in strange}
    return len(names) == len({*lacking}) == 1 and names | {*lacking} <= _SUMS - {_OF_A_PART}


def _distrust_misplaced(cells: Sequence[_Cell], block: BlockIndex) -> None:
    """Take the words from headings that may be printed over others."""
    named = [cell for cell in cells if cell.words or not _frames(cell.text, block)]
    if all(cell.words for cell in named):
        return
    official = (*block.header_lines, block.header, [leaf.words for leaf in block.columns])
    lines = [list(line) for _, line in itertools.groupby(named, key=lambda cell: cell.line)]
    for line in lines if any(one[1:] for one in lines) else [named]:
        others = {cell.words for cell in named} - {cell.words for cell in line}
        for at in in_wrong_places([cell.words for cell in line], official, others):
            line[at].words = ""


def _grown_together(rest: str, official: Counter[str]) -> bool:
    """Whether the rest of a heading is one of its own, so that it stands over two columns."""
    return rest in official or rest in _SUMS


def _stands_last(cell: _Cell, cells: Sequence[_Cell], leaves: Sequence[str]) -> bool:
    """Whether a heading is the last of the form's, and stands right of all others, as a total does."""
    known = [one for one in cells if one.words in leaves]
    return cell.words == leaves[-1] and cell.column == max(one.column for one in known)


def _sums_a_part(cell: _Cell, cells: Sequence[_Cell], block: BlockIndex) -> bool:
    """Whether a heading says that it is no total of all columns, or stands below a group that the total is not in."""
    leaf = next(leaf for leaf in block.columns if leaf.words == cell.words)
    over = {words for number in range(cell.line) if (words := _over(cells, number, cell)) in block.inside}
    return _OF_A_PART in cell.text or not over <= set(leaf.above)


def _alike(one: str, other: str) -> float:
    contained = len(one) > 1 and len(other) > 1 and (one in other or other in one)
    return max(likeness(one, other), _CONTAINED if contained else 0.0)


def _in_order(cells: Sequence[_Cell], block: BlockIndex) -> tuple[Leaf, ...] | None:
    """Return the columns by reading the headings as the form writes them, else each group with what it spans."""
    if tuple(cell.words for cell in cells) == block.header:
        return block.columns
    lines = _lines(cells, block)
    found: list[Leaf] = []
    for path in _expanded(lines, 0, lines[0], (), block):
        leaf = _leaf(path, block)
        if leaf is None or leaf in found:
            return None
        found.append(leaf)
    return None if any(lines[1:]) or not found else tuple(found)


def _lines(cells: Sequence[_Cell], block: BlockIndex) -> list[list[str]]:
    """Return the words line by line; where each stands on a line of its own, by the lines that the form has."""
    by_line = [[cell.words for cell in one] for _, one in itertools.groupby(cells, key=lambda cell: cell.line)]
    depths = {words: depth for depth, line in enumerate(block.header_lines) for words in line}
    twice = sum(len(set(line)) for line in block.header_lines) > len(depths)
    if twice or len(by_line) <= len(block.header_lines) or any(len(line) > 1 for line in by_line):
        return by_line
    words = [cell.words for cell in cells]
    if sorted(words, key=depths.__getitem__) != words:
        return by_line
    return [list(line) for _, line in itertools.groupby(words, key=depths.__getitem__)]


def _expanded(
    lines: list[list[str]], depth: int, words: list[str], above: tuple[str, ...], block: BlockIndex
) -> Iterator[tuple[str, ...]]:
    """Yield the labels of each column below ``words``, taking from deeper lines what each group spans."""
    for word in words:
        parts = block.inside.get(word)
        if parts is None or depth + 1 >= len(lines):
            yield (*above, word)
            continue
        taken: list[str] = []
        below = lines[depth + 1]
        while below and ((below[0] == _STRANGE and taken) or (below[0] in parts and below[0] not in taken)):
            taken.append(below.pop(0))
        yield from _expanded(lines, depth + 1, taken, (*above, word), block)


def _leaf(path: Sequence[str], block: BlockIndex) -> Leaf | None:
    """Return the only column with such labels, or None."""
    found = [
        leaf for leaf in block.columns if leaf.words == path[-1] and all(words in leaf.above for words in path[:-1])
    ]
    return found[0] if len(found) == 1 else None


def _spans(cells: Sequence[_Cell], block: BlockIndex) -> dict[int, tuple[int, int]] | None:
    """Return where each column stands, by the labels that stand over it; None where two claim a place."""
    spans: dict[int, tuple[int, int]] = {}
    leaves = {leaf.words for leaf in block.columns}
    for cell in cells:
        if cell.words not in leaves:
            continue
        over = {words for number in range(cell.line) if (words := _over(cells, number, cell))}
        found = [leaf for leaf in block.columns if leaf.words == cell.words]
        if len(found) > 1:
            found = [leaf for leaf in found if over & set(leaf.above) and not over & _elsewhere(leaf, block)]
        if len(found) != 1 or found[0].order in spans:
            return None
        spans[found[0].order] = (cell.column, cell.column + cell.columns)
    edges = sorted(spans.values())
    if any(left[1] > right[0] for left, right in itertools.pairwise(edges)):
        return None
    return spans


def _over(cells: Sequence[_Cell], line: int, cell: _Cell) -> str:
    """Return the words over a cell in a line of headings; a text whose merge was lost stands over the blanks right."""
    above = [one for one in cells if one.line == line and one.words and one.column <= cell.column]
    return max(above, key=lambda one: one.column).words if above else ""


def _elsewhere(leaf: Leaf, block: BlockIndex) -> set[str]:
    """Return the labels that stand over columns of the same words, and not over this one."""
    others = {words for one in block.columns if one.words == leaf.words for words in one.above}
    return others - set(leaf.above)
