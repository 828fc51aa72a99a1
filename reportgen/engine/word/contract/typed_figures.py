"""Figures that somebody typed into a template: they would be printed in every year, whatever the data says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from reportgen.core.text import Text
from reportgen.engine.form_matching.rows import squeezed
from reportgen.engine.word.contract.mistake import Mistake
from reportgen.engine.word.contract.places import CellParagraphs, Places, TemplateTable
from reportgen.engine.word.markup.paragraphs import Paragraph
from reportgen.model.addresses import AddressBook
from reportgen.prose.quantities import HIDDEN, Quantity, read

_TAG: Final = re.compile(r"\{\{(.*?)\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_CONSTANT: Final = re.compile(r"""\s*(["']?)\s*([+-]?\d[\d,.]*\s*[%％]?)\s*\1\s*""")
"""A number that a tag prints as it stands there: ``{{ 508 }}``."""
_BLOCK: Final = re.compile(r"\{%-?(?:p|tr|tc|r)?\s+(if|elif|else|endif)\b\s*(.*?)\s*-?%\}")
_NEVER: Final = frozenset(("false", "False", "0", "none", "None"))
_DIGIT: Final = re.compile("[0-9０-９]")
_FIGURE: Final = re.compile(r"[+-]?[0-9０-９][0-9０-９,，.．]*[%％]?")
_YEAR: Final = re.compile(r"(?<![0-9〔\[（(])(?:19|20)[0-9]{2}(?= ?年)")
_NUMBERED: Final = re.compile(r"(?:附件|附表|附图|表|图|[－—–-])\s*$")
_MOST: Final = 5
_LONGEST_SERIAL: Final = 3
_LONGEST_FIGURE: Final = 6
"""A longer whole number without commas in a table of the office's own is a telephone or a code."""


def typed_figures(places: Places, book: AddressBook) -> list[Mistake]:
    """Return every figure that is typed into a template's document: in a table where an address belongs an error."""
    found: list[Mistake] = []
    living = {id(paragraph) for paragraph in _living(places.paragraphs(places.found.main))}
    for table in places.tables.values():
        if any(id(one) in living for row in table.cells for cell in row for one in cell):
            found += _in_form(table, places, book) if table.form is not None else _in_own_table(table, places)
    for part in places.found.paragraphs:
        found += _in_prose(part, places)
    return found


def _in_form(table: TemplateTable, places: Places, book: AddressBook) -> Iterator[Mistake]:
    """Yield the figures typed into a table of the form: its cells of figures hold an address and nothing else."""
    seen: set[int] = set()
    for address, cell in table.figure_cells():
        seen.add(id(cell))
        typed = _typed(_text(cell))
        if _DIGIT.search(typed) and cell:
            shown, label = squeezed(typed), book[address].label
            yield _error(
                cell,
                places,
                Text(
                    f"{label.zh}这一格有手写的“{shown}”，以后每年都会照样印出",
                    f"{label.en}: the typed “{shown}” in this cell would be printed every year",
                ),
                Text(f"这一格只写 {{{{ {address} }}}}", f"Write {{{{ {address} }}}} into the cell and nothing else"),
                (address,),
            )
    for line in table.cells:
        for cell in line:
            if id(cell) not in seen and cell and _FIGURE.fullmatch(squeezed(_typed(_text(cell)))):
                yield _unknown(cell, places)


def _in_own_table(table: TemplateTable, places: Places) -> Iterator[Mistake]:
    """Yield the figures in a table that is none of the form's; serial numbers and telephones are none."""
    for number, line in enumerate(table.cells):
        for column, cell in enumerate(line):
            shown = squeezed(_typed(_text(cell)))
            if not number or not cell or not _FIGURE.fullmatch(shown):
                continue
            serial = column == 0 and len(shown) <= _LONGEST_SERIAL
            name = shown.isdecimal() and (len(shown) > _LONGEST_FIGURE or (shown[0] == "0" and len(shown) > 1))
            if not serial and not name:
                yield _unknown(cell, places)


def _unknown(cell: CellParagraphs, places: Places) -> Mistake:
    shown = squeezed(_typed(_text(cell)))
    return _error(
        cell,
        places,
        Text(
            f"表格里有手写的数“{shown}”，以后每年都会照样印出",
            f"the figure “{shown}” is typed into a table; it would be printed every year",
        ),
        Text(
            "请改写成这个数的名称 {{ … }}；不是官方数字的，写进数据文件的 figures",
            "Write the address of the figure, {{ … }}; what is no official figure stands in the data under figures",
        ),
    )


def _error(cell: CellParagraphs, places: Places, says: Text, remedy: Text, addresses: tuple[str, ...] = ()) -> Mistake:
    main = places.found.main
    fault = cell[0].place(main).fault(places.found.file, "template-typed-figure", says, remedy)
    return Mistake(fault, "error", addresses)


def _in_prose(part: str, places: Places) -> Iterator[Mistake]:
    """Yield a warning for every paragraph of a part, outside tables, with typed numbers that count something."""
    stem = part.rpartition("/")[2]
    body = part == places.found.main
    if not body and not stem.startswith(("header", "footer", "footnotes", "endnotes")):
        return
    for paragraph in _living(places.paragraphs(part)):
        if paragraph.table is not None and body:
            continue
        text = _hidden(paragraph.text)
        numbers = [one for one in _quantities(text) if one.measure or body]
        years = [f"{match.group()}年" for match in _YEAR.finditer(text)]
        shown = [one.text for one in numbers] + years
        if not shown:
            continue
        quoted = "、".join(f"“{one}”" for one in shown[:_MOST])
        says = Text(
            f"文字里有手写的数 {quoted}，以后每年都会照样印出",
            f"numbers are typed into the text ({', '.join(shown[:_MOST])}) and would be printed every year",
        )
        yield Mistake(
            paragraph.place(part).fault(places.found.file, "template-typed-number", says, _remedy(numbers, years)),
            "warning",
        )


def _quantities(text: str) -> Iterator[Quantity]:
    for sentence in read(text, {}).sentences:
        for one in sentence.quantities:
            if one.literal and one.measure != "页" and not _NUMBERED.search(text[: one.position]):
                yield one


def _remedy(numbers: list[Quantity], years: list[str]) -> Text:
    if any(one.percent for one in numbers):
        return Text(
            "数字请写成名称 {{ … }}，百分比请用过滤器计算：{{ 部分的名称 | share(整体的名称) }}%",
            "Write the address of a figure; a filter computes a percentage: {{ part | share(whole) }}%",
        )
    if not numbers and years:
        return Text("年份请写成 {{ year }}", "Write {{ year }} for the year")
    return Text("是数据里的数，请写成名称 {{ … }}", "Write the address of the figure, {{ … }}")


def _living(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs that can be printed: those outside ``{% if false %}``."""
    depth = 0
    for paragraph in paragraphs:
        inside = depth > 0
        for word, condition in _BLOCK.findall(paragraph.text) if "{%" in paragraph.text else ():
            if word == "if" and (depth or condition in _NEVER):
                depth += 1
            elif word == "endif" and depth:
                depth -= 1
            elif word in ("else", "elif") and depth == 1:
                depth = 0
        if not inside and not depth:
            yield paragraph


def _text(cell: CellParagraphs) -> str:
    return "".join(paragraph.text for paragraph in cell)


def _typed(text: str) -> str:
    """Return what of a text is printed as it stands: all but its tags, and the numbers that tags only repeat."""
    return _TAG.sub(_constant, text)


def _constant(tag: re.Match[str]) -> str:
    match = _CONSTANT.fullmatch(tag.group(1) or "")
    return match.group(2) if match is not None else ""


def _hidden(text: str) -> str:
    """Return a text with its tags hidden, so that what stands beside them keeps its place."""
    return _TAG.sub(lambda tag: _constant(tag) or HIDDEN * len(tag.group()), text)
