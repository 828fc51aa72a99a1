"""A form's grid as text, a line for each row, as `tests/templates/official-form-2021.txt` has it."""

from __future__ import annotations

from reportgen.model.form_grid import FormTable, GridCell


def grid_text(table: FormTable) -> list[str]:
    """Return the rows of the grid: spans in ``<>``, `<start>` and `<below>` where a cell spans rows, then its text."""
    lines: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rows):
            lines.setdefault(row, {})[cell.column] = _shown(cell, first=row == cell.row)
    return [" | ".join(line[column] for column in sorted(line)) for _, line in sorted(lines.items())]


def _shown(cell: GridCell, *, first: bool) -> str:
    wide = f"<{cell.columns}>" if cell.columns > 1 else ""
    if cell.rows == 1:
        return wide + cell.text
    return f"{wide}<start>{cell.text}" if first else f"{wide}<below>"
