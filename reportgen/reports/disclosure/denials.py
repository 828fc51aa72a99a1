"""Statements that nothing happened, held against the tables: 未收到…申请, 无行政复议、行政诉讼案件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.report.view import ReportView
from reportgen.reports.disclosure import keywords, readings
from reportgen.reports.disclosure.judgements import Judgement
from reportgen.reports.disclosure.readings import Reading, value_of

_OURS = (
    r"(?:(?P<year>20\d\d)年度?|\{\{ *year *\}\}年度?|本年度?|今年|全年|年内|本机关|本单位|各级行政机关"
    r"|[全我本][省市县区州旗镇乡局委厅办院校]|[均也尚，,]|\s)*"
)
_CAUSE = (
    r"(?:新的?)?(?:因?(?:政府)?信息公开(?:工作)?而?)?(?:被?(?:提起|引起|引发|产生|导致|涉及|申请(?=行政复议|复议)))?的?"
)
_THING = (
    r"(?:(?:政府)?信息公开申请|依申请公开(?:申请)?|公开申请|申请"
    r"|(?:行政)?复议(?!后|维持|纠正)|(?:行政)?诉讼)"
)
_DENIAL = re.compile(
    rf"(?<![^，,。；;！？\n]){_OURS}(?:未曾?|没有|无)(?:收到|接到|受理|发生|产生|引发|出现|有)?过?"
    rf"(?P<things>{_CAUSE}{_THING}(?:[、和及与或]{_CAUSE}{_THING})*)"
    r"(?:的?(?:案件|件|情况|情形|事项|申请))?(?:发生)?(?![^，,。；;！？\n])"
)
_KINDS = (("申请", "PT-NEW", "new"), ("复议", "PT-REV", "reconsideration"), ("诉讼", "PT-LIT", "litigation"))
_SENTENCE_END = "。！？\n"


@attrs.frozen
class _Denial:
    """One thing that the prose says did not happen, between ``position`` and ``end``: its rule and legal readings."""

    rule: str
    readings: tuple[Reading, ...]
    position: int
    end: int


def denied(field: str, text: str, report: ReportView) -> Iterator[Judgement]:
    """Yield a judgement of everything that ``text`` says did not happen in the report's year: the tables must agree."""
    for denial in _denials(text, report.year):
        values = {reading: value_of(reading, report.values) for reading in denial.readings}
        if None in values.values():
            continue
        verdict: Any = "holds" if 0 in values.values() else "broken"
        first = denial.readings[0]
        told = first.written(report.values)
        says = Text(f"文字写的是没有，而表格中为 {told.zh}", f"the prose says none, but the tables say {told.en}")
        if verdict == "holds":
            says = Text(f"没有 = {told.zh}", f"none = {told.en}")
        quote = text[denial.position : denial.end].strip(" \u3000，")
        expected = None if verdict == "holds" else values[first]
        yield Judgement(
            denial.rule, verdict, field, denial.position, quote, says, "warning", denial.readings, expected, 0
        )


def _denials(text: str, year: int) -> Iterator[_Denial]:
    """Yield what ``text`` says did not happen at all in ``year``; not what it says of one office or time."""
    for match in _DENIAL.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in _SENTENCE_END) + 1
        narrow = any(word.key in {"office", "time", "part"} for word in keywords.find(text, start, match.start()))
        if narrow or int(match["year"] or year) != year:
            continue
        # 申请行政复议 is no application for information.
        things = re.sub("申请(?=行政复议|复议)", "", match["things"])
        for word, rule, key in _KINDS:
            if word in things:
                chosen = readings.row(key) if rule == "PT-NEW" else None
                readable = (chosen,) if chosen else readings.review_readings((key,), None)
                yield _Denial(rule, readable, match.start(), match.end())
