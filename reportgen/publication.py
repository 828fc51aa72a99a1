"""A report in the forms in which it is published beside Word: a web page, open data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.core.errors import DataError, Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.prose.rendering import UnprintableError

if TYPE_CHECKING:
    from reportgen.report.report import Report

PAGES = (".html", ".htm")
"""How the name of a web page may end."""


def published(report: Report, target: Path, document: bytes | None, *, fragment: bool = False) -> bytes:
    """Return what the file ``target`` is to hold, told by its suffix, which is one of ``output_faults.FORMATS``.

    ``document`` is the proved Word document, for the files that are it or are made of it.

    Raises:
        RenderError: the file differs from the model when it is read back.
        DataError: the report's prose cannot be printed.
    """
    suffix = target.suffix.lower()
    if suffix == ".docx" and document is not None:
        return document
    if suffix in (".csv", ".json"):
        from reportgen.engine.export import open_data

        return open_data.csv_table(report) if suffix == ".csv" else open_data.json_text(report)
    try:
        return page(report, target.name, fragment=fragment)
    except UnprintableError as problem:
        raise DataError(Fault("narrative", problem.says, Origin(report.source))) from None


def page(report: Report, name: str, *, fragment: bool = False) -> bytes:
    """Return the proved web page of a report, or a fragment of one to paste; messages call it ``name``.

    Raises:
        RenderError: the page differs from the model when it is read back.
    """
    from reportgen.engine.export import web_page
    from reportgen.engine.export.web_page_proof import prove_page

    content = web_page.fragment(report) if fragment else web_page.web_page(report)
    prove_page(content, report, name, whole=not fragment)
    return content


def needs_document(targets: list[Path]) -> bool:
    """Whether one of the files to be written is the Word document, or is made of it."""
    return any(target.suffix.lower() in (".docx", ".pdf") for target in targets)


def refuse_outputs(targets: list[Path], receipts: list[Path], *, fragment: bool) -> None:
    """Raise UsageError where a fragment is asked for without a web page, or a receipt without the Word document."""
    suffixes = {target.suffix.lower() for target in targets}
    if fragment and suffixes.isdisjoint(PAGES):
        says = Text("只有网页可以只要粘贴用的片段", "only a web page can be a fragment for pasting")
        remedy = Text(
            "请把 -o 写成以 .html 结尾的文件名，或去掉 --fragment", "let -o end in .html, or leave out --fragment"
        )
        raise UsageError(Fault("fragment-without-page", says, remedy=remedy))
    if receipts and ".docx" not in suffixes:
        says = Text(
            "数字来源表写的是数字印在 Word 报告的哪里", "a receipt says where figures stand in the Word document"
        )
        remedy = Text(
            "请用 -o 另写一份 .docx，或去掉 --receipt", "write the .docx too, with -o, or leave out --receipt"
        )
        raise UsageError(Fault("receipt-without-document", says, remedy=remedy))
