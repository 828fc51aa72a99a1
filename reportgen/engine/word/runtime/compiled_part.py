"""One part of a template as Python byte code, which renders it."""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from functools import cached_property
from types import CodeType
from typing import Any, Final

import attrs

from reportgen.core.errors import Fault
from reportgen.engine.word.language.own_functions import NO_FUNCTIONS, OwnFunctions
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.markup.run_context import TextContext
from reportgen.engine.word.meter import Meter, SpentError
from reportgen.engine.word.runtime.runtime import plain_names
from reportgen.engine.word.runtime.values import Rich

Render = Callable[[Mapping[str, Any], Meter], bytes]
_FIELD_SIGN: Final = b"fldChar"
"""Without these bytes a part has no field of several elements."""


@attrs.frozen(eq=False, repr=False, slots=False)
class CompiledPart:
    """One part as code, made twice: ``fast``, and ``checked`` with every step.

    ``places`` are its tags' places, by tag number; ``own`` the caller's filters and tests that it uses.
    """

    name: str
    fast: bytes = attrs.field(repr=False)
    checked: bytes = attrs.field(repr=False)
    contexts: tuple[TextContext, ...] = attrs.field(repr=False)
    places: tuple[Place, ...] = attrs.field(repr=False)
    own: OwnFunctions = attrs.field(default=NO_FUNCTIONS, repr=False)

    @cached_property
    def _render(self) -> Render:
        code = marshal.loads(self.fast)  # noqa: S302 — what compiling made
        return _function(code, plain_names(self.contexts, self.own, _names_in(code)))

    @cached_property
    def has_fields(self) -> bool:
        """Whether the part prints pieces of fields; its own markup has them, values are escaped."""
        return _FIELD_SIGN in self.fast

    def render(self, context: Mapping[str, Any], meter: Meter) -> bytes:
        """Return the part's XML; any exception means that :meth:`examine` must say what is wrong."""
        return self._render(context, meter)

    def examine(
        self, context: Mapping[str, Any], meter: Meter, file: str, rich: Rich | None = None
    ) -> tuple[bytes, list[Fault]]:
        """Render with every step checked: the part's XML and all faults. ``rich`` prints docxtpl's objects."""
        from reportgen.engine.word.runtime.diagnostics import Diagnostics  # noqa: PLC0415 — only where something is wrong

        diagnostics = Diagnostics(self.places, file, self.contexts, rich, meter.suggestions, self.own)
        try:
            code = marshal.loads(self.checked)  # noqa: S302 — what compiling made
            return _function(code, diagnostics.names())(context, meter), diagnostics.faults
        except SpentError as stop:
            stop.before = tuple(diagnostics.faults)
            raise

    def __getstate__(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}


def _names_in(code: CodeType) -> set[str]:
    """Return all names that some code uses, and the code inside it."""
    inner = (one for one in code.co_consts if isinstance(one, CodeType))
    return {*code.co_names, *(name for one in inner for name in _names_in(one))}


def _function(code: CodeType, names: dict[str, Any]) -> Render:
    exec(code, names)  # noqa: S102 — code that compiling made, from names and constants only
    render: Render = names["render"]
    return render
