"""What a number beside the form's words counts: the rule that guards it, its keys and its meanings."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from reportgen.report.prose_model import Clause, Keyword, Meaning, Subject
from reportgen.reports.disclosure import interpretations
from reportgen.reports.disclosure.interpretations import BLOCK_KEYS, OUTCOME_KEYS, OUTCOMES

Doubt = Literal["none", "slips", "all"]
_AND = frozenset({"、", "和", "及", "与"})
_ALONE = re.compile(
    r"(?:20\d\d年度?|本年度?|全年|年内|今年|目前|[全我本][^，。；\d]{1,3}|[^，。；\d]{0,12}(?:政府|街道|办事处|办公[室厅]|[镇乡局委厅院校])|政府|共|有|累计|其中|[，：\s])*+"
)
"""What stands before 依申请公开3件 where no part of them is meant."""
_PARTS_FOLLOW = re.compile(
    r"(?:申请|案件|答复)?(?:[之当]?中)?[，,：:（(](?:其中)?[，,：:]?[^，。；\d]{0,4}[“‘（(]?(?:属于|属)?"
    r"(?:予以公开|全部公开|部分公开|不予公开|无法提供|自然人|公民个人申请)"
)
"""What follows a number only where it counts applications: 答复20件，其中予以公开5件."""
_WITH_ANOTHER = re.compile(r"[一-龥](?:或者?|[和与]|(?<![涉以])及)$")
_OTHER_SUITS = re.compile("民事|刑事|仲裁")
"""Words of a sentence about all of an office's cases: 办理民事诉讼12件、行政诉讼3件."""
_OTHERWISE = "otherwise_handled"
_YEAR = re.compile(r"20\d\d(?=年)")
_OF_A_TIME = frozenset({"new", "carried_in", "carried_out", "carried"})
_CHANCE = 10
"""Figures below this equal others by chance: only those of the same row are offered; sums of two from its square on."""


def interpret(clause: Clause, words: Sequence[Keyword], certain: bool) -> Subject | None:
    """Return what a number beside these words counts, ``None`` where they name no figure."""
    kinds: dict[str, list[Keyword]] = {}
    for keyword in words:
        kinds.setdefault(keyword.kind, []).append(keyword)
    outcomes = kinds.get("outcome", [])
    if outcomes and (outcomes[-1].key == "rest" or _is_a_result(clause, outcomes)):
        return _rest(clause)
    certain = certain and (bool(outcomes) or not _said(clause, "cause"))
    if "block" in kinds or ("result" in kinds and _latest(clause, "block") and not outcomes):
        return _cases(clause, kinds, certain and not outcomes)
    if {"fees", "document", "decision"} & kinds.keys() or ("verb" in kinds and _latest(clause, "document")):
        return _proactive(clause, words, kinds, certain)
    return _applications(clause, kinds, certain and "result" not in kinds)


def _rest(clause: Clause) -> Subject | None:
    """Read 其他8件 behind all other outcomes or results; behind some of them it may be all that is left."""
    latest, position = _latest(clause, "block"), clause.quantity.position
    around = clause.text[max(0, position - 160) : position + 20]
    if latest and "维持" in around and "纠" in around and any(word in around for word in ("审结", "审理")):
        rule = "PT-REV" if latest == ("reconsideration",) else "PT-LIT"
        return Subject(rule, (*latest, "other"), interpretations.review_meanings(latest, "other"))
    if all(word in around for word in ("部分公开", "不予公开", "无法提供", "不予处理")):
        return Subject("PT-RES", (_OTHERWISE,), (interpretations.row(_OTHERWISE),))
    return None


def _is_a_result(clause: Clause, outcomes: Sequence[Keyword]) -> bool:
    """Whether 其他处理 is how cases ended, which the sentence lists: 维持3件，纠正1件，其他处理2件."""
    position = clause.quantity.position
    sentence = clause.text[max(clause.text.rfind("。", 0, position) + 1, position - 80) : position]
    cases = _latest(clause, "block") and "维持" in sentence and "纠" in sentence
    return bool(cases) and {one.key for one in outcomes} == {_OTHERWISE}


def _said(clause: Clause, sense: str) -> bool:
    return any(keyword.key == sense for keyword in clause.inside)


def _latest(clause: Clause, kind: str) -> tuple[str, ...]:
    return clause.discourse.latest.get(kind, ())


def _proactive(
    clause: Clause, words: Sequence[Keyword], kinds: dict[str, list[Keyword]], certain: bool
) -> Subject | None:
    """Read a number of table 2: fees, documents or decisions."""
    if "fees" in kinds:
        return Subject(
            "PT-T2", ("fees",), (interpretations.FEES,), certain, factor=10_000 if clause.quantity.measure else 1
        )
    if "decision" not in kinds or "document" in kinds:
        return _documents(clause, kinds, certain)
    kind, *others = [keyword.key for keyword in kinds["decision"]]
    decided = any(keyword.key == "decided" for keyword in (*clause.inside, *clause.after, *words))
    decided = decided or clause.quantity.value == 0
    elsewhere = clause.discourse.on_topic is False and not decided  # 权责事项134项，其中行政许可86项
    doubt: Doubt = "slips" if certain and not (others or elsewhere) else "none"
    published = clause.quantity.measure == "条" or _said(clause, "published")  # not all that is decided
    certain = certain and decided and not others and not published
    return Subject("PT-T2", (kind,), interpretations.decision_meanings(kind), certain, doubt=doubt)


def _applications(clause: Clause, kinds: dict[str, list[Keyword]], certain: bool) -> Subject | None:
    """Read a number of table 3: outcomes, flows or kinds of applicant."""
    outcomes = kinds.get("outcome", [])
    columns = kinds.get("applicant", [])
    column = columns[-1].key if columns else None
    flows = [keyword.key for keyword in kinds.get("flow", [])]
    if outcomes:
        return _rows(clause, outcomes, column, certain and not set(flows) - {"answered", "received"})
    if flows:
        return _flow(clause, flows, column, certain)
    if column is not None:
        together = tuple(dict.fromkeys(one.key for one in columns))
        if len(together) == len(columns) and len(columns) > 1 and clause.joined(columns) and not clause.discourse.whole:
            return _applicants_together(clause, together, certain)
        return _applicants(clause, column, certain and len(columns) == 1)
    return None


def _cases(clause: Clause, kinds: dict[str, list[Keyword]], certain: bool) -> Subject:
    blocks = kinds.get("block", [])
    keys = tuple(keyword.key for keyword in blocks) or _latest(clause, "block")
    kind = [key for key in keys if key not in {"litigation", "reconsideration"}]
    if len(keys) == 2 and len(kind) == 1 and _AND.isdisjoint(clause.text[blocks[0].end : blocks[1].start]):
        keys = (*kind,)  # 复议后起诉的行政诉讼案件 are those of one kind
    if len(keys) > 2 and keys[-1] in keys[:-1]:
        keys = keys[-1:]  # 复议诉讼：复议5件
    if len(keys) > 1 and not clause.joined(blocks):
        keys, certain = keys[-1:], False
    clause.discourse.latest["block"] = keys
    results = [keyword.key for keyword in kinds.get("result", [])]
    sentence = clause.text.rfind("。", 0, clause.start) + 1
    certain = certain and _OTHER_SUITS.search(clause.text, sentence, clause.quantity.position) is None
    certain = certain and len(results) < 2 and not _OF_A_TIME.intersection(one.key for one in kinds.get("flow", []))
    result = results[-1] if results else None
    if result is None and clause.after and clause.after[0].kind == "result":  # 行政复议5件维持, not 复议8件：维持5件
        counted = clause.text[clause.after[0].end : clause.after[0].end + 1].isdigit()
        result = clause.after[0].key if not counted and clause.adjacent(clause.after, ahead=True) else None
    repeated = clause.discourse.listed and result is None and clause.discourse.whole == keys
    rule = "PT-REV" if keys == ("reconsideration",) else "PT-LIT"
    named = keys if result is None else (*keys, result)
    return Subject(rule, named, interpretations.review_meanings(keys, result), certain and not repeated)


def _documents(clause: Clause, kinds: dict[str, list[Keyword]], certain: bool) -> Subject | None:
    objects, implied = kinds.get("document", []), False
    verbs = [*dict.fromkeys(keyword.key for keyword in kinds.get("verb", []))]
    keys = tuple(keyword.key for keyword in objects)
    if not keys:
        if clause.quantity.position - clause.start > 10:
            return None
        keys = _latest(clause, "document")
    elif len(keys) > 1 and not clause.joined(objects):
        keys, certain = keys[-1:], False
    elif not verbs and _latest(clause, "verb") and _said_before(clause, objects[0]):
        verbs = [*_latest(clause, "verb")]
    elif not verbs and _latest(clause, "verb") and _begins_with(clause, objects[0]):
        verbs, implied = [*_latest(clause, "verb")], True
    verb = verbs[-1] if len(verbs) == 1 else None
    meanings = interpretations.document_meanings(keys, verb)
    named = keys if verb is None else (*keys, verb)
    part = clause.discourse.listed and not set(keys).isdisjoint(clause.discourse.whole)
    certain = certain and not part
    shown = objects and (_said(clause, "published") or (_said_before(clause, objects[0]) and _latest(clause, "shown")))
    clause.discourse.latest["shown"] = ("shown",) if shown else ()
    doubt: Doubt = "slips" if certain and (implied or (verb is None and shown)) else "none"
    return Subject("PT-T2", named, meanings, certain and verb is not None and not implied, doubt=doubt)


def _said_before(clause: Clause, first: Keyword) -> bool:
    """Whether a clause goes on with what was said of the number before: 制发规章1件、规范性文件134件."""
    return clause.text[clause.start : first.start].strip() in _AND


def _begins_with(clause: Clause, first: Keyword) -> bool:
    """Whether a clause begins with a keyword, so that the verb before may hold on: 制发规章1件，规范性文件4件."""
    sentence = clause.text.rfind("。", 0, clause.start) + 1
    return not clause.text[clause.start : first.start].strip() and sentence < clause.start


def _rows(clause: Clause, words: Sequence[Keyword], column: str | None, certain: bool) -> Subject:
    keys = tuple(dict.fromkeys(keyword.key for keyword in words))
    *details, group = keys
    if details and all(detail.startswith(f"{group}.") for detail in details):
        # 属于行政查询事项不予公开13件 counts the detail; 因内容不明确、不掌握而无法提供50件 may name only examples.
        either = interpretations.joined_rows(tuple(details), column) + interpretations.joined_rows((group,), column)
        certain = certain and clause.discourse.on_topic is not False
        return Subject("PT-RES", keys, either, certain)
    if len(keys) > 1 and not clause.joined(words):
        certain = certain and keys[-1].startswith(f"{keys[0]}.") and len(keys) == 2
        keys = keys[-1:]
    return _outcomes(clause, keys, column, certain=certain and not _of_a_kind(clause, words))


def _of_a_kind(clause: Clause, words: Sequence[Keyword]) -> bool:
    """Whether words that name no figure stand right before an outcome and change what it counts.

    某某类不予公开5件 is a part of it; 信息不存在或不掌握的5件 counts more.
    """
    before = clause.text[clause.start : words[0].start]
    caused = before.endswith("而") and all(word.end != words[0].start for word in clause.inside)
    return before.endswith("类") or caused or _WITH_ANOTHER.search(before) is not None


def _outcomes(clause: Clause, keys: tuple[str, ...], column: str | None, *, certain: bool) -> Subject:
    certain = certain and clause.discourse.on_topic is not False
    return Subject("PT-RES", keys, interpretations.joined_rows(keys, column), certain)


def _flow(clause: Clause, flows: Sequence[str], column: str | None, certain: bool) -> Subject:
    on_topic = clause.discourse.on_topic
    named = flows
    flows = [key for key in flows if key != "applications"] or ["applications"]
    certain = certain and "文件" not in clause.text[clause.start : clause.quantity.position]
    near = any(keyword.key == "topic" for keyword in (*clause.inside, *clause.after))
    near = near or (on_topic is None and _PARTS_FOLLOW.match(clause.text, clause.quantity.end) is not None)
    elsewhere = any(keyword.key == "elsewhere" for keyword in (*clause.inside, *clause.after))
    for key in ("carried_out", "carried_in", "carried", "new"):
        if key in flows:
            rule = "PT-NEW" if key in {"carried_in", "new"} else "PT-OUT"
            specific = key.startswith("carried") and on_topic is None
            certain = certain and not elsewhere and (on_topic is True or near or specific)
            if key == "carried_in" and _with_what_came_over(clause, flows):
                together = interpretations.application_meanings("received", column)[1:]
                return Subject(rule, ("received",), together, certain)
            break
    else:
        key = flows[-1]
        rule = "PT-NEW" if key in {"received", "due"} else "PT-OUT"
        repeated = clause.discourse.listed and clause.discourse.whole == (key,)
        near = near or "applications" in named or any(_names_applications(clause, word) for word in clause.inside)
        certain = certain and not elsewhere and not repeated and (on_topic is True or near)
    meanings = interpretations.application_meanings(key, column)
    if key == "carried":  # 2023年结转3件，结转2025年6件 are two things
        years = _YEAR.findall(clause.text, clause.start, clause.quantity.position)
        return Subject(rule, (key, *years), meanings, certain)
    if {"received", "answered"} <= set(flows):
        meanings += interpretations.application_meanings("answered" if key == "received" else "received", column)
    if key == "applications":  # 依申请公开3件 may be all that came in, or all that was answered
        alone = certain and on_topic is not False and not clause.discourse.listed
        first = next(keyword.start for keyword in clause.inside if keyword.key == key)
        whole = _ALONE.fullmatch(clause.text, clause.start, first) is not None
        doubt: Doubt = "none" if not alone else "all" if whole else "slips"
        return Subject("PT-NEW", (key,), meanings, certain=False, doubt=doubt)
    return Subject(rule, (key,), tuple(dict.fromkeys(meanings)), certain)


def _names_applications(clause: Clause, word: Keyword) -> bool:
    """Whether a word for a flow says of what: 申请件数."""
    return word.kind == "flow" and "申请" in clause.text[word.start : word.end]


def _with_what_came_over(clause: Clause, flows: Sequence[str]) -> bool:
    """Whether one number counts what was received and what came over: 收到和上年结转的申请共548件."""
    named = [word for word in clause.inside if word.kind == "flow"]
    if len(named) != 2 or {"received", "new"}.isdisjoint(flows):
        return False
    return clause.joined(named) and not _AND.isdisjoint(clause.text[named[0].end : named[1].start])


def _applicants(clause: Clause, column: str, certain: bool) -> Subject:
    certain = certain and clause.discourse.on_topic is True
    rows = tuple(key for key in clause.discourse.whole if key in OUTCOME_KEYS)
    certain = certain and not set(clause.discourse.whole) & BLOCK_KEYS
    meanings = interpretations.application_meanings("applicants", column)
    if rows:
        meanings = interpretations.joined_rows(rows, column) + meanings
    return Subject("PT-RES" if rows and clause.discourse.listed else "PT-NEW", (column,), meanings, certain)


def _applicants_together(clause: Clause, columns: tuple[str, ...], certain: bool) -> Subject:
    """Read 商业企业和法律服务机构提出的申请 N 件: the columns' sum."""
    each = [interpretations.application_meanings("applicants", column) for column in columns]
    meanings = tuple(functools.reduce(operator.add, same) for same in zip(*each, strict=True))
    return Subject("PT-NEW", columns, meanings, certain and clause.discourse.on_topic is True)


def meant_instead(number: Decimal, subject: Subject) -> Iterator[Meaning]:
    """Yield other figures of the tables, and sums of two outcomes, that somebody may have quoted instead."""
    for key in subject.keys:
        yield from interpretations.cells_of(key)
    if number < _CHANCE:
        return
    if subject.rule in {"PT-REV", "PT-LIT"}:
        yield from interpretations.all_blocks()
    elif subject.rule != "PT-T2":
        yield from interpretations.all_rows()
    for key in subject.keys:
        if key in OUTCOMES and number >= _CHANCE**2:
            yield from (interpretations.row(key) + interpretations.row(other) for other in OUTCOMES if other != key)
