"""A report's data as a Word document to fill in: the official form with its prose as written, and other content behind.

The official template is the form. Its figures are left out and set into their cells afterwards, so that each can stand
beside last year's; the prose keeps its placeholders as text, which survives whatever program saves the file.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
from lxml import etree

from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_writer import write_package
from reportgen.engine.word.runtime.template import Template
from reportgen.engine.word.variants.marked_cells import form_cells
from reportgen.engine.word.variants.part_trees import read_tree, write_tree
from reportgen.engine.word.variants.plain_pages import W, paragraph, table
from reportgen.prose.bold import runs_of
from reportgen.prose.filters import Blank
from reportgen.prose.markup import Paragraph, parse
from reportgen.prose.rendering import nested
from reportgen.report import word_form_layout as layout
from reportgen.report.particulars import Particulars
from reportgen.report.report import Report

_GREY: Final = "7F7F7F"
_SMALL: Final = 12
"""Half points: what stands in a cell beside the place for a figure."""
_AFTER_ALIGNMENT: Final = (
    *("textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr"),
    *("sectPr", "pPrChange"),
)
"""What follows the alignment among the properties of a paragraph, in the order of the schema."""
_WIDTHS: Final = (1900, 2900, 4040)
_TOP: Final = f"{layout.HINT}表格里只填数字，没有发生的填 0；文字照着改写。怎样填、别的内容填在哪里，见最后一页。"
_GUIDE: Final = (
    "1. 表格里直接填数字，不带“件”“万元”等字，不加逗号；没有发生的填 0，不要留空：有空白就不出报告。",
    f"2. 写着“{layout.COMPUTED}”的是合计，由程序算出，可以不填；填了的只用来核对。灰色的〔上年…〕只供对照。",
    "3. 表格的行、列和名称请不要改动；标题一至末项也不要改动，文字写在各标题下面。",
    "4. 文字里的 {{ 名称 }} 由程序换成数字，请保留；要加粗的字在 Word 里加粗；〔请填写：…〕都要改掉。",
    "5. 下面这张表放不在正文里的内容，可以增加行。同一项有几条的，名称写 1、2、3。",
    "6. 存盘以后核对：reportgen check 本文件　　出报告：reportgen render 本文件 -o 报告.docx",
)


def word_form(report: Report, data: Mapping[str, Any], template: Template, last: Report | None = None) -> bytes:
    """Return the Word form of ``report``, made of its type's official ``template``.

    ``data`` is what its data file says, as plain data; ``last`` is last year's report, whose figures stand in grey.

    Raises:
        TemplateError, RenderError: the template is at fault.
    """
    package = open_package(template.fill(_context(report)), "form", template=False)
    root = read_tree(package, package.main)
    body = root.find(f"{W}body")
    printed = set()
    for form in report.tables:
        for address, cell in form_cells(body, form):
            printed.add(address)
            _fill(cell, _shown(report, address), _beside(report, address, last))
    _left_align(body)
    body.insert(0, _grey(_TOP))
    end = len(body) - 1 if len(body) and body[-1].tag == f"{W}sectPr" else len(body)
    for element in _last_page(report, data, frozenset(printed)):
        body.insert(end, element)
        end += 1
    return write_package(package, {package.main: write_tree(root)})


def _context(report: Report) -> dict[str, Any]:
    """Return what the template sees: no figures, and the prose as somebody wrote it."""
    bare = attrs.evolve(
        report, notes={}, figures=report.figures, narrative={}, particulars=Particulars(title_lines=report.title_lines)
    )
    book = report.addresses
    context = bare.context(blank="", named=False)
    context.update(nested(book, dict.fromkeys([*book.entered, *book.derived], Blank(""))))
    context["narrative"] = {
        field.name: [*_paragraphs(report.narrative.get(field.name, ""))] for field in report.narrative_fields
    }
    return context


def _paragraphs(text: str) -> Iterator[dict[str, Any]]:
    """Yield the paragraphs of a piece of prose as a template sees them; of none an empty one, to write in."""
    paragraphs = parse(text).paragraphs
    for level, words in [(one.level, source_of(one, text)) for one in paragraphs] or [(0, "")]:
        runs = [(words, False)] if level else runs_of(words)
        yield {
            "level": level,
            "text": words,
            "strong": any(strong for _, strong in runs),
            "runs": [{"text": run, "strong": strong} for run, strong in runs],
        }


def source_of(paragraph: Paragraph, text: str) -> str:
    """Return how a paragraph of the prose ``text`` is written there, without the mark of a heading."""
    first = paragraph.pieces[0] if paragraph.pieces else None
    if first is None:
        return ""
    begin = text.rfind("\n", 0, first.position) + 1
    end = text.find("\n", first.position)
    line = text[begin : len(text) if end < 0 else end]
    return line[paragraph.level :].lstrip(" \t") if paragraph.level else line


def _shown(report: Report, address: str) -> str:
    """Return what somebody wrote for a figure: an entry, or a total that was stated."""
    if address in report.addresses.derived:
        value, kind = report.stated.get(address), report.addresses[address].figure.kind
    else:
        value, kind = report.values[address], report.addresses[address].figure.kind
    plain = None if value is None else kind.plain(value)
    return "" if plain is None else str(kind.shown(value) if isinstance(plain, bool) else plain)


def _beside(report: Report, address: str, last: Report | None) -> str:
    """Return what else the cell of a figure says."""
    if address in report.addresses.derived:
        return "" if address in report.stated else layout.COMPUTED
    if last is None or not report.addresses[address].figure.kind.numeric:
        return ""
    value = last.values.get(address) if last.type.name == report.type.name else None
    return "" if value is None else layout.last_year(value)


def _fill(cell: Any, text: str, beside: str) -> None:
    """Write ``text`` into a cell as its template would, and ``beside`` in small grey letters."""
    home = cell.find(f"{W}p")
    if home is None:
        return
    runs = home.findall(f"{W}r")
    run = runs[0] if runs else etree.SubElement(home, f"{W}r")
    _set_text(run, text)
    if not beside:
        return
    if text or beside != layout.COMPUTED:
        home = copy.deepcopy(home)
        cell.append(home)
        run = home.find(f"{W}r")
        for other in home.findall(f"{W}r")[1:]:
            home.remove(other)
    _set_text(run, beside)
    _make_small(run)


def _left_align(body: Any) -> None:
    """Let lines with placeholders end where their words do: justified, their few gaps would be wide."""
    for one in body.iterfind(f"{W}p"):
        if "{{" not in "".join(one.itertext(f"{W}t")):
            continue
        shape = one.find(f"{W}pPr")
        if shape is None:
            shape = etree.Element(f"{W}pPr")
            one.insert(0, shape)
        for old in shape.findall(f"{W}jc"):
            shape.remove(old)
        behind = (at for at, part in enumerate(shape) if part.tag.removeprefix(W) in _AFTER_ALIGNMENT)
        alignment = etree.Element(f"{W}jc")
        alignment.set(f"{W}val", "left")
        shape.insert(next(behind, len(shape)), alignment)


def _set_text(run: Any, text: str) -> None:
    for old in run.findall(f"{W}t"):
        run.remove(old)
    for number, part in enumerate(text.split("\n") if text else ()):
        if number:
            etree.SubElement(run, f"{W}br")
        words = etree.SubElement(run, f"{W}t")
        words.text = part
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _make_small(run: Any) -> None:
    old = run.find(f"{W}rPr")
    if old is not None:
        run.remove(old)
    shape = etree.Element(f"{W}rPr")
    for name, value in (("color", _GREY), ("sz", str(_SMALL)), ("szCs", str(_SMALL))):
        etree.SubElement(shape, f"{W}{name}").set(f"{W}val", value)
    run.insert(0, shape)


def _grey(text: str) -> Any:
    element = paragraph(text, size=18)
    shape = element.find(f"{W}r/{W}rPr")
    colour = etree.Element(f"{W}color")
    colour.set(f"{W}val", _GREY)
    shape.insert(0, colour)
    return element


def _last_page(report: Report, data: Mapping[str, Any], printed: frozenset[str]) -> Iterator[Any]:
    yield paragraph(layout.END, bold=True, new_page=True, size=28)
    for line in _GUIDE:
        yield paragraph(line, size=20)
    rows: Sequence[tuple[str, str, str]] = [*layout.rows_of(report.type, data, printed)]
    yield table(layout.COLUMNS, rows, _WIDTHS, size=20)
    yield paragraph("", size=2)
