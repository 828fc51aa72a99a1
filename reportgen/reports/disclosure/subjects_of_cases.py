"""What a number of table 4 counts: reconsideration and litigation, all of them or those with one result."""

from __future__ import annotations

import re

from reportgen.report.prose_model import Clause, Keyword, Subject
from reportgen.reports.disclosure import interpretations

_AND = frozenset({"、", "和", "及", "与"})
_OF_LITIGATION = frozenset({"direct", "after_reconsideration"})
_OTHER_SUITS = re.compile("民事|刑事|仲裁")
"""Words of a sentence about all of an office's cases: 办理民事诉讼12件、行政诉讼3件."""
_ABOUT = r"(?:政府|政务)?信息公开|依申请公开"
_ABOUT_OTHERS = re.compile(
    rf"(?:[与和同](?:{_ABOUT})(?:工作|事项)?(?:无关|不相关|没有关系)|(?:非|不属于?|不涉及?|不是|并非)(?:因|涉及?)?(?:{_ABOUT}))"
)
"""What says of cases in the same sentence that they are not those of the form: 行政诉讼5件（均非信息公开类）."""
_SOME_ARE = re.compile(
    rf"[^，,。；;\d]{{0,6}}[，,；;（(、](?:其中|包括|含|有)?[，,：:]?(?:属于?|涉及?|有关|关于|因|由|与)?(?:{_ABOUT})[^，,。；;、\d]{{0,10}}\d"
)
"""What follows the number of all cases of an office: 行政复议案件9件，其中信息公开类4件."""
_NOT_ACCEPTED = re.compile(
    r"[^。\d]{0,24}(?:不予?|未予?|没有)受理[^。；，、\d]{0,6}\d|[^。\d]{0,16}\d+[件起宗][^，。；、\d]{0,4}(?:不予?|未予?)受理"
)
"""What follows the number of those who asked for a review, not all of which became a case."""
_ASKED = re.compile("申请|请求|提[起出]|收到|接到")
_SENTENCE = 160
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
    certain = certain and not _may_be_others(clause)
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


def _may_be_others(clause: Clause) -> bool:
    """Whether the sentence says that the number counts other cases too, or requests that were not accepted."""
    text, position = clause.text, clause.quantity.position
    start = max(position - _SENTENCE, *(text.rfind(mark, 0, position) + 1 for mark in "。；\n"))
    ends = [at for mark in "。；\n" if (at := text.find(mark, position)) > 0]
    end = min([*ends, position + _SENTENCE])
    if _ABOUT_OTHERS.search(text, start, end) is not None:
        return True
    said = re.search(_ABOUT, text[start:position]) is not None
    if not said and _SOME_ARE.match(text, clause.quantity.end, end) is not None:
        return True
    asked = _ASKED.search(text, clause.start, position) is not None
    return asked and _NOT_ACCEPTED.match(text, clause.quantity.end, end) is not None
