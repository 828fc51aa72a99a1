"""What a number of table 3 counts: outcomes, flows or kinds of applicant."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Sequence
from typing import Literal

from reportgen.prose.quantities import HIDDEN
from reportgen.report.prose_model import Clause, Keyword, Subject
from reportgen.reports.disclosure import interpretations
from reportgen.reports.disclosure.interpretations import BLOCK_KEYS, OUTCOME_KEYS

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
_ANOTHER_COLUMN = re.compile("[、，,；;和及](?:商业企业|科研机构|社会公益组织|法律服务机构)")
_PEOPLE = re.compile(r"自然人[^，。；、\d]{0,12}\d+[件份个宗起][、，,；;和及]?$")
"""What only the form has side by side: 自然人5件、商业企业3件."""
_DONE = re.compile("办结|办复|办完|完结|结案|答复|回复")
_GOES_OVER = re.compile(
    r"(?:(?:政府)?(?:信息)?(?:公开)?申请)?[，,、；;](?:尚有|另有|还有)?[^，。；、\d其含]{0,8}(?:结转|转[入到至接]|[顺延]延)(?!上)"
    rf"[^，。；、\d{HIDDEN}]{{0,14}}[\d{HIDDEN}]"
)
_YEAR = re.compile(r"20\d\d(?=年)")


def of_applications(clause: Clause, kinds: dict[str, list[Keyword]], certain: bool) -> Subject | None:
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
    if flows[-1] == "letters":
        return _letters(clause, column, certain)
    named = flows = [key for key in flows if key != "letters"]
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
        if certain and on_topic is None:
            clause.discourse.on_topic = True  # 申请总数20，其中公民12
    meanings = interpretations.application_meanings(key, column)
    if key == "carried":  # 2023年结转3件，结转2025年6件 are two things
        years = _YEAR.findall(clause.text, clause.start, clause.quantity.position)
        return Subject(rule, (key, *years), meanings, certain)
    if {"received", "answered"} <= set(flows):
        meanings += interpretations.application_meanings("answered" if key == "received" else "received", column)
    if (
        key == "answered"
        and _DONE.search(clause.text, clause.start, clause.quantity.position)
        and (_GOES_OVER.match(clause.text, clause.quantity.end))
    ):
        meanings = meanings[:1]  # 办结18件，结转下年1件: those that go over are counted apart
    if key == "applications":  # 依申请公开3件 may be all that came in, or all that was answered
        alone = certain and on_topic is not False and not clause.discourse.listed
        first = next((keyword.start for keyword in clause.inside if keyword.key == key), clause.quantity.position)
        whole = _ALONE.fullmatch(clause.text, clause.start, first) is not None
        doubt: Doubt = "none" if not alone else "all" if whole else "slips"
        return Subject("PT-NEW", (key,), meanings, certain=False, doubt=doubt)
    return Subject(rule, (key,), tuple(dict.fromkeys(meanings)), certain)


def _letters(clause: Clause, column: str | None, certain: bool) -> Subject:
    """Read 出具答复书 N 份: mostly as many as were answered, but one letter may answer several."""
    doubt: Doubt = "slips" if certain and clause.discourse.on_topic is not False else "none"
    return Subject("PT-OUT", ("letters",), interpretations.application_meanings("answered", column), False, doubt=doubt)


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
    by_next = clause.discourse.on_topic is None and (
        _ANOTHER_COLUMN.match(clause.text, clause.quantity.end) is not None
        or (column in interpretations.COLUMNS[1:-1] and _PEOPLE.search(clause.text, 0, clause.start) is not None)
    )
    certain = certain and (clause.discourse.on_topic is True or by_next)
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
