"""The rows of 数字来源表 in words: where a figure is printed, what it is, how it came to be, where it was written."""

from __future__ import annotations

from typing import Final

from reportgen.model.addresses import LAST_YEAR
from reportgen.report.receipt import Printed, Receipt
from reportgen.report.report import Report

Row = tuple[str, ...]
HEADER: Final[Row] = ("序号", "印在哪里", "印出的文字", "是哪个数字", "怎样得来", "数据文件")
_MAIN: Final = "word/document.xml"
_MOST_ADDENDS: Final = 4


def facts(receipt: Receipt) -> tuple[str, ...]:
    """Return what stands above the list: how many figures there are, and which files they are of."""

    def hashed(name: str, sha256: str | None) -> str:
        return name if sha256 is None else f"{name}（SHA-256：{sha256}）"

    count = len(receipt.printed)
    return (
        f"{receipt.organ} {receipt.year} 年报告中由程序填入的数字共 {count} 处：印在哪里、怎样得来、在数据文件何处",
        f"报告：{hashed(receipt.document.file, receipt.document.sha256)}",
        f"数据文件：{hashed(receipt.data.file, receipt.data.sha256)}",
        f"模板：{hashed(receipt.template.file, receipt.template.sha256)}",
        f"程序：{receipt.engine.file}",
    )


def row(number: int, printed: Printed, report: Report) -> Row:
    """Return the row of one printed text, the ``number``-th, from 1."""
    first = printed.figures[0]
    label = _label(first.address, report)
    if len(printed.figures) > 1:
        label += f"（{printed.expression}）"
    spots = [one.origin.line_or_cell for one in printed.figures if one.origin is not None]
    origin = "、".join(dict.fromkeys(spot for spot in spots if spot))
    return str(number), _place(printed) + _elsewhere(printed), printed.text, label, _source(printed, report), origin


def _place(printed: Printed) -> str:
    if printed.attribute is not None:
        return f"{printed.element} 的 {printed.attribute}：{printed.near.strip()}"
    if printed.table is not None:
        return f"第 {printed.table} 个表格第 {printed.row} 行第 {printed.column} 格"
    if printed.paragraph is None:
        return f"文件属性：{printed.near.strip()}"
    where = "" if printed.part == _MAIN else f"{printed.part} "
    return f"{where}第 {printed.paragraph} 段：{printed.near.strip()}"


def _elsewhere(printed: Printed) -> str:
    """Say where the figure stands in the page and the PDF that were written with the document."""
    web = "" if printed.web is None else f"；网页 {printed.web}"
    return web + ("" if printed.pdf_page is None else f"；PDF 第 {printed.pdf_page} 页")


def _label(address: str, report: Report) -> str:
    if address in report.addresses:
        return report.addresses[address].label.zh or address
    if address.startswith(LAST_YEAR):
        return f"上年的{_label(address.removeprefix(LAST_YEAR), report)}"
    if address.startswith("notes."):
        return f"附注：{_label(address.removeprefix('notes.'), report)}"
    return {"organ": "机关全称", "year": "报告年份"}.get(address, f"本机关自己的数字 {address}")


def _source(printed: Printed, report: Report) -> str:
    """Say how the first figure came to be: typed, or computed from which others."""
    address = printed.figures[0].address
    definition = report.addresses[address].definition if address in report.addresses else None
    if len(printed.figures) > 1:
        values = "、".join(f"{one.address} = {one.value}" for one in printed.figures)
        return f"由 {values} 算出"
    if definition is None:
        written = printed.figures[0].origin is not None or not address.startswith(LAST_YEAR)
        return "填报" if written else "取自上年的报告"
    addends = [(name, report.values[name]) for name in definition.addresses]
    known = [(name, value) for name, value in addends if value]
    if not known or len(known) > _MOST_ADDENDS:
        return f"{len(addends)} 个数之和"
    zeros = len(addends) - len(known)
    rest = f"（其余 {zeros} 个为 0）" if zeros else ""
    return " + ".join(f"{value}" for _, value in known) + rest
