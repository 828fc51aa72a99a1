"""Errors of a whole table, which no search of single cells finds: columns that slid, totals that are all wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.engine.localising.inequalities import Inequalities
from reportgen.model.form_grid import FormTable
from reportgen.report.findings import HIGHEST, Change, Repair
from reportgen.report.report import Report
from reportgen.report.rules import Equation

MANY = 5
"""The least number of broken equations of one table that one mistake of the whole table may explain."""
FEWEST = 2
"""A single broken equation is left to the search of single cells."""


@attrs.frozen
class Mistake:
    """One mistake that explains every broken equation of a table; ``addresses`` are the table's cells."""

    addresses: frozenset[str]
    repair: Repair


def whole_tables(report: Report, equations: Sequence[Equation], inequalities: Inequalities) -> Iterator[Mistake]:
    """Yield for each table the one mistake that explains all its broken equations, where there is one.

    It may break none of the ``inequalities``. Tried are columns that slid to one side and totals that do not belong to
    the figures; blank tables, and those that hold anything but whole numbers, are left alone. Where columns can have
    slid to either side, the table has no mistake: naming one side would be a guess.
    """
    for table in report.tables:
        cells = frozenset(address for row in table.rows for address in row.addresses)
        own = [equation for equation in equations if cells.issuperset(equation.difference.addresses)]
        broken = _broken(own, report.cells)
        if len(broken) < FEWEST or not all(type(report.cells[address]) is int for address in cells):
            continue
        slides = (_slides(table, report, broken, with_totals=totals) for totals in (False, True))
        for candidates in (*slides, _totals(table, report)):
            mending = [
                Repair(tuple(_changes(report, changed)), because, probability=HIGHEST)
                for changed, because in candidates
                if changed is not None
                and not _broken(own, cells_after(report, changed))
                and not inequalities.refuses(changed)
            ]
            if len({repair.changes for repair in mending}) == 1:
                yield Mistake(cells, mending[0])
            if mending:
                break


def _broken(equations: Sequence[Equation], cells: Mapping[str, Any]) -> list[Equation]:
    return [equation for equation in equations if equation.difference.evaluate(cells) != 0]


def cells_after(report: Report, changed: Mapping[str, int]) -> dict[str, Any]:
    """Return the printed cells with some of those that somebody wrote changed."""
    entered = {address: changed.get(address, value) for address, value in report.entered.items()}
    stated = {address: changed.get(address, value) for address, value in report.stated.items()}
    return {**entered, **report.addresses.derive(entered), **stated}


def _changes(report: Report, changed: Mapping[str, int]) -> Iterator[Change]:
    for address, after in changed.items():
        if report.cells[address] != after:
            yield Change(address, report.cells[address], after, report.addresses[address].label)


_Candidate = tuple[dict[str, int] | None, Text]
"""The cells as they should be, if they can have become what they are, and what happened to them."""


def _slides(table: FormTable, report: Report, broken: Sequence[Equation], *, with_totals: bool) -> Iterator[_Candidate]:
    name, width = table.name, len(table.rows[0].addresses)
    if len(broken) >= MANY and all(len(row.addresses) == width for row in table.rows):
        for right, side in ((True, Text("右", "right")), (False, Text("左", "left"))):
            because = Text(f"{name.zh}整体向{side.zh}错开了一列", f"the columns of {name.en} slid one to the {side.en}")
            yield _moved_back(table, report, right=right, with_totals=with_totals), because


def _totals(table: FormTable, report: Report) -> Iterator[_Candidate]:
    name = table.name
    printed = [address for row in table.rows for address in row.addresses if address in report.stated]
    wrong = {address: report.values[address] for address in printed if report.stated[address] != report.values[address]}
    nothing = not any(report.stated[address] for address in wrong)
    if nothing and (len(wrong) >= MANY or not any(report.stated[address] for address in printed)):
        yield wrong, Text(f"{name.zh}的总计没有填，留成了 0", f"the totals of {name.en} were left at 0")
    elif 2 * len(wrong) > len(printed) and len(wrong) >= MANY:
        words = Text(
            f"{name.zh}各格之间没有矛盾，只有总计不对", f"the cells of {name.en} agree; only its totals are wrong"
        )
        yield wrong, words


def _moved_back(table: FormTable, report: Report, *, right: bool, with_totals: bool) -> dict[str, int] | None:
    """Return the cells as they were before each row slid by a column; the one that fell out follows from the total.

    ``right``: to the right, else to the left. ``with_totals``: the column of totals slid too. ``None`` where the rows
    cannot have slid so: sliding leaves one column empty.
    """
    book, changed = report.addresses, dict[str, int]()
    rows = [row.addresses for row in table.rows if any(address in book.entered for address in row.addresses)]
    printed = [[report.cells[address] for address in row] for row in rows]
    emptied = 0 if right else -1 if with_totals else -2
    if any(cells[emptied] for cells in printed):
        return None
    if right and with_totals and not any(cells[-1] for cells in printed):
        return None  # totals that were left at 0
    for row, cells in zip(rows, printed, strict=True):
        if right:
            before = cells[1:] if with_totals else [*cells[1:-1], cells[-1] - sum(cells[1:-1])]
        else:
            total = cells[-2] if with_totals else cells[-1]
            before = [total - sum(cells[:-2]), *cells[:-2]]
        kinds = (book[address].figure.kind for address in row)
        if any(value < 0 and kind.least == 0 for value, kind in zip(before, kinds, strict=False)):
            return None
        changed.update(zip(row, before, strict=False))  # without the total
    if with_totals:
        after = book.derive({**report.entered, **changed})
        stated = [address for row in table.rows for address in row.addresses if address in report.stated]
        changed.update({address: after[address] for address in stated})
    return changed
