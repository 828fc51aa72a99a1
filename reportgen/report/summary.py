"""What was found in many reports: by unit and by rule, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Literal, Protocol

import attrs

from reportgen.core.origin import Origin
from reportgen.core.text import Text

State = Literal["written", "kept", "refused", "passed", "failed", "unread", "left_out"]
Weight = Literal["error", "warning", "note", "accepted"]
FAILED: Final = ("refused", "failed", "unread")
"""The states of a unit for which the work as a whole fails."""
STATES: Final[Mapping[State, Text]] = {
    "written": Text("写出", "written"),
    "kept": Text("沿用上次写出的", "kept from an earlier run"),
    "refused": Text("没有写出", "not written"),
    "passed": Text("通过", "passed"),
    "failed": Text("不通过", "failed"),
    "unread": Text("无法读取", "unreadable"),
    "left_out": Text("本程序写出的、不是报告", "of this program and no reports"),
}
"""What became of a unit's data file, in words."""
WEIGHTS: Final[Mapping[Weight, Text]] = {
    "error": Text("必须改正", "to be mended"),
    "warning": Text("提醒", "warning"),
    "note": Text("提示", "note"),
    "accepted": Text("已确认", "accepted"),
}
"""How heavy a finding is, in words."""


@attrs.frozen
class Unit:
    """One data file of many: whose it is, what became of it, and how many findings of each weight it has."""

    number: int
    source: str
    organ: str
    year: int | None
    state: State
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    accepted: int = 0
    target: str = ""


@attrs.frozen
class Remark:
    """One finding or fault of a unit: the id of its rule, how heavy it is, its sentence and its place."""

    rule: str
    weight: Weight
    says: Text
    origin: Origin | None = None
    remedy: Text | None = None
    address: str = ""
    fingerprint: str = ""

    def place(self, source: str) -> Text:
        """Return its place in words; in the file ``source`` without the file's name."""
        origin = self.origin
        if origin is None:
            return Text("", "")
        if origin.file != source:
            return Text(origin.in_("zh"), origin.in_("en"))
        if origin.line is None:
            return Text(origin.place or "", origin.place or "")
        column = Text("", "") if origin.column is None else Text(f"第 {origin.column} 列", f", column {origin.column}")
        return Text(f"第 {origin.line} 行{column.zh}", f"line {origin.line}{column.en}")


@attrs.frozen
class RuleCount:
    """How many findings of one rule there are, in how many units, and the sentence of the first."""

    rule: str
    weight: Weight
    findings: int
    units: int
    example: Text

    def meaning(self, means: Text | None) -> Text:
        """Return what the rule ``means``, or an example in a language in which nobody wrote that down."""
        example = Text(f"例如：{self.example.zh}", f"for example: {self.example.en}")
        if means is None:
            return example
        return Text(example.zh if means.zh == means.en else means.zh, means.en)


class Summary(Protocol):
    """The findings of many reports, wherever they are kept."""

    def counts(self) -> Mapping[State, int]:
        """Return how many units are in each state; states that none is in are left out."""
        ...

    def rules(self) -> Iterator[RuleCount]:
        """Yield every rule that a finding has, the heaviest and most frequent first."""
        ...

    def units(self, most: int | None = None) -> Iterator[Unit]:
        """Yield the units, the worst first, ``most`` of them at most."""
        ...

    def remarks(self, unit: Unit) -> Iterator[Remark]:
        """Yield the findings of a unit, the heaviest first; of very many only the first."""
        ...
