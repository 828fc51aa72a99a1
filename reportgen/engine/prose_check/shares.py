"""What a share (占, 占比) or a rate (率) in the prose may be computed from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

import attrs

from reportgen.engine.prose_check.keywords import find
from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.ratios import Figures, Ratio
from reportgen.report.prose_model import SENSE, Keyword, Meaning

_SHARE = re.compile(
    r"^[\s其共约仅、]*(?:在(?P<all>[^，。；\d]{1,12}?)[之当]?中)?所?约?(?:占|(?=比[例重][约为是达到]))(?P<whole>[^，。；]*)$"
)
_RATE = re.compile(r"(?P<deed>[^，。；、\s]{2})(?:率|(?<=满意)度|的?比例|占比)(?:（[^（）\d]*）)?[为达到约是：:\s]*$")
_ITS_SHARE = re.compile(r"[，,、（(\s]{0,2}(?:约?占[^，。；\d]{0,12}|[（(]?)(?:百分之\d|\d+(?:\.\d+)?[%％])")
_ITS_RATE = re.compile(r"[，,、（(\s]{0,2}[^，。；\d]{0,6}率[为达到约是：:\s]*\d")
_ITS_WHOLE = re.compile(r"[，,、（(\s]{0,2}(?![^，。；\d]{0,4}办)[^，。；\d]{0,6}率[为达到约是：:\s]*100[%％]")
"""A rate of all, 响应率100%: the number before it may be the whole of what follows."""
_SEVERAL = re.compile(
    r"(?:以上|这)?(?:(?P<how_many>[两二三四])(?:项|者|类|部分)|(?P<which>[前后])者)(?:合计|共计|总计|共|累计)?约?占比?(?P<whole>[^，。；\d]*)"
)
_HOW_MANY = {"两": 2, "二": 2, "三": 3, "四": 4}
_TOLD_BEFORE = re.compile(r"(?P<names>[^，。；、\d占]{2,20}?)(?:合计|共计|共)?约?占比?(?P<whole>[^，。；\d]*)")
_SPLIT = re.compile(r"[和与及]")
_NAMED = re.compile(
    r"\s*(?:在?(?:全部|所有|收到的)?申请(?:总[数量]|总件数)?[当之]?中[，,]?)?(?P<what>[^，。；\d]*?)(?:的?类?(?:申请|案件|信息|答复)?所?(?:约?占比?(?P<whole>[^，。；\d占率比]{0,14}的)?|(?:占的?)?(?:比例|比重)|占比)|率)(?:[约为达到是：:了]|\s)*"
)
_NAME_OF_RATE = re.compile(
    r"(?:其中|[，,、；\s])*(?P<name>[^，。；、\d]{2,8}?)(?:率|度|的?比例|占比)[为达到约是：:\s]*$"
)
_NAME_AHEAD = re.compile(r"^(?:其中|已|被|[，,、；：:（(\s])+")
_LONGEST_NAME = 40
_FIRST = re.compile(r"(?:其中|共|约|近|超过?|[，,\s])*(?:有|约|近|\s)*")
"""What stands before a percentage whose thing follows: 有89%的申请来自自然人."""
_FEW_WORDS = re.compile(r"[^\d]{1,40}")
_ONLY_A_NAME = re.compile(r"[、，,；：:\s]*[^，。；：、\d]{2,20}[约为是]?")
_SHARES_FOLLOW = re.compile(r"(?:占比|比例|比重|构成|结构)(?:情况)?(?:来看|看|分析|统计|[分依]?[别次]?[为是]?)[，,：:]")
_OTHER_SCOPE = re.compile(r"综合|平均|累计|自行|主动|实质")
"""A rate with such a word counts something else than the tables: 综合纠错率."""
_ASIDE = re.compile(r"[（(][^（()）\d]*[）)]")
_OWN_RATE = re.compile(
    r"(?:其中|全年|本年度?|总体|[，,\s])*(?P<about>(?:政府信息公开|信息公开|政府信息|依申请公开)?(?:申请|事项|工作)?)的?"
    r"(?P<deed>公开|办结|答复|回复)(?P<inside>[（(][^（()）\d]*[）)])?率[为达到约是：:\s]*(?P<aside>[（(][^（()）\d]*[）)])?[为达到约是：:\s]*"
)
_OF_WHAT_IS_IN_BRACKETS = re.compile(r"[（(](?:含|包括)[^（()）]*[）)]率")
_BEHIND_ITS_SHARE = re.compile(r"[%％](?:[（(]共?|[，,]\s*共)$")
_TOTAL_BEHIND = re.compile(
    r"[，,；;、]\s*(?:(?:以上)?(?:合计|总计|共计?|总[数量])[^，。；\d]{0,4}|[^，。；、\d]{2,8}总(?:[数量]|[条件]数)[为是共]?)"
)
_PART_BEHIND = re.compile(r"[（(]共?|[，,]\s*(?:共计?|计|合计|总计)有?")
_IN_IT = re.compile(r"[，,；;（(](?:其中)?[，,]?[^，。；\d]{0,8}")
_OPENER = re.compile(r"\s*其中")
_JOINTS = re.compile(r"[、和及与]|案件|案|类|情形|情况")
_NEGATED = "未没不尚拟"
_TOGETHER = re.compile(r"^[\s其约、]*(?:总?共|合计|累计)")


def shares(
    text: str,
    mention: Mention,
    earlier: Sequence[Mention],
    later: Sequence[Mention],
    before: Sequence[Mention],
    figures: Figures,
) -> Iterator[Ratio]:
    """Yield what a share (占, or in brackets after its part) or a rate (率) may be computed from.

    ``before`` are the numbers of the sentence before: 共公开信息100条。其中，网站发布40条，占40%。
    """
    clause = text[mention.clause : mention.quantity.position]
    if (together := _bracket(text, mention, earlier)) and _SHARE.match(clause):
        yield from _of_a_bracket(text, together, earlier, figures)
        return
    part_before = bool(earlier) and earlier[-1].quantity.position >= mention.clause
    if share := _SHARE.match(clause):
        whole = _ASIDE.sub("", f"{share['all'] or ''}{share['whole']}")
        if earlier and not _TOGETHER.match(clause):
            if figures.model.lexicon.whole.fullmatch(whole):
                yield from official_shares(earlier[-1], figures)
                yield from literal_shares(text, earlier[-1], earlier[:-1], figures)
                if _OPENER.match(text, earlier[0].lead, earlier[0].quantity.position):
                    yield from literal_shares(text, earlier[-1], before, figures)
            else:
                yield from _of_a_named_whole(text, earlier[-1], mention, share.start("whole"), figures)
    elif _bracketed(text, mention, earlier):
        yield from official_shares(earlier[-1], figures)
    elif (
        clause == "的"
        and len(earlier) > 1
        and earlier[-1].quantity.end == mention.lead
        and not _first_of_some(text, mention, later)
    ):
        yield from _of_a_number(text, earlier)
    elif earlier and (several := _SEVERAL.fullmatch(clause)):
        yield from _of_several(text, mention, earlier, several, figures)
    elif earlier and (told := _TOLD_BEFORE.fullmatch(clause)):
        yield from _of_told_before(text, mention, earlier, told, figures)
    elif rate := _RATE.search(clause):
        yield from _rates(text, rate["deed"], mention, earlier, figures, _total_behind(text, later))
    if not part_before:
        yield from _named_shares(text, mention, figures)
        yield from _named_rates(text, mention, earlier, figures)
        yield from _before_its_part(text, mention, earlier, later, figures)


def _of_several(
    text: str, mention: Mention, earlier: Sequence[Mention], words: re.Match[str], figures: Figures
) -> Iterator[Ratio]:
    """Yield the share of the last numbers together, or of one of the last two: 两项占…, 前者占…."""
    if words["which"]:
        if len(earlier) > 2:
            yield from literal_shares(text, earlier[-2 if words["which"] == "前" else -1], earlier[:-2], figures)
        return
    size = _HOW_MANY[words["how_many"]]
    parts = earlier[-size:]
    if len(parts) == size:
        yield from _of_parts(text, mention, parts, earlier[:-size], (words.span("whole"), words["whole"]), figures)


def _of_told_before(
    text: str, mention: Mention, earlier: Sequence[Mention], words: re.Match[str], figures: Figures
) -> Iterator[Ratio]:
    """Yield the share of numbers that the sentence named before: 有效5件、无效3件，有效投诉占62.5%."""
    names = _SPLIT.split(words["names"])
    exact = [[one for one in earlier if _name(text, one) == name] for name in names]
    alike = [[one for one in earlier if _named_so(text, one, name)] for name in names]
    found = [same or some for same, some in zip(exact, alike, strict=True)]
    if any(len(ones) != 1 for ones in found):
        return
    parts = [one for (one,) in found]
    first = earlier.index(min(parts, key=lambda one: one.quantity.position))
    if first:
        yield from _of_parts(text, mention, parts, earlier[:first], (words.span("whole"), words["whole"]), figures)


def _named_so(text: str, one: Mention, name: str) -> bool:
    said = _name(text, one)
    return len(said) > 1 and (said == name or name.startswith(said) or said.endswith(name))


def _of_parts(
    text: str,
    mention: Mention,
    parts: Sequence[Mention],
    before: Sequence[Mention],
    whole: tuple[tuple[int, int], str],
    figures: Figures,
) -> Iterator[Ratio]:
    """Yield the sum of some parts over what they are of: the number before them, or what is named behind 占."""
    measures = {one.quantity.measure for one in parts}
    plain = all(one.quantity.value is not None and not one.difference for one in parts)
    if not plain or not (len(measures) == 1 or measures <= figures.model.lexicon.counted):
        return
    total = sum((one.quantity.value or Decimal(0) for one in parts), Decimal(0))
    together = attrs.evolve(parts[0], quantity=attrs.evolve(parts[0].quantity, number=total, scale=1), subject=None)
    (start, _), words = whole
    if figures.model.lexicon.whole.fullmatch(words):
        official = [{ratio.whole for ratio in official_shares(one, figures)} for one in parts]
        yield from (Ratio(total, size) for size in sorted(set.intersection(*official)))
        yield from literal_shares(text, together, before, figures)
    else:
        yield from _of_a_named_whole(text, together, mention, start, figures)


def _first_of_some(text: str, mention: Mention, later: Sequence[Mention]) -> bool:
    """Whether more percentages follow at once: 占总量90条的33.3%、66.7% are no shares of one part."""
    following = later[0] if later else None
    return (
        following is not None
        and following.quantity.percent
        and text[mention.quantity.end : following.quantity.position] in {"、", "和", "及", "，"}
    )


def _bracket(text: str, mention: Mention, earlier: Sequence[Mention]) -> list[Mention]:
    """Return the numbers of a bracket that closes right before the clause: 公开（予以公开16件、部分公开5件）占比…."""
    end = mention.clause
    close = end - 1 if text[end - 1 : end] in {"）", ")"} else end - 2
    if not earlier or text[close : close + 1] not in {"）", ")"} or text[close + 1 : end] not in {"", "，", ","}:
        return []
    opened = max(text.rfind("（", 0, close), text.rfind("(", 0, close))
    return [one for one in earlier if opened < one.quantity.position < close]


def _of_a_bracket(
    text: str, inside: Sequence[Mention], earlier: Sequence[Mention], figures: Figures
) -> Iterator[Ratio]:
    """Yield what a share behind a bracket is computed from: of the number before it, or of the sum of those in it."""
    outside = [one for one in earlier if one not in inside]
    if outside and text[outside[-1].quantity.end : inside[0].lead + 1] in {"", "（", "("}:
        yield from official_shares(outside[-1], figures)
        yield from literal_shares(text, outside[-1], outside[:-1], figures)
    if any(one.quantity.value is None or one.quantity.measure != inside[0].quantity.measure for one in inside):
        return
    total = sum((one.quantity.value or Decimal(0) for one in inside), Decimal(0))
    together = attrs.evolve(inside[0], quantity=attrs.evolve(inside[0].quantity, number=total, scale=1))
    wholes = [
        ratio.whole
        for ratio in (*official_shares(inside[0], figures), *literal_shares(text, together, outside, figures))
    ]
    yield from (Ratio(total, whole) for whole in dict.fromkeys(wholes))


def literal_shares(
    text: str, part: Mention, wholes: Sequence[Mention], figures: Figures, *, ahead: bool = False
) -> Iterator[Ratio]:
    """Yield the part over every number before it that may be its whole: not one that has a share of its own.

    ``ahead``: the share stands before its part, so that the number before it is its whole.
    """
    number, counted = part.quantity.value, figures.model.lexicon.counted
    for other in reversed(wholes):
        whole = other.quantity.value
        same = (
            other.quantity.measure == part.quantity.measure
            or {other.quantity.measure, part.quantity.measure} <= counted
        )
        itself = any(pattern.match(text, other.quantity.end) for pattern in (_ITS_SHARE, _ITS_RATE))
        itself = itself and _ITS_WHOLE.match(text, other.quantity.end) is None
        itself = itself and not (ahead and other is wholes[-1])
        itself = itself or _BEHIND_ITS_SHARE.search(text, other.lead - 1, other.quantity.position) is not None
        if number is not None and whole and whole >= number and same and not itself:
            yield Ratio(number, whole)


def shares_of_all(text: str, mentions: Sequence[Mention], at: int, figures: Figures) -> Iterator[Ratio]:
    """Yield the part over the sum of all parts, where each has its share and the others show that they are all."""
    pairs = [
        (part, share)
        for part, share in pairwise(mentions)
        if share.quantity.percent and not part.quantity.percent and _ITS_SHARE.match(text, part.quantity.end)
    ]
    numbers = [part.quantity.value or Decimal(0) for part, _ in pairs]
    some = [at for at, number in enumerate(numbers) if number]
    if (behind := _total_behind(text, mentions[at + 1 :])) is not None and pairs:
        share_of = {share.quantity.position: part for part, share in pairs}
        part = share_of.get(mentions[at].quantity.position)
        if part is not None and part.quantity.measure == behind.quantity.measure and part.quantity.value is not None:
            yield Ratio(part.quantity.value, behind.quantity.value or Decimal(1))
        return
    printed = [share.quantity.number or Decimal(0) for _, share in pairs]
    total = sum(numbers, Decimal(0))
    if len(pairs) < 2 or not total or not all(share.quantity.literal for _, share in pairs):
        return
    first = pairs[0][0]
    if any(
        figures.model.lexicon.counted.isdisjoint({one.quantity.measure, first.quantity.measure}) for one, _ in pairs
    ):
        return
    right = [share.quantity.agrees(number * 100 / total) for number, (_, share) in zip(numbers, pairs, strict=True)]
    many = len(some) > 1 and 2 * sum(right[at] for at in some) >= len(some)
    if many or abs(sum(printed, Decimal(0)) - 100) <= 1:
        yield from (
            Ratio(number, total) for number, (_, share) in zip(numbers, pairs, strict=True) if share is mentions[at]
        )


def _total_behind(text: str, later: Sequence[Mention]) -> Mention | None:
    """Return the number that sums up the parts before it: 网站79条，占46.7%；微信90条，占53.3%；合计169条."""
    for one in later:
        exact = not one.quantity.percent and one.quantity.value and one.quantity.bounds == "exact"
        if exact and _TOTAL_BEHIND.fullmatch(text[one.lead : one.quantity.position].lstrip("）)")):
            return one
    return None


def _of_a_number(text: str, earlier: Sequence[Mention]) -> Iterator[Ratio]:
    """Yield what 545件，占全部548件的99.5% is computed from."""
    part, whole = earlier[-2].quantity.value, earlier[-1].quantity.value
    if part is not None and whole and "占" in text[earlier[-2].quantity.end : earlier[-1].quantity.position]:
        yield Ratio(part, whole)


def _named_shares(text: str, mention: Mention, figures: Figures) -> Iterator[Ratio]:
    """Yield what the words beside a percentage name, without a number of its own: 予以公开的占80.4%, 维持率51.8%."""
    before = text[mention.clause : mention.quantity.position]
    if mention.narrowed or "分别" in before or len(before) >= _LONGEST_NAME or _OTHER_SCOPE.search(before):
        return
    lexicon, behind = figures.model.lexicon, text[mention.quantity.end : mention.end]
    if (named := _NAMED.fullmatch(before)) is not None:
        if _OF_WHAT_IS_IN_BRACKETS.search(before):
            return  # 公开（含部分公开）率 is no rate of what the brackets name
        start, end = mention.clause + named.start("what"), mention.clause + named.end("what")
        if not named["what"]:  # 申请人以自然人为主，占比达96.6%
            start = max(text.rfind(mark, mention.lead, end - 1) + 1 for mark in "，,；;。") or mention.lead
    elif _ONLY_A_NAME.fullmatch(before) and _of_shares(text, mention):
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
        pairs = pairs if usual else [(part, wholes) for part, _ in pairs if part not in wholes]
    yield from _worth(pairs, figures)


def _of_shares(text: str, mention: Mention) -> bool:
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


def _named_rates(text: str, mention: Mention, earlier: Sequence[Mention], figures: Figures) -> Iterator[Ratio]:
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


def _before_its_part(
    text: str, mention: Mention, earlier: Sequence[Mention], later: Sequence[Mention], figures: Figures
) -> Iterator[Ratio]:
    """Yield what a percentage before its part is computed from: 原创占10.6%，共4条; 原创率80.3%（73条）."""
    clause = text[mention.clause : mention.quantity.position]
    if not later or later[0].quantity.percent:
        return
    titled = _ONLY_A_NAME.fullmatch(clause) is not None and _of_shares(text, mention)
    if not (titled or _NAMED.fullmatch(clause) or _RATE.search(clause)):
        return
    part, rate = later[0], _RATE.search(clause)
    between = text[mention.quantity.end : part.quantity.position]
    same_deed = rate is not None and _says(text, part, rate["deed"]) and "；" not in between
    if _PART_BEHIND.fullmatch(between) or (same_deed and _IN_IT.fullmatch(between)):
        yield from official_shares(part, figures)
        yield from literal_shares(text, part, earlier, figures, ahead=True)
        total = _total_behind(text, later[1:])
        if total is not None and total.quantity.measure == part.quantity.measure and part.quantity.value is not None:
            yield Ratio(part.quantity.value, total.quantity.value or Decimal(1))


def _of_a_named_whole(text: str, part: Mention, mention: Mention, at: int, figures: Figures) -> Iterator[Ratio]:
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


def official_shares(part: Mention, figures: Figures) -> Iterator[Ratio]:
    """Yield the part over what it officially is a part of, where its words are certain."""
    subject, number = part.subject, part.quantity.value
    if subject is None or not subject.certain or number is None or subject.year != figures.year:
        return
    known = [value for meaning in subject.meanings if (value := meaning.value(figures.values)) is not None]
    parts = [number] if number in known else [number, *known]  # of a slip of the pen, the share may be right
    for meaning in figures.model.wholes(subject.keys):
        whole = meaning.value(figures.values)
        if whole:
            yield from (Ratio(one, whole) for one in dict.fromkeys(parts))


def _bracketed(text: str, mention: Mention, earlier: Sequence[Mention]) -> bool:
    """Whether the percentage stands in brackets right after its part: 不予公开35件（4.34%）."""
    if not earlier:
        return False
    between = text[earlier[-1].quantity.end : mention.quantity.position]
    return between.strip(" 约") in {"（", "("} and text[mention.quantity.end : mention.quantity.end + 1] in {"）", ")"}


def _rates(
    text: str, deed: str, mention: Mention, earlier: Sequence[Mention], figures: Figures, total: Mention | None
) -> Iterator[Ratio]:
    """Yield 办结率 as what was 办结 over what came in; 100% may speak of what was due and is left alone.

    ``total`` sums up what stands before it.
    """
    if not earlier or mention.quantity.number == 100:
        return
    named = [at for at, one in enumerate(earlier) if _says(text, one, deed)]
    if len(named) > 1 and (name := _NAME_OF_RATE.search(text, mention.clause, mention.quantity.position)) is not None:
        # 满意78份，基本满意20份，满意率: of several the one with that very name, 音视频解读54篇，多元解读占比: of none
        alike = [at for at in named if _name(text, earlier[at]).endswith(name["name"])]
        same = [at for at in alike if _name(text, earlier[at]) == name["name"]] or alike
        if len(same) == 1:
            yield from official_shares(earlier[same[0]], figures)
            yield from literal_shares(text, earlier[same[0]], earlier[: same[0]], figures)
        if len(same) == 1 or not alike:
            return
    if named and (named[-1] == len(earlier) - 1 or (len(named) == 1 and named[0] > 0)):
        part = earlier[named[-1]]
        if total is not None and total.quantity.measure == part.quantity.measure and part.quantity.value is not None:
            yield Ratio(part.quantity.value, total.quantity.value or Decimal(1))
            return
        yield from official_shares(part, figures)
        yield from literal_shares(text, part, earlier[: named[-1]], figures)


def _name(text: str, one: Mention) -> str:
    return _NAME_AHEAD.sub("", text[one.clause : one.quantity.position]).rstrip("的有了为共 ")


def _says(text: str, one: Mention, deed: str) -> bool:
    """Whether the words before a number say that something was done, and not that it was not: 采纳8条，未采纳11条."""
    at = text.find(deed, one.clause, one.quantity.position)
    if at < 0 and text[: one.quantity.position].endswith("已" + deed[0]):
        return True  # 应办22件、已办20件，办结率
    return at >= 0 and text[at - 1] not in _NEGATED
