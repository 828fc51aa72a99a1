"""The numbers of the prose with their clauses: which of them an official word ties to a figure of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from reportgen.prose.quantities import Prose, Quantity, Sentence
from reportgen.reports.disclosure.hearing import Context, Subject
from reportgen.reports.disclosure.keywords import Keyword, find
from reportgen.reports.disclosure.subjects import SubjectReader

_STRONG = re.compile(r"[，,；;。（(）)]")
_TAIL = re.compile(r"[，,；;。（(）)、]")
_BRACKET = re.compile(r"[（(][^（()）]*[）)][ \u3000]*$")
_PART = re.compile(r"^(?:#+[ \t]*)?[（(][一二三四五六七八九][)）](?P<title>.{0,12})", re.MULTILINE)
_YEAR = re.compile(r"(?<!结转)(?<!结转[至到])(20\d\d)[ \u3000]*年(?!度?[^，。；、\d]{0,6}结转(?![至到入]?[下次明]))")
"""A year of which something is told: in 2020年结转3件 and 结转至2022年 it is that of another report's row."""


@attrs.frozen
class Mention:
    """One number in its sentence: where its clause begins and ends, and its subject if an official word names one.

    ``listed`` tells that it stands after 其中; ``difference`` that it counts a change, not an amount.
    """

    quantity: Quantity
    lead: int
    clause: int
    end: int
    subject: Subject | None
    listed: bool = False
    difference: bool = False


@attrs.frozen
class Statement:
    """One sentence with all of its numbers."""

    sentence: Sentence
    mentions: tuple[Mention, ...]


def statements(prose: Prose, year: int, organ: str) -> Iterator[Statement]:
    """Yield each sentence of ``prose`` that has a literal number, with what its numbers speak of."""
    parts = [(match.start(), "依申请" in match["title"]) for match in _PART.finditer(prose.text)]
    context, paragraph, read_to = Context(), -1, 0
    for sentence in prose.sentences:
        if sentence.paragraph != paragraph:
            paragraph = read_to = sentence.paragraph
            heading = [applications for position, applications in parts if position <= paragraph]
            context = Context(by_heading=bool(heading and heading[-1]))
        context.applications = context.applications or context.by_heading or None
        for keyword in find(prose.text, read_to, sentence.start):
            context.notice(keyword)
        context.begin_sentence()
        read_to = sentence.end
        yield Statement(sentence, tuple(_mentions(prose.text, sentence, context, year, organ)))


def _mentions(text: str, sentence: Sentence, context: Context, year: int, organ: str) -> Iterator[Mention]:
    keywords = list(find(text, sentence.start, sentence.end))
    years = [(match.start(), int(match[1])) for match in _YEAR.finditer(text, sentence.start, sentence.end)]
    quantities, lead, at = sentence.quantities, sentence.start, 0
    for number, quantity in enumerate(quantities):
        following = quantities[number + 1].position if number + 1 < len(quantities) else sentence.end
        clause = _clause_start(text, lead, quantity.position)
        cut = _TAIL.search(text, quantity.end, following)
        end = cut.start() if cut else following
        semicolon = text.rfind("；", lead, quantity.position)
        if semicolon >= 0:
            context.listed = context.one_time = False
        before: list[Keyword] = []
        while at < len(keywords) and keywords[at].start < quantity.position:
            if keywords[at].start >= lead:
                if keywords[at].key != "time" or keywords[at].start > semicolon:
                    context.notice(keywords[at])
                before.append(keywords[at])
            at += 1
        inside = [keyword for keyword in before if keyword.start >= clause]
        after = [keyword for keyword in keywords[at:] if keyword.end <= end]
        spoken = [value for position, value in years if position < quantity.position]
        subject = None
        if not quantity.percent:
            subject = SubjectReader(text, quantity, clause, inside, after, context, organ).subject()
        if subject is not None:
            subject = subject.told_of(spoken[-1] if spoken else year)
            context.keys = subject.keys
            if not context.listed:
                context.whole = subject.keys
        difference = any(keyword.key == "difference" for keyword in inside)
        yield Mention(quantity, lead, clause, end, subject, context.listed, difference)
        lead = quantity.end


def _clause_start(text: str, lead: int, position: int) -> int:
    """Return where the clause before a number begins: after the last strong mark, a bracket just before it aside."""
    bracket = _BRACKET.search(text, lead, position)
    marks = [match.end() for match in _STRONG.finditer(text, lead, bracket.start() if bracket else position)]
    return marks[-1] if marks else lead
