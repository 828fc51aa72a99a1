"""The XML of rich texts and sub-documents: sound, with line breaks, tabs and new pages as Word has them.

docxtpl writes these signs into ``w:t`` as they are and resolves them in the finished document (``resolve_listing``);
here each object is resolved by itself, before it is put into its place.
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from reportgen.core.text import Text
from reportgen.engine.word.markup.run_context import TextContext, between_runs, inside_run
from reportgen.engine.word.meter import Meter
from reportgen.engine.word.runtime.values import ILLEGAL_IN_LISTING, UnprintableError, refuse_illegal, signs

_SIGNS: Final = re.compile("[\t\n\r\a\f]")
_PARAGRAPH: Final = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_PARAGRAPH_PROPS: Final = re.compile(r"<w:pPr>.*?</w:pPr>", re.DOTALL)
_LINK: Final = re.compile(r"(<w:hyperlink\b.*?</w:hyperlink>)", re.DOTALL)
_RUN: Final = re.compile(r"<w:r(?: [^>]*)?>.*?</w:r>", re.DOTALL)
_RUN_PROPS: Final = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
_TEXT: Final = re.compile(r"(<w:t(?: [^>]*)?>)(.*?)(?=</w:t>)", re.DOTALL)
_NO_BREAKS: Final = between_runs(None)


def resolved(xml: str, around: TextContext, meter: Meter, tag: int) -> str:
    """Return ``xml`` (whole runs or paragraphs) with the signs in its texts resolved.

    ``around`` is what can be written between runs where it stands. What the signs become is charged. Raises
    UnprintableError for XML that is not sound, characters that Word cannot hold, and a new paragraph or page where none
    can begin.
    """
    refuse_illegal(xml, ILLEGAL_IN_LISTING)
    _refuse_unsound(xml)
    if _SIGNS.search(xml) is None:
        return xml
    pieces: list[str] = []
    position = 0
    for paragraph in _PARAGRAPH.finditer(xml):
        props = _PARAGRAPH_PROPS.search(paragraph.group())
        pieces += (
            _runs(xml[position : paragraph.start()], around, meter, tag),
            _runs(paragraph.group(), between_runs(props.group() if props else ""), meter, tag),
        )
        position = paragraph.end()
    return "".join((*pieces, _runs(xml[position:], around, meter, tag)))


def _runs(xml: str, around: TextContext, meter: Meter, tag: int) -> str:
    pieces = _LINK.split(xml)  # every other one is a link, which ends in the paragraph that it begins in
    pieces[::2] = [_RUN.sub(lambda run: _run(run.group(), around, meter, tag), piece) for piece in pieces[::2]]
    pieces[1::2] = [_RUN.sub(lambda run: _run(run.group(), _NO_BREAKS, meter, tag), piece) for piece in pieces[1::2]]
    return "".join(pieces)


def _run(xml: str, around: TextContext, meter: Meter, tag: int) -> str:
    props = _RUN_PROPS.search(xml)
    context = inside_run(props.group() if props else "", around)
    return _TEXT.sub(lambda text: text.group(1) + signs(text.group(2), context, meter, tag), xml)


def _refuse_unsound(xml: str) -> None:
    try:
        expat.ParserCreate().Parse(f"<o>{xml.translate({7: 32, 12: 32})}</o>", True)
    except expat.ExpatError as problem:
        line = problem.lineno
        says = Text(f"打印的对象 XML 有误（第 {line} 行）", f"prints an object that is no sound XML (line {line})")
        raise UnprintableError(says) from None
