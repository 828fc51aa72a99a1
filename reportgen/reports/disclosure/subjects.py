"""What a number of the prose counts: the rule that guards it and its readings, told by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import attrs

from reportgen.prose.quantities import Quantity
from reportgen.reports.disclosure import readings
from reportgen.reports.disclosure.hearing import Context, Subject
from reportgen.reports.disclosure.keywords import EVERYONE, Keyword
from reportgen.reports.disclosure.readings import BLOCK_KEYS, OUTCOME_KEYS

_JOINT = re.compile(r"(?:[、和及与或以\s]|的|申请|案件|信息)*")
_GAP = re.compile(
    r"(?:政府信息公开|信息公开|依申请公开|政府信息|公开|申请|信息|案件?|事项|件数|结果|决定|处理|办理|答复|继续|情况|文件|办法"
    r"|共计|合计|总计|总数|总量|数量|量|达到|共有|分别|全部|超过|突破|接近|不足|不到|大约|依法|按规定|予以|属于|得到|累计|提交|提出|收入|金额"
    rf"|{EVERYONE}|[了的共计为达到有约近超逾各类已均数被获是系将转占及和、：:\s“”])*"
)
_AND = frozenset({"、", "和", "及", "与"})
_SEPARATOR = re.compile(r"[^、和及与]*[、和及与][^、和及与]*")
_EACH = re.compile(r"(?:均|各|都)[为是有]?\s*$")
_BARE = re.compile(r"(?:件?数量?)?[均都]?[ 为是了共：:]*")
"""What may stand between a keyword and a number without measure word: 结转数均为0."""
_LONGEST_BRACKET = 200
_COUNTED = frozenset({"件", "件次", "份", "宗", "起", "例"})
_OF_APPLICATIONS = frozenset({"条", "个", "次", "项"})
"""What some offices count applications in; believed only right behind that word."""
_OF_A_TIME = frozenset({"new", "carried_in", "carried_out", "carried"})
_MEASURES = {
    "flow": _COUNTED,
    "document": _COUNTED | {"部", "个"},
    "decision": _COUNTED | {"个"},
    "fees": frozenset({"元"}),
}


@attrs.frozen
class SubjectReader:
    """One number with the keywords before it (``inside`` its clause) and ``after`` it."""

    text: str
    quantity: Quantity
    clause: int
    inside: Sequence[Keyword]
    after: Sequence[Keyword]
    context: Context
    organ: str

    def subject(self) -> Subject | None:
        """Return what the number counts, or ``None`` where no official word is near."""
        words = [keyword for keyword in self.inside if keyword.kind != "sense"]
        if self.context.queue and not words:
            words = self.context.queue.pop(0)
            return self._choose(words, not self._narrowed()) if self._measured(words, plain=True) else None
        self.context.queue.clear()
        ahead = not words
        if ahead:
            words = [keyword for keyword in self.after if keyword.kind != "sense"][:2]
        if not words:
            return None
        plain = self._plain(words, ahead=ahead)
        if not self._measured(words, plain=plain):
            return None
        certain = plain and not self._narrowed()
        before = self.text[self.clause : self.quantity.position]
        if "分别" in before:
            words, *self.context.queue = self._singly(words)
            return self._choose(words, certain and bool(self.context.queue))
        if _EACH.search(before):
            first, *others = [self._choose(some, certain) for some in self._singly(words)]
            return first if first is None else attrs.evolve(first, also=tuple(filter(None, others)))
        return self._choose(words, certain)

    def _singly(self, words: Sequence[Keyword]) -> list[list[Keyword]]:
        """Return the keywords of each of the things that are told side by side; all together where that is not sure."""
        kinds: dict[str, list[Keyword]] = {}
        for keyword in words:
            kinds.setdefault(keyword.kind, []).append(keyword)
        several = [found for found in kinds.values() if len({keyword.key for keyword in found}) > 1]
        if len(several) != 1 or not all(
            _SEPARATOR.fullmatch(self.text, first.end, second.start) for first, second in pairwise(several[0])
        ):
            return [list(words)]
        (side_by_side,) = several
        shared = [word for word in (*self.inside, *words) if word.kind != "sense" or word.key == "decided"]
        shared = [word for word in dict.fromkeys(shared) if word not in side_by_side]
        return [[*shared, keyword] for keyword in side_by_side]

    def _plain(self, words: Sequence[Keyword], *, ahead: bool) -> bool:
        """Whether nothing stands between the number and its keyword that could give it another meaning."""
        if ahead:
            return _GAP.fullmatch(self.text, self.quantity.end, words[0].start) is not None
        return _GAP.fullmatch(self.text, words[-1].end, self.quantity.position) is not None

    def _measured(self, words: Sequence[Keyword], *, plain: bool) -> bool:
        measure = self.quantity.measure
        if not measure:
            between = self.text[words[-1].end : self.quantity.position]
            return plain and words[-1].end <= self.quantity.position and _BARE.fullmatch(between) is not None
        kinds = {keyword.kind for keyword in words}
        for kind in ("fees", "document", "decision"):
            if kind in kinds:
                return measure in _MEASURES[kind]
        if measure in _OF_APPLICATIONS:
            return self.text[self.clause : self.quantity.position].rstrip(" 共约").endswith("申请")
        return measure in _COUNTED

    def _narrowed(self) -> bool:
        narrowed = self.context.one_time or self.context.one_office
        for keyword in (*self.inside, *self.after):
            word = self.text[keyword.start : keyword.end]
            if keyword.key == "office" and not self.organ.endswith(word):
                narrowed = True
                self.context.one_office = self.context.one_office or not self._in_brackets()
            elif keyword.key in {"difference", "time"} or (keyword.key == "part" and not self.organ.endswith(word)):
                narrowed = True
        return narrowed

    def _in_brackets(self) -> bool:
        before = self.text[max(0, self.quantity.position - _LONGEST_BRACKET) : self.quantity.position]
        return before.rfind("（") > before.rfind("）")

    def _choose(self, words: Sequence[Keyword], certain: bool) -> Subject | None:
        kinds: dict[str, list[Keyword]] = {}
        for keyword in words:
            kinds.setdefault(keyword.kind, []).append(keyword)
        outcomes = kinds.get("outcome", [])
        if "block" in kinds or ("result" in kinds and self.context.blocks and not outcomes):
            return self._cases(kinds, certain and not outcomes)
        if {"fees", "document", "decision"} & kinds.keys() or ("verb" in kinds and self.context.documents):
            return self._proactive(words, kinds, certain)
        return self._applications(kinds, certain)

    def _proactive(self, words: Sequence[Keyword], kinds: dict[str, list[Keyword]], certain: bool) -> Subject | None:
        """Read a number of table 2: fees, documents or decisions."""
        if "fees" in kinds:
            return Subject("PT-T2", ("fees",), (readings.FEES,), certain, factor=10_000)
        if "decision" not in kinds or "document" in kinds:
            return self._documents(kinds, certain)
        kind, *others = [keyword.key for keyword in kinds["decision"]]
        decided = any(keyword.key == "decided" for keyword in (*self.inside, *self.after, *words))
        return Subject("PT-T2", (kind,), readings.decision_readings(kind), certain and decided and not others)

    def _applications(self, kinds: dict[str, list[Keyword]], certain: bool) -> Subject | None:
        """Read a number of table 3: outcomes, flows or kinds of applicant."""
        outcomes = kinds.get("outcome", [])
        columns = kinds.get("applicant", [])
        column = columns[-1].key if columns else None
        flows = [keyword.key for keyword in kinds.get("flow", [])]
        if outcomes:
            return self._rows(outcomes, column, certain and not set(flows) - {"answered", "received"})
        if flows:
            return self._flow(flows, column, certain)
        if column is not None:
            return self._applicants(column, certain and len(columns) == 1)
        return None

    def _cases(self, kinds: dict[str, list[Keyword]], certain: bool) -> Subject:
        blocks = kinds.get("block", [])
        keys = tuple(keyword.key for keyword in blocks) or self.context.blocks
        if len(keys) > 1 and not self._joined(blocks):
            keys, certain = keys[-1:], False
        self.context.blocks = keys
        results = [keyword.key for keyword in kinds.get("result", [])]
        certain = certain and len(results) < 2 and not _OF_A_TIME.intersection(one.key for one in kinds.get("flow", []))
        result = results[-1] if results else None
        if result is None and self.after and self.after[0].kind == "result":  # 行政复议5件维持
            result = self.after[0].key if self._plain(self.after, ahead=True) else None
        repeated = self.context.listed and result is None and self.context.whole == keys
        rule = "PT-REV" if keys == ("reconsideration",) else "PT-LIT"
        named = keys if result is None else (*keys, result)
        return Subject(rule, named, readings.review_readings(keys, result), certain and not repeated)

    def _documents(self, kinds: dict[str, list[Keyword]], certain: bool) -> Subject | None:
        objects, verbs = kinds.get("document", []), [keyword.key for keyword in kinds.get("verb", [])]
        keys = tuple(keyword.key for keyword in objects)
        if not keys:
            if self.quantity.position - self.clause > 10:
                return None
            keys = self.context.documents
        elif len(keys) > 1 and not self._joined(objects):
            keys, certain = keys[-1:], False
        elif not verbs and self.context.verb and self.text[self.clause : objects[0].start].strip() in _AND:
            verbs = [self.context.verb]
        verb = verbs[-1] if len(verbs) == 1 else None
        readable = readings.document_readings(keys, verb)
        return Subject("PT-T2", keys if verb is None else (*keys, verb), readable, certain and verb is not None)

    def _rows(self, words: Sequence[Keyword], column: str | None, certain: bool) -> Subject:
        keys = tuple(dict.fromkeys(keyword.key for keyword in words))
        if len(keys) > 1 and not self._joined(words):
            certain = certain and keys[-1].startswith(f"{keys[0]}.") and len(keys) == 2
            keys = keys[-1:]
        return self._outcomes(keys, column, certain=certain)

    def _outcomes(self, keys: tuple[str, ...], column: str | None, *, certain: bool) -> Subject:
        certain = certain and self.context.applications is not False
        return Subject("PT-RES", keys, readings.joined_rows(keys, column), certain)

    def _flow(self, flows: Sequence[str], column: str | None, certain: bool) -> Subject:
        said = self.context.applications
        certain = certain and "文件" not in self.text[self.clause : self.quantity.position]
        near = any(keyword.key == "applications" for keyword in (*self.inside, *self.after))
        elsewhere = any(keyword.key == "elsewhere" for keyword in (*self.inside, *self.after))
        for key in ("carried_out", "carried_in", "carried", "new"):
            if key in flows:
                rule = "PT-NEW" if key in {"carried_in", "new"} else "PT-OUT"
                certain = certain and not elsewhere and (said is True or near)
                break
        else:
            key = flows[-1]
            rule = "PT-NEW" if key == "received" else "PT-OUT"
            repeated = self.context.listed and self.context.whole == (key,)
            certain = certain and not elsewhere and not repeated and (said is True or near)
        readable = readings.application_readings(key, column)
        if {"received", "answered"} <= set(flows):
            readable += readings.application_readings("answered" if key == "received" else "received", column)
        return Subject(rule, (key,), tuple(dict.fromkeys(readable)), certain)

    def _applicants(self, column: str, certain: bool) -> Subject:
        certain = certain and self.context.applications is True
        rows = tuple(key for key in self.context.whole if key in OUTCOME_KEYS)
        certain = certain and not set(self.context.whole) & BLOCK_KEYS
        readable = readings.application_readings("applicants", column)
        if rows:
            readable = readings.joined_rows(rows, column) + readable
        return Subject("PT-RES" if rows and self.context.listed else "PT-NEW", (column,), readable, certain)

    def _joined(self, words: Sequence[Keyword]) -> bool:
        """Whether keywords stand side by side, joined by 、 or 和, so that the number counts them together."""
        return all(_JOINT.fullmatch(self.text, first.end, second.start) for first, second in pairwise(words))
