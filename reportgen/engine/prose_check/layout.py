"""Lines of the prose that were pasted with their layout: indents, and headings that are not marked as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.core.text import Text
from reportgen.report.findings import Finding
from reportgen.report.prose_rules import LAYOUT
from reportgen.report.report import Report

_INDENT = re.compile(r"^[ \t]*[\u3000\xa0][\u3000\xa0 \t]*(?=\S)", re.MULTILINE)
_HEADING = re.compile(
    r"\n[ \t\u3000\xa0]*(?:(?P<second>[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)"
    r"|\d{1,2}[.．、])[^。；;，,：:！？!?\n#]{2,24}$",
    re.MULTILINE,
)
"""Searched for in a text with a line feed before it, because a sign is looked for faster than the begin of a line."""
_SHOWN = 20


def layout(report: Report) -> Iterator[Finding]:
    """Yield a finding for each piece of prose with pasted indents, and one with headings that are not marked."""
    for field, text in report.narrative.items():
        indent = _INDENT.search(text) if "\u3000" in text or "\xa0" in text else None
        if indent is not None:
            count = sum(1 for _ in _INDENT.finditer(text))
            shown = text[indent.end() : indent.end() + _SHOWN].split("\n")[0]
            says = Text(
                f"有 {count} 行以全角空格开头（如“{shown}”），印出来会多缩进；首行缩进由模板完成，请删去行首的空格，"
                "或用 reportgen convert --tidy 另存一份",
                f"{count} lines begin with wide blanks (“{shown}”); the template indents by itself: delete "
                "them, or let reportgen convert --tidy write another file",
            )
            yield _note(report, field, indent.start(), says)
        lines = f"\n{text}"
        if (heading := _HEADING.search(lines)) is not None:
            count = sum(1 for _ in _HEADING.finditer(lines))
            mark, written = _mark(heading), heading.group().strip()
            how = _how(report.source, mark, written)
            says = Text(
                f"“{written}”等 {count} 行像小标题而没有标出，会印成正文；是小标题的，{how.zh}，"
                "或用 reportgen convert --tidy 另存一份",
                f"{count} lines such as “{written}” look like headings and would be printed as body; {how.en}, or let "
                "reportgen convert --tidy write another file",
            )
            yield _note(report, field, heading.start(), says)


def tidied(text: str) -> str:
    """Return ``text`` without pasted indents, and with marks before the lines that look like headings."""
    plain = _INDENT.sub("", text)
    return _HEADING.sub(lambda heading: f"\n{_mark(heading)} {heading.group().strip()}", f"\n{plain}")[1:]


def _mark(heading: re.Match[str]) -> str:
    """Return the mark of a heading, which its number tells: （一） and 一、 are above 1."""
    return "##" if heading["second"] else "###"


def _how(source: str, mark: str, written: str) -> Text:
    """Return how a heading is marked in a file of this name: in Word by its style, in a workbook in a column."""
    if source.lower().endswith(".docx"):
        return Text(f"请在 Word 里把样式设为“标题 {len(mark)}”", f"give it the style Heading {len(mark)} in Word")
    if source.lower().endswith(".xlsx"):
        style = "（一）级标题" if mark == "##" else "1.级标题"
        return Text(f"请在“样式”一列写“{style}”", f"write {style} into the column 样式")
    return Text(f"请写成“{mark} {written}”", f"write “{mark} {written}”")


def _note(report: Report, field: str, position: int, says: Text) -> Finding:
    origin = report.prose_origin(field, position)
    return Finding(LAYOUT.id, "broken", LAYOUT.severity, says, f"narrative.{field}", origin=origin)
