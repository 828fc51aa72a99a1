"""What a template prints of a report type: the addresses that a use shows, and the rows and prose that no use does."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from reportgen.core.text import Text
from reportgen.engine.word.contract.type_check import Breach, step_into
from reportgen.engine.word.language.uses import ANY, ITEMS, Step, written
from reportgen.model.form_grid import FormRow, FormTable
from reportgen.model.symbolic import join
from reportgen.report.context_shape import EACH, Group, Leaf, Shape
from reportgen.report.report_type import ReportType


def shown_addresses(path: tuple[Step, ...], shape: Shape, prefix: str = "") -> Iterator[str]:
    """Yield the address of every single value that printing ``path`` shows."""
    # Names of members, one inside the other, are nearly all that there is.
    while path and isinstance(shape, Group) and isinstance(path[0], str) and path[0] in shape.members:
        shape, prefix, path = shape.members[path[0]], join(prefix, path[0]), path[1:]
    if not path:
        if isinstance(shape, Leaf):
            yield prefix
        return
    step, *rest = path
    if step in (ITEMS, ANY) and isinstance(shape, Group):
        if step == ITEMS and rest[:2] != [EACH, 1]:
            return
        for name, inner in shape.members.items():
            yield from shown_addresses(tuple(rest[2:] if step == ITEMS else rest), inner, join(prefix, name))
        return
    after = step_into(shape, step)
    if after is not None and not (step == EACH and isinstance(shape, Group)):
        yield from shown_addresses(tuple(rest), after, written((prefix, step)) if prefix else str(step))


def unprinted(report_type: ReportType, printed: AbstractSet[str]) -> Iterator[Breach]:
    """Yield a breach for every row of the form with figures that are never printed, and every piece of prose."""
    for table in report_type.tables:
        for row in table.rows:
            missing = tuple(address for address in row.addresses if address not in printed)
            if missing:
                yield _missing_figures(report_type, table, row, missing)
    for field in report_type.narrative:
        whole = f"narrative.{field.name}{EACH}"
        if not {f"{whole}.text", f"{whole}.runs{EACH}.text"} & printed:
            yield Breach(
                "template-prose-missing",
                Text(
                    f"模板没有印出“{field.label.zh}”的文字（narrative.{field.name}）",
                    f"the template never prints the prose of “{field.label.en}” (narrative.{field.name})",
                ),
                Text(
                    f"请循环 narrative.{field.name} 并印出每段的 text，写法见官方模板",
                    f"Loop over narrative.{field.name} and print each paragraph's text, as the official template does",
                ),
                addresses=(f"narrative.{field.name}",),
                heading=field.label.zh,
            )
    for name in ("organ", "year"):
        if name not in printed and f"title_lines{EACH}" not in printed:
            says = Text(f"模板没有印出 {name}", f"the template never prints {name}")
            yield Breach("template-title-missing", says, severity="warning", addresses=(name,))


def _missing_figures(report_type: ReportType, table: FormTable, row: FormRow, missing: tuple[str, ...]) -> Breach:
    labels = [report_type.addresses[address].labels[-1] for address in missing]
    count = len(missing)
    name = f"“{row.label}”" if row.label else ""
    return Breach(
        "template-figure-missing",
        Text(
            f"{table.name.zh}{name}有 {count} 个官方数字没有印出："
            + "、".join(f"{label.zh}（{address}）" for label, address in zip(labels, missing, strict=True)),
            f"{table.name.en} {name}: {count} official figures are never printed: "
            + ", ".join(f"{label.en} ({address})" for label, address in zip(labels, missing, strict=True)),
        ),
        Text(
            f"请在对应的格子里写上 {{{{ {missing[0]} }}}}" + (" 等" if count > 1 else ""),
            f"Write {{{{ {missing[0]} }}}} into its cell" + (", and so on" if count > 1 else ""),
        ),
        addresses=missing,
        heading=table.heading,
        label=row.label,
    )
