"""Parts that follow their whole without a word for it: joined by 、, named alike, or what is done and what is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.part_lists import DEED
from reportgen.engine.prose_check.sums import Sum, added, adds, certain, difference, one_slip, same_measure
from reportgen.report.prose_model import Lexicon

_SUMMED_OR_DONE = re.compile(rf"{DEED.pattern}|共|合计|总计|累计|总[数量]")
_ALL = re.compile(r"共|总|累计|合计|各类")
WHOLE = re.compile(
    r"共|总|累计|合计|各类|全年|年内|年度|今年|发布|公[开布示]|更新|推送|处理|答复|办理|收到|受理|审核|抽查|清理|开展|举办"
)
"""What stands before a number whose parts may follow without a word for it."""
_OTHERS = re.compile(
    r"[，,；;](?:正在|尚在|仍在|尚有|还有|待|未|需|其他|其余|剩余|在办|(?:办理|处理|整改|核查|调解)中)(?!结果|处理方式)[^，。；、\d]{0,10}"
)
"""What begins a part that completes a whole with the one before it: 办结57条，正在办理42条."""
_PART = re.compile(r"[，,、][^，,、。；;（）()\d]{2,12}")
_STATE = re.compile("已|正在|予以?|不|未|没有?|无|非|尚|待|(?:按|超|逾|及)[时期]")
"""What tells two parts of a whole apart: 已整改与正在整改, 满意与不满意, 按时回复与超期回复."""
_LEVEL = re.compile("[级类型式办刊网的上性]")
_PARTS_BEFORE = re.compile(r"其中|包括|含|类")
_ASIDE = re.compile(r"[（(][^（()）\d]*[）)]")
_BARE = 3
"""Names so short have no verb: 信息总共5条，文字3条，视频2条."""
_APART = frozenset("；;占")


def unopened(text: str, counted: Sequence[Mention], at: int) -> Iterator[Sum] | None:
    """Return what is wrong with a whole and the parts from ``counted[at]`` on, ``None`` where there are none."""
    listed = _parts(text, counted, at)
    return _wrong(text, listed) if listed else None


def _wrong(text: str, listed: Sequence[Mention]) -> Iterator[Sum]:
    surely = _surely(text, listed[0], listed[1:])
    smaller = all((one.quantity.value or 0) < (listed[0].quantity.value or 0) for one in listed[1:])
    many = len(listed) > 3 and not any(one.subject for one in listed)  # fit by chance less often
    likely = surely or (smaller and 2 * added(listed[1:]) >= (listed[0].quantity.value or 0))
    slipped = likely and one_slip(listed[0], listed[1:], telling=not (surely or many))
    if slipped and not adds(listed[0], listed[1:]):
        yield from difference(listed[0], listed[1:], complete=False)


def _parts(text: str, counted: Sequence[Mention], at: int) -> list[Mention]:
    """Return a whole and the parts that follow it without a word for it, joined by 、 or named alike; else nothing.

    共发布信息99条，公众号40条、视频号59条; 目录共90项，一级事项40项，二级事项50项; 公开信息130条，供水63条，供电67条.
    """
    whole = counted[at - 1]
    parts = [*takewhile(lambda one: one.quantity.measure == whole.quantity.measure, counted[at:])]
    before = text[whole.lead : whole.quantity.position]
    if len(parts) < 2 or (at > 1 and WHOLE.search(before) is None):
        return []
    leads = [text[one.lead : one.quantity.position] for one in parts]
    alike = not any(one.difference or certain(one) for one in parts)
    if any("," in lead or "）" in lead for lead in leads):
        leads = [_ASIDE.sub("", lead).replace(",", "，") for lead in leads]
    leads[0] = leads[0][max(leads[0].find("，"), 0) :]  # 对198家单位进行考核，优秀50家
    in_one_form = len({(lead[1:2], lead[-2:]) for lead in leads}) == 1  # 由公开栏发布20条，由微信平台发布59条
    plain = leads[0].startswith("，") and all(
        _PART.fullmatch(lead) and (in_one_form or not _SUMMED_OR_DONE.search(lead)) for lead in leads
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
    called = text[whole.lead : whole.quantity.position]
    smaller = all((one.quantity.value or 0) < (whole.quantity.value or 0) for one in parts)
    named = smaller and all(name[-2:] in called for name in names)  # 建议提案共办理5件，代表建议3件，委员提案2件
    bare = of_all and all(1 < len(name) <= _BARE for name in names)
    return named or bare or joined or opposite or level or (of_all and len({lead[-2:] for lead in leads}) == 1)


def is_what_is_left(text: str, one: Mention) -> bool:
    """Whether a number is what completes a whole with the one before it: 正在办理42条."""
    return _OTHERS.fullmatch(text, one.lead, one.quantity.position) is not None


def completed(text: str, counted: Sequence[Mention], lexicon: Lexicon) -> Iterator[Sum]:
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
