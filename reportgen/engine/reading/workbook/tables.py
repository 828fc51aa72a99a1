"""Where a form's table stands in a workbook: whole as the form has it, or its rows and columns each by its labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs

from reportgen.core.errors import Fault
from reportgen.core.value import Value
from reportgen.engine.reading.loose_numbers import meant
from reportgen.engine.reading.workbook.label_faults import nowhere, several, uncertain, wrong_labels
from reportgen.engine.reading.workbook.label_slips import Slip, gap, mended, with_labels
from reportgen.engine.reading.workbook.labels import (
    Area,
    LostError,
    Place,
    Texts,
    UnlabelledError,
    bare_row,
    by_labels,
    name_of,
)
from reportgen.model.form_grid import FormTable
from reportgen.report.workbook_layout import LAST_YEAR, ONLY_TO_COMPARE

Rows = Sequence[Sequence[Any]]
"""A sheet's cells from A1 on."""
_LONGEST: Final = 300
"""Characters of a label; a longer text is none."""
_COPY: Final = 0.5
"""A sheet with so many of a table's labels is another copy of it."""
_LIKELY: Final = 1 / 3
"""A sheet with fewer of a table's labels is not that table."""


@attrs.frozen(eq=False, repr=False)
class Found(Value):
    """Where a table stands: its sheet, the cell of every figure by address, and the area of these and its labels.

    ``slips`` are labels that are not as the form has them, ``copies`` other sheets that say the same.
    """

    sheet: str
    at: Mapping[str, Place]
    box: Area
    slips: Sequence[Slip] = ()
    copies: Sequence[str] = ()


def texts_of(rows: Rows, merged: Sequence[Any] = ()) -> Texts:
    """Return the texts and numbers of a sheet with its ``merged`` areas, first and last cell from 0."""
    at: dict[Place, str] = {}
    numbers: dict[Place, float | Decimal] = {}
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            kind = type(value)
            if kind is str:
                if value and len(value) <= _LONGEST:
                    parts = value.split()
                    text = parts[0] if len(parts) == 1 else "".join(parts)
                    at[number, column] = text
                    if text[:1].isdecimal() and (said := meant(value)) is not None:
                        numbers[number, column] = said
            elif kind is float or kind is int:
                numbers[number, column] = value
    places: dict[str, list[Place]] = {}
    for place, text in at.items():
        places.setdefault(text, []).append(place)
    areas = {(one + 1, two + 1): (three + 1, four + 1) for (one, two), (three, four) in merged}
    return Texts(at, places, areas, numbers)


def of_last_year(sheet: str, texts: Texts) -> bool:
    """Whether a sheet shows an earlier year's figures, which are there to compare with."""
    return sheet.startswith(LAST_YEAR) or any(text.endswith(ONLY_TO_COMPARE) for text in texts.places)


def check_rows(texts: Texts, rules: tuple[str, ...]) -> frozenset[int]:
    """Return the rows of a sheet that say what a rule finds; ``rules`` are the rules' ids."""
    return frozenset(row for text, places in texts.places.items() if text.startswith(rules) for row, _ in places)


def find(
    table: FormTable, sheets: Mapping[str, Texts], rows: Mapping[str, Rows], name: str, rules: tuple[str, ...]
) -> Found | list[Fault]:
    """Return where ``table`` stands in the workbook that messages call ``name``, or why that is not certain.

    ``rows`` are the cells of the ``sheets``.
    """
    labels = table.labels
    shares = {
        sheet: len(labels.keys() & texts.places.keys()) / len(labels)
        for sheet, texts in sheets.items()
        if len(texts.places) >= _LIKELY * len(labels)
    }
    copies = [sheet for sheet, share in shares.items() if share >= _COPY]
    sheet = max(shares, key=lambda one: (shares[one], one == table.name.zh), default="")
    if len(copies) > 1:
        return _one_of(table, copies, sheets, rows, name, rules) or [several(table, copies, name)]
    if shares.get(sheet, 0) < _LIKELY:
        return [nowhere(table, name)]
    return _found(table, sheet, sheets[sheet], name, rules)


def _one_of(
    table: FormTable,
    copies: Sequence[str],
    sheets: Mapping[str, Texts],
    rows: Mapping[str, Rows],
    name: str,
    rules: tuple[str, ...],
) -> Found | None:
    """Return the table where it stands on several sheets that all say the same, else None."""
    first = table.name.zh if table.name.zh in copies else copies[0]
    found = {one: _found(table, one, sheets[one], name, rules) for one in (first, *copies)}
    said = [
        {address: _cell(rows[one], place) for address, place in at.at.items()}
        for one, at in found.items()
        if isinstance(at, Found)
    ]
    chosen = found[first]
    if len(said) < len(found) or any(other != said[0] for other in said) or not isinstance(chosen, Found):
        return None
    return attrs.evolve(chosen, copies=[one for one in copies if one != first])


def _cell(rows: Rows, place: Place) -> Any:
    row, column = place
    line = rows[row - 1] if row <= len(rows) else ()
    value = line[column - 1] if column <= len(line) else None
    return None if value == "" else value


def _found(table: FormTable, sheet: str, texts: Texts, name: str, rules: tuple[str, ...]) -> Found | list[Fault]:
    """Return where ``table`` stands on a sheet: as the form has it, else by its labels."""
    offsets, slips = _offsets(table, texts), list[Slip]()
    if not offsets:
        mend, found = mended(table, texts)
        lost = gap(table, mend)
        slips = [*found, *([lost] if lost else ())]
        mend = with_labels(mend, [lost] if lost else ())
        offsets = _offsets(table, mend)
    else:
        mend = texts
    if len(offsets) > 1:
        return [several(table, [f"{sheet}!{name_of((down + 1, right + 1))}" for down, right in offsets], name)]
    skipped = check_rows(texts, rules)
    try:
        at = _shifted(table, mend, *offsets[0], skipped) if offsets else by_labels(table, mend, skipped)
    except (LostError, UnlabelledError) as lost_error:
        return wrong_labels(table, sheet, texts, name) or [uncertain(table, sheet, lost_error, name)]
    places = [*at.values(), *(one for text in table.labels for one in mend.places.get(text, ()))]
    return Found(sheet, at, _box(places), slips)


def _box(places: Sequence[Place]) -> Area:
    rows, columns = {row for row, _ in places}, {column for _, column in places}
    return (min(rows), min(columns)), (max(rows), max(columns))


def _offsets(table: FormTable, texts: Texts) -> list[tuple[int, int]]:
    """Return how many rows and columns lie before each place where every label stands as the form has it."""
    labels = table.labels
    first, ((row, column), *_) = next(iter(labels.items()))
    return [
        (down - row, right - column)
        for down, right in texts.places.get(first, ())
        if down >= row
        and right >= column
        and all(
            texts.at.get((one - row + down, two - column + right)) == text
            for text, places in labels.items()
            for one, two in places
        )
    ]


def _shifted(table: FormTable, texts: Texts, down: int, right: int, skipped: frozenset[int]) -> dict[str, Place]:
    """Return the cells of the figures of a table that stands as the form has it."""
    at = {cell.address: (cell.row + down, cell.column + right) for cell in table.cells if cell.address}
    if len(table.rows) == 1 and not table.rows[0].label:  # somebody may have put empty rows before the only one
        first = min(row for row, _ in at.values())
        row = bare_row(texts, first, 10**7, frozenset(column for _, column in at.values()), skipped)
        at = {address: (row, column) for address, (_, column) in at.items()}
    return at
