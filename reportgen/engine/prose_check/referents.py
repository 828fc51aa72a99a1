"""What a number of the prose counts: the words around it that decide, and whether something narrows the count."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import attrs

from reportgen.engine.prose_check.brackets import ITS_SHARE
from reportgen.engine.prose_check.discourse import Discourse
from reportgen.prose.quantities import Quantity
from reportgen.report.prose_model import SENSE, Clause, Keyword, Subject

_SEPARATOR = re.compile(r"[^、和及与]*(?:[、和及与]|[”’」][“‘「])[^、和及与]*")
_EACH = re.compile(r"(?:均|各|都)[为是有]?\s*$")
_MORE_FOLLOW = re.compile(r"[、和与及]\d")
_BARE = re.compile(r"(?:本年度?)?(?:处理决定)?(?:案件|申请)?(?:件?数量?)?[均都]?[ 为是了共：:“]*")
"""What may stand between a keyword and a number without measure word: 结转数均为0."""
_LONGEST_BRACKET = 200
_ASIDE = re.compile(r"[（(][^（()）\d]*[）)]")
_OURSELVES = ("本", "我", "全")
_PADDING = " \u3000共约计总有为"
_OF_A_TIME = ("年", "年度", "年内", "期内", "目前", "，")
_ONLY_HOW_MANY = re.compile(r"[，,](?=(?:有|为|是|达|共计?|合计|计)?\s*$)")
_COUNTED_APPLICATIONS = re.compile("(?:政府)?(?:信息)?(?:公开)?申请")
_OF_A_KIND = re.compile(r"[（(](?![^（()）]*(?:信息公开|依申请))[^（()）\d]{1,20}类[）)][ \u3000]*$")
"""行政复议案件（土地权属类）12件 are some of all."""
_WITH_OTHERS = re.compile(
    r"[（(](?:包[括含]|含)[^（()）\d]{0,8}(?:市县|县区|区县|[下直所]属|系统)[^（()）\d]{0,8}[）)]"
)
"""全系统（含市县）共办理12件 are those of more offices than the report's."""
_OWNED = frozenset({"office", "part"})
_LONGEST_NAME = 20
_LEVELS = ("国", "省", "市州", "县区旗", "镇乡街")
_AREA = re.compile(r"[省市州县旗]|(?<!城)区|(?<!城)[镇乡](?![村镇])|街道")


@attrs.frozen
class NumberInClause:
    """One number with the keywords before it (``inside`` its clause) and ``after`` it; see :class:`Clause`."""

    text: str
    quantity: Quantity
    start: int
    inside: Sequence[Keyword]
    after: Sequence[Keyword]
    discourse: Discourse
    organ: str
    interpret: Callable[[Clause, Sequence[Keyword], bool], Subject | None]

    def subject(self) -> Subject | None:
        """Return what the number counts, or ``None`` where no official word is near."""
        words = [keyword for keyword in self.inside if keyword.kind != SENSE]
        if self.discourse.queue and not words:
            words = self.discourse.queue.pop(0)
            return self.interpret(self, words, not self._narrowed()) if self._measured(words, plain=True) else None
        self.discourse.queue.clear()
        ahead = not words or self._belongs_to_what_follows(words[-1])
        if ahead:
            words = [keyword for keyword in self.after if keyword.kind != SENSE][:2]
        if not words:
            return None
        plain = self.adjacent(words, ahead=ahead)
        if not self._measured(words, plain=plain):
            return None
        certain = plain and not self._narrowed() and not (self.discourse.listed and self.discourse.of_a_part)
        before = self.text[self.start : self.quantity.position]
        named = bool(self.inside) and self.text[self.start : words[0].start].endswith(("分别为", "分别是"))
        each = _EACH.search(before) is not None
        singly = "各" in before and each and _MORE_FOLLOW.match(self.text, self.quantity.end)  # 各有5件、3件
        if (
            ("分别" in before or "依次" in before) and not named
        ) or singly:  # 分别为予以公开5件、不予公开3件 names each itself
            words, *self.discourse.queue = self._singly(words)
            return self.interpret(self, words, certain and bool(self.discourse.queue))
        if each:
            first, *others = [self.interpret(self, some, certain) for some in self._singly(words)]
            return first if first is None else attrs.evolve(first, also=tuple(filter(None, others)))
        return self.interpret(self, words, certain)

    def _belongs_to_what_follows(self, before: Keyword) -> bool:
        """Whether a number stands between two things that are counted before their names: 5项行政许可、30项行政处罚."""
        behind = next((keyword for keyword in self.after if keyword.kind != SENSE), None)
        between = self.text[before.end : self.quantity.position]
        return (
            between == "、" and behind is not None and behind.start == self.quantity.end and behind.kind == before.kind
        )

    def _singly(self, words: Sequence[Keyword]) -> list[list[Keyword]]:
        """Return the keywords of each of the things that stand side by side; all together where that is not sure."""
        kinds: dict[str, list[Keyword]] = {}
        for keyword in words:
            kinds.setdefault(keyword.kind, []).append(keyword)
        several = [found for found in kinds.values() if len({keyword.key for keyword in found}) > 1]
        if len(several) != 1 or not all(
            _SEPARATOR.fullmatch(self.text, first.end, second.start) for first, second in pairwise(several[0])
        ):
            return [list(words)]
        (side_by_side,) = several
        shared = [word for word in (*self.inside, *words) if word.kind != SENSE or word.key == "decided"]
        shared = [word for word in dict.fromkeys(shared) if word not in side_by_side]
        return [[*shared, keyword] for keyword in side_by_side]

    def adjacent(self, words: Sequence[Keyword], *, ahead: bool) -> bool:
        """Whether nothing stands between the number and its keywords that could give it another meaning."""
        start, end = (self.quantity.end, words[0].start) if ahead else (words[-1].end, self.quantity.position)
        if end - start > _LONGEST_BRACKET:
            return False
        between = _ASIDE.sub("", self.text[start:end]) if end > start else ""
        between = ITS_SHARE.sub("", between) if ahead else between
        closed = between.find("）")
        if closed > 0 and "（" not in between[:closed]:  # 收费金额（行政事业性收费，口径同上）为12.3万元
            between = between[closed:]
        if "，" in between and "为主" not in between:
            between = _ONLY_HOW_MANY.sub("", between)
        between = between.removeprefix("）").removeprefix(")")  # 没有的（无法提供）的5件
        if self.text[self.quantity.end : self.quantity.end + 1] in {"）", ")"}:
            between = between.removesuffix("（").removesuffix("(")  # 行政执法案卷（24件）
        return self.discourse.lexicon.filler.fullmatch(between) is not None

    def _measured(self, words: Sequence[Keyword], *, plain: bool) -> bool:
        measure = self.quantity.measure
        if not measure:
            between = self.text[words[-1].end : self.quantity.position]
            return plain and words[-1].end <= self.quantity.position and _BARE.fullmatch(between) is not None
        lexicon, kinds = self.discourse.lexicon, {keyword.kind for keyword in words}
        for kind, measures in lexicon.measures.items():
            if kind in kinds:
                return measure in measures
        if measure in lexicon.loose_measures:
            before = self.text[self.start : self.quantity.position].rstrip(_PADDING)
            if before.endswith(lexicon.loose_after) or _COUNTED_APPLICATIONS.match(self.text, self.quantity.end):
                self.discourse.loose = measure
            return self.discourse.loose == measure
        return measure in lexicon.counted

    def _narrowed(self) -> bool:
        narrowed = self.discourse.one_time or self.discourse.one_office
        narrowed = narrowed or _OF_A_KIND.search(self.text, self.start, self.quantity.position) is not None
        narrowed = narrowed or _WITH_OTHERS.search(self.text, self.start, self.quantity.position) is not None
        for keyword in (*self.inside, *self.after):
            if keyword.key in _OWNED and is_own(self.text, keyword, self.organ):
                continue
            if keyword.key == "office":
                narrowed = True
                self.discourse.one_office = self.discourse.one_office or not self._in_brackets()
            elif keyword.key in {"difference", "time", "part"}:
                narrowed = True
        return narrowed

    def _in_brackets(self) -> bool:
        before = self.text[max(0, self.quantity.position - _LONGEST_BRACKET) : self.quantity.position]
        return before.rfind("（") > before.rfind("）")

    def says(self, sense: str) -> bool:
        """Whether a word of this sense stands in the clause before the number."""
        return any(keyword.key == sense for keyword in self.inside)

    def latest(self, kind: str) -> tuple[str, ...]:
        """Return the keys last said of a kind that holds until the next one."""
        return self.discourse.latest.get(kind, ())

    def joined(self, words: Sequence[Keyword]) -> bool:
        """Whether keywords stand side by side, joined by 、 or 和, so that the number counts them together."""
        return all(
            self.discourse.lexicon.joint.fullmatch(self.text, first.end, second.start)
            for first, second in pairwise(words)
        )


def of_another_level(text: str, word: Keyword, organ: str) -> bool:
    """Whether a word for a whole area is that of an office above the report's: 全省 in a county's report."""
    if word.key != "whole" or text[word.start] != "全":
        return False
    own = [*_AREA.finditer(organ)]
    said = next((level for level, signs in enumerate(_LEVELS) if text[word.start + 1] in signs), None)
    return (
        said is not None and bool(own) and said < next(at for at, signs in enumerate(_LEVELS) if own[-1][0][0] in signs)
    )


def is_own(text: str, office: Keyword, organ: str) -> bool:
    """Whether a word for an office is the report's own: 我单位, 本街道, 铁塔街道 in the report of 铁塔街道办事处."""
    before = text[max(0, office.start - _LONGEST_NAME) : office.start]
    if before.endswith(_OURSELVES):
        return True
    governs = text.startswith(("政府", "人民政府"), office.end)
    if (
        governs
        and before.endswith(_OF_A_TIME)
        and organ.replace("人民", "").endswith(f"{text[office.start : office.end]}政府")
    ):
        return True  # 本年度镇政府, 2023年镇政府
    word = text[office.start : office.end]
    at = organ.rfind(word)
    if at < 0:
        return word.endswith("政府") and organ.replace("人民", "").endswith(word.replace("人民", ""))
    same = 0
    while same < min(len(before), at) and before[-1 - same] == organ[at - 1 - same]:
        same += 1
    rest = before[: len(before) - same]
    return same > 1 or (organ.endswith(word) and (len(word) > 2 or not rest or not "\u4e00" <= rest[-1] <= "\u9fff"))
