"""docxtpl's objects in the data, and what is needed of a compiled template to print them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from docxtpl import DocxTemplate

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.opc.package_faults import visible
from reportgen.engine.opc.package_writer import PreparedArchive
from reportgen.engine.word.meter import Meter
from reportgen.engine.word.runtime.compiled_part import CompiledPart
from reportgen.engine.word.runtime.values import Rich, UnprintableError, object_kind


class CompiledTemplate(Protocol):
    """What is needed of a compiled template."""

    @property
    def name(self) -> str:
        """What messages call it."""
        ...

    @property
    def digest(self) -> str:
        """The SHA-256 of its file."""
        ...

    @property
    def parts(self) -> tuple[CompiledPart, ...]:
        """What carries tags."""
        ...

    @property
    def archive(self) -> PreparedArchive:
        """The package."""
        ...

    def meter(self) -> Meter:
        """Return what one document may cost."""
        ...

    def examine(
        self, part: CompiledPart, context: Mapping[str, Any], meter: Meter, rich: Rich | None = None
    ) -> tuple[bytes, list[Fault]]:
        """Return one part rendered with every step checked, and its faults."""
        ...


def objects_in(value: Any) -> Iterator[Any]:
    """Yield docxtpl's objects anywhere in the data."""
    stack, seen = [value], set()
    while stack:
        item = stack.pop()
        if isinstance(item, (Mapping, list, tuple)):
            if id(item) not in seen:
                seen.add(id(item))
                stack += item.values() if isinstance(item, Mapping) else item
        elif object_kind(item) is not None or isinstance(item, DocxTemplate):
            yield item


def owners_of(objects: list[Any]) -> list[Any]:
    """Return the DocxTemplates in the data: given themselves, or those that pictures and sub-documents belong to."""
    found = (value if isinstance(value, DocxTemplate) else vars(value).get("tpl") for value in objects)
    return list({id(owner): owner for owner in found if isinstance(owner, DocxTemplate)}.values())


def xml_of(value: Any, meter: Meter, tag: int) -> str:
    """Return what an object of docxtpl's writes, charged. Raises UnprintableError where it cannot."""
    try:
        xml = str(value)
    except UnprintableError:
        raise
    except Exception as problem:  # noqa: BLE001 — python-docx raises many kinds for a picture that it cannot use
        raise UnprintableError(*_no_object(value, problem)) from None
    meter.charge(len(xml), tag)
    return xml


def _no_object(value: Any, problem: Exception) -> tuple[Text, Text | None]:
    """Return why an object cannot be put into the document."""
    kind = type(value).__name__
    why = visible(str(problem) or type(problem).__name__)
    says = Text(f"的 {kind} 不能放入文档（{why}）", f"is a {kind} that cannot be put into the document ({why})")
    return says, None


class InPart:
    """What an InlineImage asks of its DocxTemplate."""

    def __init__(self, home: Any) -> None:
        self.current_rendering_part = home
