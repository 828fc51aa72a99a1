"""Years in the prose that should be the report's and are another, as when last year's text is used again.

An office may well write of another year: a document's number, a comparison, what was founded when. A year is called
stale where only the report's own can stand: the period of the data, the report's title, and the opening of a sentence
that tells what the office itself did. Read off the published reports; what they say of their own year is what is found
when the year is another.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from reportgen.core.text import Text
from reportgen.core.text_search import scan
from reportgen.engine.prose_check.periods import parts_of_a_year
from reportgen.report.findings import Finding
from reportgen.report.prose_rules import STALE_YEARS, ProseChecks
from reportgen.report.report import Report

_BEGINNING = re.compile(
    r"[2期我本全](?:(?<=[2期])(?=[0限])|(?<=[我本全])(?=[机单部市县区省州局镇乡街办委厅院][^，。；\n\d]{0,6}20))"
)
"""What a match of :func:`_year` begins with."""
_ANY_YEAR = re.compile(r"20\d\d(?=[ ]*年)")
"""Every year that :func:`_year` may find."""
_OURS = re.compile(r"全[市县区省州旗镇乡局年]|[我本][省市县区州旗局委厅办镇乡街院校机单]|各级|各[县区市镇乡街部单科处]")
_FOUNDED = re.compile(
    r"(?:出台|印发|制定|修订|颁布|公布|实施|施行)[^，。；]{0,8}《|被(?:确定|列|评|命名|授)|获[得评批奖]|荣获|入选|成立|挂牌"
    r"|(?:受理|收到|新收|答复|公开|发布|办理)的"
)
"""What may well be said of another year in its first words."""
_COMPARED = re.compile(r"今年|本年|现已|至今|year|[上去]一?年度?的?(?:年度)?报告|往年")
_GOVERNMENT = re.compile(r"(?P<place>.+?(?P<level>[省市县区州旗镇乡]))人民政府(?:办公[室厅])?$")
_SHORTEST_NAME, _LONGEST = 3, 200
_END = re.compile(r"[。\n]|\Z")
_CLAUSE = re.compile(r"[^，,。；;！？\n]*")


@functools.cache
def _year(title: str) -> re.Pattern[str]:
    """Return what finds a year that may be stale; ``title`` is what the report calls itself."""
    return re.compile(
        r"(?:(?P<period>20\d\d)[ ]*年[ ]*1[ ]*月[ ]*1[ ]*日[ ]*起?[ ]*[至到—－-]{1,2}[ ]*(?:[当同]年)?"
        r"[ ]*12[ ]*月[ ]*31[ ]*日"
        rf"|(?<![^。！？\s*])(?P<start>20\d\d)[ ]*年度?(?!{title})[ ]*[，,]?[ ]*"
        r"|期限[^。《]{0,10}?(?P<since>20\d\d)[ ]*年[ ]*1[ ]*月[ ]*1[ ]*日"
        r"|(?P<until>20\d\d)[ ]*年[ ]*12[ ]*月[ ]*31[ ]*日[ ]*止?"
        r"|[我本全](?:机关|单位|部门|[市县区省州局镇乡街办委厅院])(?:道(?:办事处)?|公[室厅])?[ ]*(?P<ours>20\d\d)"
        r"[ ]*年度?"
        r"(?=共|累计|受理|收到|主动公开|办[理结]|答复|新[收增]|未|无|没有)"
        rf"|(?<![《对照据与较比])(?P<title>20\d\d)[ ]*年度?{title}(?![》”]?[中里所指提反存]))"
    )


@functools.cache
def _done(deeds: str) -> re.Pattern[str]:
    """Return how a sentence goes on whose unnamed subject is the office itself; ``deeds`` are a type's own ways."""
    return re.compile(
        rf"(?:{deeds}|共|累计|总共|发布|通过|坚持|严格|认真|深入|持续|不断|积极|围绕"
        r"|紧紧|始终|进一步|(?:政府)?门户网站|政府网站|没有|未)(?!的|了《|《|审议)"
    )


def years_of_others(report: Report) -> Iterator[Finding]:
    """Yield a finding for every year of the prose that should be the report's and is another."""
    checks = report.type.prose
    if checks is None:
        return
    yield from parts_of_a_year(report)
    for field, text in report.narrative.items():
        whole = field in checks.dated
        for year, position, sentence in stale_years(text, report.year, report.organ, checks, whole=whole):
            says = Text(
                f"“{sentence[:24]}”写的是 {year} 年，而这是 {report.year} 年的报告",
                f"“{sentence[:24]}” says {year}, but this is the report of {report.year}",
            )
            origin = report.prose_origin(field, position)
            yield Finding(
                STALE_YEARS.id,
                "broken",
                STALE_YEARS.severity,
                says,
                f"narrative.{field}",
                expected=report.year,
                actual=year,
                origin=origin,
            )


def stale_years(
    text: str, this: int, organ: str, checks: ProseChecks, *, whole: bool
) -> Iterator[tuple[int, int, str]]:
    """Yield year, position and sentence of every year in a section's ``text`` that should be ``this``.

    ``whole``: the section says of what year the whole report is, so that its dates have no other meaning.
    """
    if {*_ANY_YEAR.findall(text)} <= {str(this)}:
        return
    found_in = -1
    for match in scan(_BEGINNING, _year(checks.title), text):
        kind = match.lastgroup or ""
        year = int(match[kind])
        end = _END.search(text, match.end())
        ending = end.start() if end else len(text)
        sentence = text[match.start() : ending]
        if year == this or ending == found_in:
            continue
        if kind == "start":
            office = (
                text.startswith(_names(organ), match.end()) or _done(checks.deeds).match(text, match.end()) is not None
            )
            if not _opens_for_the_office(text, match, sentence, this, office=office):
                continue
        if kind in {"until", "period"} and not whole and _compares(sentence, this):
            continue
        if kind == "ours" and (year < this - 1 or _compares(text[_begin(text, match.start()) : ending], this)):
            continue
        found_in = ending
        yield year, match.start(kind), sentence.strip()


def _begin(text: str, position: int) -> int:
    floor = max(0, position - _LONGEST)
    return max(floor, *(text.rfind(mark, floor, position) + 1 for mark in "。！？\n"))


def _opens_for_the_office(text: str, match: re.Match[str], sentence: str, this: int, *, office: bool) -> bool:
    """Whether a year opens a sentence that tells what the office did in the year of its report.

    ``office``: the sentence goes on as one does whose subject is the office.
    """
    before = text[: match.start()].rstrip(" \t\u3000*#")
    if before and before[-1] not in "。！？\n":
        return False
    rest = text[match.end() :]
    clause = _CLAUSE.match(rest)
    if clause is None or _FOUNDED.search(clause.group()) or _compares(sentence, this):
        return False
    if _opens_with(text[match.start() + len(sentence) + 1 :].lstrip(), this):
        return False  # two years side by side
    if _OURS.match(rest):
        return True
    recent = int(match["start"]) >= this - 1  # longer ago, somebody's history is likelier than last year's text
    return recent and office


def _compares(sentence: str, this: int) -> bool:
    return str(this) in sentence or _COMPARED.search(sentence) is not None


def _opens_with(sentence: str, this: int) -> bool:
    return sentence.startswith((str(this), "今年", "本年", "{{year", "{{ year"))


def _names(organ: str) -> tuple[str, ...]:
    """Return how an office writes of itself: its name, also as a placeholder or without what stands before; 市政府."""
    found = _GOVERNMENT.match(organ)
    place = found["place"] if found else organ.removesuffix("办事处")
    tails = {place[start:] for start in range(max(len(place) - _SHORTEST_NAME + 1, 1))}
    level = {f"{found['level']}政府", f"{found['level']}人民政府", f"{found['level']}委"} if found else set()
    return (organ, "{{ organ", "{{organ", *sorted(tails | level))
