"""A 图解 as a web page: its template with the report's figures, each carrying its address, and charts."""

from __future__ import annotations

from html import escape

from reportgen.engine.export.charts.svg import inline
from reportgen.engine.export.infographic.template import LABEL, Infographic, Piece, chart_of
from reportgen.report.charts import label
from reportgen.report.outline import title
from reportgen.report.report import Report


def page(template: Infographic, report: Report) -> bytes:
    """Return the page of a report whose every printed figure is known."""
    pieces: list[str] = []
    end = 0
    for piece in template.pieces:
        pieces += (template.text[end : piece.start], _filled(piece, report))
        end = piece.end
    return "".join((*pieces, template.text[end:])).encode()


def _filled(piece: Piece, report: Report) -> str:
    name = piece.names[0]
    texts = {"organ": report.organ, "year": str(report.year), "title": title(report)}
    if name in texts:
        return escape(texts[name])
    if name.startswith(LABEL):
        return escape(label(report.addresses, name.removeprefix(LABEL)))
    if (data := chart_of(piece, report)) is not None:
        return f"<p>{escape(data.sentence)}</p>" if data.sentence else inline(data)
    shown = escape(report.addresses.kinds[name].printed(report.values[name]))
    return shown if piece.in_tag else f'<span data-address="{escape(name)}">{shown}</span>'
