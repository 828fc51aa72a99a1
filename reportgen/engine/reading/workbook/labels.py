"""A form's table whose rows or columns were moved: each is found by its labels, or the table is refused.

A row is known by its label inside of the rows that the label before it spans, a column by its label below those above
it. Every label must stand on the sheet as often as on the form, and every one must be where one only can be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.form_matching.rows import squeezed
from reportgen.model.form_grid import Block, FormTable, Heading, letters

Place = tuple[int, int]
"""A cell's row and column, both from 1."""
Area = tuple[Place, Place]
"""The first and the last cell of an area, both inclusive."""
_END = 10**7
_MOST_BLOCKS = 20


class LostError(Exception):
    """A label does not say for certain what it belongs to; the arguments are the cell, where known, and why."""

    def __init__(self, place: Place | None, says: Text) -> None:
        super().__init__(place, says)
        self.place, self.says = place, says


class UnlabelledError(Exception):
    """Nothing but the places of its rows or columns tells them apart."""


@attrs.frozen(eq=False, repr=False)
class Texts(Value):
    """The texts of a sheet without white space, by place, the places of each, and what each merged area covers."""

    at: Mapping[Place, str]
    places: Mapping[str, Sequence[Place]]
    merged: Mapping[Place, Place]
    """The last cell of a merged area by its first."""
    numbers: Mapping[Place, float | Decimal]
    """The numbers of the sheet."""


def by_labels(table: FormTable, texts: Texts, skipped: frozenset[int] = frozenset()) -> dict[str, Place]:
    """Return the cell of every figure of ``table``, by address.

    Rows that are ``skipped`` hold no figures.

    Raises:
        LostError: a label is missing, stands there too often, or is not where it belongs.
        UnlabelledError: the table has rows or columns that no label tells apart.
    """
    if not all(leaf.label for block in table.blocks for column in block.columns for leaf in column.leaves):
        raise UnlabelledError
    _refuse_surplus(table, texts)
    found: dict[str, Place] = {}
    once = frozenset(text for text, places in table.labels.items() if len(places) == 1)
    for block, (first, last) in zip(table.blocks, _regions(table, texts), strict=True):
        found |= _Search(block, texts, first, last, skipped, once).figures()
    return found


def wanted(table: FormTable) -> Mapping[str, int]:
    """Return how often each label of a form's table stands there."""
    return {text: len(places) for text, places in table.labels.items()}


def _refuse_surplus(table: FormTable, texts: Texts) -> None:
    for text, count in wanted(table).items():
        places = texts.places.get(text, ())
        if len(places) > count:
            shown = "、".join(name_of(one) for one in places[:5])
            says = Text(
                f"“{text}”出现了 {len(places)} 次（{shown}），表格里只有 {count} 处，不知道该读哪一处",
                f"“{text}” stands there {len(places)} times ({shown}), {count} on the form",
            )
            raise LostError(places[-1], says)
        if len(places) < count:
            raise LostError(None, Text(f"缺少“{text}”", f"“{text}” is missing"))


def _regions(table: FormTable, texts: Texts) -> list[tuple[int, int]]:
    """Return the first and the last row of each block: from its title to the next one's."""
    if len(table.blocks) == 1:
        return [(1, _END)]
    titles = [squeezed(block.title) for block in table.blocks]
    if "" in titles or len(set(titles)) < len(titles) or len(titles) > _MOST_BLOCKS:
        raise UnlabelledError
    begins = [texts.places[title][0][0] for title in titles]
    ends = dict(pairwise(sorted([*begins, _END])))
    return [(begin, ends[begin] - 1) for begin in begins]


def name_of(place: Place) -> str:
    """Return a cell's name, as in ``D4``."""
    return f"{letters(place[1])}{place[0]}"


@attrs.define(eq=False)
class _Search:
    """Looks for the rows and columns of one block between two rows of the sheet."""

    block: Block
    texts: Texts
    first: int
    last: int
    skipped: frozenset[int]
    once: frozenset[str]
    """Labels that stand once on the form."""

    def figures(self) -> dict[str, Place]:
        """Return the cell of every figure of the block."""
        leaves = [leaf.label for heading in self.block.rows for leaf in heading.leaves]
        once = [
            places[0][0]
            for leaf in leaves
            if leaf and len(places := self._inside(leaf, ((self.first, 1), (self.last, _END)))) == 1
        ]
        below = min(once, default=self.last + 1)
        columns = dict(self._tree(self.block.columns, ((self.first, 1), (below - 1, _END)), down=True))
        if any(leaves):
            rows = dict(self._tree(self.block.rows, ((below, 1), (self.last, _END)), down=False))
        else:
            rows = {self.block.rows[0].address: self._bare_row(columns)}
        return {
            ".".join(filter(None, (row, column))): (rows[row], columns[column]) for row in rows for column in columns
        }

    def _bare_row(self, columns: Mapping[str, int]) -> int:
        if len(self.block.rows) > 1:
            raise UnlabelledError
        labels = [squeezed(heading.label) for heading in _all(self.block.columns)]
        bottom = max(
            self.texts.merged.get(place, place)[0]
            for label in labels
            for place in self.texts.places.get(label, ())
            if self.first <= place[0] <= self.last
        )
        return bare_row(self.texts, bottom + 1, self.last, frozenset(columns.values()), self.skipped)

    def _tree(self, headings: Sequence[Heading], area: Area, *, down: bool) -> Iterator[tuple[str, int]]:
        """Yield the address of each row or column below ``headings`` with its number; all lie in ``area``.

        Headings stand above columns where they go ``down``, else beside rows.
        """
        for heading in headings:
            place = self._place(heading, area, down=down)
            if not heading.parts:
                yield heading.address, place[1] if down else place[0]
                continue
            yield from self._tree(heading.parts, self._spanned(place, area, down=down), down=down)

    def _place(self, heading: Heading, area: Area, *, down: bool) -> Place:
        label = heading.label + heading.remark
        found = self._inside(label, area)
        if len(found) == 1:
            return found[0]
        if not heading.parts and self._tells(self.block.columns if down else self.block.rows):
            (top, left), (bottom, _) = area
            wider = ((top, 1), (bottom, _END)) if down else ((self.first, left), (self.last, _END))
            found = self._inside(label, wider)
            if len(found) == 1:
                return found[0]
        anywhere = self._inside(label, ((self.first, 1), (self.last, _END))) or self.texts.places[squeezed(label)]
        why = Text(
            f"“{label}”不在它原来的栏目或位置里，不能确定它是哪一行、哪一列",
            f"“{label}” is not where it belongs, so that its row or column is not certain",
        )
        raise LostError(anywhere[-1], why)

    def _tells(self, headings: Sequence[Heading]) -> bool:
        """Whether every row or column is known by its own label, wherever it went and whatever stands before it."""
        return all(squeezed(leaf.label + leaf.remark) in self.once for one in headings for leaf in one.leaves)

    def _inside(self, label: str, area: Area) -> list[Place]:
        (top, left), (bottom, right) = area
        return [
            (row, column)
            for row, column in self.texts.places.get(squeezed(label), ())
            if top <= row <= bottom and left <= column <= right
        ]

    def _spanned(self, place: Place, area: Area, *, down: bool) -> Area:
        """Return where the parts of a label lie: as far as its cell is merged, else up to the next label."""
        (_, _), (bottom, right) = area
        end = self.texts.merged.get(place)
        row, column = place
        if down:
            others = [two for one, two in self.texts.at if one == row and two > column]
            last = end[1] if end and end[1] > column else min([right, *(two - 1 for two in others)])
            return (row + 1, column), (bottom, min(last, right))
        others = [one for one, two in self.texts.at if two == column and one > row]
        last = end[0] if end and end[0] > row else min([bottom, *(one - 1 for one in others)])
        return (row, column + 1), (min(last, bottom), right)


def bare_row(texts: Texts, first: int, last: int, columns: frozenset[int], skipped: frozenset[int]) -> int:
    """Return the one row from ``first`` to ``last`` with numbers in ``columns``; where there is none, the first.

    Raises:
        LostError: several rows have numbers, and none has a label; or the only ones stand before ``first``.
    """
    found = sorted(
        {row for row, column in texts.numbers if first <= row <= last and column in columns and row not in skipped}
    )
    if len(found) > 1:
        place = next(place for place in sorted(texts.numbers) if place[0] == found[1])
        says = Text(
            f"表格里只有一行数字，这里却有 {len(found)} 行（第 {'、'.join(map(str, found[:5]))} 行）",
            f"the table has one row of figures, and {len(found)} rows hold numbers",
        )
        raise LostError(place, says)
    above = [place for place in sorted(texts.numbers) if place[0] < first and place[1] in columns]
    if not found and above and above[0][0] not in skipped:
        says = Text(
            "这一格有数字，它不在表头下面，不能确定是不是表格里的那一行",
            "this cell holds a number and does not stand below the table's heads, so that its row is not certain",
        )
        raise LostError(above[0], says)
    return found[0] if found else first


def _all(headings: Sequence[Heading]) -> Iterator[Heading]:
    for heading in headings:
        yield heading
        yield from _all(heading.parts)
