"""A PDF as its reader sees it: paragraphs and tables, from characters and lines that only have places.

pdfplumber opens the file and pdfminer.six decodes it; what they give has no paragraphs, no tables and no order but that
of painting. Nothing is guessed: a character without a code, a number that a ruling cuts, a page that is a picture are
named, and a cell in doubt holds the sign U+FFFD, so that nobody can take its text for a number.
"""

from __future__ import annotations

import io
import logging
import time
from typing import Any, Final

from reportgen.core.errors import DataError, Fault, UsageError
from reportgen.core.limits import DEFAULT, Limits
from reportgen.core.shown_document import ShownDocument
from reportgen.engine.reading.published import pdf_faults, pdf_safety

MARK: Final = b"%PDF-"
"""How a PDF begins, within its first thousand bytes."""
_MOST_PAINTED: Final = 2_000_000
"""Characters and lines of a document; a report of a hundred pages has a tenth."""


def read(content: bytes, name: str, limits: Limits = DEFAULT) -> ShownDocument:
    """Return what the PDF ``content``, which messages call ``name``, shows.

    Raises:
        DataError: it is damaged, needs a password, or is larger than a report can be.
        UsageError: pdfplumber is not installed.
    """
    try:
        import pdfplumber  # noqa: PLC0415 — an extra
    except ImportError:
        raise UsageError(pdf_faults.missing(name)) from None
    if MARK not in content[:1024]:
        raise DataError(pdf_faults.not_a_pdf(name))
    sound = pdf_safety.check(content, name, limits)
    for library in ("pdfminer", "pdfplumber"):  # they tell the terminal what they make of a damaged file
        logging.getLogger(library).addHandler(logging.NullHandler())
    try:
        document = pdfplumber.open(io.BytesIO(content))
        pages, promised = document.pages, _promised(document)
    except Exception as problem:  # noqa: BLE001 — whatever they raise, the file cannot be opened
        raise DataError(_unopened(problem, name)) from None
    if len(pages) > limits.pdf_pages:
        raise DataError(pdf_faults.too_many_pages(name, limits))
    if not pages:
        raise DataError(pdf_faults.damaged(name))
    faults = [] if sound and promised in {None, len(pages)} else [pdf_faults.incomplete(name)]
    return _shown(pages, name, limits, faults)


def _promised(document: Any) -> int | None:
    """Return how many pages the document says that it has."""
    from pdfminer.pdftypes import resolve1  # noqa: PLC0415 — an extra

    tree = resolve1(document.doc.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    return count if isinstance(count, int) else None


def _unopened(problem: BaseException, name: str) -> Fault:
    from pdfminer.pdfdocument import PDFEncryptionError  # noqa: PLC0415 — an extra

    inner = problem.args[0] if problem.args else None
    locked = isinstance(inner, PDFEncryptionError) or isinstance(problem, PDFEncryptionError)
    return pdf_faults.locked(name) if locked else pdf_faults.damaged(name)


def _shown(pages: Any, name: str, limits: Limits, faults: list[Fault]) -> ShownDocument:
    from reportgen.engine.reading.published.layout.blocks import blocks_of  # noqa: PLC0415 — needs pdfminer.six
    from reportgen.engine.reading.published.layout.pages import layout  # noqa: PLC0415 — the same
    from reportgen.engine.reading.published.layout.painting import TooMuchError  # noqa: PLC0415 — the same
    from reportgen.engine.reading.published.layout.sections import Section  # noqa: PLC0415 — the same

    until = time.process_time() + limits.reading_cpu_seconds
    unread: dict[str, list[int]] = {}
    sections: list[Section] = []
    for number, page in enumerate(pages, 1):
        try:
            found = layout(page, number, _MOST_PAINTED // len(pages) + 50_000, until)
        except TooMuchError:
            raise DataError(pdf_faults.too_much(name, number)) from None
        except Exception:  # noqa: BLE001 — a page may be damaged in any way; the others are read
            unread.setdefault("pdf-damaged-page", []).append(number)
            continue
        sections += found.sections
        for id_ in found.unread:
            unread.setdefault(id_, []).append(number)
    blocks, doubtful = blocks_of(sections, name)
    faults += [pdf_faults.on_pages(id_, name, numbers) for id_, numbers in unread.items()]
    if doubtful:
        faults.append(pdf_faults.on_pages("pdf-doubtful-cell", name, (), doubtful))
    return ShownDocument(name, blocks, tuple(faults))
