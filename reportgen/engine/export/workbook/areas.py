"""Cells as few areas of a sheet, so that one conditional format holds for many of them."""

from __future__ import annotations

from collections.abc import Collection

from reportgen.model.form_grid import letters

Place = tuple[int, int]
"""A cell's row and column, both from 1."""
Area = tuple[int, int, int, int]
"""The first row and column of an area, and the last ones."""


def areas_of(places: Collection[Place]) -> list[Area]:
    """Return areas that cover ``places`` and nothing else, each place once: runs of columns, joined down the rows."""
    runs: list[Area] = []
    for row, column in sorted(set(places)):
        if runs and runs[-1][2] == row and runs[-1][3] == column - 1:
            runs[-1] = (*runs[-1][:3], column)
        else:
            runs.append((row, column, row, column))
    areas: dict[tuple[int, int, int], Area] = {}
    for top, left, bottom, right in runs:
        above = areas.pop((left, right, top - 1), (top, left, bottom, right))
        areas[left, right, bottom] = (above[0], left, bottom, right)
    return sorted(areas.values())


def named(areas: Collection[Area]) -> str:
    """Return areas as a spreadsheet names them, as in ``D4:I26 D28``."""
    return " ".join(
        f"{letters(left)}{top}" + (f":{letters(right)}{bottom}" if (top, left) != (bottom, right) else "")
        for top, left, bottom, right in areas
    )
