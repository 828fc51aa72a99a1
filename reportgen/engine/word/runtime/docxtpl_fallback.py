"""The slower way that the compile step gives a template: for pictures, rich texts and sub-documents of docxtpl."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import attrs

from reportgen.core.text import Text

if TYPE_CHECKING:
    from reportgen.engine.word.runtime.docxtpl_objects import CompiledTemplate

Renderer = Literal["fast", "docxtpl"]
"""How a document is put together: as fast as can be, or with docxtpl's objects in it."""


@attrs.frozen(eq=False, repr=False, slots=False)
class DocxtplFallback:
    """Renders a template with docxtpl's objects, which is loaded only then.

    ``reasons`` are the tags that print such objects only; without any it is used where the data holds a picture.
    """

    reasons: tuple[Text, ...] = ()

    def render(self, template: CompiledTemplate, context: Mapping[str, Any]) -> bytes:
        """Return the finished document of ``template``. Raises RenderError with every fault."""
        from reportgen.engine.word.runtime import docxtpl_document, objects_document  # noqa: PLC0415 — they load docxtpl
        from reportgen.engine.word.runtime.docxtpl_objects import objects_in  # noqa: PLC0415 — the same

        objects = list(objects_in(context))
        composed = any(hasattr(value, "subdocx") for value in objects)
        render = docxtpl_document.render if composed else objects_document.render
        return render(template, context, objects)
