"""The official words in a template's tables: those above columns, beside groups of rows and in front of figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reportgen.core.spelling import nearest
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import LABELS
from reportgen.engine.form_matching.form_tables import exchanged, has_label
from reportgen.engine.form_matching.rows import find_rows, squeezed
from reportgen.engine.word.contract.mistake import Mistake
from reportgen.engine.word.contract.places import CellParagraphs, Places, TemplateTable
from reportgen.model.form_grid import FormTable

_ALIKE: Final = 0.6


def label_mistakes(places: Places) -> list[Mistake]:
    """Return the labels of the form's tables that stand in each other's places, an error, or have other words."""
    found: list[Mistake] = []
    for table in places.tables.values():
        if table.form is not None:
            found += _exchanged_labels(table, table.form, places)
            found += _changed_rows(table, table.form, places)
            found += _changed_labels(table, table.form, places)
    return found


def _exchanged_labels(table: TemplateTable, form: FormTable, places: Places) -> Iterator[Mistake]:
    wrong = exchanged((text for row in table.texts for text in row), form.group_labels)
    if wrong is None:
        return
    right, actual = wrong
    says = Text(
        f"{form.name.zh}“{right}”的位置上是“{actual}”", f"{form.name.en}: “{actual}” stands in the place of “{right}”"
    )
    remedy = Text("请按官方格式的次序排列各栏名称", "Put the labels into the order of the form")
    cell = next(cell for cell, text in _cells(table) if squeezed(text) == squeezed(actual) or has_label(text, actual))
    yield _mistake(cell, places, says, remedy)


def _changed_rows(table: TemplateTable, form: FormTable, places: Places) -> Iterator[Mistake]:
    """Yield the rows that are found by the beginning of their label, behind which stand other words than a remark."""
    texts = table.texts
    for row, place in zip(form.rows, find_rows(texts, form.rows), strict=True):
        if place is None or not row.label:
            continue
        column = len(texts[place]) - len(row.addresses) - 1
        text = texts[place][column]
        if not has_label(text, row.label) and "{" not in text:
            yield _changed(table.cells[place][column], text, row.label, form, places)


def _changed_labels(table: TemplateTable, form: FormTable, places: Places) -> Iterator[Mistake]:
    texts = [text for _, text in _cells(table)]
    official = form.group_labels
    words = [text for text in texts if text.strip() and "{" not in text]
    others = [text for text in words if not any(has_label(text, one) for one in official)]
    for label in dict.fromkeys(official):
        if any(has_label(text, label) for text in texts):
            continue
        near = nearest(label, others, cutoff=_ALIKE)
        if near is not None:
            cell = next(cell for cell, text in _cells(table) if text == near)
            yield _changed(cell, near, label, form, places)


def _changed(cell: CellParagraphs, text: str, label: str, form: FormTable, places: Places) -> Mistake:
    shown = " ".join(text.split())
    says = Text(
        f"{form.name.zh}的官方名称“{label}”被改成了“{shown}”",
        f"{form.name.en}: the official words “{label}” were changed to “{shown}”",
    )
    return _mistake(cell, places, says, Text(f"请改回“{label}”", f"Write “{label}”"))


def _mistake(cell: CellParagraphs, places: Places, says: Text, remedy: Text) -> Mistake:
    return Mistake(cell[0].place(places.found.main).fault(places.found.file, LABELS.id, says, remedy))


def _cells(table: TemplateTable) -> Iterator[tuple[CellParagraphs, str]]:
    for row, texts in zip(table.cells, table.texts, strict=True):
        for cell, text in zip(row, texts, strict=True):
            if cell:
                yield cell, text
