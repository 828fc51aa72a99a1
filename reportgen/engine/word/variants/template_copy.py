"""A copy of a template to start from, with last pages that list every address and filter, for reading only.

In its tables the figures have the names of the form's own words. In a narrow cell, what follows a tag's braces is so
small that the name takes two lines, and a table as many pages as in a report; what is printed looks as the braces do.
The list stands between ``{%p if false %}`` and ``{%p endif %}``, so that it never reaches a report; it holds no braces.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from lxml import etree

from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_writer import write_package
from reportgen.engine.word.language.filters import TEMPLATE_FILTERS
from reportgen.engine.word.variants.plain_pages import Row, W, paragraph, table
from reportgen.model.addresses import Address
from reportgen.report.particulars import CONTACT
from reportgen.report.report_type import ReportType

_NEVER: Final = "{%p if false %}"
_END: Final = "{%p endif %}"
_PRINTED: Final = re.compile(r"\{\{ ([\w.]+) \}\}")
_TITLE: Final = "附：本模板可用的名称和过滤器"
_INTRODUCTION: Final = (
    "从这一页起只供编写模板时查阅，不会印入报告；不需要时可以整段删去（连同前后两行标记）。",
    "在模板里印出一个数字：写两个左大括号、名称、两个右大括号，例如前面各表格中的写法。",
    "表格里的数字也可以写成表格自己的名称，例如 表三.新收.自然人，与 applications.new.natural_persons 是同一个数字。",
    "名称后面可以加竖线和过滤器，例如 applications.new.total | thousands。模板里不能做加减乘除，合计由程序算好。",
    "用 set 或 for 自己起的名称，不能与下面的官方名称（第一个点之前的部分）相同。",
)
_NARROW, _SMALL = 1000, 12
"""Twips of a cell that is too narrow for a name, and half points of the signs of the name in it."""
_WIDTHS: Final = {2: (4700, 4140), 3: (3200, 3300, 2340)}


def with_reference_pages(template: bytes, report_type: ReportType, name: str = "template") -> bytes:
    """Return ``template`` with last pages that list every address and filter of ``report_type``.

    A report rendered from it is the same as from ``template``. Raises TemplateError if that is no sound Word document.
    """
    package = open_package(template, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root: Any = etree.fromstring(package.read(package.main), parser)
    body = root.find(f"{W}body")
    _name_cells(body, report_type)
    style = _tag_style(body)
    end = len(body) - 1 if len(body) and body[-1].tag == f"{W}sectPr" else len(body)
    for element in (paragraph(_NEVER, style=style), *_pages(report_type), paragraph(_END, style=style)):
        body.insert(end, element)
        end += 1
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return write_package(package, {package.main: content})


def _name_cells(body: Any, report_type: ReportType) -> None:
    """Write the figures of the tables by their names in the form's words."""
    names: dict[str, str] = {}
    for name, address in report_type.form_names.items():
        names.setdefault(address, name)
    for cell in body.iter(f"{W}tc"):
        width = cell.find(f"{W}tcPr/{W}tcW")
        narrow = width is not None and width.get(f"{W}type") == "dxa" and int(width.get(f"{W}w")) < _NARROW
        for words in list(cell.iter(f"{W}t")):
            words.text = _PRINTED.sub(lambda tag: _by_name(tag, names), words.text or "")
            if narrow and _PRINTED.fullmatch(words.text) is not None:
                _make_small(words)


def _make_small(words: Any) -> None:
    """Write a tag, which is all the ``words`` of its run, in small signs behind its braces."""
    run = words.getparent()
    braces, rest = words.text[:2], words.text[2:]
    other = copy.deepcopy(run)
    properties = other.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        other.insert(0, properties)
    for name in ("sz", "szCs"):
        for given in properties.findall(f"{W}{name}"):
            properties.remove(given)
        etree.SubElement(properties, f"{W}{name}").set(f"{W}val", str(_SMALL))
    other.find(f"{W}t").text = rest
    words.text = braces
    run.addnext(other)


def _by_name(tag: re.Match[str], names: Mapping[str, str]) -> str:
    name = names.get(tag.group(1))
    return tag.group() if name is None else f"{{{{ {name} }}}}"


def _tag_style(body: Any) -> str:
    """Return the style of the paragraphs that hold nothing but a tag, so that ours look the same."""
    for element in body.iterfind(f"{W}p"):
        style = element.find(f"{W}pPr/{W}pStyle")
        if style is not None and "".join(element.itertext()).startswith("{%p "):
            return str(style.get(f"{W}val"))
    return ""


def _pages(report_type: ReportType) -> Iterator[Any]:
    yield paragraph("")  # LibreOffice moves the new page into the paragraph before it, which a tag would take away
    yield paragraph(_TITLE, bold=True, new_page=True, size=32)
    for line in _INTRODUCTION:
        yield paragraph(line)
    for title, header, rows in _chapters(report_type):
        yield paragraph(title, bold=True, size=22)
        yield table(header, rows, _WIDTHS[len(header)])
    yield paragraph("")


def _chapters(report_type: ReportType) -> Iterator[tuple[str, Row, list[Row]]]:
    book = report_type.addresses
    head: list[Row] = [
        ("organ", "机关全称"),
        ("year", "报告年份"),
        ("title_lines", "标题的各行，用 for 循环；在词与词之间换行"),
    ]
    yield "机关和年份", ("名称", "含义"), head
    called: dict[str, str] = {}
    for name, address in report_type.form_names.items():
        called.setdefault(address, name)
    figures = ("名称", "官方名称")
    cells = ("名称", "官方名称", "表格自己的名称")
    yield "表格里的数字（填报）", cells, [_cell(entry, called) for entry in book.entered.values()]
    totals = book.derived.values()
    yield "表格里的合计（计算得出）", cells, [_cell(entry, called) for entry in totals if entry.printed]
    others = [_figure(entry) for entry in totals if not entry.printed]
    if others:
        yield "只用于文字的合计（计算得出，表格里没有）", figures, others
    notes: list[Row] = [("notes.名称", "该数字的附注；没有附注时印出空白。名称为上面任一表格数字的名称")]
    yield "附注", ("名称", "含义"), notes
    prose: list[Row] = [
        *((f"narrative.{field.name}", f"{field.label.zh}：段落列表，用 for 循环") for field in report_type.narrative),
        ("段落.level", "0 是正文，2 是（一）级标题，3 是 1.级标题"),
        ("段落.text", "整段文字"),
        ("段落.strong", "有没有加粗的文字，只用于 if"),
        ("段落.runs", "段内文字列表，用 for 循环"),
        ("段内文字.text", "文字"),
        ("段内文字.strong", "是否加粗，只用于 if"),
    ]
    yield "文字部分", ("名称", "含义"), prose
    particulars: list[Row] = [
        *((f"contact.{name}", f"联系方式：{label.zh}；没有填写时印出空白") for name, label in CONTACT.items()),
        ("contact_lines", "联系方式各行，用 for 循环；文字部分已经印出联系方式时没有内容"),
        ("published", "发布日期；没有填写时印出空白"),
        ("attachments", "附件名称列表，用 for 循环"),
        ("comparison", "与上年的对比，用 for 循环；每行有 label、last、this、change（名称、上年、本年、增减）"),
        *((f"remarks.{name}", f"{table.name.zh}下面的注") for name, table in report_type.remarked.items()),
    ]
    yield "联系方式、日期、附件和注（没有填写的不印出）", ("名称", "含义"), particulars
    own: list[Row] = [("本机关自己的名称", "数据文件 figures 下的数字，按其在数据文件中的名称")]
    yield "本机关自己的数字", ("名称", "含义"), own
    filters: list[Row] = [
        (entry.usage, entry.says.zh, f"{entry.example[0]} → {entry.example[1]}" if entry.example[0] else "")
        for entry in TEMPLATE_FILTERS.values()
    ]
    yield "过滤器", ("写法", "作用", "例子"), filters


def _cell(entry: Address, called: Mapping[str, str]) -> Row:
    return *_figure(entry), called.get(entry.name, "")


def _figure(entry: Address) -> Row:
    unit = f"（{entry.figure.unit.zh}）" if entry.figure.unit is not None else ""
    return entry.name, f"{entry.label.zh}{unit}"
