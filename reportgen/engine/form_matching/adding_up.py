"""Rows that were read by counting their cells where rows have different numbers of them: their totals must agree.

Elsewhere a total that does not agree is what the document prints, and a matter of checking it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.form_matching.doubtful_rows import Figure
from reportgen.engine.form_matching.form_index import BlockIndex
from reportgen.engine.form_matching.printed_figures import Printed
from reportgen.engine.form_matching.published_rows import DataRow
from reportgen.model.linear import Expression

Definitions = Callable[[str], Expression | None]
"""Gives what a figure adds up, None for a figure that is entered."""


def rows_that_do_not_add_up(
    rows: Sequence[tuple[DataRow, bool]], found: dict[str, Figure], definition_of: Definitions
) -> Iterator[Fault]:
    """Doubt every figure of those ``rows`` in which a total differs from what it adds up.

    Beside a row stands whether it must have a total, because some of its cells were passed over.
    """
    for row, total_needed in rows:
        if row.row is None:
            continue
        block, leaf = row.row
        figures = {
            column.order: found[address]
            for column in block.columns
            if (address := ".".join(filter(None, (leaf.address, column.address)))) in found
        }
        sums = _sums(block, definition_of)
        needed = [total for total in sums if total_needed or total in figures]
        proved = all(_number(figures.get(total)) is not None for total in needed)
        if proved and all(_agrees(total, parts, figures) for total, parts in sums.items()):
            continue
        doubt = Text("这一行加起来不等于总计，各行的格数又不一样", "its row does not add up, and rows differ in length")
        for figure in figures.values():
            found[figure.address] = attrs.evolve(figure, printed=Printed("doubt", doubt=doubt))
        says = Text(
            f"“{leaf.label}”的数字加起来不等于总计，各行的格数又不一样，不知道哪格是哪一栏，按空白处理",
            f"“{leaf.label}” does not add up, and the rows differ in length, so that nothing says what is in which "
            "column; read as blanks",
        )
        yield Fault("published-doubtful-figure", says, row.line.origin)


def _sums(block: BlockIndex, definition_of: Definitions) -> dict[int, list[tuple[int, int]]]:
    """Return which columns each column of totals adds, and how often: as in a row whose total adds that row alone."""
    found: dict[int, list[tuple[int, int]]] = {}
    for leaf in block.rows:
        orders = {".".join(filter(None, (leaf.address, one.address))): one.order for one in block.columns}
        for address, order in orders.items():
            definition = definition_of(address)
            if definition is not None and orders.keys() >= set(definition.addresses):
                found.setdefault(order, [(orders[one], times) for one, times in definition])
    return found


def _agrees(total: int, parts: Sequence[tuple[int, int]], figures: dict[int, Figure]) -> bool:
    """Whether a total is what it adds up, a blank being nothing; one that is not there agrees."""
    shown = _number(figures.get(total))
    return shown is None or shown == sum(((_number(figures.get(one)) or 0) * times for one, times in parts), Decimal(0))


def _number(figure: Figure | None) -> Decimal | None:
    value: Any = None if figure is None else figure.printed.value
    return Decimal(value) if isinstance(value, int | Decimal) else None
