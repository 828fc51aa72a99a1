"""A table of which one column only numbers its rows: so the others may stand one place from where they seem to."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.form_matching.doubtful_rows import Figure, addresses_of
from reportgen.engine.form_matching.form_index import Leaf
from reportgen.engine.form_matching.printed_figures import Printed
from reportgen.engine.form_matching.published_rows import DataRow

_FEWEST: Final = 5
"""So many figures below each other go up by one by no chance."""


def numbers_of_rows(rows: Sequence[DataRow], found: dict[str, Figure]) -> Iterator[Fault]:
    """Doubt the figures of a table of which one column only numbers the rows: one cell is too many, one is missing."""
    for block in {id(one.row[0]): one.row[0] for one in rows if one.row is not None}.values():
        mine = [one for one in rows if one.row is not None and one.row[0] is block]
        numbered = [leaf for leaf in block.columns if _counts_up(mine, leaf, found)]
        if not numbered:
            continue
        doubt = Text("这个表有一栏只是行的编号", "a column of its table only numbers the rows")
        for address in (one for row in mine for one in addresses_of(block, row.row[1])):  # type: ignore[index]  # as above
            if address in found:
                found[address] = attrs.evolve(found[address], printed=Printed("doubt", doubt=doubt))
        says = Text(
            f"“{numbered[0].label}”一栏的数字逐行加一，像是行的编号，这个表按空白处理",
            f"the figures of “{numbered[0].label}” go up by one from row to row, as numbers of rows do; read as blanks",
        )
        yield Fault("published-doubtful-figure", says, mine[0].line.origin)


def _counts_up(rows: Sequence[DataRow], column: Leaf, found: Mapping[str, Figure]) -> bool:
    """Whether the figures of a column go up by one from row to row."""
    addresses = (".".join(filter(None, (row.row[1].address, column.address))) for row in rows if row.row is not None)
    values = [found[address].printed.value for address in addresses if address in found]
    whole = [value for value in values if isinstance(value, int)]
    steps = {two - one for one, two in itertools.pairwise(whole)}
    return len(whole) == len(values) >= _FEWEST and steps == {1}
