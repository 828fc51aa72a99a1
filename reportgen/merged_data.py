"""A data file with what an edited document changed: written anew as little as its kind allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from reportgen import atomic_write, conversion, pipeline
from reportgen.core.errors import DataError, Fault
from reportgen.core.unseen_signs import without_hidden
from reportgen.edited_documents import second_names
from reportgen.engine import reading
from reportgen.engine.export.data_file import write_data_file
from reportgen.engine.export.edited_data_file import with_figures, with_prose
from reportgen.engine.merging.merged import Merged
from reportgen.model.symbolic import steps
from reportgen.report.particulars import NOTHING

if TYPE_CHECKING:
    from reportgen.core.document import Path as KeyPath
    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.report import Report
    from reportgen.report.report_type import ReportType

TEXTS = (".yaml", ".yml")
"""How the name of a data file ends whose comments and layout are kept."""
_BEFORE = "合并前"
"""The mark in the second name of a data file that was there before."""


def with_changes(report: Report, merged: Merged) -> Report:
    """Return ``report`` with everything that is taken."""
    entered = {**report.entered, **merged.entered}
    statistics = report.addresses.filled(entered) if merged.entered else report.statistics
    figures = _nested(report.figures, merged.own)
    return attrs.evolve(
        report,
        statistics=statistics,
        narrative={**report.narrative, **merged.narrative},
        stated={**report.stated, **merged.stated},
        figures=figures,
    )


def without_hidden_signs(report: Report) -> Report:
    """Return ``report`` with no sign that cannot be seen in any of its texts."""

    def shown(value: Any) -> Any:
        if isinstance(value, str):
            return without_hidden(value)
        if isinstance(value, Mapping):
            return {name: shown(one) for name, one in value.items()}
        return tuple(map(shown, value)) if isinstance(value, tuple) else value

    printed = report.particulars
    texts = {
        name: shown(getattr(printed, name)) for name in ("title_lines", "contact", "attachments", "remarks", "site")
    }
    return attrs.evolve(
        report,
        organ=shown(report.organ),
        narrative=shown(report.narrative),
        notes=shown(report.notes),
        figures=shown(report.figures),
        particulars=printed if printed is NOTHING else attrs.evolve(printed, **texts),
    )


def _nested(figures: Mapping[str, Any], changed: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    return {
        name: _nested(value, changed, f"{prefix}{name}.")
        if isinstance(value, Mapping)
        else changed.get(f"{prefix}{name}", value)
        for name, value in figures.items()
    }


def written(
    report: Report,
    merged: Merged,
    content: bytes | None,
    target: Path,
    template: Callable[[], Template],
    find_type: Callable[[str], ReportType],
) -> tuple[bytes, bool]:
    """Return the data file ``target`` with what is ``merged``, and whether its comments and layout were kept.

    ``content`` is the data file of ``report``, where that is text. What is written is read back and compared.

    Raises:
        DataError: the edited text has what prose cannot have, such as a brace.
        UsageError: as :func:`conversion.converted`.
    """
    wanted = with_changes(report, merged)
    if target.suffix.lower() not in TEXTS:
        made = write_data_file(wanted)
        try:
            pipeline.build(reading.read_text(made, str(target), "yaml"), find_type)
        except DataError as error:
            raise _at_changes(error, made, merged) from None
        return conversion.converted(wanted, target, template), False
    kept = None if content is None else _edited(content, report, merged)
    for text in (kept, write_data_file(wanted)):
        try:
            if text is not None and _says(text, str(target), wanted, find_type, last=text is not kept):
                return text.encode("utf-8"), text is kept
        except DataError as error:
            raise _at_changes(error, text or "", merged) from None
    raise AssertionError("a data file that was just written says something else")  # never: the writer is tested


def _at_changes(error: DataError, text: str, merged: Merged) -> DataError:
    """Return why a new data file is refused, which nobody has, told at the change of the edited document."""
    changes = [one for one in merged.changes if one.kind == "text" and one.taken and one.after and one.origin]
    lines = text.split("\n")

    def told(fault: Fault) -> Fault:
        number = fault.origin.line if fault.origin is not None else None
        if number is None or not changes or number > len(lines):
            return fault
        line = lines[number - 1].strip()
        change = max(changes, key=lambda one: SequenceMatcher(None, one.after, line, autojunk=False).ratio())
        return attrs.evolve(fault, origin=change.origin)

    return DataError(told(fault) for fault in error.faults)


def _says(text: str, name: str, wanted: Report, find_type: Callable[[str], ReportType], *, last: bool) -> bool:
    """Whether a data file's text gives the report that is wanted; the ``last`` one must be sound."""
    try:
        found = pipeline.build(reading.read_text(text, name, "yaml"), find_type)
    except DataError:
        if last:
            raise
        return False
    return last or write_data_file(found) == write_data_file(wanted)


def _edited(content: bytes, report: Report, merged: Merged) -> str | None:
    """Return the text of a data file with its changes in place; None where it is written in another way."""
    try:
        text = content.decode("utf-8")
        document = reading.read_text(text, report.source, "yaml")
    except (UnicodeDecodeError, DataError):
        return None
    changed: dict[KeyPath, Any] = {steps(address): value for address, value in merged.entered.items()}
    changed |= {("stated", address): value for address, value in merged.stated.items()}
    changed |= {("figures", *address.split(".")): value for address, value in merged.own.items()}
    if report.locate is None or any(value is None for value in changed.values()):
        return None
    edited = with_figures(text, report.locate, changed)
    places = {name: document.locate_key(("narrative", name)) for name in merged.narrative if name in report.narrative}
    if len(places) != len(merged.narrative):
        return None
    for name, place in sorted(places.items(), key=lambda one: -(one[1].line or 0)):
        edited = edited and with_prose(edited, place, merged.narrative[name].rstrip("\n").split("\n"))
    return edited


def put(content: bytes, target: Path, old: bytes | None) -> Path | None:
    """Write a data file; where ``old`` is the one that it replaces, keep that beside it and return where.

    Raises:
        OutputError: it cannot be written; the old one is then as it was.
    """
    if old is None:
        atomic_write.write_new(target, content)
        return None
    kept = next(path for path in second_names(target, _BEFORE) if not path.exists())
    atomic_write.write_new(kept, old)
    atomic_write.write_atomically(target, content)
    return kept
