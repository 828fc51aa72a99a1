"""What a number of table 2 counts: documents, decisions or fees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from reportgen.report.prose_model import Clause, Keyword, Subject
from reportgen.reports.disclosure import interpretations

Doubt = Literal["none", "slips", "all"]
_VERBS = frozenset({"made", "repealed", "in_force"})
_DONE = re.compile(r"(?:办理?|[作做]出|实施|采取|下达|开出?)的?[^，。；、\d]{0,10}$")
"""What is said to have been decided: 办理行政许可12件, 采取的行政强制3件; it may mean something else."""
_WAS_DONE = re.compile("(?:案件|事项)?(?:办理|[作做]出|办结|立案)")
_SEVERAL = re.compile("许可[^。]*处罚|处罚[^。]*强制|许可[^。]*强制")
"""Several kinds of decision in one sentence are those of the form."""
_OVER_YEARS = re.compile(
    r"截[至止][^，。；]{0,16}[，,]?[^，。；\d]{0,12}累计|历年来?|多年来|20\d\d年以来|(?<!\d年)累计(?!有效)[^，。；\d]{0,6}公开"
)
"""Words before a number that counts documents of more than one year: 截至2025年底，累计公开规范性文件36件."""
_LONGEST_SENTENCE = 200
_CASES = frozenset({"件", "件次", "宗", "起", "例"})
_LONGEST_NAME = 4
_AND = frozenset({"、", "和", "及", "与"})


def of_table_2(
    clause: Clause, words: Sequence[Keyword], kinds: dict[str, list[Keyword]], certain: bool
) -> Subject | None:
    """Read a number of table 2: fees, documents or decisions."""
    if not {"fees", "amount", "charge"}.isdisjoint(kinds):
        factor = 10_000 if clause.quantity.measure else 1
        # 收费286.4万元 may be others, so that only a slip is asked about; not behind 行政事业性收费情况：.
        named = "行政事业性收费" in clause.text[_sentence(clause)[0] : clause.quantity.position]
        bare = {"fees", "amount"}.isdisjoint(kinds) and not named
        doubt: Doubt = "slips" if certain and bare else "none"
        return Subject("PT-T2", ("fees",), (interpretations.FEES,), certain and not bare, factor=factor, doubt=doubt)
    if "decision" not in kinds or "document" in kinds:
        return _documents(clause, kinds, certain)
    kind, *others = [keyword.key for keyword in kinds["decision"]]
    decided = any(keyword.key == "decided" for keyword in (*clause.inside, *clause.after, *words))
    decided = decided or clause.quantity.value == 0
    elsewhere = clause.discourse.on_topic is False and not decided  # 权责事项134项，其中行政许可86项
    doubt = "slips" if certain and not (others or elsewhere) else "none"
    first = kinds["decision"][0]
    done = _DONE.search(clause.text, clause.start, first.start) is not None
    done = done or _WAS_DONE.match(clause.text, first.end, clause.quantity.position) is not None
    done = done or _SEVERAL.search(clause.text, *_sentence(clause)) is not None
    done = done or (bool(clause.latest("done")) and first.start - clause.start <= _LONGEST_NAME)
    published = clause.quantity.measure == "条" or clause.says("published")  # not all that is decided
    if done and doubt == "slips" and not published and clause.quantity.measure in _CASES:
        doubt = "all"
    clause.discourse.latest["done"] = ("done",) if done else ()
    certain = certain and decided and not others and not published
    return Subject("PT-T2", (kind,), interpretations.decision_meanings(kind), certain, doubt=doubt)


def _sentence(clause: Clause) -> tuple[int, int]:
    """Return where the sentence of a number begins and ends."""
    position = clause.quantity.position
    end = clause.text.find("。", position)
    return max(0, position - _LONGEST_SENTENCE, clause.text.rfind("。", 0, position)), end if end > 0 else len(
        clause.text
    )


def _documents(clause: Clause, kinds: dict[str, list[Keyword]], certain: bool) -> Subject | None:
    objects, implied = kinds.get("document", []), False
    verbs = [*dict.fromkeys(keyword.key for keyword in kinds.get("verb", []))]
    keys = tuple(dict.fromkeys(keyword.key for keyword in objects))
    behind = clause.after[0] if clause.after else None
    if not keys and behind and behind.kind == "document" and behind.start == clause.quantity.end:
        keys = (behind.key,)  # 现行有效的9件规范性文件
        certain = certain and clause.adjacent(kinds["verb"], ahead=False)
    if not keys:
        if clause.quantity.position - clause.start > 10:
            return None
        keys = clause.latest("document")
    elif len(keys) > 1 and not clause.joined(objects):
        keys, certain = keys[-1:], False
    elif not verbs and clause.latest("verb") and _said_before(clause, objects[0]):
        verbs = [*clause.latest("verb")]
    elif not verbs and clause.latest("verb") and _begins_with(clause, objects[0]):
        verbs, implied = [*clause.latest("verb")], True
    verb = verbs[-1] if len(verbs) == 1 else None
    meanings = interpretations.document_meanings(keys, verb)
    named = keys if verb is None else (*keys, verb)
    whole = set(clause.discourse.whole)
    part = clause.discourse.listed and not whole.isdisjoint(keys)
    part = part and (verb is None or verb in whole or whole.isdisjoint(_VERBS))  # 有效420件，其中本年制发5件
    certain = certain and not part
    shown = objects and (clause.says("published") or (_said_before(clause, objects[0]) and clause.latest("shown")))
    clause.discourse.latest["shown"] = ("shown",) if shown else ()
    over_years = verb != "in_force" and _OVER_YEARS.search(clause.text, _sentence(clause)[0], clause.quantity.position)
    certain = certain and not over_years
    doubt: Doubt = "slips" if certain and (implied or (verb is None and shown)) else "none"
    return Subject("PT-T2", named, meanings, certain and verb is not None and not implied, doubt=doubt)


def _said_before(clause: Clause, first: Keyword) -> bool:
    """Whether a clause goes on with what was said of the number before: 制发规章1件、规范性文件134件."""
    return clause.text[clause.start : first.start].strip() in _AND


def _begins_with(clause: Clause, first: Keyword) -> bool:
    """Whether a clause begins with a keyword, so that the verb before may hold on: 制发规章1件，规范性文件4件."""
    sentence = clause.text.rfind("。", 0, clause.start) + 1
    return not clause.text[clause.start : first.start].strip() and sentence < clause.start
