"""A report in the forms in which it is published beside Word: a web page, a PDF, open data, pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from reportgen import pdf_documents, pictures
from reportgen.core.errors import DataError, Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.prose.rendering import UnprintableError

if TYPE_CHECKING:
    from reportgen.report.receipt import Receipt
    from reportgen.report.report import Report

PAGES = (".html", ".htm")
"""How the name of a web page may end."""


def published(  # noqa: PLR0913 — one argument for every way of writing
    report: Report,
    target: Path,
    document: bytes | None,
    *,
    fragment: bool = False,
    charts: bool = False,
    pdf_a: bool = False,
    pdf_by: str | None = None,
    moment: str | None = None,
    infographic: Path | None = None,
) -> bytes:
    """Return what the file ``target`` is to hold, told by its suffix, which is one of ``output_faults.FORMATS``.

    ``document`` is the proved Word document, for the files that are it or are made of it; ``pdf_by`` who makes a PDF,
    ``moment`` when it counts as made; ``infographic`` the template of a 图解.

    Raises:
        RenderError: the file differs from the model when it is read back, or LibreOffice made no PDF.
        DataError: the report's prose cannot be printed.
    """
    from reportgen.engine.export.web_page.fingerprint import with_fingerprint

    suffix = target.suffix.lower()
    if infographic is not None and pictures.is_infographic(target):
        drawn = pictures.infographic(report, target, infographic, moment)
        return with_fingerprint(drawn) if suffix in PAGES else drawn
    if suffix == ".docx" and document is not None:
        return document
    if suffix == ".pdf" and document is not None:
        return pdf_documents.pdf(report, document, target.name, moment, pdf_a=pdf_a, by=pdf_by)
    if suffix in (".csv", ".json"):
        from reportgen.engine.export import open_data

        return open_data.csv_table(report) if suffix == ".csv" else open_data.json_text(report)
    if suffix == ".svg":
        return pictures.chart_picture(report, target)
    try:
        return with_fingerprint(page(report, target.name, fragment=fragment, charts=charts))
    except UnprintableError as problem:
        raise DataError(Fault("narrative", problem.says, Origin(report.source))) from None


def page(report: Report, name: str, *, fragment: bool = False, charts: bool = False) -> bytes:
    """Return the proved web page of a report, or a fragment of one to paste, with its ``charts`` or without.

    Messages call it ``name``.

    Raises:
        RenderError: the page differs from the model when it is read back.
    """
    from reportgen.engine.export.web_page import page
    from reportgen.engine.export.web_page.proof import prove_page

    content = page.fragment(report, charts=charts) if fragment else page.web_page(report, charts=charts)
    prove_page(content, report, name, whole=not fragment, charts=charts)
    return content


def remarks_on(
    targets: list[Path],
    contents: list[bytes],
    document: bytes,
    pdf_by: str | None = None,
    *,
    own_template: bool = False,
) -> list[Text]:
    """Return what to tell of the files that were made; the rest is that of :func:`pdf_documents.remarks_on`."""
    found: list[Text] = []
    for target, content in zip(targets, contents, strict=True):
        if _is_pdf(target):
            found += pdf_documents.remarks_on(content, document, target.name, pdf_by, own_template=own_template)
    return found + pictures.drawn_by(targets)


def with_places(receipt: Receipt, report: Report, targets: Sequence[Path], contents: Sequence[bytes]) -> Receipt:
    """Return a receipt that also says where each figure stands in the page and the PDF among the files."""
    from reportgen.engine.export.receipts.places import with_places

    others = [(path, content) for path, content in zip(targets, contents, strict=True)]
    pages = [content for path, content in others if path.suffix.lower() in PAGES and not pictures.is_infographic(path)]
    pdfs = [(content, path.name) for path, content in others if _is_pdf(path)]
    printed = with_places(receipt.printed, report, next(iter(pages), None), next(iter(pdfs), None))
    return attrs.evolve(receipt, printed=printed)


def needs_document(targets: list[Path], pdf_by: str | None = None) -> bool:
    """Whether one of the files to be written is the Word document, or is made of it."""
    if any(target.suffix.lower() == ".docx" for target in targets):
        return True
    return any(map(_is_pdf, targets)) and pdf_documents.maker(pdf_by) == pdf_documents.LIBREOFFICE


def _is_pdf(target: Path) -> bool:
    return target.suffix.lower() == ".pdf" and not pictures.is_infographic(target)


def refuse_outputs(
    report: Report,
    targets: list[Path],
    receipts: list[Path],
    *,
    fragment: bool,
    charts: bool,
    pdf_by: str | None = None,
) -> None:
    """Raise UsageError where a fragment or charts are asked for without a page, a receipt without the Word document.

    A PDF is refused at once where what makes or reads it is not installed.
    """
    drawn = [target for target in targets if pictures.is_infographic(target)]
    others = [target for target in targets if target not in drawn]
    suffixes = {target.suffix.lower() for target in others}
    if fragment and suffixes.isdisjoint(PAGES):
        says = Text("只有网页可以只要粘贴用的片段", "only a web page can be a fragment for pasting")
        remedy = Text(
            "请把 -o 写成以 .html 结尾的文件名，或去掉 --fragment", "let -o end in .html, or leave out --fragment"
        )
        raise UsageError(Fault("fragment-without-page", says, remedy=remedy))
    if charts and suffixes.isdisjoint(PAGES):
        says = Text("图表画在网页里，这次没有写网页", "charts are drawn in a web page, and none is written")
        remedy = Text("请把 -o 写成以 .html 结尾的文件名，或去掉 --charts", "end -o in .html, or leave out --charts")
        raise UsageError(Fault("charts-without-page", says, remedy=remedy))
    if charts or ".svg" in suffixes:
        pictures.refuse_unknown(report, [target for target in others if target.suffix.lower() == ".svg"])
    if lacking := [fault for target in drawn for fault in pictures.missing_for(target)]:
        raise UsageError(lacking)
    if receipts and ".docx" not in suffixes:
        says = Text(
            "数字来源表写的是数字印在 Word 报告的哪里", "a receipt says where figures stand in the Word document"
        )
        remedy = Text(
            "请用 -o 另写一份 .docx，或去掉 --receipt", "write the .docx too, with -o, or leave out --receipt"
        )
        raise UsageError(Fault("receipt-without-document", says, remedy=remedy))
    pdfs = [target.name for target in others if target.suffix.lower() == ".pdf"]
    if pdfs and (lacking := pdf_documents.missing_for(pdfs[0], pdf_by)):
        raise UsageError(lacking)
