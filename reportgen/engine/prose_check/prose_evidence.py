"""What the prose says of the tables' figures: evidence for which cell of a broken table is the wrong one."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.core.text import Text
from reportgen.engine.prose_check.matching import may_be_own
from reportgen.engine.prose_check.mentions import Mention, statements
from reportgen.prose.quantities import read
from reportgen.report.evidence import QuotedFigure
from reportgen.report.report import Report

PROSE = Text("正文", "the prose")


def quoted_figures(report: Report) -> Iterator[QuotedFigure]:
    """Yield what each exact number of the prose says that an official word ties to this year's figures, each once.

    A number in a clause that narrows the count, of another year, rounded, a difference, or possibly one of the
    office's own figures says nothing. A number that a placeholder prints is the table's own and says nothing either.
    """
    if report.type.prose is None:
        return
    model, found = report.type.prose.model(), set()
    for field in report.narrative_fields:
        prose = read(report.narrative.get(field.name, ""), report.values)
        for statement in statements(prose, model, report.year, report.organ):
            for mention in statement.mentions:
                subject, value = mention.subject, _exact(mention)
                if value is None or subject is None or not subject.certain or subject.factor != 1:
                    continue
                if subject.year != report.year or mention.difference or may_be_own(mention, model, report):
                    continue
                quoted = QuotedFigure(tuple(meaning.expression for meaning in subject.meanings), value, PROSE)
                if quoted not in found:
                    found.add(quoted)
                    yield quoted


def _exact(mention: Mention) -> int | None:
    """Return the whole number that somebody typed, ``None`` for 约, 余, 万 and decimals."""
    quantity = mention.quantity
    plain = quantity.literal and quantity.bounds == "exact" and quantity.scale == 1 and quantity.places == 0
    return int(quantity.value) if plain and quantity.value is not None else None
