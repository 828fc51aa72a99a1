"""A report set on A4 by typst: a tagged PDF with bookmarks, language and title, the same bytes for the same report.

The source ``report.typ`` is always the same. What the report says reaches it as JSON, whose texts it shows as they are.
"""

from __future__ import annotations

import functools
import json
import re
import threading
from pathlib import Path
from typing import Any, Final

from reportgen.core.errors import Fault, RenderError, UsageError
from reportgen.core.extras import install
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.export.typeset.content import content_of
from reportgen.engine.export.typeset.fonts import chosen
from reportgen.report.report import Report

_ACCESSIBLE: Final = "ua-1"
_ARCHIVE: Final = "a-2b"
_SAMPLE: Final = '#set document(title: "中")\n#set text(lang: "zh")\n中'.encode()
"""What only a machine with a Chinese font can set."""
_LACKING: Final = re.compile(r'text `"(\\u\{([0-9a-f]+)\}|[^"`]+)"` could not be displayed')
_OTHERWISE: Final = Text(
    "或用 Word、WPS 打开 Word 报告后另存为 PDF", "or open the Word document in Word or WPS and save it as PDF"
)


def pdf_of(report: Report, name: str, moment: str | None, *, archive: bool = False) -> bytes:
    """Return the PDF of a report whose every printed figure is known; messages call it ``name``.

    ``moment`` (``2022-01-28T00:00:00Z``) is the time of its making; without it the PDF has none. It is PDF/UA-1, and an
    ``archive`` is PDF/A-2b as well.

    Raises:
        RenderError: no font of the machine has one of its signs, typst made nothing, or an ``archive`` has no moment.
        UsageError: typst is not installed.
    """
    try:
        from typst import TypstError  # noqa: PLC0415 — an extra
    except ImportError:
        raise UsageError(missing_typst(name)) from None
    if archive and moment is None:
        raise RenderError(_undated(name))
    try:
        return kept_to(report, moment, [_ARCHIVE, _ACCESSIBLE] if archive else [_ACCESSIBLE])
    except TypstError as problem:
        raise RenderError(_not_set(str(problem.message), name)) from None


def kept_to(report: Report, moment: str | None, standards: list[Any]) -> bytes:
    """Return the PDF of a report that keeps to ``standards``, in typst's names for them; raises typst's own errors."""
    setter = _setter()
    content = json.dumps({"fonts": setter.fonts, **content_of(report, moment)}, ensure_ascii=False)
    return setter.pdf(_source(), standards, content)


def missing_typst(name: str) -> Fault:
    """Return that typst, which the PDF ``name`` needs, is not installed."""
    says = Text("排 PDF 要用 typst，没有安装", "setting a PDF needs typst, which is not installed")
    return Fault(
        "missing-extra",
        says,
        Origin(name),
        install("pdf"),
    )


def missing_for(name: str) -> list[Fault]:
    """Return what setting the PDF ``name`` needs and this machine lacks: typst, a Chinese font, or nothing."""
    try:
        from typst import TypstError  # noqa: PLC0415 — an extra
    except ImportError:
        return [missing_typst(name)]
    try:
        _sample_set()
    except TypstError:
        says = Text("本机没有中文字体，排不出 PDF", "this machine has no Chinese font to set a PDF in")
        return [Fault("font-missing", says, Origin(name), _font_wanted())]
    return []


class _Setter:
    """typst with the fonts of the machine, which are searched once; it sets one document at a time."""

    def __init__(self) -> None:
        import typst  # noqa: PLC0415 — an extra

        known = typst.Fonts()
        self.fonts = chosen(known.families())
        self._compiler = typst.Compiler(font_paths=known)
        self._one_at_a_time = threading.Lock()

    def pdf(self, source: bytes, standards: list[Any], content: str = "") -> bytes:
        """Return what ``source`` makes of ``content``."""
        with self._one_at_a_time:
            made = self._compiler.compile(
                source, format="pdf", pdf_standards=standards, sys_inputs={"report": content}, timestamp=0
            )
        assert isinstance(made, bytes)  # noqa: S101 — one PDF, where no output file is named
        return made


@functools.cache
def _setter() -> _Setter:
    return _Setter()


@functools.cache
def _source() -> bytes:
    return Path(__file__).with_name("report.typ").read_bytes()


@functools.cache
def _sample_set() -> None:
    """Set a Chinese sign; raises TypstError where no font has it."""
    _setter().pdf(_SAMPLE, [_ACCESSIBLE])


def _undated(name: str) -> Fault:
    says = Text("PDF/A 要写明日期，报告没有写", "PDF/A has a date, the report has none")
    remedy = Text(
        '在数据文件里写上发布日期，如 published: "2022-01-28"，或不用 --pdf-a',
        'write the day of publishing into the data file, as published: "2022-01-28", or leave --pdf-a out',
    )
    return Fault("pdf-undated", says, Origin(name), remedy)


def _not_set(message: str, name: str) -> Fault:
    lacking = _LACKING.search(message)
    if lacking is None:
        says = Text("typst 没有排出 PDF", "typst set no PDF")
        return Fault(
            "pdf-not-set", says, Origin(name), Text(f"请报告这个错误，{_OTHERWISE.zh}", f"report this, {_OTHERWISE.en}")
        )
    sign = chr(int(lacking[2], 16)) if lacking[2] else lacking[1]
    code = " ".join(f"U+{ord(one):04X}" for one in sign)
    says = Text(f"本机没有能显示“{sign}”（{code}）的字体", f"no font of this machine has “{sign}” ({code})")
    return Fault("font-missing", says, Origin(name), _font_wanted())


def _font_wanted() -> Text:
    return Text(f"请安装有这些字的字体，{_OTHERWISE.zh}", f"install a font that has it, {_OTHERWISE.en}")
