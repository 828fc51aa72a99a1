"""The numbers of the prose with their clauses: which of them an official word ties to a figure of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from reportgen.engine.prose_check.brackets import ITS_SHARE, NAMES, Brackets, words_before, words_behind
from reportgen.engine.prose_check.discourse import Discourse
from reportgen.engine.prose_check.keywords import find
from reportgen.engine.prose_check.referents import NumberInClause, is_own, of_another_level
from reportgen.prose.quantities import Prose, Quantity, Sentence
from reportgen.report.prose_model import Keyword, ProseModel, Subject

_STRONG = re.compile(r"[，,；;。（(）)]")
_NARROWING = frozenset({"part", "elsewhere", "office", "time"})
_TAIL = re.compile(r"[，,；;。（(）)、]")
_BRACKET = re.compile(r"[（(][^（()）]*[）)][ \u3000]*$|[（(][^（()）\d]*[）)][^，,；;。（(）)、\d]{0,12}$")
_MAINLY = re.compile(r"以[^，。；、\d]{2,16}为主[，,][共计达有约]*$")
"""申请主体以自然人为主，共14件: the number is of what the clause before names."""
_ONLY_HOW_MANY = re.compile(r"(?:有|为|是|达|共计?|合计|计)?[ \u3000]*")
_BEGINS = "。！？!?\n，,；;"
_LONGEST_MAINLY = 8
"""Characters before the number among which 为主 then stands."""
_PART = re.compile(r"^(?:#+[ \t]*)?[（(][一二三四五六七八九][)）](?P<title>.{0,12})", re.MULTILINE)


@attrs.frozen
class Mention:
    """One number in its sentence: where its clause begins and ends, and its subject if an official word names one.

    ``listed`` tells that it stands after 其中; ``difference`` that it counts a change, not an amount; ``narrowed`` that
    the sentence is about something else than the tables, one office, another time or another year.
    """

    quantity: Quantity
    lead: int
    clause: int
    end: int
    subject: Subject | None
    listed: bool = False
    difference: bool = False
    narrowed: bool = False


@attrs.frozen
class Statement:
    """One sentence with all of its numbers."""

    sentence: Sentence
    mentions: tuple[Mention, ...]


def statements(prose: Prose, model: ProseModel, year: int, organ: str) -> Iterator[Statement]:
    """Yield each sentence of ``prose`` that has a literal number, with what its numbers speak of."""
    lexicon = model.lexicon
    parts = [(match.start(), lexicon.heading in match["title"]) for match in _PART.finditer(prose.text)]
    discourse, paragraph, read_to = Discourse(lexicon), -1, 0
    for sentence in prose.sentences:
        if sentence.paragraph != paragraph:
            paragraph = read_to = sentence.paragraph
            headings = [on_topic for position, on_topic in parts if position <= paragraph]
            discourse = Discourse(lexicon, by_heading=bool(headings and headings[-1]))
        discourse.on_topic = discourse.on_topic or discourse.by_heading or None
        for keyword in find(lexicon, prose.text, read_to, sentence.start):
            discourse.read(keyword)
        discourse.begin_sentence()
        read_to = sentence.end
        yield Statement(sentence, tuple(_mentions(prose.text, sentence, discourse, model, year, organ)))


def _mentions(
    text: str, sentence: Sentence, discourse: Discourse, model: ProseModel, year: int, organ: str
) -> Iterator[Mention]:
    lexicon = model.lexicon
    keywords = [
        attrs.evolve(word, key="office") if of_another_level(text, word, organ) else word
        for word in find(lexicon, text, sentence.start, sentence.end)
    ]
    years = [(match.start(), int(match[1])) for match in lexicon.year.finditer(text, sentence.start, sentence.end)]
    quantities, lead, at = sentence.quantities, sentence.start, 0
    brackets = Brackets.read(text, lead, sentence.end, discourse)
    for number, quantity in enumerate(quantities):
        following = quantities[number + 1].position if number + 1 < len(quantities) else sentence.end
        clause = _clause_start(text, lead, quantity.position, quantity.end)
        share = ITS_SHARE.match(text, quantity.end, sentence.end)
        if share is not None:  # 5件（占20%）部分公开
            following = quantities[number + 2].position if number + 2 < len(quantities) else sentence.end
        cut = _TAIL.search(text, share.end() if share is not None else quantity.end, following)
        end = cut.start() if cut else following
        semicolon = text.rfind("；", lead, quantity.position)
        if semicolon >= 0:
            discourse.listed = discourse.one_time = False
        before: list[Keyword] = []
        while at < len(keywords) and keywords[at].start < quantity.position:
            brackets.reach(keywords[at].start)
            if keywords[at].start >= lead:
                if keywords[at].key != "time" or keywords[at].start > semicolon:
                    discourse.read(keywords[at])
                before.append(keywords[at])
            at += 1
        brackets.reach(quantity.position)
        inside = words_before(text, clause, quantity.position, before)
        after = [keyword for keyword in keywords[at:] if keyword.end <= end]
        years_before = [value for position, value in years if position < quantity.position]
        if not any(keyword.kind in NAMES for keyword in (*inside, *after)):
            inside += words_behind(text, quantity.end, keywords[at:])
        subject = None
        if not quantity.percent:
            subject = NumberInClause(text, quantity, clause, inside, after, discourse, organ, model.interpret).subject()
        if subject is not None:
            subject = subject.of_year(years_before[-1] if years_before else year)
            discourse.keys = subject.keys
            if not discourse.listed:
                discourse.whole = subject.keys
        if not (discourse.listed or quantity.percent):
            discourse.of_a_part = any(
                keyword.key in _NARROWING and not is_own(text, keyword, organ) for keyword in inside
            )
        difference = any(keyword.key == "difference" for keyword in inside)
        narrowed = discourse.on_topic is False or discourse.one_office or discourse.one_time
        narrowed = narrowed or (bool(years_before) and years_before[-1] != year)
        yield Mention(quantity, lead, clause, end, subject, discourse.listed, difference, narrowed)
        lead = quantity.end


def _clause_start(text: str, lead: int, position: int, end: int) -> int:
    """Return where the clause before a number begins: after the last strong mark, a bracket just before it aside."""
    bracket = _BRACKET.search(text, lead, position)
    if bracket is None and text[position - 1] in "（(" and position - 1 > lead and text[end : end + 1] in ("）", ")"):
        marks = [match.end() for match in _STRONG.finditer(text, lead, position - 1)]  # 行政执法案卷（24件）
        return marks[-1] if marks else lead
    if text.find("为主", max(lead, position - _LONGEST_MAINLY), position) >= 0 and (
        mainly := _MAINLY.search(text, lead, position)
    ):
        return mainly.start()
    marks = [match.end() for match in _STRONG.finditer(text, lead, bracket.start() if bracket else position)]
    if (
        marks
        and text[end - 1] not in "%％"
        and text[marks[-1] - 1] in "，,"
        and _ONLY_HOW_MANY.fullmatch(text, marks[-1], position)
    ):
        before = marks[-2] if len(marks) > 1 else lead
        if text[marks[-1] - 2] in "的）":  # 涉及第三方（客户等）权益而不予公开的，3件
            before = max(text.rfind(mark, lead, marks[-1] - 1) + 1 for mark in _BEGINS) or lead
        if before == 0 or text[before - 1] in _BEGINS or text[before - 1] in "（(":
            return before  # 予以公开的数量有所上升，为5件; not 1件部分公开，2件…
    return marks[-1] if marks else lead
