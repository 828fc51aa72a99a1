"""What somebody changed in a finished document, back in its data file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportgen import catalogue, pipeline
from reportgen.api.arguments import known_path
from reportgen.api.loading import load
from reportgen.api.rendering import compiled_for, template_file
from reportgen.api.templates import TemplateSource, compile_template, path_or_compiled

if TYPE_CHECKING:
    from reportgen.engine.merging.merged import Merged
    from reportgen.engine.word.runtime.template import Template


def merge(
    data: str | Path,
    edited: str | Path,
    to: str | Path | None = None,
    *,
    take_figures: bool = False,
    template: Template | TemplateSource | None = None,
) -> Merged:
    """Take what somebody changed in the document ``edited`` back into the data file that it was rendered of.

    Text changes are taken, also those of tracked changes; a placeholder stays where its number is as it was. Figures
    that differ in a table are told, and taken with ``take_figures``. A number that was changed in the prose and not in
    the table, or the other way, is a finding; what has no place in a data file is told. ``template`` is the one that
    the document was made with, by default the official one.

    The new data file is written to ``to``, which must not exist; without it the data file becomes the new one and the
    old one is kept beside it: ``kept`` of the result says where. Comments and layout of YAML stay, where its prose is
    in literal blocks. Nothing is written where nothing is taken.

    Raises:
        DataError: a file cannot be read, or the edited text has what prose cannot have.
        OutputError: the data file cannot be written.
        RenderError, TemplateError: the document cannot be made of the data.
    """
    from reportgen import merged_data
    from reportgen.engine import reading
    from reportgen.word_documents import merged

    known_path("data", data)
    known_path("edited", edited)
    source = Path(data)
    content = reading.bytes_of(source)
    report = load(source)
    used = path_or_compiled(template)
    file = template_file(used, report.type.name)
    chosen = compiled_for(file, report) if used is None or isinstance(used, str | Path) else used
    found = merged(
        report, pipeline.fill(report, chosen), reading.bytes_of(Path(edited)), str(edited), take_figures=take_figures
    )
    if not found.changes_data:
        return found
    target = source if to is None else Path(to)
    made, kept_layout = merged_data.written(
        report,
        found,
        content if source.suffix.lower() in merged_data.TEXTS else None,
        target,
        lambda: compile_template(report.type.name),
        catalogue.report_type,
    )
    kept = merged_data.put(made, target, None if to is not None else content)
    return found.stored(target, kept, layout=kept_layout)
