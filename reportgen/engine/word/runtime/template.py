"""A compiled template: immutable, rendered as often as wanted, by any number of threads, in any process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from reportgen.core.errors import Fault, RenderError, UsageError
from reportgen.core.limits import DEFAULT, MEBIBYTE
from reportgen.core.text import Text
from reportgen.engine.opc.package_writer import PreparedArchive
from reportgen.engine.word.language.own_functions import NO_FUNCTIONS, OwnFunctions
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.meter import Meter, SpentError
from reportgen.engine.word.runtime.compiled_part import CompiledPart
from reportgen.engine.word.runtime.docxtpl_fallback import DocxtplFallback, Renderer
from reportgen.engine.word.runtime.plain_data import exact, is_plain
from reportgen.engine.word.runtime.values import BringsPartsError, Rich
from reportgen.report.particulars import CHART_MARK, CHART_MARKS
from reportgen.report.report import Report

if TYPE_CHECKING:
    from reportgen.engine.word.language.uses import Step, Use

_CHART_MARK: Final = CHART_MARK.encode()
_LOOPS: Final = Text("请检查模板里的循环", "Look at the template's loops")


class HasContext(Protocol):
    """Something that can say what a template sees of it: a report."""

    def context(self) -> Mapping[str, Any]:
        """Return the plain mapping that a template sees."""
        ...


def _context_of(data: HasContext) -> Mapping[str, Any]:
    context = data.context() if callable(getattr(data, "context", None)) else exact(data)
    if not isinstance(context, Mapping):
        kind = type(data).__name__
        says = Text(f"不能用 {kind} 类型的数据填写模板", f"a template cannot be filled from a {kind}")
        remedy = Text("请给出报告，或名称到值的映射", "Give a report, or a mapping of names to values")
        raise UsageError(Fault("data-kind", says, remedy=remedy))
    return context


@attrs.frozen(eq=False, repr=False)
class Template:
    """A Word template, compiled.

    ``name`` is what messages call it; ``digest`` the SHA-256 of the file; ``parts`` what carries tags; ``uses``, by
    part, what it uses of the data; ``fallback`` what puts documents with docxtpl's objects together.
    """

    name: str
    digest: str
    parts: tuple[CompiledPart, ...] = attrs.field(repr=False)
    archive: PreparedArchive = attrs.field(repr=False)
    uses: tuple[tuple[str, tuple[Use, ...]], ...] = attrs.field(repr=False)
    fallback: DocxtplFallback = attrs.field(repr=False)
    output_bytes: int = DEFAULT.output_bytes
    cpu_seconds: int = DEFAULT.render_cpu_seconds
    left_out: tuple[Fault, ...] = ()
    """What of the template's file is not in the documents, as sentences: the link to another template."""
    names: frozenset[Step] = attrs.field(init=False, repr=False)
    """The first steps of all that it uses."""

    @names.default
    def _names_in_uses(self) -> frozenset[Step]:
        return frozenset(use.path[0] for _, uses in self.uses for use in uses if use.role != "quoted")

    def with_functions(self, own: OwnFunctions) -> Template:
        """Return the same template with the filters and tests that it was compiled to use."""
        if own is NO_FUNCTIONS:
            return self
        return attrs.evolve(self, parts=tuple(attrs.evolve(part, own=own) for part in self.parts))

    def names_cells(self, report: Report) -> bool:
        """Return whether it calls figures by the names of the form's cells: 表三.新收.自然人."""
        return not self.names.isdisjoint(report.type.table_names)

    def names_charts(self, report: Report) -> bool:
        """Return whether it names a chart anywhere, and the report has some."""
        return "charts" in self.names and report.type.illustrations is not None

    @property
    def renderer(self) -> Renderer:
        """How its documents are put together: the fast way, or that of docxtpl's objects for the ``reasons`` given."""
        return "docxtpl" if self.fallback.reasons else "fast"

    @property
    def reasons(self) -> tuple[Text, ...]:
        """The tags that print docxtpl's objects; empty where there are none."""
        return self.fallback.reasons

    def render(self, data: Mapping[str, Any] | HasContext | Any) -> bytes:
        """Return the finished document for ``data``: a report, a mapping of names to values, or an object with fields.

        Values are texts, whole numbers and Decimals, in mappings and lists nested as wanted; a float counts as the
        decimal number that it prints as where that has at most 15 digits, and is refused else. Objects of attrs
        classes, dataclasses and pydantic models count as mappings of their fields, named tuples as lists whose items
        have names; dates, true and false, enums and None are printed by the filter ``format``. ``RichText``,
        ``InlineImage`` and docxtpl's other objects are printed as docxtpl does, and a path or bytes fill the picture
        whose alt text names them. The data is only read.

        Raises:
            RenderError: with every fault at once: names that the data does not have, values that cannot be printed.
            UsageError: ``data`` is neither.
        """
        if isinstance(data, Report):
            return self.fill(data.context(named=self.names_cells(data)), report=data)
        context = data if isinstance(data, Mapping) else _context_of(data)
        if is_plain(context):
            return self.fill(context)
        context = exact(context)
        return self.fill(context, plain=is_plain(context))

    def fill(self, context: Mapping[str, Any], *, plain: bool = True, report: Report | None = None) -> bytes:
        """Return the finished document for what a report gives a template to see, which is known to be ``plain``.

        The charts that it names are those of ``report``. Raises RenderError as :meth:`render` does.
        """
        charts = report is not None and self.names_charts(report)
        if charts:
            context = {**context, "charts": CHART_MARKS}
        if self.fallback.reasons:
            return self.fallback.render(self, context)
        try:
            changed = self._rendered(context) if plain else self._examined(context)
        except BringsPartsError:
            return self.fallback.render(self, context)
        self._hold(changed)
        if report is not None and charts and any(_CHART_MARK in xml for xml in changed.values()):
            from reportgen.engine.word.runtime.charts import with_charts  # noqa: PLC0415 — few templates have charts

            changed = with_charts(changed, self.archive, report, self.name)
        return self.archive.write(changed)

    def _hold(self, changed: Mapping[str, bytes]) -> None:
        """Raise RenderError if the rendered parts hold a field that a template may not hold.

        Elements, attributes and links are the template's own and were looked at when it was compiled; fields alone are
        made of several elements, of which a condition could have left out some.
        """
        suspects = {part.name: changed[part.name] for part in self.parts if part.has_fields}
        if suspects:
            from reportgen.engine.word.runtime.finished_parts import field_faults  # noqa: PLC0415 — few templates print fields

            faults = field_faults(suspects, self.name)
            if faults:
                raise RenderError(faults)

    def meter(self) -> Meter:
        """Return what one document may cost."""
        return Meter(self.output_bytes, self.cpu_seconds)

    def _rendered(self, context: Mapping[str, Any]) -> dict[str, bytes]:
        """Render by the fast code; where that fails, by the checked code, which names each fault with its place."""
        changed: dict[str, bytes] = {}
        meter = self.meter()
        for part in self.parts:
            try:
                changed[part.name] = meter.keep(part.render(context, meter))
            except BringsPartsError:
                raise
            except SpentError as stop:
                raise RenderError(self.stopped(part, stop)) from None
            except Exception:  # noqa: BLE001 — whatever it was
                return self._examined(context)
        return changed

    def _examined(self, context: Mapping[str, Any]) -> dict[str, bytes]:
        """Render carefully: raises RenderError with every fault, or returns what could be rendered after all."""
        faults: list[Fault] = []
        changed: dict[str, bytes] = {}
        meter = self.meter()
        for part in self.parts:
            changed[part.name], found = self.examine(part, context, meter)
            faults += found
        if faults:
            raise RenderError(faults)
        return changed

    def examine(
        self, part: CompiledPart, context: Mapping[str, Any], meter: Meter, rich: Rich | None = None
    ) -> tuple[bytes, list[Fault]]:
        """Return one part rendered with every step checked, and its faults; what stops it is a fault, too."""
        try:
            xml, faults = part.examine(context, meter, self.name, rich)
        except SpentError as stop:
            return b"", [*stop.before, self.stopped(part, stop)]
        except (MemoryError, RecursionError):
            return b"", [self._too_large(Place(part.name))]
        try:
            return meter.keep(xml), faults
        except SpentError as stop:
            return b"", [*faults, self.stopped(part, stop)]

    def stopped(self, part: CompiledPart, stop: SpentError) -> Fault:
        """Return the fault of a rendering that was stopped at its limit."""
        place = part.places[stop.tag]
        if not stop.time:
            return self._too_large(place)
        says = Text(
            zh=f"填写模板超过 {self.cpu_seconds} 秒，已停止",
            en=f"filling the template took more than {self.cpu_seconds} seconds; stopped",
        )
        return place.fault(self.name, "limit-time", says, _LOOPS)

    def _too_large(self, place: Place) -> Fault:
        most = self.output_bytes // MEBIBYTE
        says = Text(
            zh=f"生成的内容超过 {most} MB 的上限，已停止", en=f"the document grows past the limit of {most} MB; stopped"
        )
        return place.fault(self.name, "output-too-large", says, _LOOPS)
