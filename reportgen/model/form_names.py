"""Names of a form's cells in its own words: ``表三.新收.自然人`` for ``applications.new.natural_persons``.

A table is called as in print, a row and a column by the last label that leads to it, without its number and signs, or
by the short word that the data class declares; a column by either. Where that names two of a table, the label around it
comes before. Of a cell's names the shortest comes first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.model.form_grid import FormTable, Heading

_NUMBER: Final = re.compile(r"（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[0-9]+[.．、]")
_SIGN: Final = re.compile(r"\W")


def form_names(tables: Sequence[FormTable]) -> dict[str, str]:
    """Return the address of every cell that has such a name; rows of a group that repeats have none."""
    names: dict[str, str] = {}
    for table in tables:
        rows = _told_apart([path for block in table.blocks for path in _paths(block.rows)])
        for block in table.blocks:
            columns = _told_apart(list(_paths(block.columns)))
            official = _told_apart(list(_paths(block.columns, short=False)))
            sides = [rows.pop(0) for _ in range(len(block.rows) and sum(len(row.leaves) for row in block.rows))]
            for side, row in zip(sides, block.figures, strict=True):
                for called in (columns, official):
                    for column, address in zip(called, row.addresses, strict=True):
                        if "[" not in address:
                            names.setdefault(".".join(filter(None, (word(table.name.zh), *side, *column))), address)
    return names


def word(label: str) -> str:
    """Return a label as a name that a template can hold."""
    plain = _SIGN.sub("", _NUMBER.sub("", label, count=1) if _NUMBER.match(label) else label)
    return plain if not plain[:1].isdigit() else f"_{plain}"


def _paths(
    headings: Sequence[Heading], around: tuple[str, ...] = (), *, short: bool = True
) -> Iterator[tuple[str, ...]]:
    """Yield the words that lead to every single row or column."""
    for heading in headings:
        path = (*around, *filter(None, ((short and heading.short) or word(heading.label),)))
        yield from _paths(heading.parts, path, short=short) if heading.parts else (path,)


def _told_apart(paths: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return of each path as few of its last words as tell it from the others."""
    for length in range(1, max(map(len, paths), default=0) + 1):
        count = Counter(path[-length:] for path in paths)
        paths = [path[-length:] if count[path[-length:]] == 1 else path for path in paths]
    return paths
