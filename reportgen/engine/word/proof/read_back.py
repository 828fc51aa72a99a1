"""The finished document read back by code that shares nothing with the writing of it, and compared with the model.

A zip reader, an XML parser and the form's own row labels are all that it uses: no template, no placeholder, no Jinja.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reportgen.core.errors import Fault, RenderError
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import LABELS, SECTIONS
from reportgen.engine.form_matching.form_tables import exchanged, has_label
from reportgen.engine.form_matching.rows import find_rows, squeezed
from reportgen.engine.word.proof.body_text import BodyText, Table
from reportgen.engine.word.proof.plain_xml import parse, proof_fault
from reportgen.model.form_grid import FormTable
from reportgen.model.kinds.amounts import Amount
from reportgen.model.kinds.kind import Kind

_OFFICE = frozenset(
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
    )
)
_NUMBER = Amount()
NO_KINDS: Mapping[str, Kind] = {}


def prove(  # noqa: PLR0913, PLR0917 — what is compared with what, and what to call it
    document: bytes,
    tables: Sequence[FormTable],
    sections: Sequence[str],
    values: Mapping[str, Any],
    notes: Mapping[str, str],
    prose: Iterable[str] = (),
    name: str = "document",
    kinds: Mapping[str, Kind] = NO_KINDS,
    parts: Iterable[str] = (),
) -> None:
    """Compare every figure of the form's tables in ``document`` with ``values`` (by address).

    ``kinds`` says of each figure which text shows it; one without a kind is a number ≥ 0.

    Every paragraph of ``prose`` must stand in the document, too, white space aside. ``parts`` are those that were
    filled besides the body: headers, footers and properties; they must be sound XML.

    Raises:
        RenderError: every difference at once: a section title missing or out of order (F-SECT), a row's official label
            missing (F-LABEL), a figure that differs from the model or is blank, prose that is not there (PROOF).
    """
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        main = main_part(package)
        body = BodyText(package.read(main))
        faults = [*_section_faults(body, sections, name), *_prose_faults(body, prose, name)]
        for table in tables:
            found = body.table_under(table.heading)
            if found is None:
                says = Text(f"“{table.heading}”下面没有表格", f"no table under “{table.heading}”")
                faults.append(proof_fault(says, table.name.zh, name, LABELS))
                continue
            faults += _table_faults(found, table, values, notes, name, kinds)
        if faults:
            raise RenderError(faults)
        for part in parts:
            if part != main:
                parse(package.read(part), part)


def main_part(package: zipfile.ZipFile) -> str:
    """Return the name of a document's main part."""
    targets: list[str] = []

    def start(_name: str, attributes: dict[str, str]) -> None:
        if attributes.get("Type") in _OFFICE:
            targets.append(attributes["Target"])

    parse(package.read("_rels/.rels"), start=start)
    return targets[0].lstrip("/")


def _section_faults(body: BodyText, sections: Sequence[str], name: str) -> Iterator[Fault]:
    """Every section title stands alone in a paragraph, in the order of the form."""
    paragraphs = [block.strip() for block in body.blocks if isinstance(block, str)]
    start = 0
    for section in sections:
        try:
            start = paragraphs.index(section, start) + 1
        except ValueError:
            where = (
                Text("次序不对", "is out of order")
                if section in paragraphs
                else Text("缺失或有改动", "is missing or changed")
            )
            says = Text(f"一级标题“{section}”{where.zh}", f"the section title “{section}” {where.en}")
            yield proof_fault(says, "", name, SECTIONS)


def _prose_faults(body: BodyText, prose: Iterable[str], name: str) -> Iterator[Fault]:
    """A template's condition or loop may leave prose out; the reader of the report would never know."""
    whole = compared(body.text)
    for paragraph in prose:
        if compared(paragraph) not in whole:
            shown = paragraph.strip()[:20]
            says = Text(
                f"成品文档中没有“{shown}…”这一段文字", f"the paragraph “{shown}…” is not in the finished document"
            )
            yield proof_fault(says, "", name)


def compared(text: str) -> str:
    """Return a text without white space, its hyphens all of one kind: one at which no line breaks is a hyphen."""
    return squeezed(text).replace("\u2011", "-")


def _table_faults(
    rows: Table,
    table: FormTable,
    values: Mapping[str, Any],
    notes: Mapping[str, str],
    name: str,
    kinds: Mapping[str, Kind],
) -> Iterator[Fault]:
    places = find_rows(rows, table.rows)
    figures = {place: len(row.addresses) for row, place in zip(table.rows, places, strict=True) if place is not None}
    words = (text for number, cells in enumerate(rows) for text in cells[: len(cells) - figures.get(number, 0)])
    wrong = exchanged(words, table.group_labels)
    if wrong is not None:
        says = Text(f"“{wrong[0]}”的位置上是“{wrong[1]}”", f"“{wrong[1]}” stands in the place of “{wrong[0]}”")
        yield proof_fault(says, table.name.zh, name, LABELS)
    for expected, place in zip(table.rows, places, strict=True):
        if place is None:
            label = expected.label or "填数字的一行"
            says = Text(f"找不到“{label}”", f"there is no row “{label}”")
            yield proof_fault(says, table.name.zh, name, LABELS)
            continue
        cells = rows[place][-len(expected.addresses) :]
        if expected.label and not has_label(before := rows[place][-len(expected.addresses) - 1], expected.label):
            yield _changed_label(before, expected.label, table, name)
        for column, (address, text) in enumerate(zip(expected.addresses, cells, strict=True), start=1):
            kind, value = kinds.get(address, _NUMBER), values[address]
            if not shows(text, kind, value, notes.get(address, "") if notes else ""):
                where = f"{table.name.zh}，第 {place + 1} 行，第 {column} 个数 (row {place + 1}, figure {column})"
                yield _difference(address, text, written(kind, value), name, where)


def _changed_label(text: str, label: str, table: FormTable, name: str) -> Fault:
    shown = " ".join(text.split())
    says = Text(
        f"{table.name.zh}的官方名称“{label}”被改成了“{shown}”",
        f"{table.name.en}: the official words “{label}” were changed to “{shown}”",
    )
    return proof_fault(says, table.name.zh, name, LABELS)


def shows(text: str, kind: Kind, value: Any, note: str) -> bool:
    """Whether a cell shows a figure and its note; a text is a code, or what stands for a blank figure in a draft."""
    figure = text
    if note:
        if not text.endswith(note):
            return False
        figure = text[: len(text) - len(note)]
    if isinstance(value, str):
        return figure == value
    return value is not None and kind.shows(figure, value)


def written(kind: Kind, value: Any) -> str:
    """Return what a cell shows of a figure."""
    return str(value) if value is None or isinstance(value, str) else kind.printed(value)


def _difference(address: str, text: str, value: str, name: str, where: str) -> Fault:
    shown = text if text.strip() else "（空白）"
    says = Text(
        f"成品文档中 {address} 是“{shown}”，数据中是 {value}",
        f"the finished document shows “{text}” for {address}, the data has {value}",
    )
    return proof_fault(says, where, name)
