"""What a percentage beside the form's words is computed from: parts, their wholes, and rates that the form knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.report.prose_model import SENSE, Keyword, Meaning
from reportgen.reports.disclosure import interpretations
from reportgen.reports.disclosure.interpretations import BLOCK_KEYS, OUTCOME_KEYS, RESULT_KEYS

_HARMLESS = frozenset({"topic", "everyone", "listing", "year", "whole"})
_APPLICANTS = frozenset({*interpretations.COLUMNS, interpretations.ORGANIZATIONS, interpretations.COMPANIES})
_FLOWS = frozenset({("new",), ("carried_in",), ("carried_out",), ("answered",)})
"""Flows of table 3 that are given as a share of what came in, or of that and what came over."""
_WHOLES: tuple[Meaning, ...] = (
    *interpretations.application_meanings("answered"),
    *interpretations.application_meanings("received"),
)


def wholes(keys: tuple[str, ...]) -> tuple[Meaning, ...]:
    """Return what figures with these keys are a share of: 不予公开 of all that was answered or received."""
    if not keys:
        return ()
    if OUTCOME_KEYS.issuperset(keys) or _APPLICANTS.issuperset(keys):
        return _WHOLES
    if keys in {("direct",), ("after_reconsideration",)}:
        return interpretations.review_meanings(("litigation",), None)
    if keys[-1] in RESULT_KEYS and BLOCK_KEYS.issuperset(keys[:-1]):
        return interpretations.review_meanings(keys[:-1], None)
    return interpretations.application_meanings("received") if keys in _FLOWS else ()


def named(words: Sequence[Keyword]) -> tuple[Meaning, ...]:
    """Return what words without a number mean: the flow of table 3 that they name last."""
    flows = [word.key for word in words if word.kind == "flow"]
    return interpretations.application_meanings(flows[-1]) if flows else ()


def named_wholes(words: Sequence[Keyword]) -> tuple[Meaning, ...]:
    """Return what words behind 占 name as the whole: 无法提供总数, 行政诉讼案件总数, 复议诉讼总数."""
    kinds = {word.kind for word in words} - {SENSE}
    keys = tuple(dict.fromkeys(word.key for word in words if word.kind != SENSE))
    if kinds == {"outcome"}:
        return interpretations.joined_rows(keys, None)
    if keys == (interpretations.ORGANIZATIONS,):
        return interpretations.application_meanings("applicants", keys[0])
    return interpretations.review_meanings(keys, None) if kinds == {"block"} else ()


def _groups(keys: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the group that all of these details of table 3 are of, as the one whole that they may be a part of too."""
    groups = {key.partition(".")[0] for key in keys if "." in key}
    return (tuple(groups),) if len(groups) == 1 and all("." in key for key in keys) else ()


def rates(deed: str, text: str) -> Iterator[tuple[Meaning, tuple[Meaning, ...]]]:
    """Yield what a rate is computed from whose deed the form knows: 公开率, also with what was disclosed in part."""
    if deed == "公开" and "主动" not in text:
        if "部分" not in text:
            yield interpretations.row("granted"), _WHOLES
        yield interpretations.joined_rows(("granted", "partially_granted"), None)[0], _WHOLES
    elif deed in {"办结", "答复", "回复", "结案"}:
        yield interpretations.row("answered"), interpretations.application_meanings("received")


def shares(words: Sequence[Keyword], text: str) -> Iterator[tuple[Meaning, tuple[Meaning, ...]]]:
    """Yield what words before a percentage are a part of: outcomes of all answers, 维持 and 纠正 of all cases."""
    if any(word.kind == SENSE and word.key not in _HARMLESS for word in words):
        return
    kinds = {word.kind for word in words} - {SENSE}
    keys = tuple(dict.fromkeys(word.key for word in words if word.kind in {"outcome", "result"}))
    blocks = tuple(dict.fromkeys(word.key for word in words if word.kind == "block"))
    if kinds == {"outcome"} and "主动" not in text:
        part, *groups = (interpretations.joined_rows(some, None)[0] for some in (keys, *_groups(keys)))
        yield part, (*_WHOLES, *groups)
    elif kinds == {"applicant"} and len(columns := {word.key for word in words if word.kind == "applicant"}) == 1:
        (column,) = columns
        columns_meant = (
            ("enterprises", interpretations.ORGANIZATIONS) if column == interpretations.COMPANIES else (column,)
        )
        all_of_them = interpretations.application_meanings("applicants")
        for meant in columns_meant:
            parts = interpretations.application_meanings("applicants", meant)
            yield from ((part, (whole,)) for part, whole in zip(parts, all_of_them, strict=True))
    elif kinds == {"block"} and wholes(blocks):
        yield interpretations.review_meanings(blocks, None)[0], wholes(blocks)
    elif kinds == {"flow"} and len(flows := {word.key for word in words if word.kind == "flow"}) == 1:
        (flow,) = flows
        if (flow,) in _FLOWS and flow != "answered":
            yield interpretations.row(flow), interpretations.application_meanings("received")
    elif kinds == {"block", "result"} and len(keys) == 1 and keys[0] != "concluded":
        (part,) = interpretations.review_meanings(blocks, keys[0])
        yield part, interpretations.review_meanings(blocks, None)
