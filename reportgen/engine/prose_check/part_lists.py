"""Parts behind a word that opens their list (其中, 包括, ：): which belong to it, and whether they make their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from reportgen.engine.prose_check.mentions import Mention
from reportgen.engine.prose_check.sums import Sum, added, adds, certain, difference, one_slip, same_measure
from reportgen.report.prose_model import Lexicon

_NEARLY, _HALF = Decimal("0.8"), Decimal("0.5")
"""A list joined by 、 that reaches the first share of its whole is asked about as a note: it may mean to be complete;
others that reach the second are, where one slip of the pen explains the rest."""
MOST_PARTS = 40
_NESTED = re.compile(r"其中|内有|包[括含]|含|涵盖")
_ASIDE = re.compile(r"[（(][^（()）\d]*[）)]")
DEED = re.compile(r"发布(?!会)|推送|发表|召开|举办|开展|收到|受理|办[理结]|答复|制作|开设|编制|组织|印发")
_ORDINAL = re.compile(r"^[，,；;：:]?(?:[一二三四五六七八九]是|[①-⑨])")
_CHANGE = re.compile(r"[比较][上去]|[同环]比|减少|下降|[多少]了?$")
_AND_SO_ON = re.compile(r"^[^，。；、]{0,6}等")


def behind_its_share(text: str, one: Mention) -> bool:
    """Whether a number stands in brackets behind its share: 动态类10.0%（3条）."""
    lead, after = text[one.lead : one.quantity.position], text[one.quantity.end : one.quantity.end + 1]
    return lead.strip("共计 ") in {"（", "("} and text[one.lead - 1 : one.lead] in {"%", "％"} and after in {"）", ")"}


@attrs.frozen
class PartList:
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
    def read(
        cls, text: str, counted: Sequence[Mention], at: int, lexicon: Lexicon, values: Mapping[str, Any]
    ) -> PartList:
        """Read the list that begins with ``counted[at]``: what its parts consist of is passed over."""
        first = counted[at]
        lead = text[first.lead : first.quantity.position]
        bracketed = ("（" in lead or "(" in lead) and not behind_its_share(text, first)
        taken, nested, depth, deed = [first], False, 0, DEED.search(lead) is not None
        beyond: Sequence[Mention] = ()
        for place, part in enumerate(counted[at + 1 : at + MOST_PARTS], at + 1):
            lead = "" if behind_its_share(text, part) else _ASIDE.sub("", text[part.lead : part.quantity.position])
            depth += lead.count("（") + lead.count("(") - lead.count("）") - lead.count(")")
            nested = (nested and "；" not in lead and ";" not in lead) or _NESTED.search(lead) is not None
            if depth < 0 and bracketed:
                break
            nested = nested and not (depth < 0)
            depth = max(depth, 0)
            if nested or depth > 0 or part.quantity.measure != first.quantity.measure:
                continue
            said = part.subject is not None and part.subject.certain
            other = said != (first.subject is not None and first.subject.certain)
            deeds = DEED.search(lead) is not None and not deed and "、" not in lead
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
        elif not (self.open or any(map(certain, parts))) and (
            (total >= size * _NEARLY and ((joined and len(parts) > 2) or likely))
            or (total >= size * _HALF and one_slip(whole, parts, telling=True, swapped=len(parts) == 2 and not joined))
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
