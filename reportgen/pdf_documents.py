"""A report as a proved PDF: LibreOffice makes it of the Word document, or typst sets it from the report itself."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from reportgen.core.errors import Fault, RenderError, UsageError
from reportgen.core.text import Text

if TYPE_CHECKING:
    from reportgen.report.report import Report

LIBREOFFICE: Final = "libreoffice"
TYPST: Final = "typst"
MAKERS: Final = (LIBREOFFICE, TYPST)


def maker(wanted: str | None = None) -> str:
    """Return who makes a PDF: the one that is ``wanted``, else LibreOffice where it is installed, else typst.

    Raises:
        UsageError: there is no such maker.
    """
    if wanted is None:
        from reportgen.engine.office.libreoffice import program

        return TYPST if program() is None else LIBREOFFICE
    if wanted not in MAKERS:
        says = Text(f"PDF 不能由“{wanted}”来写", f"no PDF is made by “{wanted}”")
        known = Text(f"请写 {' 或 '.join(MAKERS)}", f"write {' or '.join(MAKERS)}")
        raise UsageError(Fault("unknown-pdf-maker", says, remedy=known))
    return wanted


def missing_for(name: str, by: str | None = None) -> list[Fault]:
    """Return what the PDF ``name`` needs and this machine lacks: its maker, pdfplumber, or nothing."""
    from reportgen.engine.export.pdf_proof import missing

    if maker(by) == TYPST:
        from reportgen.engine.export.typeset.typesetting import missing_for as missing_for_typst

        faults = missing_for_typst(name)
    else:
        from reportgen.engine.office.libreoffice import missing_office, program

        faults = [missing_office(name)] if program() is None else []
    lacking = [missing(name)] if find_spec("pdfplumber") is None else []
    return faults if any(fault.id == "missing-extra" for fault in faults) else faults + lacking


def pdf(
    report: Report, document: bytes, name: str, moment: str | None, *, pdf_a: bool = False, by: str | None = None
) -> bytes:
    """Return the proved PDF of a report, whose Word ``document`` LibreOffice converts; messages call it ``name``.

    ``moment`` is when it counts as made.

    Raises:
        RenderError: the PDF differs from the model when it is read back, or none was made.
        UsageError: its maker or pdfplumber is not installed.
    """
    from reportgen.engine.export.pdf_proof import prove_pdf

    if maker(by) == TYPST:
        from reportgen.engine.export.typeset.typesetting import pdf_of

        made = pdf_of(report, name, moment, archive=pdf_a)
    else:
        made = _converted(document, name, moment, pdf_a=pdf_a)
    prove_pdf(made, report, name)
    return made


def _converted(document: bytes, name: str, moment: str | None, *, pdf_a: bool) -> bytes:
    from reportgen.engine.office.libreoffice import OfficeError
    from reportgen.engine.office.pdf import pdf_of

    try:
        return pdf_of(document, name, moment, archive=pdf_a)
    except OfficeError as problem:
        error = UsageError if problem.is_missing else RenderError
        raise error(problem.fault) from None


def remarks_on(made: bytes, document: bytes, name: str, by: str | None, *, own_template: bool) -> list[Text]:
    """Return what to tell of the PDF ``made``: who made it, and which fonts stand in for the report's.

    ``own_template``: the Word document is not of the official template, which a PDF set by typst does not follow.
    """
    from reportgen.engine.export.pdf_proof import fonts_of
    from reportgen.engine.office.fonts import fonts_named, stand_ins

    if maker(by) == TYPST:
        from reportgen.engine.export.typeset.fonts import OFFICIAL

        wanted: tuple[str, ...] = OFFICIAL
        told = [
            Text(f"{name} 由 typst 按公文版式排成", f"{name} was set by typst, in the layout of official documents")
        ]
        if own_template:
            told.append(
                Text(
                    f"{name} 不按自己的 Word 模板排版；要同样的版面，请用 LibreOffice、Word 或 WPS 由 Word 报告生成",
                    f"{name} does not follow your Word template; for its look make the PDF of the Word document",
                )
            )
    else:
        wanted = fonts_named(document)
        told = [Text(f"{name} 由 LibreOffice 由 Word 报告转成", f"{name} was made by LibreOffice of the Word document")]
    others = stand_ins(wanted, fonts_of(made, name))
    if others:
        told.append(
            Text(
                f"本机缺少报告的字体（{'、'.join(wanted)}），{name} 用 {'、'.join(others)} 代替；"
                "正式公布的 PDF 请在装有这些字体的电脑上生成",
                f"this machine lacks fonts of the report ({', '.join(wanted)}); {name} has {', '.join(others)}; "
                "make the PDF to publish where they are installed",
            )
        )
    return told
