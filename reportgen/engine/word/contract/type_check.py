"""Whether what a template uses fits the shape of the data: every address exists and is used as what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal

import attrs

from reportgen.core.spelling import Suggestions
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.word.language.uses import ANY, ITEMS, Step, Use, written
from reportgen.report.context_shape import ANYTHING, EACH, NUMBER, TEXT, Anything, Group, Leaf, Listing, Shape

_ALIKE: Final = 0.6
_NO_NAMES: Final = (EACH, ITEMS, ANY)
_PRINT_ONE: Final = Text("请写出其中一项的名称", "Name one of its items")


@attrs.frozen(eq=False, repr=False)
class Breach(Value):
    """One way in which a template and the data do not fit; ``part`` and ``tag`` say where.

    Where something is missing, ``heading`` and ``label`` name the section and the row of the form that lack it.
    ``nearest`` are the known addresses that were probably meant.
    """

    id: str
    says: Text
    remedy: Text | None = None
    severity: Literal["error", "warning"] = "error"
    addresses: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    part: str | None = None
    tag: int | None = None
    heading: str = ""
    label: str = ""


def breaches_of(
    uses: Iterable[tuple[str, Use]], shape: Group, known: Callable[[], list[str]], suggestions: Suggestions
) -> Iterator[Breach]:
    """Yield a breach for every use (with its part's name) that does not fit ``shape``; ``known`` returns its names."""
    seen: set[tuple[str, str, int]] = set()
    for part, use in uses:
        problem = _problem(use, shape)
        if problem is None or (problem[0], part, use.tag) in seen:
            continue
        seen.add((problem[0], part, use.tag))
        id, says, remedy = problem
        meant: tuple[str, ...] = ()
        if id == "template-unknown-address":
            near = _nearest(use.path, shape, known, suggestions)
            meant = (near,) if near else ()
            remedy = Text(f"最接近的是 {near}", f"The nearest is {near}") if near else remedy
        yield Breach(id, says, remedy, addresses=(use.address,), nearest=meant, part=part, tag=use.tag)


def _problem(use: Use, shape: Group) -> tuple[str, Text, Text | None] | None:
    found: Shape = shape
    for position, step in enumerate(use.path):
        after = step_into(found, step)
        if after is not None:
            found = after
            continue
        so_far = written(use.path[:position])
        if use.path[position] in (EACH, ITEMS) or EACH in use.path[position:]:
            return None  # the loop itself has its own breach
        if isinstance(found, Group):
            if use.guarded and position == 0:
                return None
            says = Text(f"没有 {use.address} 这个名称", f"there is no {use.address}")
            return "template-unknown-address", says, None
        if isinstance(found, Listing):
            says = Text(f"{so_far} 是列表，不能写 {use.address}", f"{so_far} is a list without {step}")
            remedy = Text("请用 for 循环逐项取用", "Take its items one by one in a for loop")
            return "template-list-reached-into", says, remedy
        says = Text(f"{so_far} 是一个值，里面没有 {step}", f"{so_far} is one value; there is no {step} inside it")
        return "template-value-reached-into", says, None
    return _misfit(use, found)


def step_into(shape: Shape, step: Step) -> Shape | None:  # noqa: PLR0911 — one case for each kind of step
    """Return the shape that one step of an address leads to, or None where it leads nowhere."""
    if isinstance(shape, Group) and step in shape.members:
        return shape.members[str(step)]
    if isinstance(shape, Group) and shape.others is not None and isinstance(step, str) and step not in _NO_NAMES:
        return shape.others
    if isinstance(shape, Anything):
        return ANYTHING
    if step == EACH:
        return shape.of if isinstance(shape, Listing) else (TEXT if isinstance(shape, Group) else None)
    if step == ITEMS:
        return Listing(Listing(ANYTHING)) if isinstance(shape, Group) else None
    if step == ANY:
        if isinstance(shape, Group):
            inner = list(shape.members.values())
            return inner[0] if inner and all(other == inner[0] for other in inner) else ANYTHING
        return shape.of if isinstance(shape, Listing) else None
    return shape.of if isinstance(shape, Listing) and isinstance(step, int) else None


def _misfit(use: Use, shape: Shape) -> tuple[str, Text, Text | None] | None:  # noqa: PLR0911 — one case for each role
    name = use.address
    if isinstance(shape, Anything):
        return None
    if use.role == "looped":
        if isinstance(shape, Leaf):
            says = Text(f"{name} 是一个值，不是列表，不能循环", f"{name} is one value, no list to loop over")
            return "template-not-a-list", says, None
        return None
    if use.role in ("printed", "figure", "text"):
        if isinstance(shape, Group):
            some = "、".join(list(shape.members)[:4])
            says = Text(
                f"{name} 是一组数据（含 {some} …），不是一个值", f"{name} is a group (of {some} …), not one value"
            )
            return "template-not-one-value", says, _PRINT_ONE
        if isinstance(shape, Listing):
            says = Text(f"{name} 是列表，不是一个值", f"{name} is a list, not one value")
            return "template-not-one-value", says, Text("请用 for 循环逐项印出", "Print its items in a for loop")
        if shape.kind == "flag":
            says = Text(f"{name} 只是“是”或“否”，只能用于 if", f"{name} is only true or false; it is for if")
            return "template-not-printable", says, None
    if use.role == "figure" and shape != NUMBER:
        says = Text(f"{name} 不是数字，不能计算", f"{name} is no number to calculate with")
        return "template-not-a-number", says, None
    if use.role == "text" and shape != TEXT:
        says = Text(f"{name} 不是文字", f"{name} is no text")
        return "template-not-a-text", says, None
    if use.role == "sized" and shape in (NUMBER, Leaf("flag")):
        says = Text(f"{name} 不是列表也不是文字", f"{name} is neither a list nor a text")
        return "template-not-a-list", says, None
    return None


def _nearest(
    path: tuple[Step, ...], shape: Group, known: Callable[[], list[str]], suggestions: Suggestions
) -> str | None:
    """Return the known address most like ``path``: first a sibling where it leaves the known, then any."""
    found: Shape = shape
    for position, step in enumerate(path):
        after = step_into(found, step)
        if after is None and isinstance(found, Group):
            for close in suggestions.alike(str(step), found.members, _ALIKE, most=3):
                whole = written((*path[:position], close, *path[position + 1 :]))
                if whole in known():
                    return whole
            break
        if after is None:
            break
        found = after
    return suggestions.nearest(written(path), known(), _ALIKE)
