"""What is said of a PDF that cannot be read, or only in part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.extras import install
from reportgen.core.limits import Limits
from reportgen.core.origin import Origin
from reportgen.core.text import Text

_SAVE_AGAIN: Final = Text(
    "请重新下载，或向发布单位索取 Word 文件", "download it again, or ask the office for its Word file"
)
_TYPE: Final = Text(
    "请对照原文把这些内容手工填入数据文件", "fill what stands there into the data file by hand, from the printed page"
)
_PLACES: Final = 5
_PAGES: Final = {
    "pdf-picture-page": Text(
        "整页是图片（扫描件），没有文字可读；图片里的内容一概没有读",
        "a picture (a scan) without text: nothing in it is read",
    ),
    "pdf-machine-read": Text(
        "整页是扫描件，图片背后的文字是机器识别的，可能有误，没有采用",
        "a scan; the text behind the picture was recognised by a machine and may be wrong: it is not used",
    ),
    "pdf-drawn-page": Text(
        "整页的文字被转成了图形，没有文字可读", "its text was turned into drawn shapes: there is no text to read"
    ),
    "pdf-picture": Text("有图片，图片里的文字和数字没有读", "a picture: the text and the figures in it are not read"),
    "pdf-hidden": Text(
        "有看不见的文字（白色、被遮盖或在页面之外），没有读",
        "text that cannot be seen (white, covered, or outside of the page) is not read",
    ),
    "pdf-slanted": Text("有倾斜的文字，没有读", "slanted text is not read"),
    "pdf-no-code": Text(
        "有些字的字体没有说明是什么字，读成 \ufffd，所在的格子不取数字",
        "fonts do not tell what some characters are: they are read as \ufffd, and no figure is taken from such a cell",
    ),
    "pdf-damaged-page": Text("这一页已损坏，整页没有读", "damaged: nothing of it is read"),
    "pdf-no-columns": Text(
        "有一个没有表格线的表，分不清哪些数字属于哪一行哪一列，没有读成表格",
        "a table without lines, whose figures cannot be told apart by rows and columns: not read as one",
    ),
    "pdf-doubtful-cell": Text(
        "表格里有格子分不清界线，数字可能被切断或属于别的格子，不取其中的数字",
        "cells whose borders cannot be told, so that a number may be cut or belong to another one: no figure is taken",
    ),
}


def on_pages(id: str, name: str, pages: Sequence[int], where: Sequence[str] = ()) -> Fault:
    """Return what was not read on ``pages``; ``where`` are the places on them, if they are known more exactly."""
    place = "、".join(where[:_PLACES]) if where else f"第 {'、'.join(map(str, pages))} 页"
    more = f"……（共 {len(where)} 处）" if len(where) > _PLACES else ""
    return Fault(id, _PAGES[id], Origin(name, place=place + more), _TYPE)


def missing(name: str) -> Fault:
    """Return that pdfplumber is not installed."""
    remedy = install("pdf")
    return Fault(
        "missing-extra", Text("读 PDF 需要 pdfplumber", "reading a PDF needs pdfplumber"), Origin(name), remedy
    )


def not_a_pdf(name: str) -> Fault:
    """Return that a file is no PDF, whatever its name says."""
    says = Text("这不是 PDF 文件", "this is not a PDF")
    return Fault("pdf-not-one", says, Origin(name), _SAVE_AGAIN)


def damaged(name: str) -> Fault:
    """Return that a PDF cannot be opened at all."""
    says = Text("PDF 文件已损坏，不能读", "the PDF is damaged and cannot be read")
    return Fault("pdf-damaged", says, Origin(name), _SAVE_AGAIN)


def locked(name: str) -> Fault:
    """Return that a PDF needs a password."""
    says = Text("PDF 文件加了密码，打不开", "the PDF is protected by a password")
    remedy = Text("请用密码打开后另存为不加密的文件", "open it with its password and save it without one")
    return Fault("pdf-locked", says, Origin(name), remedy)


def too_many_pages(name: str, limits: Limits) -> Fault:
    """Return that a PDF has more pages than a report can have."""
    says = Text(f"PDF 超过 {limits.pdf_pages} 页", f"the PDF has more than {limits.pdf_pages} pages")
    remedy = Text("请只保留年度报告的那几页", "keep only the pages of the report")
    return Fault("pdf-too-large", says, Origin(name), remedy)


def too_much(name: str, page: int) -> Fault:
    """Return that a page paints so much that it cannot be a report's."""
    says = Text(f"PDF 的内容太多，读到第 {page} 页时停止", f"the PDF paints too much; reading stopped at page {page}")
    remedy = Text("请只保留年度报告的那几页，或另存一份", "keep only the pages of the report, or save it again")
    return Fault("pdf-too-large", says, Origin(name), remedy)


def incomplete(name: str) -> Fault:
    """Return that a part of a PDF is missing."""
    says = Text(
        "PDF 文件的一部分已损坏，可能缺少文字、表格或整页",
        "a part of the PDF is damaged: text, tables or pages may be missing",
    )
    return Fault("pdf-incomplete", says, Origin(name), _SAVE_AGAIN)
