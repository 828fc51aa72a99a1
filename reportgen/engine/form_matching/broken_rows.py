"""Figures that a page or a converter may have broken over two rows: the second has no label, only digits."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import attrs

from reportgen.core.errors import Fault
from reportgen.core.shown_document import ShownCell
from reportgen.core.text import Text
from reportgen.engine.form_matching.doubtful_rows import Figure, addresses_of
from reportgen.engine.form_matching.printed_figures import Printed
from reportgen.engine.form_matching.published_rows import DataRow


def rows_that_go_on(rows: Sequence[DataRow], found: dict[str, Figure]) -> Iterator[Fault]:
    """Doubt figures below which, in a row without a label, stand other digits: a figure may be broken over both."""
    for row, below in itertools.pairwise(rows):
        if row.row is None or not row.row[1].label or below.row is not None or below.label.strip():
            continue
        digits = [cell for cell in below.cells if any(map(str.isdigit, cell.text))]
        in_a_grid = row.headings.grid and row.line.width == below.line.width
        over = [cell for cell in row.cells if not in_a_grid or any(_overlap(cell, one) for one in digits)]
        if row.sheet != below.sheet or not over or len(digits) == len(below.line.cells):
            continue
        places = {cell.origin for cell in over}
        mine = [address for address in found if address in addresses_of(*row.row) and found[address].origin in places]
        doubt = Text("下面一行没有名称，却有数字，可能是同一个数断成了两行", "digits below it may be the rest of it")
        for address in mine:
            found[address] = attrs.evolve(found[address], printed=Printed("doubt", doubt=doubt))
        if mine:
            says = Text(
                f"“{row.row[1].label}”：{doubt.zh}，按空白处理", f"“{row.row[1].label}”: {doubt.en}; read as blanks"
            )
            yield Fault("published-doubtful-figure", says, below.line.origin)


def _overlap(one: ShownCell, other: ShownCell) -> bool:
    return one.column < other.column + other.columns and other.column < one.column + one.columns
