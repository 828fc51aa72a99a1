"""A report as a web page: one file, or a fragment to be pasted into a content management system.

The page has no program in it and asks for nothing outside of itself. It is XML as well as HTML, so that a strict parser
can read it back. A fragment has its look in its elements, because such systems take style sheets and classes away; it
lacks the title, which they print themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, Final

from reportgen.engine.export.web_page.dataset import dataset
from reportgen.engine.export.web_page.style import FRAGMENT, PAGE, STYLESHEET, Look
from reportgen.engine.export.web_page.tables import plan_of
from reportgen.report.outline import COMPARISON, closing_lines, remark_name, sections_of, signature, title
from reportgen.report.particulars import SITE
from reportgen.report.report import Report

_HYPHEN: Final = "\u2011"
"""In Word no line ends at it; browsers break no number at a plain one, which can be searched and copied."""
_LONG_WORD: Final = re.compile("[!-~]{12}")


def web_page(report: Report, *, charts: bool = False) -> bytes:
    """Return the page of a report whose every printed figure is known; with ``charts`` these stand below tables."""
    name = escape(title(report))
    meta = "".join(f'<meta name="{key}" content="{escape(text)}"/>\n' for key, text in site_names(report).items())
    lines = "".join(f"<span>{_shown(line)}</span>" for line in report.title_lines)
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8"/>\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n',
            f"<title>{name}</title>\n{meta}<style>{STYLESHEET}</style>\n",
            f'<script type="application/ld+json">{dataset(report)}</script>\n',
            f'</head>\n<body>\n<main id="report">\n<h1 id="title">{lines}</h1>\n',
            *_body(report, PAGE, charts=charts),
            "</main>\n</body>\n</html>\n",
        )
    ).encode("utf-8")


def fragment(report: Report, *, charts: bool = False) -> bytes:
    """Return the report without its title for pasting, with the look written into its elements; ``charts`` as above."""
    body = "".join(_body(report, FRAGMENT, charts=charts))
    return f'<div lang="zh-CN"{FRAGMENT.whole}>\n{body}</div>\n'.encode()


def site_names(report: Report) -> dict[str, str]:
    """Return the meta names that pages of government sites have, as far as the data file gives what they say."""
    particulars = report.particulars
    given: dict[str, str | None] = {SITE[name][0]: text for name, text in particulars.site.items() if name != "source"}
    given["ArticleTitle"] = title(report)
    given["PubDate"] = None if particulars.published is None else particulars.published.isoformat()
    given["ContentSource"] = particulars.site.get("source") or report.organ
    return {name: text for name, text in given.items() if text}


def _body(report: Report, look: Look, *, charts: bool) -> Iterator[str]:
    particulars = report.printed_particulars
    kinds = report.addresses.kinds
    for number, section in enumerate(sections_of(report.type)):
        level = 1
        if section.title:
            level = 2
            yield f'<section id="section-{number}" aria-labelledby="section-{number}-title">\n'
            yield f'<h2 id="section-{number}-title"{look.heading}>{escape(section.title)}</h2>\n'
        for field in section.prose:
            for paragraph in report.printed_prose[field].require():
                if paragraph["level"]:
                    level = min(level + 1, paragraph["level"] + bool(section.title))
                    yield f"<h{level}{look.heading}>{_runs(paragraph)}</h{level}>\n"
                else:
                    yield f"<p{_look_of(paragraph['text'], look)}>{_runs(paragraph)}</p>\n"
        for table in section.tables:
            plan = plan_of(report.tables[table], table + 1, look)
            yield from plan.filled(kinds, report.values, report.notes)
            remark = particulars["remarks"].get(remark_name(report.type, table))
            if remark:
                yield f"<p{look.remark}>{_shown(remark)}</p>\n"
            if charts:
                yield from _charts(report, remark_name(report.type, table), look)
        if section.title:
            yield "</section>\n"
    yield from _comparison(particulars["comparison"], look)
    for line in closing_lines(report):
        yield f"<p{_look_of(line, look)}>{_shown(line)}</p>\n"
    for line in signature(report):
        yield f"<p{look.signature}>{_shown(line)}</p>\n"


def _look_of(text: str, look: Look) -> str:
    """Return the look of a paragraph: one with a long word is not justified, which would stretch the line before it."""
    return look.paragraph if _LONG_WORD.search(text) is None else look.long_word


def _charts(report: Report, table: str, look: Look) -> Iterator[str]:
    """Yield the charts of the table called ``table``; one without figures is a sentence."""
    from reportgen.engine.export.charts.svg import inline  # noqa: PLC0415 — most pages have none
    from reportgen.report.charts import charts_of  # noqa: PLC0415 — the same

    for data in charts_of(report):
        if data.table == table:
            if data.sentence:
                yield f"<p{look.paragraph}>{_shown(data.sentence)}</p>\n"
            else:
                yield f"<figure{look.chart}>{inline(data)}</figure>\n"


def _runs(paragraph: Mapping[str, Any]) -> str:
    if not paragraph["strong"]:
        return _shown(paragraph["text"])
    texts = [(_shown(run["text"]), run["strong"]) for run in paragraph["runs"]]
    return "".join([f"<strong>{text}</strong>" if strong else text for text, strong in texts])


def _comparison(rows: list[dict[str, str]], look: Look) -> Iterator[str]:
    """Yield the table that compares this year's figures with last year's, where there is one."""
    if not rows:
        return
    first = COMPARISON[0]
    yield f'<div{look.frame} role="region" tabindex="0" aria-labelledby="comparison-caption"><table id="comparison"'
    yield f'{look.table}>\n<caption id="comparison-caption"{look.caption}>{first}</caption>\n<thead><tr>'
    yield from (f'<th scope="col"{look.label}>{escape(label)}</th>' for label in COMPARISON)
    yield "</tr></thead>\n<tbody>"
    for row in rows:
        yield f'<tr><th scope="row"{look.side}>{_shown(row["label"])}</th>'
        yield from (f"<td{look.figure}>{_shown(row[name])}</td>" for name in ("last", "this", "change"))
        yield "</tr>\n"
    yield "</tbody>\n</table></div>\n"


def _shown(text: str) -> str:
    return escape(text.replace(_HYPHEN, "-"), quote=False)
