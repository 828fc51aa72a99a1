"""Statements that nothing happened, held against the tables: 未收到…, 无…案件."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.engine.prose_check import keywords
from reportgen.engine.prose_check.judgement import Judgement
from reportgen.report.prose_model import Denied, ProseModel
from reportgen.report.view import ReportView

_SENTENCE_END = "。！？\n"


@attrs.frozen
class _Denial:
    """One thing that the prose says did not happen, between ``position`` and ``end``."""

    thing: Denied
    position: int
    end: int


def denied(field: str, text: str, report: ReportView, model: ProseModel) -> Iterator[Judgement]:
    """Yield a judgement of everything that ``text`` says did not happen in the report's year: the tables must agree."""
    for denial in _denials(text, report.year, model):
        rule, meanings = denial.thing.rule, denial.thing.meanings
        values = {meaning: meaning.value(report.values) for meaning in meanings}
        if None in values.values():
            continue
        verdict: Any = "holds" if 0 in values.values() else "broken"
        first = meanings[0]
        given = first.written(report.values)
        says = Text(f"文字写的是没有，而表格中为 {given.zh}", f"the prose says none, but the tables say {given.en}")
        if verdict == "holds":
            says = Text(f"没有 = {given.zh}", f"none = {given.en}")
        quote = text[denial.position : denial.end].strip(" \u3000，")
        expected = None if verdict == "holds" else values[first]
        yield Judgement(rule, verdict, field, denial.position, quote, says, "warning", meanings, expected, 0)


def _denials(text: str, year: int, model: ProseModel) -> Iterator[_Denial]:
    """Yield what ``text`` says did not happen at all in ``year``; not what it says of one office or time."""
    for match in model.denial.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in _SENTENCE_END) + 1
        before = keywords.find(model.lexicon, text, start, match.start())
        if any(word.key in {"office", "time", "part"} for word in before) or int(match["year"] or year) != year:
            continue
        for thing in model.denied:
            if thing.word.search(match["things"]):
                yield _Denial(thing, match.start(), match.end())
