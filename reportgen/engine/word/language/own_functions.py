"""Filters and tests of one's own: functions that the caller gives for a template, beside those of the language.

They are pure by contract: what they return depends on their arguments alone, and they change nothing. The template can
use them, not reach into them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

import attrs

from reportgen.core.errors import Fault, UsageError
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.prose.filters import FILTERS

Signatures = tuple[tuple[str, inspect.Signature | None], ...]
_KEPT: Final = ("defined", "undefined")
"""Tests that are no functions: the compiler writes them."""


@attrs.frozen(eq=False, repr=False)
class OwnNames(Value):
    """The names of one's own filters and tests, and how each is called: all that compiling needs."""

    filters: Signatures = ()
    tests: Signatures = ()

    def takes(self, kind: str, name: str, count: int, names: tuple[str, ...]) -> bool | None:
        """Return whether one of the ``filters`` or ``tests`` takes such arguments; None where there is no such."""
        for known, signature in getattr(self, kind):
            if known == name:
                return signature is None or _binds(signature, count, names)
        return None


@attrs.frozen(eq=False, slots=False)
class OwnFunctions:
    """One's own filters and tests, by name."""

    filters: Mapping[str, Callable[..., Any]] = attrs.Factory(dict)
    tests: Mapping[str, Callable[..., Any]] = attrs.Factory(dict)

    @cached_property
    def names(self) -> OwnNames:
        """What compiling needs of them."""
        return OwnNames(_signatures(self.filters), _signatures(self.tests))


NO_NAMES: Final = OwnNames()
NO_FUNCTIONS: Final = OwnFunctions()


def own_functions(filters: Mapping[Any, Any] | None, tests: Mapping[Any, Any] | None) -> OwnFunctions:
    """Return ``filters`` and ``tests`` as the caller gives them. Raises UsageError for those that cannot be."""
    if not filters and not tests:
        return NO_FUNCTIONS
    import unicodedata  # noqa: PLC0415 — few templates have functions of their caller's

    for what, kind, given, kept in (
        ("filters", Text("过滤器", "filter"), filters, FILTERS),
        ("tests", Text("判断", "test"), tests, _KEPT),
    ):
        for name, function in (given or {}).items():
            if not isinstance(name, str) or not name.isidentifier() or unicodedata.normalize("NFKC", name) != name:
                says = Text(f"{what}：{name!r} 不能作{kind.zh}的名称", f"{what}: {name!r} cannot be a {kind.en}'s name")
                raise UsageError(Fault("own-function", says))
            if not callable(function):
                says = Text(f"{what}：{name} 不是函数", f"{what}: {name} is no function")
                raise UsageError(Fault("own-function", says))
            if name in kept:
                says = Text(
                    f"{what}：{kind.zh} {name} 是本程序的，不能替换", f"{what}: the {kind.en} {name} cannot be replaced"
                )
                remedy = Text("请换一个名称", "Choose another name")
                raise UsageError(Fault("own-function", says, remedy=remedy))
    return OwnFunctions(dict(filters or {}), dict(tests or {}))


def _signatures(functions: Mapping[str, Callable[..., Any]]) -> Signatures:
    return tuple((name, _signature(function)) for name, function in sorted(functions.items()))


def _signature(function: Callable[..., Any]) -> inspect.Signature | None:
    """Return how a function is called, without the objects in it; None where Python does not know."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    empty = inspect.Parameter.empty
    bare = (one.replace(annotation=empty, default=empty if one.default is empty else None) for one in parameters)
    return inspect.Signature(list(bare))


def _binds(signature: inspect.Signature, count: int, names: tuple[str, ...]) -> bool:
    try:
        signature.bind(*(None,) * (count + 1), **dict.fromkeys(names))
    except TypeError:
        return False
    return True
