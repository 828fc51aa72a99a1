"""The contract between a template and a report type: every address exists and fits, every official figure is printed.

Known without any data, except for the office's own figures and the notes, which a report brings with it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from reportgen.core.spelling import Suggestions
from reportgen.core.text import Text
from reportgen.engine.word.contract.printed_addresses import shown_addresses, unprinted
from reportgen.engine.word.contract.type_check import Breach, breaches_of, step_into
from reportgen.engine.word.language.uses import Use, written
from reportgen.engine.word.runtime.template import Template
from reportgen.report.context_shape import (
    TEXT,
    Group,
    Shape,
    addresses,
    context_shape,
    shape_of,
)
from reportgen.report.report import Report
from reportgen.report.report_type import ReportType

_LIKELY: Final = 0.75
_MOST_TEMPLATES: Final = 16


@attrs.frozen(eq=False, repr=False)
class Contract:
    """A template compared with a report type.

    ``breaches`` holds what no data can mend; ``own`` the uses of names that only an office's own figures can have, by
    part; ``notes`` the addresses whose notes are printed.
    """

    breaches: tuple[Breach, ...]
    own: tuple[tuple[str, Use], ...]
    notes: frozenset[str]
    homes: Mapping[str, tuple[str, int]]
    """For every address that is printed, the part and tag of its first printing."""
    quoted: tuple[tuple[str, Use], ...] = ()
    """Texts in quotes that are no addresses of the type and may be some of an office's own figures."""

    def with_data(self, figures: Mapping[str, Any], notes: Mapping[str, str]) -> Iterator[Breach]:
        """Yield the breaches that one report adds: own figures that it does not have, notes that would be lost."""
        if self.own:
            shape = Group({name: shape_of(value) for name, value in figures.items()})
            known = functools.cache(lambda: [address for address, _ in addresses(shape)])
            yield from breaches_of(self.own, shape, known, Suggestions())
        if self.quoted and figures:
            names = {
                address for address, _ in addresses(Group({name: shape_of(value) for name, value in figures.items()}))
            }
            yield from (_quoted(part, use) for part, use in self.quoted if use.address in names)
        for address in notes:
            if address not in self.notes and notes[address].strip():
                part, tag = self.homes.get(address, (None, None))
                yield Breach(
                    "template-note-missing",
                    Text(f"{address} 有附注，但模板没有印出它", f"{address} has a note that is never printed"),
                    Text(
                        f"请在这个数字后面加上 {{{{ notes.{address} }}}}，或删去数据里的附注",
                        f"Put {{{{ notes.{address} }}}} behind the figure, or take the note out of the data",
                    ),
                    addresses=(f"notes.{address}",),
                    part=part,
                    tag=tag,
                )

    def without_data(self) -> Iterator[Breach]:
        """Yield a warning for every name that only an office's own figures can have."""
        for part, use in self.own:
            if not use.guarded:
                yield Breach(
                    "template-own-figure",
                    Text(
                        f"{use.address} 不是官方数字，须在数据文件的 figures 里给出",
                        f"{use.address} is no official figure; the data file must give it under figures",
                    ),
                    severity="warning",
                    addresses=(use.address,),
                    part=part,
                    tag=use.tag,
                )


def contract(
    uses: Iterable[tuple[str, tuple[Use, ...]]], report_type: ReportType, meant: Collection[str] = ()
) -> Contract:
    """Return what the uses of a template's parts (part name and uses) mean for a report type.

    ``meant`` are addresses in tags that are refused already: that they are not printed is no second mistake.
    """
    uses = list(uses)
    quoted = [(part, use) for part, found in uses for use in found if use.role == "quoted"]
    uses = [(part, tuple(use for use in found if use.role != "quoted")) for part, found in uses] if quoted else uses
    named = any(use.path[0] in report_type.table_names for _, found in uses for use in found)
    shape, names = _type_shape(report_type, named), report_type.form_names if named else {}
    known = functools.partial(_type_addresses, report_type, named)
    suggestions = Suggestions()
    official: list[tuple[str, Use]] = []
    own: list[tuple[str, Use]] = []
    shadowing: list[Breach] = []
    homes: dict[str, tuple[str, int]] = {}
    for part, found in uses:
        for use in found:
            if use.role == "given":
                if str(use.path[0]) in shape.members:
                    shadowing.append(_shadowing(part, use))
                continue
            (official if _is_official(use, shape, known, suggestions) else own).append((part, use))
            if use.showing:
                for address in shown_addresses(use.path, shape):
                    homes.setdefault(names.get(address, address), (part, use.tag))
    certain = {*known(), *report_type.form_names} if quoted else ()
    shadowing += [_quoted(part, use) for part, use in quoted if use.address in certain]
    breaches = [*shadowing, *breaches_of(official, shape, known, suggestions)]
    if names:
        breaches = [
            attrs.evolve(breach, nearest=tuple(names.get(near, near) for near in breach.nearest)) for breach in breaches
        ]
    meant = {*(names.get(address, address) for address in meant), *(near for one in breaches for near in one.nearest)}
    meant |= {report_type.form_names.get(use.address, use.address) for _, use in quoted}
    breaches += unprinted(report_type, {*homes, *meant})
    notes = frozenset(address.removeprefix("notes.") for address in homes if address.startswith("notes."))
    others = tuple(one for one in quoted if one[1].address not in certain)
    return Contract(tuple(breaches), tuple(own), notes, homes, others)


def breaches_of_shape(uses: Iterable[tuple[str, tuple[Use, ...]]], shape: Group) -> Iterator[Breach]:
    """Yield what of a template does not fit data of another shape than a report's; nothing is to be printed for sure.

    A name that such data may lack is a warning where the template neither asks for it nor stands under a condition.
    """
    uses = list(uses)
    found = [(part, use) for part, uses_of_part in uses for use in uses_of_part if use.of_data]
    known = functools.cache(lambda: [address for address, _ in addresses(shape)])
    quoted = [(part, use) for part, uses_of_part in uses for use in uses_of_part if use.role == "quoted"]
    yield from (_quoted(part, use) for part, use in quoted if use.address in known())
    yield from breaches_of(found, shape, known, Suggestions())
    told: set[str] = set()
    for part, use in found:
        lacking = None if use.guarded or use.conditional else _lacking(use, shape)
        if lacking is None or lacking[0] in told:
            continue
        name, test = lacking
        told.add(name)
        yield Breach(
            "template-optional-name",
            Text(f"数据里可能没有 {name}，或者它是空的", f"the data may lack {name}, or have it blank"),
            Text(
                f"请写在 {{% if {test} %}} 和 {{% endif %}} 之间", f"Put it between {{% if {test} %}} and {{% endif %}}"
            ),
            severity="warning",
            addresses=(name,),
            part=part,
            tag=use.tag,
        )


def _lacking(use: Use, shape: Shape) -> tuple[str, str] | None:
    """Return the first name on a path that data may lack, or have blank where it is not just asked for; and a test."""
    found: Shape | None = shape
    for position, step in enumerate(use.path, start=1):
        name = written(use.path[:position])
        if isinstance(found, Group) and step in found.optional:
            return name, f"{name} is defined"
        if isinstance(found, Group) and step in found.blank and (position < len(use.path) or use.role != "read"):
            return name, name
        found = None if found is None else step_into(found, step)
    return None


def fits(template: Template, report: Report) -> bool:
    """Return whether a compiled template fits a report: worked out once for its type, then nearly free."""
    known = _contract(template, report.type)
    stops = any(breach.severity == "error" for breach in known.breaches)
    return not stops and not any(known.with_data(report.figures, report.notes))


@functools.lru_cache(maxsize=_MOST_TEMPLATES)
def _contract(template: Template, report_type: ReportType) -> Contract:
    return contract(template.uses, report_type)


@functools.cache
def _type_shape(report_type: ReportType, named: bool) -> Group:
    """Return what a template sees of a report of the type: its context, and any chart by its name."""
    shape = context_shape(report_type, named=named)
    if report_type.illustrations is None:
        return shape
    return attrs.evolve(shape, members={**shape.members, "charts": Group({}, others=TEXT)})


@functools.cache
def _type_addresses(report_type: ReportType, named: bool) -> list[str]:
    return [address for address, _ in addresses(_type_shape(report_type, named))]


def _is_official(use: Use, shape: Group, known: Callable[[], list[str]], suggestions: Suggestions) -> bool:
    """Whether a use names something of the report type, or is so near to it that it can only be a slip."""
    first = str(use.path[0])
    if first in shape.members:
        return True
    close = suggestions.nearest(first, shape.members, cutoff=_LIKELY)
    return close is not None and written((close, *use.path[1:])) in known()


def _shadowing(part: str, use: Use) -> Breach:
    """Return the breach of a template that gives an official name a value of its own: what is printed would be that."""
    name = use.address
    return Breach(
        "template-name-taken",
        Text(
            f"{name} 是官方名称，模板不能用 set 或 for 给它另一个值，否则印出的就不是数据里的 {name}",
            f"{name} is an official name; with another value from set or for, what is printed is not the data's {name}",
        ),
        Text(f"请换一个名称，例如 my_{name}", f"Choose another name, my_{name} for example"),
        addresses=(name,),
        part=part,
        tag=use.tag,
    )


def _quoted(part: str, use: Use) -> Breach:
    """Return the breach of an address in quotes: its name would be printed, and not what the data has under it."""
    name = use.address
    return Breach(
        "template-quoted-name",
        Text(
            f"{name} 加了引号，会照样印出“{name}”这几个字，而不是数据里的内容",
            f"{name} is in quotes: the word itself would be printed, and not what the data has under it",
        ),
        Text(f"请去掉引号，写成 {{{{ {name} }}}}", f"Write {{{{ {name} }}}} without quotes"),
        addresses=(name,),
        part=part,
        tag=use.tag,
    )
