"""A document cut at the headings of its form: each part with the piece of prose that stands there."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from reportgen.core.shown_document import ShownTable, ShownText
from reportgen.core.value import Value
from reportgen.engine.form_matching.rows import squeezed
from reportgen.report.report_type import ReportType


@attrs.frozen(eq=False, repr=False)
class Section(Value):
    """What stands under one heading of the form, or before the first, where ``heading`` is ``None``.

    ``field`` is the piece of prose that the form has there.
    """

    heading: str | None
    field: str | None
    blocks: tuple[ShownText | ShownTable, ...]

    @property
    def texts(self) -> tuple[ShownText, ...]:
        """The paragraphs, without tables."""
        return tuple(block for block in self.blocks if isinstance(block, ShownText))


def divided(blocks: Sequence[ShownText | ShownTable], report_type: ReportType) -> tuple[list[Section], list[str]]:
    """Return the sections of a document in order, and the headings that are not there, or not in their order."""
    labels = {field.label.zh: field.name for field in report_type.narrative}
    before = [field.name for field in report_type.narrative if field.label.zh not in report_type.sections]
    cuts, missing, start = [], [], 0
    for heading in report_type.sections:
        place = _place_of(heading, blocks, start)
        if place is None:
            missing.append(heading)
        else:
            cuts.append((place, heading))
            start = place + 1
    first = cuts[0][0] if cuts else len(blocks)
    sections = [Section(None, before[0] if before else None, tuple(blocks[:first]))]
    ends = [*(place for place, _ in cuts[1:]), len(blocks)]
    for (place, heading), end in zip(cuts, ends, strict=True):
        sections.append(Section(heading, labels.get(heading), tuple(blocks[place + 1 : end])))
    return sections, missing


def _place_of(heading: str, blocks: Sequence[ShownText | ShownTable], start: int) -> int | None:
    for place in range(start, len(blocks)):
        block = blocks[place]
        if isinstance(block, ShownText) and squeezed(block.text) == squeezed(heading):
            return place
    return None
