"""What is wrong with the units as a whole: missing, twice, of another year or form, counted in another one already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import attrs

from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.spelling import Suggestions
from reportgen.core.text import Text
from reportgen.remote_files import place
from reportgen.rolling_up.ledger import ledger_path, read_ledger
from reportgen.rolling_up.tally import Group
from reportgen.rolling_up.units import Problem, Unit

MOST_SHOWN: Final = 20
"""A refusal names at most so many units."""
_LIKE: Final = 0.7
LEFT_OUT: Final = frozenset(("unit-unreadable", "unit-missing", "unit-other-year", "unit-other-type"))
"""Problems of units that are not added, where somebody goes on without them."""
AS_THEY_ARE: Final = frozenset(("unit-unreconciled",))
"""Problems of units that are added all the same, where somebody says so."""


@attrs.define
class UnitsMet:
    """The units met so far: names, files and groups; no figures."""

    first: dict[str, tuple[str, Group]] = attrs.field(factory=dict)
    """The first file of each office, and its group."""
    problems: list[Problem] = attrs.field(factory=list)
    inside: dict[str, str] = attrs.field(factory=dict)
    """The units of which another unit is the sum, and that unit's file."""

    def add(self, unit: Unit) -> None:
        """Note a unit; a second report of one office is a problem."""
        first = self.first.get(unit.organ)
        group = (unit.type, unit.year)
        if first is None:
            self.first[unit.organ] = unit.file, group
        else:
            self.problems.append(_twice(unit.organ, unit.file, first[0], same=first[1] == group))
        if unit.summed:
            try:
                entries = read_ledger(ledger_path(place(unit.file)))
                self.inside.update((entry.organ, unit.file) for entry in entries if entry.organ != unit.organ)
            except DataError as error:
                fault = error.faults[0]
                self.problems.append(Problem("unit-unreadable", unit.organ, fault.says, fault.origin, fault.remedy))

    def problems_of(self, group: Group, expected: Collection[str] | None) -> Iterator[Problem]:
        """Yield every problem of the units, of which those of ``group`` are added."""
        yield from self.problems
        for organ, (file, own) in self.first.items():
            if own != group:
                yield _other(organ, file, own, group)
            if organ in self.inside:
                yield _counted(organ, file, self.inside[organ])
        if expected is not None:
            yield from _against(expected, self.first)


def refusal(problems: Sequence[Problem]) -> DataError:
    """Return the error that names the first of ``problems`` and counts the others."""
    faults = [Fault(one.kind, one.says, one.origin, one.remedy) for one in problems[:MOST_SHOWN]]
    more = len(problems) - MOST_SHOWN
    if more > 0:
        kinds = dict.fromkeys(one.kind for one in problems[MOST_SHOWN:])
        counts = [(kind, sum(one.kind == kind for one in problems[MOST_SHOWN:])) for kind in kinds]
        zh = "、".join(f"{KIND_NAMES[kind].zh} {count} 个" for kind, count in counts)
        en = ", ".join(f"{count} {KIND_NAMES[kind].en}" for kind, count in counts)
        says = Text(f"还有 {more} 个单位有问题：{zh}", f"and {more} more: {en}")
        remedy = Text("全部清单用 --problems 文件名.csv 写出", "--problems FILE.csv lists all of them")
        faults.append(Fault("units-more", says, remedy=remedy))
    return DataError(faults)


KIND_NAMES: Final[Mapping[str, Text]] = {
    "unit-unreadable": Text("读不出来", "unreadable"),
    "unit-unreconciled": Text("数字对不上", "not reconciling"),
    "unit-twice": Text("重复", "given twice"),
    "unit-missing": Text("没有交", "missing"),
    "unit-unexpected": Text("不在名单上", "not expected"),
    "unit-other-year": Text("年份不同", "of another year"),
    "unit-other-type": Text("格式不同", "of another form"),
    "unit-counted": Text("已计入上一级", "counted in another unit"),
}
"""The kinds of problems in words, behind a number."""


def _twice(organ: str, file: str, first: str, *, same: bool) -> Problem:
    says = Text(
        f"{file} 与 {first} 都是“{organ}”的报告，" + ("会被重复计算" if same else "一个单位只能有一份"),
        f"{file} and {first} are both reports of “{organ}”",
    )
    return Problem("unit-twice", organ, says, Origin(file), Text("请只留一个", "Leave one of them out"))


def _other(organ: str, file: str, own: Group, group: Group) -> Problem:
    remedy = Text("请换成对的文件；不加这个单位用 --despite-missing", "Give the right file, or --despite-missing")
    if own[0] != group[0]:
        says = Text(f"{organ}的格式是 {own[0]}，不是 {group[0]}", f"{organ}: its form is {own[0]}, not {group[0]}")
        return Problem("unit-other-type", organ, says, Origin(file), remedy)
    says = Text(f"{organ}的报告是 {own[1]} 年的，不是 {group[1]} 年的", f"{organ}: of {own[1]}, not of {group[1]}")
    return Problem("unit-other-year", organ, says, Origin(file), remedy)


def _counted(organ: str, file: str, above: str) -> Problem:
    says = Text(
        f"“{organ}”已经计入 {above}（那是汇总出来的），会被重复计算",
        f"“{organ}” is counted in {above} already, which is a roll-up",
    )
    return Problem("unit-counted", organ, says, Origin(file), Text("请只留一个", "Leave one of them out"))


def _against(expected: Collection[str], met: Mapping[str, tuple[str, Group]]) -> Iterator[Problem]:
    wanted = dict.fromkeys(expected)
    strange = [organ for organ in met if organ not in wanted]
    suggestions = Suggestions()
    for organ in wanted:
        if organ in met:
            continue
        near = suggestions.nearest(organ, strange, _LIKE)
        remedy = Text("请催交；不等它用 --despite-missing", "Ask for it, or go on without it: --despite-missing")
        if near is not None:
            remedy = Text(
                f"交来的“{near}”不在名单上，是不是同一个单位？", f"Is “{near}”, which is not expected, the same?"
            )
        yield Problem("unit-missing", organ, Text(f"没有“{organ}”的报告", f"no report of “{organ}”"), None, remedy)
    for organ in strange:
        says = Text(f"“{organ}”不在名单上", f"“{organ}” is not expected")
        remedy = Text("请把它加进名单，或移走它的文件", "Add it to the list, or take its file away")
        yield Problem("unit-unexpected", organ, says, Origin(met[organ][0]), remedy)
