"""The fallback that the compile step gives a template: docxtpl, for pictures, rich texts and sub-documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

import attrs

from reportgen.core.text import Text

if TYPE_CHECKING:
    from reportgen.engine.word.runtime.docxtpl_document import CompiledTemplate

Renderer = Literal["fast", "docxtpl"]
"""Who puts a document together: this engine, or docxtpl."""


@attrs.frozen(eq=False, repr=False, slots=False)
class DocxtplFallback:
    """Renders a template by docxtpl, which is loaded only then.

    ``reasons`` are the tags for which every document of the template needs it; without any it is used where the data
    holds a picture.
    """

    reasons: tuple[Text, ...] = ()

    def render(self, template: CompiledTemplate, context: Mapping[str, Any]) -> bytes:
        """Return the finished document of ``template``. Raises RenderError with every fault."""
        from reportgen.engine.word.runtime.docxtpl_document import render  # noqa: PLC0415 — it loads docxtpl

        return render(template, context)
