"""The table behind the report of a Word form: report type, office, year, and all else that has no cell of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownTable
from reportgen.engine.form_matching.rows import squeezed
from reportgen.engine.reading.word_form.form_data import FormData
from reportgen.report import word_form_layout as layout
from reportgen.report import workbook_layout


def is_last(table: ShownTable) -> bool:
    """Return whether ``table`` is that table: its columns are called as in every form."""
    heads = [cell.text for cell in table.cells if cell.row == 0]
    return [squeezed(text) for text in heads] == [*layout.COLUMNS]


def take_last_table(table: ShownTable, into: FormData) -> None:
    """Take what the table behind the report says."""
    groups: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for origin, (label, name, value) in _rows(table):
        if not label:
            if name or value:
                into.fault("word-form-list", origin, "这一行没有写项目", "this row does not say what it is")
            continue
        key, path, entry = layout.entry_of(label, name, value)
        if entry is None and key in layout.OPTIONAL:
            continue
        steps = [int(step) - 1 if step.isdecimal() else step for step in path]
        into.places.setdefault((key,), origin)
        into.places[(key, *steps)] = origin
        groups.setdefault(key, []).append((path, entry))
    for key, entries in groups.items():
        unnamed = key == "attachments" and not any(path for path, _ in entries)
        found = [((str(at),), one) for at, (_, one) in enumerate(entries, start=1)] if unnamed else entries
        try:
            into.data[key] = workbook_layout.nested(found)
        except KeyError as error:
            label = "/".join((layout.LABELS.get(key, key), *error.args[0]))
            origin = into.locate((key, *error.args[0]))
            into.fault("word-form-list", origin, f"“{label}”写了两次", f"“{label}” stands there twice")


def _rows(table: ShownTable) -> Iterator[tuple[Origin, tuple[str, str, str]]]:
    """Yield the rows below the head with the place of the last cell."""
    rows: dict[int, dict[int, ShownCell]] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rows):
            rows.setdefault(row, {})[cell.column] = cell
    columns = sorted(rows[0])
    for number in sorted(rows)[1:]:
        cells = [rows[number].get(column) for column in columns]
        texts = ["" if cell is None else cell.text for cell in cells]
        label, name, value = [*texts, "", "", ""][:3]
        origin = next((cell.origin for cell in reversed(cells) if cell is not None), table.origin)
        yield origin, (label.strip(), name.strip(), value)
