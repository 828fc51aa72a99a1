"""What a number beside the form's words counts: the rule that guards it, its keys and its meanings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reportgen.report.prose_model import Clause, Keyword, Meaning, Subject
from reportgen.reports.disclosure import interpretations
from reportgen.reports.disclosure.interpretations import OUTCOMES
from reportgen.reports.disclosure.subjects_of_applications import of_applications
from reportgen.reports.disclosure.subjects_of_cases import of_cases
from reportgen.reports.disclosure.subjects_of_table_2 import of_table_2

_OTHERWISE = "otherwise_handled"
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
    certain = certain and (bool(outcomes) or not clause.says("cause"))
    if "block" in kinds or ("result" in kinds and clause.latest("block") and not outcomes):
        return of_cases(clause, kinds, certain and not outcomes)
    if "amount" in kinds and not ("fees" in kinds or clause.latest("fees")):
        return None  # 收费金额 of anything
    if {"fees", "amount", "document", "decision"} & kinds.keys() or ("verb" in kinds and _of_documents(clause)):
        return of_table_2(clause, words, kinds, certain)
    return of_applications(clause, kinds, certain and "result" not in kinds)


def _of_documents(clause: Clause) -> bool:
    """Whether what was made or is in force are documents: some were spoken of, or follow the number."""
    behind = clause.after[0] if clause.after else None
    return bool(clause.latest("document")) or (behind is not None and behind.kind == "document")


def _rest(clause: Clause) -> Subject | None:
    """Read 其他8件 behind all other outcomes or results; behind some of them it may be all that is left."""
    latest, position = clause.latest("block"), clause.quantity.position
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
    cases = clause.latest("block") and "维持" in sentence and "纠" in sentence
    return bool(cases) and {one.key for one in outcomes} == {_OTHERWISE}


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
