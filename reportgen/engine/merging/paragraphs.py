"""The prose of an edited document taken apart by the form's headings, and told from what the report prints besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

import attrs

from reportgen.core.shown_document import ShownDocument, ShownText
from reportgen.core.text import Text, shortened
from reportgen.core.value import Value
from reportgen.engine.form_matching.sections import Section, divided
from reportgen.engine.merging.crossed_out import restored
from reportgen.engine.merging.merged import Left
from reportgen.engine.merging.tokens import tokens_of
from reportgen.report.report_type import ReportType

_ALIKE = 0.6
"""From this on two texts are one that was changed."""


@attrs.frozen(eq=False, repr=False)
class EditedProse(Value):
    """The paragraphs of each piece of prose as edited, and what of the texts has no place in the data."""

    fields: dict[str, list[ShownText]]
    left: list[Left]


def key(text: str) -> str:
    """Return a text as paragraphs are compared: without white space around it, hyphens of one kind."""
    return "".join(tokens_of(text.strip()))


def edited_prose(
    made: ShownDocument, edited: ShownDocument, printed: dict[str, list[str]], report_type: ReportType
) -> EditedProse:
    """Return the prose of ``edited``; ``made`` is the document as it was made, ``printed`` its prose by field."""
    before = {section.heading: section for section in divided(made.blocks, report_type)[0]}
    sections, missing = divided(edited.blocks, report_type)
    found = EditedProse({}, [])
    for heading in missing:
        says = Text(
            f"标题“{heading}”不见了或被改动，它下面的文字没有比较",
            f"the heading “{heading}” is gone or was changed; what stands under it was not compared",
        )
        found.left.append(Left(says))
    lost = set(missing)
    for section in sections:
        old = before.get(section.heading)
        if old is None:
            says = Text(
                f"标题“{section.heading}”是新的，它下面的文字没有比较",
                f"the heading “{section.heading}” is new; what stands under it was not compared",
            )
            found.left.append(Left(says))
            continue
        shown, crossed = restored(section.texts, old.texts)
        texts, beyond = _under_known_headings(section, shown)
        if _next_is_lost(section, report_type, lost):
            # What stands under a heading that is gone cannot be told from this section's own text.
            continue
        found.left.extend(crossed)
        found.left.extend(_unknown(beyond))
        words = printed.get(section.field or "", [])
        texts, others = _without(_apart(old.texts, words), texts, words)
        found.left.extend(others)
        if section.field is not None:
            found.fields[section.field] = texts
        else:
            found.left.extend(_homeless(one) for one in texts)
    return found


def _next_is_lost(section: Section, report_type: ReportType, lost: set[str]) -> bool:
    order = [None, *report_type.sections]
    at = order.index(section.heading)
    return at + 1 < len(order) and order[at + 1] in lost


def _under_known_headings(section: Section, texts: list[ShownText]) -> tuple[list[ShownText], list[ShownText]]:
    """Return a section's ``texts`` before the first heading that the form does not have, and those from it on."""
    at = next(
        (n for n, one in enumerate(texts) if section.heading is not None and one.level not in {0, 2, 3}), len(texts)
    )
    return texts[:at], texts[at:]


def _unknown(texts: Sequence[ShownText]) -> Iterator[Left]:
    for one in texts:
        shown = shortened(one.text)
        what = (
            Text("报告没有这个标题", "the form has no such heading")
            if one.level
            else Text("在报告没有的标题下面", "under a heading that the form does not have")
        )
        yield Left(Text(f"{what.zh}：“{shown}”", f"{what.en}: “{shown}”"), one.origin)


def _homeless(one: ShownText) -> Left:
    shown = shortened(one.text)
    return Left(Text(f"这里没有文字栏目：“{shown}”", f"the form has no prose here: “{shown}”"), one.origin)


def _apart(texts: Sequence[ShownText], prose: Sequence[str]) -> list[str]:
    """Return the texts of a section that are not its prose: the title, remarks, attachments, the day."""
    waiting = [key(one) for one in prose]
    others = []
    for one in texts:
        if waiting and key(one.text) == waiting[0]:
            waiting.pop(0)
        else:
            others.append(one.text)
    return others


def _without(
    fixed: Sequence[str], texts: Sequence[ShownText], prose: Sequence[str]
) -> tuple[list[ShownText], list[Left]]:
    """Return edited texts without those that the report prints besides its prose, and how these were changed."""
    rest, left, gone = list(texts), [], []
    for one in fixed:
        same = next((text for text in rest if key(text.text) == key(one)), None)
        if same is None:
            gone.append(one)
        else:
            rest.remove(same)
    known = {key(one) for one in prose}
    for one in gone:
        scored = [(_alike(one, text.text), text) for text in rest if key(text.text) not in known]
        score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        shown = shortened(one)
        if best is not None and score >= _ALIKE:
            rest.remove(best)
            now = shortened(best.text)
            says = Text(f"“{shown}”改成了“{now}”：请在数据文件里改", f"“{shown}” became “{now}”: change the data file")
            left.append(Left(says, best.origin))
        else:
            left.append(Left(Text(f"“{shown}”被删去", f"“{shown}” was deleted")))
    return rest, left


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
