"""Statements that nothing happened, or how everything ended, held against the tables: 未收到…, 无…案件, 均获维持."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import attrs

from reportgen.core.text import Text
from reportgen.engine.prose_check import keywords
from reportgen.engine.prose_check.judgement import Judgement
from reportgen.engine.prose_check.referents import is_own, of_another_level
from reportgen.report.prose_model import SENSE, Denied, Meaning, ProseModel
from reportgen.report.view import ReportView

_SENTENCE_END = "。！？\n"
_CLAUSE_END = "，,。；;！？!?\n：:（("
_LONGEST_DENIER, _LONGEST_SENTENCE = 40, 400
_MOST = 200
"""So many statements of one kind are read in a piece of prose."""
_COUNTED = re.compile(r"\d+[件条起次]")
_NUMBER = re.compile(r"(?:(?P<number>(?<!\d)\d{1,12})|\{\{ *(?P<name>[a-z_.0-9]+) *\}\})(?=[件起宗例份])")
_OURSELVES = re.compile(r"[我本全]")


@attrs.frozen
class _Denial:
    """One thing that the prose says did not happen, between ``position`` and ``end``."""

    thing: Denied
    position: int
    end: int
    claim: bool = False


def denied(field: str, text: str, report: ReportView, model: ProseModel) -> Iterator[Judgement]:
    """Yield a judgement of everything that ``text`` says did not happen in the report's year: the tables must agree."""
    for denial in sorted((*_denials(text, report, model), *_claims(text, report, model)), key=lambda one: one.position):
        rule, meanings = denial.thing.rule, denial.thing.meanings
        values = {meaning: meaning.value(report.values) for meaning in meanings}
        if None in values.values():
            continue
        verdict: Any = "holds" if 0 in values.values() else "broken"
        first = meanings[0]
        given = first.written(report.values)
        says = Text(f"文字写的是没有，而表格中为 {given.zh}", f"the prose says none, but the tables say {given.en}")
        if denial.claim:
            says = Text(
                f"文字写的是全部如此，而表格中有 {given.zh}", f"the prose says all, but the tables have {given.en}"
            )
        if verdict == "holds":
            says = Text(f"没有 = {given.zh}", f"none = {given.en}")
        quote = text[denial.position : denial.end].strip(" \u3000，")
        expected = None if verdict == "holds" else values[first]
        yield Judgement(rule, verdict, field, denial.position, quote, says, "warning", meanings, expected, 0)


def _denials(text: str, report: ReportView, model: ProseModel) -> Iterator[_Denial]:
    """Yield what ``text`` says did not happen at all in the year; not what it says of one office or time."""
    for pattern in model.denials:
        for match in islice(pattern.finditer(text), _MOST):
            clause = _after_last(text, _CLAUSE_END, match.start())
            before = text[clause : match.start()]
            if len(before) > _LONGEST_DENIER or model.denier.fullmatch(before) is None:
                continue
            if _of_a_part(text, clause, match.start(), report, model):
                continue
            for thing in model.denied:
                if thing.word.search(match["things"]):
                    part = thing.narrowed(match["things"]) if thing.narrowed is not None else ()
                    yield _Denial(attrs.evolve(thing, meanings=part or thing.meanings), clause, match.end())


def _claims(text: str, report: ReportView, model: ProseModel) -> Iterator[_Denial]:
    for claim in model.claims:
        for match in islice(claim.words.finditer(text), _MOST):
            clause = _after_last(text, _CLAUSE_END, match.start())
            start = _after_last(text, _SENTENCE_END + "；", match.start())
            if claim.alone and model.denier.fullmatch(text, start, match.start()) is None:
                continue
            if _of_a_part(text, clause, match.end() if claim.alone else match.start(), report, model):
                continue
            numbers = {_value(number, report) for number in _NUMBER.finditer(text, start, match.end())}
            for about in (text[clause : match.end()], text[start : match.end()]):
                named: dict[str, Denied] = {}
                for thing in claim.denied:
                    fits = not (numbers and thing.counted) or not numbers.isdisjoint(_values(thing.counted, report))
                    if thing.unless is not None and thing.unless.search(text, start, match.end()) is not None:
                        continue
                    if fits and thing.word.search(about):
                        named.setdefault(thing.rule, thing)
                if named:
                    yield from (_Denial(thing, clause, match.end(), claim=not claim.none) for thing in named.values())
                    break


def _value(number: re.Match[str], report: ReportView) -> Any:
    """Return a number of the prose, or of the figure whose placeholder stands there."""
    return int(number["number"]) if number["number"] else report.values.get(number["name"], -1)


def _values(meanings: tuple[Meaning, ...], report: ReportView) -> set[Any]:
    return {meaning.value(report.values) for meaning in meanings}


def _after_last(text: str, marks: str, end: int) -> int:
    floor = max(0, end - _LONGEST_SENTENCE)
    return max(floor, *(text.rfind(mark, floor, end) + 1 for mark in marks))


def _of_a_part(text: str, clause: int, end: int, report: ReportView, model: ProseModel) -> bool:
    """Whether what is said before ``end`` is of another office, a part of the year or another year."""
    start = _after_last(text, _SENTENCE_END, end)
    if any(int(match[1]) != report.year for match in [*model.lexicon.year.finditer(text, start, end)][-1:]):
        return True
    words = [*keywords.find(model.lexicon, text, start, end)]
    if any(of_another_level(text, word, report.organ) for word in words):
        return True
    first = next((word for word in words if word.key in {"elsewhere", "topic"} or word.kind != SENSE), None)
    if first is not None and first.key == "elsewhere" and _COUNTED.search(text, first.end, clause) is not None:
        return True  # 信访事项394件，全部按期答复，未引发行政复议
    if _OURSELVES.search(text, clause, end) is not None:
        words = [word for word in words if word.start >= clause]
    return any(
        (word.key in {"office", "time"} or (word.key == "part" and word.start >= clause))
        and not is_own(text, word, report.organ)
        for word in words
    )
