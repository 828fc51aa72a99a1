"""What a template asks of the data, as one tree of names: the shape that data must have to fill it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from reportgen.engine.word.language.uses import ANY, ITEMS, Role, Use
from reportgen.report.context_shape import EACH

_NUMBER: Final = 1234
_TEXT: Final = "样例"
_KEY: Final = "样例"


@attrs.define(eq=False)
class Asked:
    """One name and how it is used. ``members`` are names inside it, ``each`` an item of a list or of any member.

    ``optional``: wherever it is used, the template has made sure that the data has it, or stands under a condition.
    """

    roles: set[Role] = attrs.field(factory=set)
    filters: set[str] = attrs.field(factory=set)
    members: dict[str, Asked] = attrs.field(factory=dict)
    each: Asked | None = None
    named: bool = False
    """Whether ``each`` is a member of any name, not an item of a list."""
    optional: bool = True

    @property
    def group(self) -> bool:
        """Whether it is a mapping of names."""
        return bool(self.members) or self.named

    @property
    def listed(self) -> bool:
        """Whether it is a list."""
        return not self.group and (self.each is not None or "looped" in self.roles)


def asked_of(uses: Iterable[Use]) -> Asked:
    """Return the tree of every name that a template uses; its root is the data itself."""
    root = Asked(optional=False)
    for use in uses:
        if use.of_data:
            _place(root, use)
    return root


def _place(root: Asked, use: Use) -> None:
    node, optional = root, use.guarded or use.conditional
    steps = _steps(use)
    for step in steps:
        if step is None:
            return
        node.optional = node.optional and optional
        node = node.members.setdefault(step, Asked()) if isinstance(step, str) else _each(node, named=step)
    node.optional = node.optional and optional
    node.roles.add(use.role)
    node.filters.update(use.filters)


def _each(node: Asked, *, named: bool) -> Asked:
    node.named = node.named or named
    if node.each is None:
        node.each = Asked()
    return node.each


def _steps(use: Use) -> Iterator[str | bool | None]:
    """Yield the steps of an address: a member's name, False for an item, True for a member of any name.

    None where no more can be known: the name in a pair of ``items()``.
    """
    path = list(use.path)
    while path:
        step = path.pop(0)
        if step == ITEMS:
            if path[:2] == [EACH, 1]:
                del path[:2]
                yield True
            else:
                yield None
                return
        elif step == ANY:
            yield True
        elif step == EACH or isinstance(step, int):
            yield False
        else:
            yield str(step)


def sample_of(node: Asked) -> Any:
    """Return data that fits the way it is used: numbers, except where a text or a list is wanted."""
    if node.group:
        inner = {name: sample_of(member) for name, member in node.members.items()}
        return inner | ({_KEY: sample_of(node.each)} if node.each is not None else {})
    if node.listed or (node.each is None and "sized" in node.roles):
        return [_TEXT if node.each is None else sample_of(node.each)] * 2
    return _TEXT if "text" in node.roles else _NUMBER


def merged(data: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``data`` with the names of ``more`` that it lacks, also inside its mappings."""
    result = dict(data)
    for name, value in more.items():
        if name not in result:
            result[name] = value
        elif isinstance(result[name], Mapping) and isinstance(value, Mapping):
            result[name] = merged(result[name], value)
    return result
