"""What a number of table 4 counts: reconsideration and litigation, all of them or those with one result."""

from __future__ import annotations

import re

from reportgen.report.prose_model import Clause, Keyword, Subject
from reportgen.reports.disclosure import interpretations

_AND = frozenset({"、", "和", "及", "与"})
_OF_LITIGATION = frozenset({"direct", "after_reconsideration"})
_OTHER_SUITS = re.compile("民事|刑事|仲裁")
"""Words of a sentence about all of an office's cases: 办理民事诉讼12件、行政诉讼3件."""
_OF_A_TIME = frozenset({"new", "carried_in", "carried_out", "carried"})


def of_cases(clause: Clause, kinds: dict[str, list[Keyword]], certain: bool) -> Subject:
    """Read a number of table 4: of one block or several, with the result that is said of them."""
    blocks = kinds.get("block", [])
    keys = tuple(keyword.key for keyword in blocks) or clause.latest("block")
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
    behind = clause.after[0] if clause.after else None
    if keys == ("litigation",) and behind and behind.key in _OF_LITIGATION and behind.start == clause.quantity.end:
        keys = (behind.key,)  # 诉讼中5件没有经过复议
    if result is None and clause.after and clause.after[0].kind == "result":  # 行政复议5件维持, not 复议8件：维持5件
        counted = clause.text[clause.after[0].end : clause.after[0].end + 1].isdigit()
        result = clause.after[0].key if not counted and clause.adjacent(clause.after, ahead=True) else None
    repeated = clause.discourse.listed and result is None and clause.discourse.whole == keys
    rule = "PT-REV" if keys == ("reconsideration",) else "PT-LIT"
    named = keys if result is None else (*keys, result)
    return Subject(rule, named, interpretations.review_meanings(keys, result), certain and not repeated)
