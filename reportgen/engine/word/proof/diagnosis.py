"""What is wrong with a finished document, in the form's words: which title, table, row or cell, and what it shows.

:func:`~.read_back.prove` decides whether a document is right. Only one that it refuses is looked at here, once more and
at leisure, so that a person learns which place of the template to mend.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from reportgen.core.spelling import nearest
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import LABELS, PROOF, SECTIONS
from reportgen.engine.form_matching.form_tables import table_of
from reportgen.engine.form_matching.rows import find_rows, squeezed
from reportgen.engine.word.proof.body_text import BodyText, Table
from reportgen.engine.word.proof.differences import Difference, Shown, differences_of_cells, missing_row
from reportgen.engine.word.proof.read_back import compared, main_part, shows, written
from reportgen.model.addresses import AddressBook
from reportgen.model.form_grid import FormRow, FormTable
from reportgen.model.kinds.amounts import Amount
from reportgen.report.report import Report

_ALIKE: Final = 0.6
_NUMBER: Final = Amount()


class Diagnosis:
    """The differences between ``document`` and what ``report`` gives with ``values``, ``notes`` and paragraphs.

    With ``sample`` the figures are nobody's: messages do not call them the data's.
    """

    def __init__(
        self,
        document: bytes,
        report: Report,
        values: Mapping[str, Any],
        notes: Mapping[str, str],
        narrative: Mapping[str, Sequence[Mapping[str, Any]]],
        *,
        sample: bool = False,
    ) -> None:
        with zipfile.ZipFile(io.BytesIO(document)) as package:
            self.body = BodyText(package.read(main_part(package)))
        self.report, self.values, self.notes, self.narrative = report, values, notes, narrative
        self.book: AddressBook = report.addresses
        self.sample = sample
        self.paragraphs = [block.strip() for block in self.body.blocks if isinstance(block, str)]

    def differences(self) -> list[Difference]:
        """Return every difference, in the order of the document."""
        found = [*self._titles()]
        for table in self.report.tables:
            found += self._table(table)
        return [*found, *self._prose()]

    # ---------------------------------------------------------------------------------------------------------- titles

    def _titles(self) -> Iterator[Difference]:
        sections = self.report.type.sections
        start = 0
        prose = {one["text"].strip() for field in self.narrative.values() for one in field}
        for section in sections:
            if section in self.paragraphs[start:]:
                start = self.paragraphs.index(section, start) + 1
                continue
            if section in self.paragraphs:
                says = Text(
                    f"一级标题“{section}”的次序不对", f"the section title “{section}” stands in the wrong order"
                )
                remedy = Text("请把各部分排成格式规定的次序", "Put the sections into the order of the form")
                yield Difference(SECTIONS.id, says, remedy, words=section, about=section)
                continue
            others = [one for one in self.paragraphs if one not in prose and one not in sections]
            near = nearest(section, others, cutoff=_ALIKE)
            remedy = Text(f"请写上“{section}”，单独成一段", f"Write “{section}” in a paragraph of its own")
            if near is None:
                says = Text(f"一级标题“{section}”缺失", f"the section title “{section}” is missing")
            else:
                says = Text(
                    f"一级标题“{section}”被改成了“{near}”", f"the section title “{section}” was changed to “{near}”"
                )
            yield Difference(SECTIONS.id, says, remedy, words=near or "", about=section)

    # ---------------------------------------------------------------------------------------------------------- tables

    def _table(self, table: FormTable) -> Iterator[Difference]:
        tables = self.report.tables
        rows = self._under(table.heading)
        addresses = tuple(address for row in table.rows for address in row.addresses)
        name, heading = table.name, table.heading
        if rows is None and heading not in self.paragraphs:  # the title has a difference of its own
            rows = next((block for block in self._tables() if table_of(block, tables) is table), None)
        actual = None if rows is None else table_of(rows, tables)
        if rows is None:
            says = Text(f"“{heading}”下面没有{name.zh}", f"there is no {name.en} under “{heading}”")
        elif actual is not None and actual is not table:
            says = Text(
                f"“{heading}”下面应当是{name.zh}，现在是{actual.name.zh}",
                f"under “{heading}” stands {actual.name.en} instead of {name.en}",
            )
        elif actual is None and not any(place is not None for place in find_rows(rows, table.rows)):
            says = Text(f"“{heading}”下面的表格不是{name.zh}", f"the table under “{heading}” is not {name.en}")
        else:
            yield from self._rows(table, rows)
            return
        remedy = Text(
            f"请把{name.zh}放回这个标题下面，可从 reportgen template new 写出的模板里复制",
            f"Put {name.en} back under its title; the template that reportgen template new writes has it",
        )
        yield Difference(LABELS.id, says, remedy, addresses, table, words=heading)

    def _under(self, heading: str) -> Table | None:
        """Return the first table below a title, if it stands before the next one."""
        found = False
        for block in self.body.blocks:
            if not isinstance(block, str):
                if found:
                    return block
            elif block.strip() == heading:
                found = True
            elif found and block.strip() in self.report.type.sections:
                return None
        return None

    def _tables(self) -> Iterator[Table]:
        return (block for block in self.body.blocks if not isinstance(block, str))

    def _rows(self, table: FormTable, rows: Table) -> Iterator[Difference]:
        places = find_rows(rows, table.rows)
        taken = {place for place in places if place is not None}
        wrong: list[Shown] = []
        before = ""
        for row, place in zip(table.rows, places, strict=True):
            if place is None:
                labels = _labels(rows, len(row.addresses))
                free = [label for label, number in labels.items() if number not in taken]
                yield missing_row(table, row, before, squeezed(row.label) in labels, free)
            else:
                wrong += self._cells(table, row, rows[place])
                before = row.label
        yield from differences_of_cells(wrong, self.book, self.sample)

    def _cells(self, table: FormTable, row: FormRow, cells: Sequence[str]) -> Iterator[Shown]:
        for column, (address, text) in enumerate(zip(row.addresses, cells[-len(row.addresses) :], strict=False)):
            kind, note = self.report.addresses.kinds.get(address, _NUMBER), self.notes.get(address, "")
            if not shows(text, kind, self.values[address], note):
                wanted = written(kind, self.values[address]) + note
                yield Shown(table, row, column, text, wanted, self._owner(text))

    def _owner(self, text: str) -> str | None:
        """Return the one figure of the form's tables that is printed as ``text``."""
        found = self._owners.get(text) or self._owners.get(text.replace(",", ""))
        return found[0] if found is not None and len(found) == 1 else None

    @cached_property
    def _owners(self) -> Mapping[str, list[str]]:
        owners: dict[str, list[str]] = {}
        for table in self.report.tables:
            for row in table.rows:
                for address in row.addresses:
                    shown = written(self.book.kinds.get(address, _NUMBER), self.values[address])
                    for text in {shown, shown + self.notes.get(address, "")}:
                        owners.setdefault(text, []).append(address)
        return owners

    # ----------------------------------------------------------------------------------------------------------- prose

    def _prose(self) -> Iterator[Difference]:
        whole = compared(self.body.text)
        for field in self.report.type.narrative:
            lost = [one for one in self.narrative.get(field.name, ()) if compared(one["text"]) not in whole]
            for level in dict.fromkeys(one["level"] for one in lost):
                first = next(one for one in lost if one["level"] == level)
                kind = {2: Text("（一）级标题", "headings"), 3: Text("1.级标题", "lower headings")}.get(
                    level, Text("正文段落", "paragraphs")
                )
                shown = first["text"].strip()[:20]
                yield Difference(
                    PROOF.id,
                    Text(
                        f"“{field.label.zh}”的{kind.zh}没有全部印出，例如“{shown}…”",
                        f"not all {kind.en} of “{field.label.en}” are printed: “{shown}…” is not in the document",
                    ),
                    Text(
                        f"请检查循环 narrative.{field.name} 里的条件，写法见官方模板",
                        f"Look at the conditions in the loop over narrative.{field.name}",
                    ),
                    (f"narrative.{field.name}",),
                    heading=field.label.zh,
                )


def _labels(rows: Table, figures: int) -> dict[str, int]:
    """Return what stands before the last ``figures`` cells of each row, with the row's number."""
    found: dict[str, int] = {}
    for number, cells in enumerate(rows):
        if len(cells) > figures:
            found.setdefault(squeezed(cells[-figures - 1]), number)
    return found
