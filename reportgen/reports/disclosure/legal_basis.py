"""What a report says that it is drawn up by: articles and documents that are no longer in force, or misnumbered."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from reportgen.core.text import Text
from reportgen.core.text_search import scan
from reportgen.report.findings import Finding
from reportgen.report.rules import Rule
from reportgen.report.view import ReportView

FORM = "国办公开办函〔2021〕30号"

_BEGINNING = re.compile(r"[条国](?=[例办])")
_BASIS = re.compile(
    r"条例[》〉]?(?:[（(](?:中华人民共和国)?国(?:务院)?令[（(]?第?[ ]?(?P<decree>\d{3})[ ]?号[^（）()\n]{0,20}[)）])?"
    r"(?:[（(][^（）()\n]{0,40}[)）]){0,2}(?:第(?P<article>[一二三四五六七八九十百]{1,5})条)?"
    r"|国办(?P<series>[发公开办函涵]{1,4})[〔\[【（(﹝](?P<year>\d{4})[〕\]】）)﹞](?P<number>\d{1,3})号"
)
"""An article of the regulation, the decree that it was issued by, a document of the State Council's office."""
_ARTICLES = frozenset(("四十九", "五十"))
_DRAWN_UP = re.compile(r"编制|年度报告格式|年度报告有关事项|工作年度报告")
_LONGEST_SENTENCE = 200


def _basis(form: str, report: ReportView) -> Iterator[Finding]:
    for field in report.narrative_fields:
        text = report.narrative.get(field.name, "")
        for match in scan(_BEGINNING, _BASIS, text):
            meant = _meant(match, form)
            if meant is None or not _of_the_report(text, match):
                continue
            says = Text(
                f"编制依据“{match.group()}”有误，现行的是{meant.zh}",
                f"the report is not based on “{match.group()}”; in force is {meant.en}",
            )
            origin = report.prose_origin(field.name, match.start())
            yield Finding("F-BASIS", "broken", "warning", says, f"narrative.{field.name}", law=form, origin=origin)


@functools.cache
def _series(form: str) -> tuple[str, str, str] | None:
    """Return the kind, the year and the number of a form's own document; None where it is of another office."""
    match = _BASIS.fullmatch(form)
    return None if match is None else (match["series"], match["year"], match["number"])


def _meant(match: re.Match[str], form: str) -> Text | None:
    """Return what a reference should say, ``None`` where it is right or of something else."""
    if match["decree"] not in (None, "711"):
        return Text("国务院令第711号", "decree no. 711 of the State Council")
    if match["article"] is not None and match["article"] not in _ARTICLES:
        return Text("《条例》第四十九条、第五十条", "articles 49 and 50 of the regulation")
    if match["series"] is None:
        return None
    named = (match["series"], match["year"], match["number"])
    ours = _series(form) or named
    of_a_form = named[0].startswith("公开办") or named[1:] == ours[1:]
    return Text(form, form) if of_a_form and named != ours else None


def _of_the_report(text: str, match: re.Match[str]) -> bool:
    """Whether a sentence says what the report is drawn up by, not what an answer or a document is."""
    floor = max(0, match.start() - _LONGEST_SENTENCE)
    start = max(floor, *(text.rfind(mark, floor, match.start()) + 1 for mark in "。\n"))
    ends = [at for mark in "。\n" if (at := text.find(mark, match.end(), match.end() + _LONGEST_SENTENCE)) >= 0]
    return _DRAWN_UP.search(text, start, min(ends, default=match.end() + _LONGEST_SENTENCE)) is not None


def legal_basis(form: str) -> Rule:
    """Return the rule that a report names as its basis the articles in force and ``form``, the form's own document."""
    return Rule(
        "F-BASIS",
        Text("编制依据的条款和文号是现行的", "the report names the articles and documents in force as its basis"),
        severity="warning",
        law=form,
        examine=functools.partial(_basis, form),
    )


LEGAL_BASIS = legal_basis(FORM)
