"""The finished document read back by code that shares nothing with the writing of it, and compared with the model.

A zip reader, an XML parser and the form's own row labels are all that it uses: no template, no placeholder, no Jinja.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError, fromstring

from reportgen.core.errors import Fault, RenderError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.engine_rules import LABELS, PROOF, SECTIONS
from reportgen.model.form_grid import FormRow, FormTable
from reportgen.model.kinds.amounts import Amount
from reportgen.model.kinds.kind import Kind
from reportgen.report.rules import Rule

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORDS = f"{W}t"
_BREAKS = frozenset((f"{W}br", f"{W}tab"))
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
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
) -> None:
    """Compare every figure of the form's tables in ``document`` with ``values`` (by address).

    ``kinds`` says of each figure which text shows it; one without a kind is a number ≥ 0.

    Every paragraph of ``prose`` must stand in the document, too, white space aside.

    Raises:
        RenderError: every difference at once: a section title missing or out of order (F-SECT), a row's official label
            missing (F-LABEL), a figure that differs from the model or is blank, prose that is not there (PROOF).
    """
    body = _body(document)
    faults = [*_section_faults(body, sections, name), *_prose_faults(body, prose, name)]
    for table in tables:
        element = _table_under(body, table.heading)
        if element is None:
            says = Text(f"“{table.heading}”下面没有表格", f"no table under “{table.heading}”")
            faults.append(_fault(LABELS, says, name, table.name.zh))
            continue
        faults += _table_faults(element, table, values, notes, name, kinds)
    if faults:
        raise RenderError(faults)


def prove_parts(document: bytes, parts: Iterable[str]) -> None:
    """Read the filled ``parts`` back besides the body, which :func:`prove` reads: headers, footers and properties.

    Raises RenderError if one is no sound XML.
    """
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        main = _main(package)
        for part in parts:
            if part != main:
                _parsed(package.read(part), part)


def _body(document: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        root = _parsed(package.read(_main(package)))
    body = root.find(f"{W}body")
    if body is None:
        raise RenderError(_fault(PROOF, Text("文档没有正文", "the document has no body"), "document", ""))
    return body


def _main(package: zipfile.ZipFile) -> str:
    relations = _parsed(package.read("_rels/.rels"))
    targets = [r.get("Target") for r in relations if r.get("Type") in (_OFFICE, _STRICT_OFFICE)]
    return str(targets[0]).lstrip("/")


def _parsed(content: bytes, part: str = "") -> Any:
    """Parse by expat, which loads in a fraction of lxml's time and is not what templates are read with.

    A document type could define entities; Word writes none, and in any encoding but UTF-16 its name is plain to see.
    """
    if b"<!DOCTYPE" in content or b"\0" in content:
        says = Text("XML 里有文档类型声明", "its XML declares a document type")
        raise RenderError(_fault(PROOF, says, "document", part))
    try:
        return fromstring(content)  # noqa: S314 — no document type, so no entities
    except ParseError as problem:
        line, column = problem.position
        says = Text(
            f"XML 不能读取（第 {line} 行第 {column + 1} 列）",
            f"its XML cannot be read (line {line}, column {column + 1})",
        )
        raise RenderError(_fault(PROOF, says, "document", part)) from None


def _text(element: Any) -> str:
    """Return what a reader sees of an element's text, tracked deletions and field codes left out."""
    words = []
    for node in element.iter():
        if node.tag == _WORDS:
            words.append(node.text or "")
        elif node.tag in _BREAKS:
            words.append("\n")
    return "".join(words)


def _section_faults(body: Any, sections: Sequence[str], name: str) -> Iterator[Fault]:
    """Every section title stands alone in a paragraph, in the order of the form."""
    paragraphs = [_text(paragraph).strip() for paragraph in body.iterfind(f"{W}p")]
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
            yield _fault(SECTIONS, says, name, "")


def _prose_faults(body: Any, prose: Iterable[str], name: str) -> Iterator[Fault]:
    """A template's condition or loop may leave prose out; the reader of the report would never know."""
    whole = _squeezed(_text(body))
    for paragraph in prose:
        if _squeezed(paragraph) not in whole:
            shown = paragraph.strip()[:20]
            says = Text(
                f"成品文档中没有“{shown}…”这一段文字", f"the paragraph “{shown}…” is not in the finished document"
            )
            yield _fault(PROOF, says, name, "")


def _table_under(body: Any, heading: str) -> Any | None:
    found = False
    for element in body:
        if element.tag == f"{W}p" and _text(element).strip() == heading:
            found = True
        elif found and element.tag == f"{W}tbl":
            return element
    return None


def _table_faults(
    element: Any,
    table: FormTable,
    values: Mapping[str, Any],
    notes: Mapping[str, str],
    name: str,
    kinds: Mapping[str, Kind],
) -> Iterator[Fault]:
    rows = [[_text(cell) for cell in row.iterfind(f"{W}tc")] for row in element.iterfind(f"{W}tr")]
    start = 0
    for expected in table.rows:
        places = [number for number in range(start, len(rows)) if _is_row(rows[number], expected)]
        # A row without a label of its own is the last of its shape: the rows above it are headings.
        place = (places[0] if expected.label else places[-1]) if places else None
        if place is None:
            label = expected.label or "填数字的一行"
            says = Text(f"找不到“{label}”", f"there is no row “{label}”")
            yield _fault(LABELS, says, name, table.name.zh)
            continue
        start = place + 1
        cells = rows[place][-len(expected.addresses) :]
        for column, (address, text) in enumerate(zip(expected.addresses, cells, strict=True), start=1):
            kind = kinds.get(address, _NUMBER)
            if not _shows(text, kind, values[address], notes.get(address, "")):
                where = f"{table.name.zh}，第 {place + 1} 行，第 {column} 个数 (row {place + 1}, figure {column})"
                yield _difference(address, text, _written(kind, values[address]), name, where)


def _is_row(cells: list[str], row: FormRow) -> bool:
    """Whether a row of the document is the form's row: its label (official words, spacing aside) and enough cells."""
    count = len(row.addresses)
    if len(cells) < count + bool(row.label):
        return False
    if not row.label:
        return len(cells) == count
    return _squeezed(cells[-count - 1]).startswith(_squeezed(row.label))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _shows(text: str, kind: Kind, value: Any, note: str) -> bool:
    """Whether a cell shows a figure and its note; a text is a code, or what stands for a blank figure in a draft."""
    if not text.endswith(note):
        return False
    figure = text[: len(text) - len(note)] if note else text
    if isinstance(value, str):
        return figure == value
    return value is not None and kind.shows(figure, value)


def _written(kind: Kind, value: Any) -> str:
    return str(value) if value is None or isinstance(value, str) else kind.printed(value)


def _difference(address: str, text: str, value: str, name: str, where: str) -> Fault:
    shown = text if text.strip() else "（空白）"
    says = Text(
        f"成品文档中 {address} 是“{shown}”，数据中是 {value}",
        f"the finished document shows “{text}” for {address}, the data has {value}",
    )
    return _fault(PROOF, says, name, where)


def _fault(rule: Rule, says: Text, name: str, place: str) -> Fault:
    remedy = Text("请检查模板的这一处", "check this place of the template")
    return Fault(rule.id, says, Origin(name, place=place or None), remedy)
