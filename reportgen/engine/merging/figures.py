"""The figures of the form's tables in an edited document, compared with those of the document as it was made."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

import attrs

from reportgen.core.document import Unreadable
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownDocument, ShownTable
from reportgen.core.text import Text, shortened
from reportgen.core.value import Value
from reportgen.engine.checking.rules_of_every_report import MERGED
from reportgen.engine.form_matching.labelled_cells import found_in
from reportgen.engine.form_matching.rows import squeezed
from reportgen.engine.merging.merged import Change, Left
from reportgen.engine.reading.workbook.cells import STRUCK, entry_of
from reportgen.report.findings import Cell, Finding
from reportgen.report.report import Report


@attrs.frozen(eq=False, repr=False)
class Figures(Value):
    """The entered figures and the totals that somebody changed, by address, and what cannot be taken."""

    entered: Mapping[str, Any]
    totals: Mapping[str, Any]
    places: Mapping[str, Origin]
    left: tuple[Left, ...]


@attrs.frozen(eq=False, repr=False)
class FormTables(Value):
    """The tables of a document: the cells of the form's figures, its labels by the names of its tables, and the rest.

    ``lacking`` are the names of tables that were not found, ``others`` tables that are none of the form's.
    """

    cells: Mapping[str, ShownCell]
    labels: Mapping[str, Sequence[ShownCell]]
    others: Sequence[ShownTable]
    lacking: Sequence[str]


def tables_of(shown: ShownDocument, report: Report) -> FormTables:
    """Return what a document has of the form's tables."""
    others = [block for block in shown.blocks if isinstance(block, ShownTable)]
    cells: dict[str, ShownCell] = {}
    labels: dict[str, Sequence[ShownCell]] = {}
    lacking = []
    for form in report.tables:
        found = next(((table, one.cells) for table in others if (one := found_in(table, form)).whole), None)
        if found is None:
            lacking.append(form.name.zh)
            continue
        others.remove(found[0])
        cells.update(found[1])
        figures = {id(cell) for cell in found[1].values()}
        labels[form.name.zh] = [cell for cell in found[0].cells if cell.text and id(cell) not in figures]
    return FormTables(cells, labels, others, lacking)


def changed_figures(report: Report, made: ShownDocument, edited: ShownDocument) -> Figures:
    """Return what ``edited`` has in other words than ``made``, the document of ``report``, in the form's tables."""
    before, after = tables_of(made, report), tables_of(edited, report)
    old, new = before.cells, after.cells
    left = [*_lacking(after.lacking, edited), *_other_tables(before.others, after.others)]
    for name, labels in after.labels.items():
        left += changed_labels(name, before.labels.get(name, ()), labels)
    entered: dict[str, Any] = {}
    totals: dict[str, Any] = {}
    places: dict[str, Origin] = {}
    for address, cell in new.items():
        if squeezed(cell.text) == squeezed(old[address].text):
            continue
        places[address] = cell.origin
        value = _value(report, address, cell.text)
        if isinstance(value, Unreadable):
            label = report.addresses[address].label
            shown = shortened(cell.text)
            says = Text(f"{label.zh}改成了“{shown}”，不是数字", f"{label.en} became “{shown}”, which is no number")
            if STRUCK in cell.text:
                says = Text(
                    f"{label.zh}的格子里有删除线或看不清的字，没有采用",
                    f"{label.en}: text in its cell is crossed out or cannot be seen; it was not taken",
                )
            left.append(Left(says, cell.origin))
        elif address in report.addresses.derived:
            totals[address] = value
        else:
            entered[address] = value
    return Figures(entered, totals, places, tuple(left))


def _value(report: Report, address: str, text: str) -> Any:
    """Return the figure that a cell shows, without the note that the report prints behind it."""
    note = report.notes.get(address, "")
    plain = text.strip()
    if note and squeezed(plain).endswith(squeezed(note)):
        plain = squeezed(plain)[: -len(squeezed(note))]
    kind = report.addresses[address].figure.kind
    if not kind.numeric:
        return plain or None
    value = entry_of(plain)
    if isinstance(value, Unreadable) or value is None:
        return value
    try:
        return kind.read(value)
    except ValueError:
        return Unreadable("workbook-value", Text("", ""))


def _lacking(names: Sequence[str], edited: ShownDocument) -> Iterator[Left]:
    for name in names:
        says = Text(
            f"{name}的行、列或名称被改动，里面的数字没有比较",
            f"{name}: rows, columns or labels were changed, so that its figures were not compared",
        )
        yield Left(says, Origin(edited.name))


def _other_tables(old: Sequence[ShownTable], new: Sequence[ShownTable]) -> Iterator[Left]:
    """Yield the tables that are new or gone, and other tables (such as a comparison) that were changed."""
    before, after = Counter(map(_texts, old)), Counter(map(_texts, new))
    gone = (before - after).total()
    for table in new:
        if before[_texts(table)]:
            before[_texts(table)] -= 1
            continue
        gone -= 1
        first = _beginning(_texts(table))
        yield Left(
            Text(f"新的或改动过的表格（{first}…）", f"a table that is new or was changed ({first}…)"), table.origin
        )
    for texts in [*before.elements()] if gone > 0 else []:
        first = _beginning(texts)
        yield Left(Text(f"表格（{first}…）不见了或被改动", f"a table ({first}…) is gone or was changed"))


def _texts(table: ShownTable) -> tuple[str, ...]:
    return tuple(squeezed(cell.text) for cell in table.cells)


def _beginning(texts: Sequence[str]) -> str:
    return shortened(" ".join(text for text in texts[:4] if text))


def changed_labels(name: str, old: Sequence[ShownCell], new: Sequence[ShownCell]) -> Iterator[Left]:
    """Yield the labels of a table that were changed, or moved: they are the form's, and no data file has them."""
    before, after = [squeezed(one.text) for one in old], [squeezed(one.text) for one in new]
    if before != after and Counter(before) == Counter(after):
        says = Text(
            f"{name}的行或列换了次序，数字按名称对应", f"{name}: rows or columns were moved; figures go by labels"
        )
        yield Left(says, new[0].origin)
        return
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, False).get_opcodes():
        for one, other in itertools.zip_longest(old[i1:i2], new[j1:j2]) if kind != "equal" else ():
            was, now = (shortened(" ".join(cell.text.split())) if cell else "" for cell in (one, other))
            says = (
                Text(f"{name}里的“{was}”改成了“{now}”", f"in {name} “{was}” became “{now}”")
                if one and other
                else Text(f"{name}里的“{was}”被删去", f"in {name} “{was}” was deleted")
                if one
                else Text(f"{name}里多了“{now}”", f"in {name} “{now}” is new")
            )
            more = Text("名称是规定的格式，数据文件里没有", "labels are the form's, and no data file has them")
            where = other.origin if other else None
            yield Left(Text(f"{says.zh}：{more.zh}", f"{says.en}: {more.en}"), where)


def changes_of(figures: Figures, report: Report, *, taken: bool) -> Iterator[Change]:
    """Yield every entered figure that was changed."""
    for address, value in figures.entered.items():
        entry = report.addresses[address]
        yield Change(
            "figure", entry.label, shown(report.values[address]), shown(value), taken, address, figures.places[address]
        )


def shown(value: Any) -> str:
    """Return a figure for people."""
    return "空白" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def wrong_totals(figures: Figures, report: Report, computed: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield totals that somebody changed and that are not what the changed figures add up to."""
    for address, value in figures.totals.items():
        right = computed.get(address)
        if value != right:
            label = report.addresses[address].label
            says = Text(
                f"{label.zh}改成了 {shown(value)}，各格相加是 {shown(right)}；合计由程序算出，没有采用",
                f"{label.en} became {shown(value)}, its parts add up to {shown(right)}; totals are computed, not taken",
            )
            cells = (Cell(address, value, label, figures.places[address]),)
            yield Finding(MERGED.id, "broken", MERGED.severity, says, address, cells, right, value)
