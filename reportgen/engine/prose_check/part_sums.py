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
from reportgen.engine.prose_check.part_lists import MOST_PARTS, PartList, behind_its_share
from reportgen.engine.prose_check.sums import Sum, adds, certain, difference, one_slip
from reportgen.engine.prose_check.unmarked_parts import WHOLE, completed, is_what_is_left, unopened
from reportgen.prose.quantities import Quantity
from reportgen.report.prose_model import Breakdown, ProseModel

_OPENER = re.compile(
    r"其中|包[括含]|涵盖|覆盖|含|分为|分别|内有|主要[有为是]|^[，,；;]?(?:涉及|面向|一是|①)"
    r"|^[^。；]{0,16}[：:]|^[^，。；]{0,10}[中里内][，,：:]|^[^，。；]{0,2}[（(]"
    r"|^[，,](?:按|从)[^，。；\d]{1,10}(?:划分|来?看|分|统计)[，,：:]"
)
_TOTAL = re.compile(
    r"^[^，。；]{0,4}[，,、；]?(?:以上|[两二三四五六][类项种者]|全年|本年度?)?(?P<how>总?共计?|一共|加起来|合计|总计|总[数量]|累计|(?<=[，,])[^，。；、\d]{0,12}总(?:[数量]|[条件篇]数))[^，。；、\d（）]{0,8}$"
)
_STRICT = frozenset({"总共", "共计", "总共计", "合计", "总计", "总数", "总量"})
_ASIDE = re.compile(r"[（(][^（()）\d]*[）)]")
_EQUALS, _PLUS = re.compile(r"\s*[=＝]"), re.compile(r"\s*[+＋]")
_TOTAL_OF_A_KIND = re.compile(r"总(?P<measure>[条件篇份次人户])数[为是共：:\s]*$")
_KIND = re.compile(r"类[^，。；、\d]{0,4}$")


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
    for at, mention in enumerate(counted[:MOST_PARTS]):
        lead = text[mention.lead : mention.quantity.position]
        total = _TOTAL.match(lead) if at > 1 and "分别" not in lead else None
        if at > 1 and (addends := _addends(text, counted[:at], lead)):
            if not adds(mention, addends):
                yield from difference(mention, addends, complete=True)
            continue
        if total is not None and (text[mention.lead - 1] not in "%％" or "总" in total["how"][-3:-1]):
            # not 财政类占84.9%，共90条
            yield from _summed(text, counted[:at], mention, strict=total["how"] in _STRICT)
        elif _opens(text, counted, at) or (at and _lists_kinds(text, counted[at - 1], lead)):
            listed = PartList.read(text, counted, at, model.lexicon, values)
            wholes = listed.wholes(counted[:at], earlier)
            yield from listed.compared(wholes)
            if wholes:
                return
        elif at and (found := unopened(text, counted, at)) is not None:
            yield from found
            return
        elif at > 1 and is_what_is_left(text, mention):
            yield from completed(text, counted[: at + 1], model.lexicon)


def _addends(text: str, before: Sequence[Mention], lead: str) -> Sequence[Mention]:
    """Return the numbers of a written sum before its ``=``: 线上2件+线下3件=合计5件."""
    if _EQUALS.match(lead) is None:
        return ()
    joined = [_PLUS.match(text, one.quantity.end) is not None for one in before[:-1]]
    since = next((at + 1 for at in range(len(joined) - 1, -1, -1) if not joined[at]), 0)
    return before[since:] if len(before) - since > 1 else ()


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


def _lists_kinds(text: str, whole: Mention, lead: str) -> bool:
    """Whether kinds of what was counted as a whole follow: 共发布文章99篇，招生类40篇，教学类59篇."""
    before = text[whole.lead : whole.quantity.position]
    return _KIND.search(lead) is not None and _KIND.search(before) is None and WHOLE.search(before) is not None


def _counted(mentions: Sequence[Mention]) -> list[Mention]:
    return [mention for mention in mentions if not mention.quantity.percent and mention.quantity.value is not None]


def _summed(text: str, before: Sequence[Mention], whole: Mention, *, strict: bool) -> Iterator[Sum]:
    """Compare a number that sums up those before it: 网上申请53件，信函申请64件，合计117件."""
    measure = whole.quantity.measure
    if not measure and (of_a_kind := _TOTAL_OF_A_KIND.search(text, whole.lead, whole.quantity.position)):
        measure = of_a_kind["measure"]  # 总条数164
    same = [one for one in before if one.quantity.measure == measure]
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
