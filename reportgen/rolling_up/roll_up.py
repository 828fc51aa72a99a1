"""Adds up the reports of many units and writes that of the office above them, with the ledger of the units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Executor
from tempfile import TemporaryFile
from typing import Final, TextIO

import attrs

from reportgen.core.errors import Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.remote_files import Place, same_file
from reportgen.report.report import Report
from reportgen.report_files import LeftOut
from reportgen.rolling_up.adding import tallies
from reportgen.rolling_up.city import city_of, has_no_figures
from reportgen.rolling_up.files import unit_files
from reportgen.rolling_up.judging import AS_THEY_ARE, LEFT_OUT, Roll, refusal
from reportgen.rolling_up.ledger import header_line, ledger_path, path_from, unit_line
from reportgen.rolling_up.tally import Group, Load, Tally
from reportgen.rolling_up.target import check_target, content, write
from reportgen.rolling_up.units import Problem, Unit

NewReport = Callable[[str, str, int], Report]
"""From a type's name, an office and a year to a report without figures."""
_MOST_YEARS: Final = 6


@attrs.frozen(eq=False, repr=False)
class RolledUp(Value):
    """What was added: how many ``units``, into which ``report``, with which ``ledger`` beside it.

    ``problems`` are those that the caller wanted to go on despite. ``not_added`` are the addresses of figures whose
    kind does not add up, ``undecided`` of those that are blank in some unit: both are blank in the report.
    ``left_out`` counts files that hold no report, because this program wrote them of one.
    """

    units: int
    report: Report
    ledger: Place
    problems: tuple[Problem, ...]
    not_added: tuple[str, ...]
    undecided: tuple[str, ...]
    left_out: LeftOut = attrs.field(factory=LeftOut)


@attrs.frozen
class Plan:
    """What is to be rolled up, and despite what; see :func:`reportgen.rollup`."""

    units: Sequence[Place]
    target: Place
    own: Place | None = None
    organ: str | None = None
    expected: Collection[str] | None = None
    despite_missing: bool = False
    despite_findings: bool = False


def roll_up(
    plan: Plan,
    load: Load,
    new_report: NewReport,
    executor: Executor | None = None,
    tell: Callable[[Sequence[Problem]], object] = lambda _: None,
    *,
    flying: int | None = None,
) -> RolledUp:
    """Add up the units of ``plan`` and write the sum; ``tell`` is given every problem before anything is refused.

    Raises:
        DataError: a unit is missing, twice, of another year or form, cannot be read or does not reconcile.
        UsageError: there are no units, no name for the office above them, or units of as many years as years.
        OutputError: the target exists, or cannot be written.
    """
    check_target(plan.target)
    own = None if plan.own is None else load(str(plan.own))
    left_out = LeftOut()
    organ, files = _organ(plan, own), _files(plan, own, left_out)
    ledger = ledger_path(plan.target)
    with TemporaryFile("w+", encoding="utf-8", newline="\n") as lines:
        spool, total, roll = _Spool(lines, ledger.parent), Tally(), Roll()
        for part in tallies(load, files, executor, flying):
            for unit in part.units:
                roll.meet(unit)
                spool.add(unit)
            for file in part.left_out:
                left_out.add(file)
            total += part.without_units()
        group = _group(total, own, plan.target)
        problems = [*total.problems, *roll.wrong(group, plan.expected)]
        if own is None and organ in roll.met:
            problems.append(_itself(organ, roll.met[organ][0]))
        tell(problems)
        passed = (LEFT_OUT if plan.despite_missing else frozenset()) | (
            AS_THEY_ARE if plan.despite_findings else frozenset()
        )
        if any(problem.kind not in passed for problem in problems):
            raise refusal([problem for problem in problems if problem.kind not in passed])
        if group not in total.sums:
            raise refusal(problems)  # every unit is of another year or form than the office itself
        base = own or new_report(group[0], organ, group[1])
        city = city_of(attrs.evolve(base, organ=organ), total.sums[group], source=str(plan.target))
        counted = total.sums[group].units
        data = content(city, plan.target, counted)
        check_target(plan.target)  # somebody may have written it meanwhile
        write(plan.target, data, spool.ledger(group, organ))
    return RolledUp(counted, city.report, ledger, tuple(problems), city.not_added, city.undecided, left_out)


class _Spool:
    """Keeps the lines of the ledger on the disk until it is known which units are counted."""

    def __init__(self, lines: TextIO, folder: Place) -> None:
        self._lines, self._folder = lines, folder
        self._positions: dict[str, int] = {}
        self._groups: dict[Group, int] = {}

    def add(self, unit: Unit) -> None:
        """Note a unit."""
        for name in unit.figures:
            self._positions.setdefault(name, len(self._positions))
        group = self._groups.setdefault((unit.type, unit.year), len(self._groups))
        file = path_from(self._folder, unit.file)
        line = unit_line(file, unit.digest, unit.organ, unit.figures, self._positions)
        self._lines.write(f"{group} {line}")

    def ledger(self, group: Group, organ: str) -> Iterator[bytes]:
        """Yield the ledger of the units of ``group``, line by line."""
        counted = f"{self._groups[group]} "
        yield header_line(*group, organ, list(self._positions)).encode()
        self._lines.seek(0)
        for line in self._lines:
            if line.startswith(counted):
                yield line.removeprefix(counted).encode()


def _files(plan: Plan, own: Report | None, left_out: LeftOut) -> Iterator[Place]:
    """Yield the file of the office's own figures, where it has any, and those of the units."""
    given = plan.own
    if given is not None and own is not None and not has_no_figures(own):
        yield given
    for path in unit_files(plan.units, left_out):
        if given is None or not same_file(path, given):
            yield path


def _group(total: Tally, own: Report | None, target: Place) -> Group:
    """Return the type and year whose reports are added: those of the office's own data, else of most units."""
    sizes = Counter({group: sum_.units for group, sum_ in total.sums.items()})
    ranked = sizes.most_common(_MOST_YEARS)
    if not ranked:
        if total.problems:
            raise refusal(total.problems)
        says = Text("没有可以相加的单位", "there are no units to add")
        raise UsageError(Fault("no-units", says, Origin(str(target))))
    if own is not None:
        return own.type.name, own.year
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        zh = "、".join(f"{year} 年 {type_name} 的 {count} 份" for (type_name, year), count in ranked)
        en = ", ".join(f"{count} of {year} ({type_name})" for (type_name, year), count in ranked)
        says = Text(f"不知道要汇总哪一年、哪种格式：有{zh}", f"which year and form is to be added? There are {en}")
        remedy = Text("请移走其他年份的文件，或用 --own 给出本级的数据", "Take the others away, or give --own")
        raise UsageError(Fault("units-years", says, remedy=remedy))
    return ranked[0][0]


def _organ(plan: Plan, own: Report | None) -> str:
    if own is not None and plan.organ not in (None, own.organ):
        says = Text(
            f"--organ 写的是“{plan.organ}”，--own 里的机关是“{own.organ}”",
            f"--organ is “{plan.organ}”, but the office of --own is “{own.organ}”",
        )
        raise UsageError(Fault("rollup-organ", says, remedy=Text("请去掉 --organ", "Leave out --organ")))
    organ = plan.organ if own is None else own.organ
    if not organ:
        says = Text("没有写明汇总后是哪个机关的报告", "whose report is the sum?")
        remedy = Text("请用 --organ 写出全称，或用 --own 给出本级的数据", "Name the office with --organ, or give --own")
        raise UsageError(Fault("rollup-organ", says, remedy=remedy))
    return organ


def _itself(organ: str, file: str) -> Problem:
    says = Text(
        f"“{organ}”是汇总后的机关，不能又是下级单位", f"“{organ}” is the office of the sum and no unit of itself"
    )
    remedy = Text("本级自己的数字用 --own 给出", "Give its own figures with --own")
    return Problem("unit-twice", organ, says, Origin(file), remedy)
