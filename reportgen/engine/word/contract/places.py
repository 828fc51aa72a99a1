"""The places of a template's document in the form's words: its tables, the cells of its figures, its headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeAlias

import attrs

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.form_matching.form_tables import table_of
from reportgen.engine.form_matching.rows import find_rows, squeezed
from reportgen.engine.word.contract.survey import Survey
from reportgen.engine.word.contract.type_check import Breach
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.paragraphs import Paragraph
from reportgen.model.form_grid import FormTable

CellParagraphs: TypeAlias = list[Paragraph]


class TemplateTable:
    """One table of a template: its rows of cells, each with its paragraphs, and which of the form's tables it is."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.cells: list[list[CellParagraphs]] = []
        self.form: FormTable | None = None

    @property
    def texts(self) -> list[list[str]]:
        """The texts of the cells, row by row."""
        return [["".join(one.text for one in cell) for cell in row] for row in self.cells]

    def add(self, paragraph: Paragraph) -> None:
        """Put a paragraph into its cell."""
        row, column = paragraph.row or 1, paragraph.column or 1
        while len(self.cells) < row:
            self.cells.append([])
        while len(self.cells[row - 1]) < column:
            self.cells[row - 1].append([])
        self.cells[row - 1][column - 1].append(paragraph)

    def figure_cells(self) -> Iterator[tuple[str, CellParagraphs]]:
        """Yield the address and the cell of every figure that the form has here."""
        if self.form is None:
            return
        for row, place in zip(self.form.rows, find_rows(self.texts, self.form.rows), strict=True):
            if place is None:
                continue
            cells = self.cells[place][-len(row.addresses) :]
            yield from zip(row.addresses, cells, strict=False)


class Places:
    """The places of a template's document: those of its tags, those where something is missing, and their headings."""

    def __init__(self, found: Survey, tables: Sequence[FormTable] = ()) -> None:
        self.found = found
        self.tags = {part.name: part.places for part in found.parts}
        self._found_headings: dict[str, tuple[list[int], list[str]]] = {}
        self.tables: dict[int, TemplateTable] = {}
        for paragraph in self.paragraphs(found.main):
            if paragraph.table is not None:
                self.tables.setdefault(paragraph.table, TemplateTable(paragraph.table)).add(paragraph)
        self.forms = tuple(tables)
        free = list(tables)
        for table in self.tables.values():
            table.form = table_of(table.texts, free)
            if table.form is not None:
                free.remove(table.form)

    def paragraphs(self, part: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a part."""
        return self.found.paragraphs.get(part, ())

    def named(self, fault: Fault) -> Fault:
        """Return a fault whose place says which heading it stands under, and what the form calls its table."""
        place = fault.place
        if not isinstance(place, Place) or place.paragraph is None:
            return fault
        numbers, words = self._headings(place.part)
        before = bisect_right(numbers, place.paragraph)
        heading = words[before - 1] if before else ""
        return attrs.evolve(fault, place=attrs.evolve(place, heading=heading, table_name=self._table_name(place)))

    def _headings(self, part: str) -> tuple[list[int], list[str]]:
        """Return the numbers of a part's paragraphs that are headings, and their words."""
        if part not in self._found_headings:
            found = [
                (paragraph.number, paragraph.text.strip())
                for paragraph in self.paragraphs(part)
                if paragraph.heading and "{" not in paragraph.text  # else it is a heading of the prose
            ]
            self._found_headings[part] = [number for number, _ in found], [words for _, words in found]
        return self._found_headings[part]

    def _table_name(self, place: Place) -> Text | None:
        """Return what the form calls a table, else its number in words that nobody takes for the form's."""
        if place.table is None or all(table.form is None for table in self.tables.values()):
            return None
        table = self.tables.get(place.table) if place.part == self.found.main else None
        if table is not None and table.form is not None:
            return table.form.name
        return Text(f"第{place.table}个表格", f"table no. {place.table}")

    def of_breach(self, breach: Breach) -> Place:
        """Return the place of a breach of the contract: that of its tag, else where in the form it belongs."""
        if breach.part is not None and breach.tag is not None:
            return self.tags[breach.part][breach.tag]
        return self.of_form(breach.heading, breach.label)

    def of_form(self, heading: str, label: str = "") -> Place:
        """Return where something that is missing belongs: the row with its label, else its section's heading."""
        main = self.found.main
        found: Place | None = None
        for paragraph in self.paragraphs(main):
            words = paragraph.text.strip()
            if paragraph.table is None and words == heading:
                found = paragraph.place(main)
            elif found is not None and paragraph.heading:
                break
            elif found is not None and label and squeezed(words).startswith(squeezed(label)):
                return attrs.evolve(paragraph.place(main), column=None)
        return found or Place(main)

    def of_figure(self, address: str) -> Place | None:
        """Return the cell that the form has for a figure."""
        for table in self.tables.values():
            for name, cell in table.figure_cells():
                if name == address and cell:
                    return cell[0].place(self.found.main)
        return None

    def of_row(self, table: FormTable, label: str) -> Place | None:
        """Return the row of a table that begins with ``label``."""
        for found in self.tables.values():
            if found.form is table:
                for row in found.cells:
                    for cell in row:
                        if cell and squeezed("".join(one.text for one in cell)).startswith(squeezed(label)):
                            return attrs.evolve(cell[0].place(self.found.main), column=None)
        return None

    def of_table(self, table: FormTable) -> Place | None:
        """Return the first cell of a table of the form."""
        for found in self.tables.values():
            if found.form is table:
                first = next((cell for row in found.cells for cell in row if cell), None)
                if first is not None:
                    return attrs.evolve(first[0].place(self.found.main), row=None, column=None, words="")
        return None

    def of_words(self, words: str) -> Place | None:
        """Return the paragraph of the document outside tables that consists of ``words``."""
        for paragraph in self.paragraphs(self.found.main):
            if paragraph.table is None and paragraph.text.strip() == words:
                return paragraph.place(self.found.main)
        return None
