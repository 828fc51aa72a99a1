"""Reports side by side as one web page that needs nothing else: no script, no other file, no network."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Final

from reportgen.core.text import Language, Text
from reportgen.engine.export.comparisons.terminal_text import (
    ABSENT,
    COLON,
    COPIED,
    MOVES,
    PROSE,
    counted,
    heading,
    moved,
    percent,
    sentences_of,
    shown,
    signed,
    table_lines,
)
from reportgen.report.comparison import ComparedFigure, Comparison

_STYLE: Final = """
body{font:15px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:72em;margin:2em auto;padding:0 1em}
h1{font-size:1.4em}h2{font-size:1.1em;margin-top:2em}
table{border-collapse:collapse;width:100%}th,td{padding:.25em .6em;border-bottom:1px solid #ddd;text-align:right}
th{background:#f2f4f8;font-weight:600}th:first-child,td:first-child{text-align:left;white-space:pre-wrap}
td small{display:block;color:#777}td.up small:first-of-type{color:#b3261e}td.down small:first-of-type{color:#146c2e}
tr.group td{font-weight:600;border-bottom:none}ins{background:#e6f4ea;text-decoration:none}del{background:#fce8e6}
li{margin:.2em 0}@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}
"""
_READ_AS: Final = {
    "years": Text(
        "每格依次为：数字；与前一年的增减；在所属合计中的占比。“·”表示那一年的格式没有这一项。",
        "In each cell: the figure; its change; its share of the sum that it is a part of. · is no figure of that form.",
    ),
    "offices": Text("每格依次为：数字；在所属合计中的占比。", "In each cell: the figure; its share of the sum."),
}
_MARKS: Final = {1: "ins", 2: "del"}
"""The elements of new and of gone sentences, by their place among those that changed."""


def comparison_page(comparison: Comparison, language: Language) -> str:
    """Return the page, in UTF-8."""
    title = html.escape(heading(comparison).in_(language))
    parts = [
        f'<!doctype html>\n<html lang="{"zh-CN" if language == "zh" else "en"}" data-reportgen="comparison">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>",
        f"<p>{html.escape(_READ_AS[comparison.kind].in_(language))}</p>",
        *_tables(comparison, language),
        *_listed(MOVES, [html.escape(line) for line in moved(comparison, language)], language),
        *_listed(PROSE, [*_prose(comparison, language)], language),
        *_listed(
            COPIED,
            [html.escape(f"{one.rule}  {one.says.in_(language)}  {one.origin}") for one in comparison.copied],
            language,
        ),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _tables(comparison: Comparison, language: Language) -> Iterator[str]:
    columns = "".join(f"<th>{html.escape(report.label)}</th>" for report in comparison.reports)
    is_open = False
    for is_table, label, figure in table_lines(comparison.figures, language, cut=False):
        name = html.escape(label)
        if is_table:
            end = "</tbody></table>" if is_open else ""
            yield f"{end}<h2>{name}</h2><table><thead><tr><th></th>{columns}</tr></thead><tbody>"
            is_open = True
        elif figure is None:
            yield f'<tr class="group"><td colspan="{len(comparison.reports) + 1}">{name}</td></tr>'
        else:
            numbers, years = range(len(comparison.reports)), comparison.kind == "years"
            cells = "".join(_cell(figure, number, language, years=years) for number in numbers)
            yield f"<tr><td>{name}</td>{cells}</tr>"
    if is_open:
        yield "</tbody></table>"


def _cell(figure: ComparedFigure, number: int, language: Language, *, years: bool) -> str:
    if figure.addresses[number] is None:
        return f"<td>{ABSENT}</td>"
    change, growth = (figure.changes[number], figure.growths[number]) if years else (None, None)
    share = figure.shares[number]
    notes = []
    if change is not None:
        notes.append(signed(change) + ("" if growth is None else f"（{percent(growth, signed=True)}）"))
    if share is not None:
        notes.append(percent(share))
    way = "" if not change else ' class="up"' if change > 0 else ' class="down"'
    small = "".join(f"<small>{html.escape(note)}</small>" for note in notes)
    return f"<td{way}>{html.escape(shown(figure.values[number], language))}{small}</td>"


def _prose(comparison: Comparison, language: Language) -> Iterator[str]:
    colon = COLON.in_(language)
    for change in comparison.prose:
        label = html.escape(f"{comparison.reports[change.column].label} {change.field.in_(language)}")
        inner = []
        for place, (name, found) in enumerate(sentences_of(change)):
            mark = _MARKS.get(place, "span")
            said = html.escape(name.in_(language))
            inner += [f"<li>{said}{colon}<{mark}>{html.escape(sentence)}</{mark}></li>" for sentence in found]
        yield f"{label}{colon}{html.escape(counted(change).in_(language))}<ul>{''.join(inner)}</ul>"


def _listed(title: Text, items: list[str], language: Language) -> list[str]:
    if not items:
        return []
    inner = "".join(f"<li>{item}</li>" for item in items)
    return [f"<h2>{html.escape(title.in_(language))}</h2><ul>{inner}</ul>"]
