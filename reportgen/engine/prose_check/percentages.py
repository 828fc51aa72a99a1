"""A percentage of the prose recomputed to its printed places: shares, rates and growth; cut off or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

import attrs

from reportgen.core.text import Text
from reportgen.engine.prose_check.growths import DOWN, OTHER_TIME, UP, growths
from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.nearest_figures import SWAPPED, slip
from reportgen.engine.prose_check.part_shares import shares_of_all
from reportgen.engine.prose_check.ratios import Figures, Ratio
from reportgen.engine.prose_check.shares import shares
from reportgen.engine.prose_check.shares_in_a_row import side_by_side
from reportgen.prose.quantities import Quantity, cut_to, round_to

_TOGETHER = re.compile(
    r"(?:以上|这)?(?P<how_many>[两三四])(?:项|者|类|部分)?(?:合计|共计|总计|共|累计)约?占比?[^，。；\d]{0,8}"
)
_HOW_MANY = {"两": 2, "三": 3, "四": 4}


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


def judge(
    text: str, mentions: Sequence[Mention], at: int, figures: Figures, before: Sequence[Mention] = ()
) -> Percentage | None:
    """Recompute the percentage ``mentions[at]``; ``None`` where nothing certain is known of its part and whole.

    ``before`` are the numbers of the sentence before it in the paragraph.
    """
    mention = mentions[at]
    clause = text[mention.clause : mention.quantity.position]
    up, down = UP.search(clause), DOWN.search(clause)
    earlier = [other for other in mentions[:at] if not other.quantity.percent and other.quantity.value is not None]
    later = mentions[at + 1 :]
    if not up and not down:
        listed = [*side_by_side(text, mentions, at, figures)]
        ratios = listed or [*shares(text, mention, earlier, later, before, figures)]
        ratios = ratios or [*_together(text, mentions, at, figures, before)]
        return _verdict(mention.quantity, ratios or [*shares_of_all(text, mentions, at, figures)])
    if OTHER_TIME.search(clause) or (up and down):
        return None
    return _verdict(mention.quantity, [*growths(text, mention, earlier, later, figures)], -1 if down else 1)


def _together(
    text: str, mentions: Sequence[Mention], at: int, figures: Figures, before: Sequence[Mention]
) -> Iterator[Ratio]:
    """Yield the sum of the shares right before it: 予以公开占40%，部分公开占13%，两项合计占53%."""
    found = _TOGETHER.fullmatch(text, mentions[at].clause, mentions[at].quantity.position)
    size = _HOW_MANY[found["how_many"]] if found is not None else 0
    places = [place for place in range(at) if mentions[place].quantity.percent][-size:] if size else []
    if size == 0 or len(places) < size:
        return
    ratios = [one.ratio for place in places if (one := judge(text, mentions, place, figures, before)) is not None]
    wholes = {one.whole for one in ratios}
    if len(ratios) == size and len(wholes) == 1 and not any(one.growth for one in ratios):
        yield Ratio(sum(one.part for one in ratios), wholes.pop())


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
    """Return the ratio of a whole that the prose says; of those the one of which the figure is a slip of the pen."""

    def rank(ratio: Ratio) -> tuple[bool, int]:
        right = str(abs(round_to(ratio.exact, printed.places))).replace(".", "")
        how = slip(str(printed.number).replace(".", ""), right)
        return not ratio.said, 2 if how is None else int(how != SWAPPED)

    return min(ratios, key=rank)
