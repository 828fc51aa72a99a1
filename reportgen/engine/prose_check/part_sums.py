"""Parts listed after a whole, or summed up behind them, must add to it.

More than the whole is wrong whatever was left out. Less is wrong where words or tables tell that the list is complete;
where it is not told, a list that one slip of the pen would complete is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.sums import Sum, added, adds, certain, difference, one_slip, same_measure
from reportgen.prose.quantities import Quantity
from reportgen.report.prose_model import Breakdown, Lexicon, ProseModel

_NEARLY, _HALF = Decimal("0.8"), Decimal("0.5")
"""A list joined by 、 that reaches the first share of its whole is asked about as a note: it may mean to be complete;
others that reach the second are, where one slip of the pen explains the rest."""
_MOST_PARTS = 40
_OPENER = re.compile(
    r"其中|包[括含]|涵盖|覆盖|含|分为|分别|内有|主要[有为是]|^[，,；;]?(?:涉及|面向|一是|①)"
    r"|^[^。；]{0,16}[：:]|^[^，。；]{0,10}[中里内][，,：:]|^[^，。；]{0,2}[（(]|^[，,](?:按|从)[^，。；\d]{1,10}(?:划分|来?看|分|统计)[，,：:]"
)
_NESTED = re.compile(r"其中|内有|包[括含]|含|涵盖")
_ASIDE = re.compile(r"[（(][^（()）\d]*[）)]")
_DEED = re.compile(r"发布(?!会)|推送|发表|召开|举办|开展|收到|受理|办[理结]|答复|制作|开设|编制|组织|印发")
_SUMMED_OR_DONE = re.compile(rf"{_DEED.pattern}|共|合计|总计|累计|总[数量]")
_TOTAL = re.compile(
    r"^[^，。；]{0,4}[，,、；]?(?:以上|[两二三四五六][类项种者]|全年|本年度?)?(?P<how>总?共计?|一共|加起来|合计|总计|总[数量]|累计|(?<=[，,])[^，。；、\d]{0,12}总(?:[数量]|[条件篇]数))[^，。；、\d（）]{0,8}$"
)
_ORDINAL = re.compile(r"^[，,；;：:]?(?:[一二三四五六七八九]是|[①-⑨])")
_KIND = re.compile(r"类[^，。；、\d]{0,4}$")
_ALL = re.compile(r"共|总|累计|合计|各类")
_WHOLE = re.compile(
    r"共|总|累计|合计|各类|全年|年内|年度|今年|发布|公开|更新|推送|处理|答复|办理|收到|受理|审核|抽查|清理|开展|举办"
)
"""What stands before a number whose parts may follow without a word for it."""
_OTHERS = re.compile(
    r"[，,；;](?:正在|尚在|仍在|尚有|还有|待|未|需|其他|其余|剩余)(?!结果|处理方式)[^，。；、\d]{0,10}"
)
"""What begins a part that completes a whole with the one before it: 办结57条，正在办理42条."""
_PART = re.compile(r"[，,、][^，,、。；;（）()\d]{2,12}")
_STATE = re.compile("已|正在|予以?|不|未|没有?|无|非|尚|待|(?:按|超|逾|及)[时期]")
"""What tells two parts of a whole apart: 已整改与正在整改, 满意与不满意, 按时回复与超期回复."""
_LEVEL = re.compile("[级类型式办刊网的上性]")
_PARTS_BEFORE = re.compile(r"其中|包括|含|类")
_APART = frozenset("；;占")
_CHANGE = re.compile(r"[比较][上去]|[同环]比|减少|下降|[多少]了?$")
_AND_SO_ON = re.compile(r"^[^，。；、]{0,6}等")


def judge(
    text: str, mentions: Sequence[Mention], before: Sequence[Mention], model: ProseModel, values: Mapping[str, Any]
) -> Iterator[Sum]:
    """Yield the lists of one sentence that do not add up; at least one of their numbers must be literal.

    ``before`` are the numbers of the sentence before it in the paragraph: 共公开信息100条。其中，…
    """
    counted, earlier = _counted(mentions), _counted(before)
    broken_down = _broken_down(counted, model.breakdown, values)
    if broken_down is not None:
        yield from difference(*broken_down, complete=True)
        return
    for at, mention in enumerate(counted[:_MOST_PARTS]):
        lead = text[mention.lead : mention.quantity.position]
        total = _TOTAL.match(lead) if at > 1 else None
        if total is not None:
            yield from _summed(
                text,
                counted[:at],
                mention,
                strict=total["how"] in {"总共", "共计", "总共计", "合计", "总计", "总数", "总量"},
            )
        elif _opens(text, counted, at) or (at and _lists_kinds(text, counted[at - 1], lead)):
            found = _List.read(text, counted, at, model.lexicon, values)
            wholes = found.wholes(counted[:at], earlier)
            yield from found.compared(wholes)
            if wholes:
                return
        elif at and (listed := _unopened(text, counted, at, model.lexicon)):
            surely = _surely(text, listed[0], listed[1:])
            smaller = all((one.quantity.value or 0) < (listed[0].quantity.value or 0) for one in listed[1:])
            many = len(listed) > 3 and not any(one.subject for one in listed)  # fit by chance less often
            slipped = (surely or smaller) and one_slip(listed[0], listed[1:], telling=not (surely or many))
            if slipped and not adds(listed[0], listed[1:]):
                yield from difference(listed[0], listed[1:], complete=False)
            return
        elif _OTHERS.fullmatch(lead) and at > 1:
            yield from _completed(text, counted[: at + 1], model.lexicon)


def _opens(text: str, counted: Sequence[Mention], at: int) -> bool:
    """Whether a list of parts begins with ``counted[at]``; not where the number before is named in the same way."""
    lead = text[counted[at].lead : counted[at].quantity.position]
    found = _OPENER.search(_ASIDE.sub("", lead) if "）" in lead else lead)
    if found is not None and found.group() == "分别" and at > 1 and text[counted[at - 1].lead] == "、":
        return False  # 规章4件、规范性文件7件，总数分别为2件和6件
    before = text[counted[at - 1].lead : counted[at - 1].quantity.position] if at else ""
    if found is None or (found.group().endswith("涉及") and "涉" in before):
        return False
    return not (at and behind_its_share(text, counted[at]) and behind_its_share(text, counted[at - 1]))


def behind_its_share(text: str, one: Mention) -> bool:
    """Whether a number stands in brackets behind its share: 动态类10.0%（3条）."""
    lead, after = text[one.lead : one.quantity.position], text[one.quantity.end : one.quantity.end + 1]
    return lead.strip("共计 ") in {"（", "("} and text[one.lead - 1 : one.lead] in {"%", "％"} and after in {"）", ")"}


def _lists_kinds(text: str, whole: Mention, lead: str) -> bool:
    """Whether kinds of what was counted as a whole follow: 共发布文章99篇，招生类40篇，教学类59篇."""
    before = text[whole.lead : whole.quantity.position]
    return _KIND.search(lead) is not None and _KIND.search(before) is None and _WHOLE.search(before) is not None


def _unopened(text: str, counted: Sequence[Mention], at: int, lexicon: Lexicon) -> list[Mention]:
    """Return a whole and the parts that follow it without a word for it, joined by 、 or named alike; else nothing.

    共发布信息99条，公众号40条、视频号59条; 目录共90项，一级事项40项，二级事项50项; 公开信息130条，供水63条，供电67条.
    """
    whole, parts = counted[at - 1], counted[at:]
    before = text[whole.lead : whole.quantity.position]
    if len(parts) < 2 or (at > 1 and _WHOLE.search(before) is None):
        return []
    leads = [text[one.lead : one.quantity.position] for one in parts]
    alike = all(same_measure(one, whole, lexicon) and not one.difference and not certain(one) for one in parts)
    if any("," in lead or "）" in lead for lead in leads):
        leads = [_ASIDE.sub("", lead).replace(",", "，") for lead in leads]
    leads[0] = leads[0][max(leads[0].find("，"), 0) :]  # 对198家单位进行考核，优秀50家
    plain = leads[0].startswith("，") and all(
        _PART.fullmatch(lead) and not _SUMMED_OR_DONE.search(lead) for lead in leads
    )
    return [whole, *parts] if alike and plain and not _PARTS_BEFORE.search(before) else []


def _surely(text: str, whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether numbers behind a whole are surely its parts: joined by 、, or named alike, 主办49件，会办79件."""
    leads = [text[one.lead : one.quantity.position] for one in parts]
    of_all = _ALL.search(text, whole.lead, whole.quantity.position) is not None
    joined = of_all and all(lead.startswith("、") for lead in leads[1:])
    names = [lead.lstrip("，,、") for lead in leads]
    opposite = len(names) == 2 and len({_STATE.sub("", name) for name in names}) == 1
    level = _LEVEL.fullmatch(names[0][-1:]) is not None and {name[-1:] for name in names} == {names[0][-1:]}
    level = level and text[whole.quantity.position - 1] != names[0][-1:]  # 支持的4件，不支持的5件
    return joined or opposite or level or (of_all and len({lead[-2:] for lead in leads}) == 1)


def _completed(text: str, counted: Sequence[Mention], lexicon: Lexicon) -> Iterator[Sum]:
    """Yield a whole with what is done of it and what is not, where one slip of the pen makes them agree."""
    whole, *parts = counted[-3:]
    between = text[whole.quantity.end : parts[-1].quantity.position]
    plain = all(same_measure(one, whole, lexicon) and not one.difference for one in parts)
    if not plain or not _APART.isdisjoint(between) or any(map(certain, (whole, *parts))):
        return
    if parts[0].quantity.value == whole.quantity.value:
        return  # 收了23件，办了23件，还有2件 that came over
    if not adds(whole, parts) and one_slip(whole, parts):
        yield from difference(whole, parts, complete=False)


def _counted(mentions: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in mentions if not mention.quantity.percent and mention.quantity.value is not None]


@attrs.frozen
class _List:
    """Parts as they are listed; ``open`` tells that more follow (等), ``complete`` that nothing does (其他)."""

    text: str
    lexicon: Lexicon
    values: Mapping[str, Any]
    parts: tuple[Mention, ...]
    open: bool
    complete: bool
    beyond: tuple[Mention, ...] = ()
    """What follows in the same measure, and may be parts, too: 咨询26人次，查阅85人次，受理申请20人次."""

    @classmethod
    def read(cls, text: str, counted: Sequence[Mention], at: int, lexicon: Lexicon, values: Mapping[str, Any]) -> _List:
        """Read the list that begins with ``counted[at]``: what its parts consist of is passed over."""
        first = counted[at]
        lead = text[first.lead : first.quantity.position]
        bracketed = ("（" in lead or "(" in lead) and not behind_its_share(text, first)
        taken, nested, depth, deed = [first], False, 0, _DEED.search(lead) is not None
        beyond: Sequence[Mention] = ()
        for place, part in enumerate(counted[at + 1 : at + _MOST_PARTS], at + 1):
            lead = "" if behind_its_share(text, part) else _ASIDE.sub("", text[part.lead : part.quantity.position])
            depth += lead.count("（") + lead.count("(") - lead.count("）") - lead.count(")")
            nested = (nested and "；" not in lead and ";" not in lead) or _NESTED.search(lead) is not None
            if depth < 0 and bracketed:
                break
            nested = nested and not (depth < 0)
            depth = max(depth, 0)
            if nested or depth > 0 or not same_measure(part, first, lexicon):
                continue
            said = part.subject is not None and part.subject.certain
            other = said != (first.subject is not None and first.subject.certain)
            deeds = _DEED.search(lead) is not None and not deed and "、" not in lead
            if part.difference or "另" in lead or other or deeds:
                beyond = [one for one in counted[place:] if same_measure(one, first, lexicon) and not one.difference]
                break
            taken.append(part)
        last = taken[-1]
        behind = text[last.quantity.end : last.quantity.end + 8]
        complete = lexicon.rest.match(text[last.lead : last.quantity.position]) is not None
        return cls(text, lexicon, values, tuple(taken), _AND_SO_ON.match(behind) is not None, complete, (*beyond,))

    def wholes(self, before: Sequence[Mention], earlier: Sequence[Mention]) -> list[Mention]:
        """Return what the parts may be parts of: numbers of the same measure before them, the nearest last."""
        near, far = (
            [one for one in some if same_measure(one, self.parts[0], self.lexicon) and not self._is_change(one)]
            for some in (before, earlier)
        )
        return near or far

    def _is_change(self, one: Mention) -> bool:
        """Whether a number is what changed since another year: 比上年多17件."""
        return one.difference and _CHANGE.search(self.text, one.clause, one.quantity.position) is not None

    def _all_true(self, numbers: Sequence[Mention]) -> bool:
        """Whether the tables give every number: what was answered may be more than what was received."""
        return all(
            one.quantity.value in [meaning.value(self.values) for meaning in one.subject.meanings]
            for one in numbers
            if one.subject is not None
        )

    def compared(self, wholes: Sequence[Mention]) -> Iterator[Sum]:
        """Yield the list where it does not add to its whole."""
        all_parts = (*self.parts, *self.beyond)
        if len(self.parts) == 1:
            told = [*self._bigger(wholes)]
            yield from told or self._with_others(wholes, all_parts)
            return
        starts = [all_parts[:size] for size in range(2, len(all_parts) + 1)]
        if not wholes or not starts or any(adds(whole, start) for whole in wholes for start in starts):
            return
        total, parts = added(self.parts), self.parts
        joined = all(self.text[one.quantity.end :][:1] == "、" for one in parts[:-1]) or all(
            _ORDINAL.match(self.text, one.lead) for one in parts
        )
        judged = all(certain(part) for part in parts)
        likely = [whole for whole in wholes if not judged and one_slip(whole, parts)]
        whole = likely[-1] if likely else wholes[-1]
        size = whole.quantity.value or Decimal(0)
        if total > size:
            too_big = any((part.quantity.value or 0) > size for part in parts)
            if not (judged and certain(whole) and self._all_true((whole, *parts))) and (
                likely or joined or not (too_big or judged)
            ):
                yield from difference(whole, parts, complete=len(wholes) == 1 or whole.quantity.end <= parts[0].lead)
        elif self.complete and not self.open:
            yield from difference(whole, parts, complete=True)
        elif not (self.open or judged) and (
            (total >= size * _NEARLY and ((joined and len(parts) > 2) or likely))
            or (total >= size * _HALF and one_slip(whole, parts, telling=True))
        ):
            yield from difference(whole, parts, complete=False)

    def _with_others(self, wholes: Sequence[Mention], parts: Sequence[Mention]) -> Iterator[Sum]:
        """Yield a part with those that another deed is told of, where one slip of the pen completes them.

        全年公开文件131份，其中上级文件转发39份，本级文件印发29份.
        """
        whole = wholes[-1] if wholes else None
        if (
            len(parts) < 2
            or whole is None
            or any(map(certain, parts))
            or any(adds(whole, parts[:n]) for n in (2, len(parts)))
        ):
            return
        if one_slip(whole, parts, telling=len(parts) < 3) and all(
            (one.quantity.value or 0) < (whole.quantity.value or 0) for one in parts
        ):
            yield from difference(whole, parts, complete=False)

    def _bigger(self, wholes: Sequence[Mention]) -> Iterator[Sum]:
        """Yield a single part that is more than the number right before it: 培训77期，其中线上78期."""
        (part,) = self.parts
        lead = self.text[part.lead : part.quantity.position]
        beside = [
            one for one in wholes if one.quantity.end == part.lead and lead.startswith(("，其中", "（其中", "（含"))
        ]
        judged = part.subject is not None and (part.subject.certain or not beside or beside[0].subject is None)
        if (
            beside
            and not judged
            and not beside[0].difference
            and (part.quantity.value or 0) > (beside[0].quantity.value or 0)
        ):
            yield from difference(beside[0], self.parts, complete=True)


def _summed(text: str, before: Sequence[Mention], whole: Mention, *, strict: bool) -> Iterator[Sum]:
    """Compare a number that sums up those before it: 网上申请53件，信函申请64件，合计117件."""
    same = [one for one in before if one.quantity.measure == whole.quantity.measure]
    since = max((place + 1 for place, one in enumerate(same) if "；" in text[one.quantity.end :][:1]), default=0)
    ends = [same[-size:] for size in range(2, len(same) + 1)]
    known = any(one.quantity.value == whole.quantity.value for one in same)
    known = known or (certain(whole) and any(one.subject is not None for one in same))  # 收到5件，…共办结4件
    if known or not ends or any(adds(whole, end) for end in ends) or any(one.difference for one in (*same, whole)):
        return
    parts = same[since:] if len(same) - since > 1 else same
    if strict or one_slip(whole, parts):
        yield from difference(whole, parts, complete=strict and one_slip(whole, parts))


def _broken_down(
    counted: Sequence[Mention], breakdown: Breakdown, values: Mapping[str, Any]
) -> tuple[Mention, list[Mention]] | None:
    """Return 答复 N 件 and the parts listed for it, if those not listed are all zero in the tables."""
    certain = [(mention, mention.subject.keys) for mention in counted if mention.subject and mention.subject.certain]
    wholes = [mention for mention, keys in certain if keys == (breakdown.whole,)]
    parts = [mention for mention, keys in certain if set(keys) <= breakdown.parts.keys()]
    if not wholes or len(parts) < 2 or counted.index(parts[0]) < counted.index(wholes[0]):
        return None
    keys = [key for mention in parts if mention.subject for key in mention.subject.keys]
    if len(set(keys)) < len(keys):
        return None
    left_out = [meaning.value(values) for key, meaning in breakdown.parts.items() if key not in keys]
    besides = breakdown.besides.value(values) or 0
    possible = [*wholes, *(attrs.evolve(whole, quantity=_less(whole.quantity, besides)) for whole in wholes)]
    if any(left_out) or None in left_out or any(adds(whole, parts) for whole in possible):
        return None
    return wholes[-1], parts


def _less(quantity: Quantity, besides: Decimal | int) -> Quantity:
    """Return 办理 N 件 without those that it may count besides; see :class:`Breakdown`."""
    number = quantity.number
    return quantity if number is None else attrs.evolve(quantity, number=number - besides)
