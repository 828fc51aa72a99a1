"""What reviewers send reports back for, beside the figures: drafting notes, a stale year, a missing fee statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reportgen.core.text import Text
from reportgen.report.findings import Finding, Severity
from reportgen.report.narrative import NOT_READ
from reportgen.report.prose_rules import DRAFT_NOTES, LAYOUT, REPEATED_TEXT, STALE_YEARS
from reportgen.report.rules import Rule
from reportgen.report.view import ReportView
from reportgen.reports.disclosure.legal_basis import FORM, LEGAL_BASIS

SHORTEST_PROBLEMS = 10
_LATEST = 1
"""The year after the one that a report is about, in which it is published."""
_DUE = "《条例》第四十九条"

_TAG = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_NOTHING = re.compile(r"(?:本年度|我[市县区局]|目前)?(?:暂?无|没有)(?:问题|存在问题)?[。.]?")
_FEE = re.compile(r"(?:信息)?处理费|收费通知|收取[^，。；]{0,8}费")
_PARTS = (
    ("主动公开", "proactive disclosure", re.compile("主动公开")),
    ("依申请公开", "disclosure on application", re.compile("依申请")),
    ("政府信息管理", "information management", re.compile("信息(?:资源)?(?:规范)?管理")),
    ("政府信息公开平台建设", "platforms", re.compile("平台")),
    ("监督保障", "supervision", re.compile("监督|保障")),
)
_HEADING = re.compile(r"^(?:#+[ \t]*)?(?:[（(][一二三四五六七八][)）]|\*\*|#)?(?P<title>.{0,20})", re.MULTILINE)
_NUMBERED = re.compile("\n(?:#|[（(][一二三四五六七八][)）])")
"""Searched for in a text with a line feed before it, because a sign is looked for faster than the begin of a line."""


def _finding(
    rule: str, severity: Severity, says: Text, report: ReportView, field: str, position: int = 0, **more: Any
) -> Finding:
    origin = report.prose_origin(field, position) if report.narrative.get(field) else None
    return Finding(rule, "broken", severity, says, f"narrative.{field}", origin=origin, **more)


def _plain(text: str) -> str:
    """Return the text without blanks and the marks of headings and strong words."""
    return "".join(text.split()).replace("#", "").replace("*", "")


def _problems(report: ReportView) -> Iterator[Finding]:
    text = _plain(report.narrative.get("problems", ""))
    if (len(text) >= SHORTEST_PROBLEMS and not _NOTHING.fullmatch(text)) or text == NOT_READ:
        return
    says = Text(
        f"第五部分只写了“{text}”（{len(text)} 个字），应写明存在的主要问题和改进情况",
        f"section 5 says only “{text}” ({len(text)} characters); name the main problems and what improved",
    )
    yield _finding("F-PROBLEMS", "warning", says, report, "problems")


def _fees(report: ReportView) -> Iterator[Finding]:
    text = report.narrative.get("other_matters", "")
    if text == NOT_READ or _FEE.search(text):
        return
    says = Text(
        "第六部分没有写收取信息处理费的情况；没有收取的，写明“收取信息处理费 0 元”",
        "section 6 does not report information-processing fees; where none were charged, say so: 0 yuan",
    )
    yield _finding("F-FEES", "warning", says, report, "other_matters", law=FORM)


def _length(report: ReportView) -> Iterator[Finding]:
    for field in report.narrative_fields:
        text, most = report.narrative.get(field.name, ""), report.limits.get(field.name)
        if most is None or len(text) <= most:
            continue  # no placeholder is shorter than the four characters that are counted for it
        length = len(_plain("0000".join(_TAG.split(text))))
        if length > most:
            says = Text(
                f"“{field.label.zh}”约 {length} 字，超过本机关设定的 {most} 字",
                f"“{field.label.en}” has about {length} characters, more than the {most} that this file allows",
            )
            yield _finding("F-LENGTH", "note", says, report, field.name, expected=most, actual=length)


def _parts(report: ReportView) -> Iterator[Finding]:
    text = report.narrative.get("overview", "")
    titles = [_HEADING.match(text, match.start()) for match in _NUMBERED.finditer(f"\n{text}")]
    headings = "\n".join(title["title"] for title in titles if title)
    missing = [part for part in _PARTS if not part[2].search(headings)]
    if not missing or text == NOT_READ:
        return
    says = Text(
        f"第一部分缺少小标题：{'、'.join(part[0] for part in missing)}",
        f"section 1 lacks the parts: {', '.join(part[1] for part in missing)}",
    )
    yield _finding("F-PARTS", "note", says, report, "overview", law=FORM)


def _published(report: ReportView) -> Iterator[Finding]:
    day = report.day_of_publishing
    if day is None or report.year < day.year <= report.year + _LATEST:
        return
    shown = f"{day.year}年{day.month}月{day.day}日"
    why = Text(f"{report.year} 年还没有结束", f"before the year {report.year} is over")
    if day.year > report.year:
        late = day.year - report.year
        why = Text(f"离 {report.year} 年已有 {late} 年", f"{late} years after the year {report.year}")
    says = Text(
        f"发布日期是{shown}，{why.zh}；年度报告在下一年年初发布，请核对年份",
        f"the day of publishing is {day.isoformat()}, {why.en}; reports are published early in the next year: check it",
    )
    yield Finding("F-DATE", "broken", "warning", says, "published", origin=report.place_of("published"), law=_DUE)


REVIEWER_RULES: tuple[Rule, ...] = (
    Rule(
        "F-PROBLEMS",
        Text("第五部分写明了存在的主要问题和改进情况", "section 5 names the main problems and what improved"),
        severity="warning",
        examine=_problems,
    ),
    Rule(
        "F-FEES",
        Text("第六部分报告了收取信息处理费的情况", "section 6 reports the information-processing fees"),
        severity="warning",
        law=FORM,
        examine=_fees,
    ),
    Rule(
        "F-LENGTH",
        Text("文字不超过 limits 设定的字数", "no piece of prose is longer than the file's limits allow"),
        severity="note",
        examine=_length,
    ),
    Rule(
        "F-PARTS",
        Text("第一部分有五个小标题", "section 1 has its five parts"),
        severity="note",
        law=FORM,
        examine=_parts,
    ),
    Rule(
        "F-DATE",
        Text("发布日期在报告年度的下一年", "the report is published in the year after the one that it is about"),
        severity="warning",
        law=_DUE,
        examine=_published,
    ),
    STALE_YEARS,
    DRAFT_NOTES,
    LEGAL_BASIS,
    LAYOUT,
    REPEATED_TEXT,
)
