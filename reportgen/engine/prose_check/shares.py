"""What a share (占, 占比) or a rate (率) in the prose may be computed from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import attrs

from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.named_shares import (
    NAMED,
    ONLY_A_NAME,
    named_rates,
    named_shares,
    of_a_named_whole,
    of_shares,
)
from reportgen.engine.prose_check.part_shares import literal_shares, official_shares, total_behind
from reportgen.engine.prose_check.ratios import Figures, Ratio
from reportgen.engine.prose_check.wholes_said import of_the_whole_said

_SHARE = re.compile(
    r"^[\s其共约仅、]*(?:在(?P<all>[^，。；\d]{1,12}?)[之当]?中)?所?约?(?:占|(?=比[例重][约为是达到]))(?P<whole>[^，。；]*)$"
)
_RATE = re.compile(r"(?P<deed>[^，。；、\s]{2})(?:率|(?<=满意)度|的?比例|占比)(?:（[^（）\d]*）)?[为达到约是：:\s]*$")
_NAME_OF_RATE = re.compile(
    r"(?:其中|[，,、；\s])*(?P<name>[^，。；、\d]{2,8}?)(?:率|度|的?比例|占比)[为达到约是：:\s]*$"
)
_NAME_AHEAD = re.compile(r"^(?:其中|已|被|[，,、；：:（(\s])+")
_ASIDE = re.compile(r"[（(][^（()）\d]*[）)]")
_PART_BEHIND = re.compile(r"[（(]共?|[，,]\s*(?:共计?|计|合计|总计)有?")
_IN_IT = re.compile(r"[，,；;（(](?:其中)?[，,]?[^，。；\d]{0,8}")
_OPENER = re.compile(r"\s*其中")
_SEVERAL = re.compile(
    r"(?:以上|这)?(?:(?P<how_many>[两二三四])(?:项|者|类|部分)|(?P<which>[前后])者)(?:合计|共计|总计|共|累计)?约?占比?(?P<whole>[^，。；\d]*)"
)
_HOW_MANY = {"两": 2, "二": 2, "三": 3, "四": 4}
_TOLD_BEFORE = re.compile(r"(?P<names>[^，。；、\d占]{2,20}?)(?:合计|共计|共)?约?占比?(?P<whole>[^，。；\d]*)")
_SPLIT = re.compile(r"[和与及]")
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
                found = [*official_shares(earlier[-1], figures)]
                found += literal_shares(text, earlier[-1], earlier[:-1], figures)
                if _OPENER.match(text, earlier[0].lead, earlier[0].quantity.position):
                    found += literal_shares(text, earlier[-1], before, figures)
                yield from of_the_whole_said(text, mention, earlier, found, figures)
            else:
                yield from of_a_named_whole(text, earlier[-1], mention, share.start("whole"), figures)
    elif _bracketed(text, mention, earlier):
        found = [*official_shares(earlier[-1], figures)]
        yield from of_the_whole_said(text, mention, earlier, found, figures)
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
        yield from _rates(text, rate["deed"], mention, earlier, figures, total_behind(text, later))
    if not part_before:
        yield from named_shares(text, mention, figures)
        yield from named_rates(text, mention, earlier, figures)
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
        yield from of_a_named_whole(text, together, mention, start, figures)


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


def _of_a_number(text: str, earlier: Sequence[Mention]) -> Iterator[Ratio]:
    """Yield what 545件，占全部548件的99.5% is computed from."""
    part, whole = earlier[-2].quantity.value, earlier[-1].quantity.value
    if part is not None and whole and "占" in text[earlier[-2].quantity.end : earlier[-1].quantity.position]:
        yield Ratio(part, whole)


def _before_its_part(
    text: str, mention: Mention, earlier: Sequence[Mention], later: Sequence[Mention], figures: Figures
) -> Iterator[Ratio]:
    """Yield what a percentage before its part is computed from: 原创占10.6%，共4条; 原创率80.3%（73条）."""
    clause = text[mention.clause : mention.quantity.position]
    if not later or later[0].quantity.percent:
        return
    titled = ONLY_A_NAME.fullmatch(clause) is not None and of_shares(text, mention)
    if not (titled or NAMED.fullmatch(clause) or _RATE.search(clause)):
        return
    part, rate = later[0], _RATE.search(clause)
    between = text[mention.quantity.end : part.quantity.position]
    same_deed = rate is not None and _says(text, part, rate["deed"]) and "；" not in between
    if _PART_BEHIND.fullmatch(between) or (same_deed and _IN_IT.fullmatch(between)):
        yield from official_shares(part, figures)
        yield from literal_shares(text, part, earlier, figures, ahead=True)
        total = total_behind(text, later[1:])
        if total is not None and total.quantity.measure == part.quantity.measure and part.quantity.value is not None:
            yield Ratio(part.quantity.value, total.quantity.value or Decimal(1))


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
