"""The tables of a form as a person reads them: which printed cell shows which figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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

    def with_rows(self, rows: Mapping[str, tuple[str, ...]]) -> FormTable:
        """Return the table of a report: a row ``accounts[].posts`` once for each name in ``rows``, labelled with it."""
        return attrs.evolve(self, rows=tuple(one for row in self.rows for one in _repeated(row, rows)))


def _repeated(row: FormRow, rows: Mapping[str, tuple[str, ...]]) -> Iterator[FormRow]:
    group, each, _ = row.addresses[0].partition("[]")
    if not each:
        yield row
    for name in rows.get(group, ()) if each else ():
        addresses = (address.replace("[]", f"[{name}]", 1) for address in row.addresses)
        yield FormRow(name, tuple(addresses))
