"""Shares and rates of what is named without a number of its own: 予以公开的占80.4%, 维持率51.8%."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reportgen.engine.prose_check.keywords import find
from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.ratios import Figures, Ratio
from reportgen.engine.prose_check.wholes_said import whole_said
from reportgen.report.prose_model import SENSE, Keyword, Meaning

NAMED = re.compile(
    r"\s*(?:在?(?:全部|所有|收到的)?申请(?:总[数量]|总件数)?[当之]?中[，,]?)?(?P<what>[^，。；\d]*?)(?:的?类?(?:申请|案件|信息|答复)?所?(?:约?占比?(?P<whole>[^，。；\d占率比]{0,14}的)?|(?:占的?)?(?:比例|比重)|占比)|率)(?:[约为达到是：:了]|\s)*"
)
_LONGEST_NAME = 40
_FIRST = re.compile(r"(?:其中|共|约|近|超过?|[，,\s])*(?:有|约|近|\s)*")
"""What stands before a percentage whose thing follows: 有89%的申请来自自然人."""
_FEW_WORDS = re.compile(r"[^\d]{1,40}")
ONLY_A_NAME = re.compile(r"[、，,；：:\s]*[^，。；：、\d]{2,20}[约为是]?")
_SHARES_FOLLOW = re.compile(r"(?:占比|比例|比重|构成|结构)(?:情况)?(?:来看|看|分析|统计|[分依]?[别次]?[为是]?)[，,：:]")
_OTHER_SCOPE = re.compile(r"综合|平均|累计|自行|主动|实质")
"""A rate with such a word counts something else than the tables: 综合纠错率."""
_ASIDE = re.compile(r"[（(][^（()）\d]*[）)]")
_OWN_RATE = re.compile(
    r"(?:其中|全年|本年度?|总体|[，,\s])*(?P<about>(?:政府信息公开|信息公开|政府信息|依申请公开)?(?:申请|事项|工作)?)的?"
    r"(?P<deed>公开|办结|答复|回复)(?P<inside>[（(][^（()）\d]*[）)])?率[为达到约是：:\s]*(?P<aside>[（(][^（()）\d]*[）)])?[为达到约是：:\s]*"
)
_OF_WHAT_IS_IN_BRACKETS = re.compile(r"[（(](?:含|包括)[^（()）]*[）)]率")
_JOINTS = re.compile(r"[、和及与]|案件|案|类|情形|情况")


def named_shares(text: str, mention: Mention, figures: Figures) -> Iterator[Ratio]:
    """Yield what the words beside a percentage name, without a number of its own: 予以公开的占80.4%, 维持率51.8%."""
    before = text[mention.clause : mention.quantity.position]
    if mention.narrowed or "分别" in before or len(before) >= _LONGEST_NAME or _OTHER_SCOPE.search(before):
        return
    lexicon, behind = figures.model.lexicon, text[mention.quantity.end : mention.end]
    if (named := NAMED.fullmatch(before)) is not None:
        if _OF_WHAT_IS_IN_BRACKETS.search(before):
            return  # 公开（含部分公开）率 is no rate of what the brackets name
        start, end = mention.clause + named.start("what"), mention.clause + named.end("what")
        if not named["what"]:  # 申请人以自然人为主，占比达96.6%
            start = max(text.rfind(mark, mention.lead, end - 1) + 1 for mark in "，,；;。") or mention.lead
    elif ONLY_A_NAME.fullmatch(before) and of_shares(text, mention):
        start, end = mention.clause, mention.quantity.position
    elif _FIRST.fullmatch(before) and behind.startswith(("的", "由", "来自")) and _FEW_WORDS.fullmatch(behind):
        start, end, before = mention.quantity.end, mention.end, behind
    else:
        return
    words = [*find(lexicon, text, start, end)]
    pairs = [*figures.model.shares(words, before)]
    if not pairs and words:
        pairs = [*figures.model.shares([*_lasting(text, mention, figures), *words], before)]
    if named is not None and named["whole"]:
        begin, stop = named.span("whole")
        wholes = _named_wholes(text, mention.clause + begin, mention.clause + stop, figures)
        usual = lexicon.whole.fullmatch(named["whole"]) is not None
        said = whole_said(text, mention.clause + begin, mention.clause + stop, figures)
        if usual and said:
            meant = [(part, tuple(whole for whole in some if whole in said)) for part, some in pairs]
            pairs = [(part, some) for part, some in meant if some] or pairs
        pairs = pairs if usual else [(part, wholes) for part, _ in pairs if part not in wholes]
    yield from _worth(pairs, figures)


def of_shares(text: str, mention: Mention) -> bool:
    """Whether the sentence says before its numbers that they are shares: 从占比看，予以公开40.6%，部分公开13.4%."""
    start = max(text.rfind(mark, 0, mention.quantity.position) + 1 for mark in "。！？\n")
    return _SHARES_FOLLOW.search(text, start, mention.quantity.position) is not None


def _worth(pairs: Iterable[tuple[Meaning, Iterable[Meaning]]], figures: Figures) -> Iterator[Ratio]:
    for part, wholes in pairs:
        value = part.value(figures.values)
        for meaning in wholes:
            whole = meaning.value(figures.values)
            if whole and value is not None:
                yield Ratio(value, whole)


def _lasting(text: str, mention: Mention, figures: Figures) -> list[Keyword]:
    """Return the one thing that the sentence was about before: 行政复议案件170件，维持率51.8%."""
    lexicon = figures.model.lexicon
    start = max(text.rfind(mark, 0, mention.clause) + 1 for mark in "。！？\n")
    words = [word for word in find(lexicon, text, start, mention.clause) if word.kind in lexicon.lasting]
    return words[:1] if len({(word.kind, word.key) for word in words}) == 1 else []


def named_rates(text: str, mention: Mention, earlier: Sequence[Mention], figures: Figures) -> Iterator[Ratio]:
    """Yield what a rate of the form's own words is computed from, where all numbers before are of the form too."""
    before = text[mention.clause : mention.quantity.position]
    rate = _OWN_RATE.fullmatch(before + (_ASIDE.match(text, mention.quantity.end) or [""])[0])
    certain = all(one.subject is not None and one.subject.certain for one in earlier)
    words = find(figures.model.lexicon, text, mention.clause, mention.quantity.position)
    if rate is None or mention.narrowed or mention.quantity.number == 100 or not certain:
        return
    if any(word.key in {"elsewhere", "part", "office", "time"} for word in words):
        return
    applied = "申请" in rate["about"] or (rate["deed"] != "公开" and rate["about"])
    if earlier or applied or "部分" in f"{rate['inside']}{rate['aside']}":
        yield from _worth(figures.model.rates(rate["deed"], rate.group()), figures)


def of_a_named_whole(text: str, part: Mention, mention: Mention, at: int, figures: Figures) -> Iterator[Ratio]:
    """Yield the part over the whole that is named behind 占: 占无法提供总数的95.4%."""
    number, itself = part.quantity.value, part.subject.meanings if part.subject is not None else ()
    if number is None or mention.narrowed:
        return
    for meaning in _named_wholes(text, mention.clause + at, mention.quantity.position, figures):
        whole = meaning.value(figures.values)
        if whole and meaning not in itself:  # 行政诉讼77件，占行政诉讼总数的6%: of all that are about anything
            yield Ratio(number, whole)


def _named_wholes(text: str, start: int, end: int, figures: Figures) -> tuple[Meaning, ...]:
    """Return what ``text[start:end]`` names as a whole, where it says nothing else."""
    lexicon, rest = figures.model.lexicon, text[start:end]
    words = [word for word in find(lexicon, text, start, end) if word.kind != SENSE]
    for word in reversed(words):
        rest = rest[: word.start - start] + rest[word.end - start :]
    return figures.model.named_wholes(words) if words and lexicon.whole.fullmatch(_JOINTS.sub("", rest)) else ()
