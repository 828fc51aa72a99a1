"""A report in the forms in which it is published beside Word: a web page, a PDF, open data, pictures."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.core.errors import DataError, Fault, RenderError, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.prose.rendering import UnprintableError

if TYPE_CHECKING:
    from reportgen.report.report import Report

PAGES = (".html", ".htm")
"""How the name of a web page may end."""


def published(
    report: Report,
    target: Path,
    document: bytes | None,
    *,
    fragment: bool = False,
    charts: bool = False,
    pdf_a: bool = False,
    moment: str | None = None,
) -> bytes:
    """Return what the file ``target`` is to hold, told by its suffix, which is one of ``output_faults.FORMATS``.

    ``document`` is the proved Word document, for the files that are it or are made of it; ``moment`` is when a PDF
    counts as made.

    Raises:
        RenderError: the file differs from the model when it is read back, or LibreOffice made no PDF.
        DataError: the report's prose cannot be printed.
    """
    suffix = target.suffix.lower()
    if suffix == ".docx" and document is not None:
        return document
    if suffix == ".pdf" and document is not None:
        return pdf(report, document, target.name, moment, pdf_a=pdf_a)
    if suffix in (".csv", ".json"):
        from reportgen.engine.export import open_data

        return open_data.csv_table(report) if suffix == ".csv" else open_data.json_text(report)
    if suffix == ".svg":
        from reportgen.pictures import chart_picture

        return chart_picture(report, target)
    try:
        return page(report, target.name, fragment=fragment, charts=charts)
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


def pdf(report: Report, document: bytes, name: str, moment: str | None, *, pdf_a: bool = False) -> bytes:
    """Return the proved PDF of a report's Word ``document``, made by LibreOffice; messages call it ``name``.

    Raises:
        RenderError: the PDF differs from the model when it is read back, or LibreOffice made none.
        UsageError: LibreOffice or pdfplumber is not installed.
    """
    from reportgen.engine.export.pdf_proof import prove_pdf
    from reportgen.engine.office.libreoffice import OfficeError
    from reportgen.engine.office.pdf import pdf_of

    try:
        made = pdf_of(document, name, moment, archive=pdf_a)
    except OfficeError as problem:
        error = UsageError if problem.is_missing else RenderError
        raise error(problem.fault) from None
    prove_pdf(made, report, name)
    return made


def font_remarks(document: bytes, made: bytes, name: str) -> tuple[Text, ...]:
    """Return what to tell of the fonts of the PDF ``made``: those that stand in for the Word document's."""
    from reportgen.engine.export.pdf_proof import fonts_of
    from reportgen.engine.office.fonts import fonts_named, stand_ins

    wanted = fonts_named(document)
    others = stand_ins(wanted, fonts_of(made, name))
    if not others:
        return ()
    return (
        Text(
            f"{name} 由 LibreOffice 生成，本机缺少报告的字体（{'、'.join(wanted)}），用 {'、'.join(others)} 代替；"
            "正式公布的 PDF 请在装有这些字体的电脑上生成",
            f"{name} was made by LibreOffice; this machine lacks fonts of the report ({', '.join(wanted)}) and used "
            f"{', '.join(others)}; make the PDF to publish where they are installed",
        ),
    )


def remarks_on(targets: list[Path], contents: list[bytes], document: bytes) -> list[Text]:
    """Return what to tell of the files that were made."""
    found: list[Text] = []
    for target, content in zip(targets, contents, strict=True):
        if target.suffix.lower() == ".pdf":
            found += font_remarks(document, content, target.name)
    return found


def needs_document(targets: list[Path]) -> bool:
    """Whether one of the files to be written is the Word document, or is made of it."""
    return any(target.suffix.lower() in (".docx", ".pdf") for target in targets)


def refuse_outputs(report: Report, targets: list[Path], receipts: list[Path], *, fragment: bool, charts: bool) -> None:
    """Raise UsageError where a fragment or charts are asked for without a page, a receipt without the Word document.

    A PDF is refused at once where LibreOffice or pdfplumber is not installed.
    """
    suffixes = {target.suffix.lower() for target in targets}
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
        from reportgen.pictures import refuse_unknown

        refuse_unknown(report, [target for target in targets if target.suffix.lower() == ".svg"])
    if receipts and ".docx" not in suffixes:
        says = Text(
            "数字来源表写的是数字印在 Word 报告的哪里", "a receipt says where figures stand in the Word document"
        )
        remedy = Text(
            "请用 -o 另写一份 .docx，或去掉 --receipt", "write the .docx too, with -o, or leave out --receipt"
        )
        raise UsageError(Fault("receipt-without-document", says, remedy=remedy))
    if ".pdf" in suffixes:
        name = next(target.name for target in targets if target.suffix.lower() == ".pdf")
        if faults := missing_for_pdf(name):
            raise UsageError(faults)


def missing_for_pdf(name: str) -> list[Fault]:
    """Return what the PDF ``name`` needs and this machine lacks: LibreOffice, pdfplumber, or nothing."""
    from reportgen.engine.export.pdf_proof import missing
    from reportgen.engine.office.libreoffice import missing_office, program

    faults = [missing_office(name)] if program() is None else []
    return faults + ([missing(name)] if find_spec("pdfplumber") is None else [])
