"""The prose of a Word form: what stands below the title and each heading, as lines of the data file's markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownTable, ShownText
from reportgen.core.text import Text, shortened
from reportgen.engine.form_matching.rows import squeezed
from reportgen.engine.form_matching.sections import Section, divided
from reportgen.engine.reading.word_form.form_data import FormData
from reportgen.engine.reading.workbook.cells import crossed_out
from reportgen.prose.bold import marked
from reportgen.report.report_type import ReportType

_MARKS: Final = {0: "", 2: "## ", 3: "### "}
"""What begins a line of prose, by the level of its paragraph as a heading."""
_MOST_LINES: Final = 9
"""Of a title, more than any form has."""
_YEAR: Final = re.compile(r"[0-9]{4}", re.ASCII)


def take_prose(blocks: Sequence[ShownText | ShownTable], report_type: ReportType, into: FormData) -> None:
    """Take the prose of the report itself; text that stands where the form has none is refused."""
    sections, missing = divided(blocks, report_type)
    for heading in missing:
        says = Text(f"找不到标题“{heading}”，或次序不对", f"the heading “{heading}” is missing or out of order")
        remedy = Text("请恢复这个标题，单独一行", "write it again, on a line of its own")
        into.faults.append(Fault("word-form-heading", says, Origin(into.name), remedy))
    narrative: dict[str, str] = {}
    for section in sections:
        texts = _untitled(section, report_type, into) if section.heading is None else section.texts
        if section.field is not None:
            lines = [*_prose(texts, section.field, into)]
            if lines:
                narrative[section.field] = "\n\n".join(lines) + "\n"
        else:
            for one in texts:
                where = f"“{section.heading}”下面" if section.heading is not None else "标题后面"
                _unknown_text(one, where, into)
    if narrative:
        into.data["narrative"] = narrative


def _untitled(section: Section, report_type: ReportType, into: FormData) -> Sequence[ShownText]:
    """Return the texts below the title, which must be that of the office and the year."""
    lines, organ, year = into.data.get("title_lines"), str(into.data.get("organ") or ""), into.data.get("year", 0)
    words = report_type.title_ending(year)
    title = squeezed("".join(lines if isinstance(lines, list) else (organ, *words)))
    shown = ""
    for number, one in enumerate(section.texts[:_MOST_LINES], start=1):
        shown += squeezed(one.text)
        if shown == title or (type(year) is not int and _is_title(shown, organ, report_type)):  # such a year is told
            return section.texts[number:]
    if words and section.texts:
        into.faults.append(_other_title(section.texts, organ, year, report_type, into))
    return section.texts


def _is_title(shown: str, organ: str, report_type: ReportType) -> bool:
    """Return whether ``shown`` is the office's title for some year."""
    years = set(_YEAR.findall(shown))
    return any(shown == squeezed("".join((organ, *report_type.title_ending(int(year))))) for year in years)


def _other_title(
    texts: Sequence[ShownText], organ: str, year: object, report_type: ReportType, into: FormData
) -> Fault:
    """Return what of the title is not as the last page has it, told where it stands there."""
    shown = ""
    for one in texts[:_MOST_LINES]:
        shown += squeezed(one.text)
        found = next((said for said in _YEAR.findall(shown) if _is_title(shown, organ, report_type)), None)
        if found is not None:
            says = Text(
                f"最后一页的报告年份是 {year}，标题“{shortened(one.text)}”写的是 {found} 年",
                f"the last page says the year {year}, the title “{shortened(one.text)}” says {found}",
            )
            remedy = Text("请把写错的一处改正，两处一致", "correct the one that is wrong")
            return Fault("word-form-title", says, into.locate(("year",)), remedy)
    first = shortened(texts[0].text)
    says = Text(
        f"标题“{first}”与最后一页的机关全称“{shortened(organ)}”、报告年份 {year} 不一致",
        f"the title “{first}” is not that of the office “{shortened(organ)}” and year {year} on the last page",
    )
    remedy = Text("请把两处改成一致；标题分行另有要求的，写在最后一页“标题分行”里", "make both the same")
    return Fault("word-form-title", says, texts[0].origin, remedy)


def _prose(texts: Sequence[ShownText], field: str, into: FormData) -> Iterator[str]:
    """Yield the lines of a piece of prose."""
    path = ("narrative", field)
    for one in texts:
        if one.level not in _MARKS or one.struck:
            _unknown_text(one, "", into)
            continue
        if one.crossed_out:
            why = crossed_out("".join(one.crossed_out), Text("这一段", "this paragraph"))
            into.faults.append(Fault("word-form-text", why.says, one.origin, why.remedy))
            continue
        into.places.setdefault(path, one.origin)
        text = one.text if one.level else marked(one.text, one.bold)
        for line in text.split("\n"):
            into.lines.setdefault(path, []).extend([one.origin] * 2)  # a blank line divides paragraphs
            yield _MARKS[one.level] + line.strip()


def _unknown_text(one: ShownText, where: str, into: FormData) -> None:
    shown = shortened(one.text)
    if one.struck:
        into.fault("word-form-text", one.origin, f"“{shown}”有删除线", f"“{shown}” is crossed out")
    elif one.level:
        into.fault(
            "word-form-heading", one.origin, f"报告里没有“{shown}”这个标题", f"the form has no heading “{shown}”"
        )
    else:
        says = Text(f"{where}不能写文字，这里写着“{shown}”", f"the form has no place for “{shown}” here")
        remedy = Text("请写到有文字的部分里；表下的注写在最后一页“表下注”", "move it to the prose, or to the last page")
        into.faults.append(Fault("word-form-text", says, one.origin, remedy))
