"""A percentage of the prose recomputed to its printed places: shares, rates and growth; cut off or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

import attrs

from reportgen.core.text import Text
from reportgen.engine.prose_check.keywords import find
from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.nearest_figures import SWAPPED, slip
from reportgen.prose.quantities import Quantity, cut_to, round_to
from reportgen.report.prose_model import ProseModel

Number = Decimal | int
_SHARE = re.compile(r"^[\s其共约仅、]*占(?P<whole>[^，。；]*)$")
_RATE = re.compile(r"(?P<deed>[^，。；、\s]{2})率[为达到约是：:\s]*$")
_ITS_SHARE = re.compile(r"[，,、（(\s]{0,2}(?:约?占[^，。；\d]{0,12}|[（(]?)\d+(?:\.\d+)?[%％]")
_ITS_RATE = re.compile(r"[，,、（(\s]{0,2}[^，。；\d]{0,6}率[为达到约是：:\s]*\d")
_NAMED = re.compile(
    r"\s*(?P<what>[^，。；\d]*?)(?:的?(?:申请|案件|信息)?(?:约?占比?|比例|比重|占比)|率)(?:[约为达到是：:了]|\s)*"
)
_LONGEST_NAME = 40
_UP = re.compile(r"增长|上升|增加|提高|提升|增幅|升幅|涨幅|上涨|攀升|增|升")
_DOWN = re.compile(r"下降|减少|降低|降幅|减幅|下滑|回落|下跌|缩减|减|降")
_OTHER_TIME = re.compile(r"前年|环比|季度|月|年均|以来|累计|率")
_LAST_YEAR = re.compile(r"(?:上|去)一?年|同期")
_TOGETHER = re.compile(r"^[\s其约、]*(?:总?共|合计|累计)")


@attrs.frozen
class Figures:
    """What percentages are recomputed from: the figures by address of this year and, where known, of last year."""

    model: ProseModel
    year: int
    values: Mapping[str, Any]
    own: Mapping[str, Any]
    last: Mapping[str, Any] | None = None
    last_own: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Ratio:
    """One way to come by a percentage: ``part`` of ``whole``, or for growth the change from ``whole`` to ``part``."""

    part: Number
    whole: Number
    growth: bool = False

    @property
    def exact(self) -> Decimal:
        """The percentage before any rounding, negative for a fall."""
        return Decimal(self.part - self.whole if self.growth else self.part) * 100 / Decimal(self.whole)

    def written(self, places: int) -> str:
        """Return the sum with its result: (3646 − 3607) ÷ 3607 = 1.08%."""
        top = f"({self.part} − {self.whole})" if self.growth else f"{self.part}"
        return f"{top} ÷ {self.whole} = {round_to(self.exact, places)}%"


@attrs.frozen
class Percentage:
    """What was found of one percentage: it holds, was cut instead of rounded, or is wrong; and by which ratio."""

    verdict: Literal["holds", "cut", "wrong"]
    ratio: Ratio
    printed: Quantity

    @property
    def places(self) -> int:
        """The decimals to show: those printed, more where these do not tell the two apart (超过5% of 4.95%)."""
        places = self.printed.places
        same = self.printed.bounds != "exact" and abs(round_to(self.ratio.exact, places)) == self.printed.number
        return places + 2 if same else places

    @property
    def right(self) -> Decimal:
        """The percentage that should have been printed."""
        return abs(round_to(self.ratio.exact, self.places))

    @property
    def says(self) -> Text:
        """The finding in words, without the quoted clause."""
        places, printed, right = self.places, self.printed.text, self.right
        if self.verdict == "holds":
            return Text(self.ratio.written(places), self.ratio.written(places))
        if self.verdict == "cut":
            sum_ = self.ratio.written(places + 2)
            return Text(
                f"{sum_}，四舍五入为 {right}%；{printed} 是舍去尾数、没有四舍五入",
                f"{sum_}, which rounds to {right}%; {printed} was cut off instead of rounded",
            )
        sum_ = self.ratio.written(places)
        if self.printed.agrees(abs(self.ratio.exact)):
            return Text(f"{sum_}，增减的方向写反了", f"{sum_}: the direction of the change is the wrong way round")
        return Text(f"{sum_}，不是 {printed}", f"{sum_}, not {printed}")


def judge(text: str, mentions: Sequence[Mention], at: int, figures: Figures) -> Percentage | None:
    """Recompute the percentage ``mentions[at]``; ``None`` where nothing certain is known of its part and whole."""
    mention = mentions[at]
    clause = text[mention.clause : mention.quantity.position]
    up, down = _UP.search(clause), _DOWN.search(clause)
    earlier = [other for other in mentions[:at] if not other.quantity.percent and other.quantity.value is not None]
    if not up and not down:
        ratios = [*_parts(text, mention, earlier, figures)]
        return _verdict(mention.quantity, ratios or [*_shares_of_all(text, mentions, at, figures)])
    if _OTHER_TIME.search(clause) or (up and down):
        return None
    return _verdict(mention.quantity, [*_growths(text, mention, earlier, figures)], -1 if down else 1)


def _parts(text: str, mention: Mention, earlier: Sequence[Mention], figures: Figures) -> Iterator[Ratio]:
    """Yield what a share (占, or in brackets after its part) or a rate (率) may be computed from."""
    clause = text[mention.clause : mention.quantity.position]
    if share := _SHARE.match(clause):
        if earlier and not _TOGETHER.match(clause) and figures.model.lexicon.whole.fullmatch(share["whole"]):
            yield from _official_shares(earlier[-1], figures)
            yield from _literal_shares(text, earlier[-1], earlier[:-1], figures)
    elif _bracketed(text, mention, earlier):
        yield from _official_shares(earlier[-1], figures)
    elif clause == "的" and len(earlier) > 1 and earlier[-1].quantity.end == mention.lead:
        yield from _of_a_number(text, earlier)
    elif rate := _RATE.search(clause):
        yield from _rates(text, rate["deed"], mention, earlier, figures)
    if not earlier or earlier[-1].quantity.position < mention.clause:
        yield from _named_shares(text, mention, figures)


def _verdict(printed: Quantity, ratios: Sequence[Ratio], sign: int = 1) -> Percentage | None:
    """Any ratio that gives the printed figure is a legitimate meaning; then one that was cut; the first is usual."""
    number = printed.number
    if not ratios or number is None:
        return None
    for ratio in ratios:
        if printed.agrees(ratio.exact * sign):
            return Percentage("holds", ratio, printed)
    for ratio in ratios:
        if printed.bounds == "exact" and cut_to(ratio.exact * sign, printed.places) == number:
            return Percentage("cut", ratio, printed)
    wrong_way = [ratio for ratio in ratios if printed.agrees(-ratio.exact * sign)]
    return Percentage("wrong", wrong_way[0] if wrong_way else _likeliest(printed, ratios), printed)


def _likeliest(printed: Quantity, ratios: Sequence[Ratio]) -> Ratio:
    """Return the ratio of which the printed figure is a slip of the pen, two digits swapped before others."""

    def rank(ratio: Ratio) -> int:
        right = str(abs(round_to(ratio.exact, printed.places))).replace(".", "")
        how = slip(str(printed.number).replace(".", ""), right)
        return 2 if how is None else int(how != SWAPPED)

    return min(ratios, key=rank)


def _literal_shares(text: str, part: Mention, wholes: Sequence[Mention], figures: Figures) -> Iterator[Ratio]:
    """Yield the part over every number before it that may be its whole: not one that is a share itself."""
    number, counted = part.quantity.value, figures.model.lexicon.counted
    for other in reversed(wholes):
        whole = other.quantity.value
        same = (
            other.quantity.measure == part.quantity.measure
            or {other.quantity.measure, part.quantity.measure} <= counted
        )
        itself = any(pattern.match(text, other.quantity.end) for pattern in (_ITS_SHARE, _ITS_RATE))
        if number is not None and whole and whole >= number and same and not itself:
            yield Ratio(number, whole)


def _shares_of_all(text: str, mentions: Sequence[Mention], at: int, figures: Figures) -> Iterator[Ratio]:
    """Yield the part over the sum of all parts, where each has its share and the others show that they are all."""
    pairs = [
        (part, share)
        for part, share in pairwise(mentions)
        if share.quantity.percent and not part.quantity.percent and _ITS_SHARE.match(text, part.quantity.end)
    ]
    numbers = [part.quantity.value or Decimal(0) for part, _ in pairs]
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
    if 2 * sum(right) >= len(pairs) or abs(sum(printed, Decimal(0)) - 100) <= 1:
        yield from (
            Ratio(number, total) for number, (_, share) in zip(numbers, pairs, strict=True) if share is mentions[at]
        )


def _of_a_number(text: str, earlier: Sequence[Mention]) -> Iterator[Ratio]:
    """Yield what 545件，占全部548件的99.5% is computed from."""
    part, whole = earlier[-2].quantity.value, earlier[-1].quantity.value
    if part is not None and whole and "占" in text[earlier[-2].quantity.end : earlier[-1].quantity.position]:
        yield Ratio(part, whole)


def _named_shares(text: str, mention: Mention, figures: Figures) -> Iterator[Ratio]:
    """Yield what the words before a percentage name, without a number of its own: 予以公开的占80.4%, 维持率51.8%."""
    before = text[mention.clause : mention.quantity.position]
    named = _NAMED.fullmatch(before) if len(before) < _LONGEST_NAME else None
    if named is None or mention.narrowed or "分别" in before:
        return
    model = figures.model
    words = find(model.lexicon, text, mention.clause, mention.clause + named.end("what"))
    for part, wholes in model.shares([*words], before):
        value = part.value(figures.values)
        for meaning in wholes:
            whole = meaning.value(figures.values)
            if whole and value is not None:
                yield Ratio(value, whole)


def _official_shares(part: Mention, figures: Figures) -> Iterator[Ratio]:
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


def _rates(text: str, deed: str, mention: Mention, earlier: Sequence[Mention], figures: Figures) -> Iterator[Ratio]:
    """Yield 办结率 as what was 办结 over what came in; 100% may speak of what was due and is left alone."""
    if not earlier or mention.quantity.number == 100:
        return
    part = earlier[-1]
    if deed in text[part.clause : part.quantity.position]:
        yield from _official_shares(part, figures)
        yield from _literal_shares(text, part, earlier[:-1], figures)


def _growths(text: str, mention: Mention, earlier: Sequence[Mention], figures: Figures) -> Iterator[Ratio]:
    change = earlier[-1] if earlier and earlier[-1].difference else None
    now = [other for other in earlier if not other.difference and not _aside(text, other, mention)]
    before = [other for other in now if _of_last_year(text, other, figures)]
    this = [other for other in now if other not in before]
    if change is not None and this and this[-1].quantity.measure == change.quantity.measure:
        yield from _change(text, change, this[-1])
    if before and this:
        yield from _pair(this[-1], before[-1])
    if len(now) > 1 and re.search(r"[由从][^，。；]*$", text[now[-2].clause : now[-2].quantity.position]):
        yield from _pair(now[-1], now[-2])
    if figures.last is not None:
        yield from _official_growths(text, mention, this[-1] if this else None, figures)


def _aside(text: str, other: Mention, mention: Mention) -> bool:
    """Whether a number stands among others in brackets closed before ``mention``: （自然人508件、法人37件）."""
    between = text[other.quantity.end : mention.quantity.position]
    closed = between.find("）")
    if closed < 0 or 0 <= between.find("（") < closed:
        return False
    opened = text.rfind("（", max(0, other.quantity.position - 200), other.quantity.position)
    return "、" in text[opened : other.quantity.end + closed] or "，" in text[opened : other.quantity.end + closed]


def _change(text: str, change: Mention, now: Mention) -> Iterator[Ratio]:
    number, size = now.quantity.value, change.quantity.value
    if number is None or size is None:
        return
    base = number + size if _DOWN.search(text[change.clause : change.quantity.position]) else number - size
    if base > 0:
        yield Ratio(number, base, growth=True)


def _of_last_year(text: str, mention: Mention, figures: Figures) -> bool:
    start = mention.clause
    if text[start - 1 : start] in {"（", "("} and start == mention.quantity.position:  # 与去年（509件）相比
        start = max(text.rfind(mark, mention.lead, start) + 1 for mark in "，,；;。、") or mention.lead
    clause = text[start : mention.quantity.position]
    if figures.model.lexicon.carried in clause:
        return False
    return bool(_LAST_YEAR.search(clause)) or re.search(rf"{figures.year - 1}\s*年", clause) is not None


def _pair(now: Mention, before: Mention) -> Iterator[Ratio]:
    part, whole = now.quantity.value, before.quantity.value
    if part is not None and whole and now.quantity.measure == before.quantity.measure:
        yield Ratio(part, whole, growth=True)


def _official_growths(text: str, mention: Mention, now: Mention | None, figures: Figures) -> Iterator[Ratio]:
    """Growth over last year's figures: of the meaning of the number before it, or of what its clause names."""
    last = figures.last or {}
    subject = now.subject if now is not None else None
    if now is None:
        model = figures.model
        choices = model.named([*find(model.lexicon, text, mention.clause, mention.quantity.position)])
    elif subject is not None and subject.certain and subject.year == figures.year:
        choices = subject.meanings
    else:
        choices = ()
    number = now.quantity.value if now is not None else None
    for meaning in sorted(choices, key=lambda choice: choice.value(figures.values) != number):
        part, whole = meaning.value(figures.values), meaning.value(last)
        if whole:
            yield from (Ratio(one, whole, growth=True) for one in dict.fromkeys([number, part]) if one is not None)
    if number is not None and not choices:
        same = [address for address, value in figures.own.items() if value == number and figures.last_own.get(address)]
        if len(same) == 1:
            yield Ratio(number, figures.last_own[same[0]], growth=True)
