"""The tables of a form as a person reads them: which printed cell shows which figure."""

from __future__ import annotations

import attrs

from reportgen.core.text import Text
from reportgen.core.value import Value


@attrs.frozen(eq=False, repr=False)
class FormRow(Value):
    """One row of a table that holds figures: its official label and the addresses of its cells, left to right."""

    label: str
    addresses: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class FormTable(Value):
    """One statistical table: its heading in the document, rows before the first row of figures, and its rows in order.

    ``heading`` is the section title that the table stands under. ``rows`` holds only rows with figures;
    ``columns`` is the number of grid columns of the official form.
    """

    name: Text
    heading: str
    columns: int
    rows: tuple[FormRow, ...]
