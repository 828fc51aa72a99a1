"""What was found in many reports, as one page for a browser: it needs no network, and its tables can be sorted."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from reportgen.core.text import Language, Text
from reportgen.engine.export.summaries.json_text import Helps
from reportgen.engine.export.summaries.page_style import SCRIPT, STYLE
from reportgen.report.summary import FAILED, STATES, WEIGHTS, Remark, Summary, Unit

MOST_UNITS: Final = 2_000
"""A browser sorts no more rows with ease; a workbook has all."""
_TITLE: Final = Text("年度报告核对汇总", "Annual reports: summary")
_RULES: Final = (
    Text("规则", "rule"),
    Text("轻重", "weight"),
    Text("单位数", "units"),
    Text("处数", "findings"),
    Text("意思", "meaning"),
)
_UNITS: Final = (
    Text("数据文件", "data file"),
    Text("机关", "organ"),
    Text("年度", "year"),
    Text("结果", "result"),
    Text("必须改正", "to be mended"),
    Text("提醒", "warnings"),
    Text("提示", "notes"),
    Text("问题", "findings"),
)
_NUMBERS: Final = {2, 3, 4, 5, 6}
"""The columns, of either table, that are sorted as numbers where all of their cells are."""


def summary_html(summary: Summary, language: Language, helps: Helps) -> str:
    """Return the page: how many are in each state, every rule, and the units with their findings, the worst first."""
    return "".join(_page(summary, language, helps))


def _page(summary: Summary, language: Language, helps: Helps) -> Iterator[str]:
    title = _TITLE.in_(language)
    counts = summary.counts()
    total = sum(counts.values())
    yield (
        f'<!doctype html>\n<html lang="{"zh-CN" if language == "zh" else "en"}" data-reportgen="summary">\n'
        f'<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<ul class=counts>\n"
    )
    yield _count(total, Text("共", "in all"), "", language)
    for state, words in STATES.items():
        if counts.get(state):
            yield _count(counts[state], words, "bad" if state in FAILED else "good", language)
    yield "</ul>\n"
    rules = list(summary.rules())
    if rules:
        yield f"<h2>{Text('按规则', 'By rule').in_(language)}</h2>\n<table>{_head(_RULES, language)}<tbody>\n"
        for one in rules:
            more = _text(one.meaning(helps[one.rule][0] if one.rule in helps else None), language)
            cells = (f"<code>{escape(one.rule)}</code>", _text(WEIGHTS[one.weight], language))
            numbers = (f"{one.units}", f"{one.findings}")
            yield f'<tr class="{one.weight}">{_cells((*cells, *numbers, more))}</tr>\n'
        yield "</tbody></table>\n"
    yield f"<h2>{Text('按单位，最严重的在前', 'By unit, the worst first').in_(language)}</h2>\n"
    hint = Text("筛选：文件名、机关、规则……", "filter: file, organ, rule ...").in_(language)
    yield f'<input id=filter type=search placeholder="{hint}" aria-label="{hint}">\n'
    yield f"<table id=units>{_head(_UNITS, language)}<tbody>\n"
    for unit in summary.units(MOST_UNITS):
        yield _row(unit, list(summary.remarks(unit)), language)
    yield "</tbody></table>\n"
    if total > MOST_UNITS:
        left = total - MOST_UNITS
        says = Text(
            f"另有 {left:,} 份没有列在这里，全部见 .xlsx 或 .json 汇总。",
            f"{left:,} more are not listed here; a summary as .xlsx or .json has all.",
        )
        yield f"<p>{_text(says, language)}</p>\n"
    yield f"<script>{SCRIPT}</script>\n</body>\n</html>\n"


def _count(many: int, words: Text, kind: str, language: Language) -> str:
    return f'<li class="{kind}">{_text(words, language)} <b>{many:,}</b></li>\n'


def _head(columns: tuple[Text, ...], language: Language) -> str:
    cells = "".join(f"<th><button type=button>{_text(column, language)}</button></th>" for column in columns)
    return f"<thead><tr>{cells}</tr></thead>"


def _row(unit: Unit, remarks: list[Remark], language: Language) -> str:
    bad = unit.state in FAILED
    numbers = (f"{number}" if number else "" for number in (unit.errors, unit.warnings, unit.notes))
    year = "" if unit.year is None else str(unit.year)
    cells = (escape(unit.source), escape(unit.organ), year, _text(STATES[unit.state], language), *numbers)
    listed = "".join(f"<li class={one.weight}>{_remark(one, unit, language)}</li>" for one in remarks)
    left = unit.errors + unit.warnings + unit.notes + unit.accepted - len(remarks)
    if left > 0:
        listed += f"<li>{Text(f'……另有 {left} 处', f'... and {left} more').in_(language)}</li>"
    shown = ""
    if listed:
        first = escape("、".join(dict.fromkeys(one.rule for one in remarks)))
        shown = f"<details><summary>{first}</summary><ul>{listed}</ul></details>"
    return f'<tr class="{"bad" if bad else "good"}">{_cells((*cells, shown))}</tr>\n'


def _remark(one: Remark, unit: Unit, language: Language) -> str:
    place = one.place(unit.source).in_(language)
    where = f" <span class=place>{escape(place)}</span>" if place else ""
    remedy = "" if one.remedy is None else f"<div class=remedy>{_text(one.remedy, language)}</div>"
    return f"<code>{escape(one.rule)}</code>{where} {_text(one.says, language)}{remedy}"


def _cells(cells: tuple[str, ...]) -> str:
    return "".join(
        f"<td{' class=number' if number in _NUMBERS and cell.isdigit() else ''}>{cell}</td>"
        for number, cell in enumerate(cells)
    )


def _text(text: Text, language: Language) -> str:
    return escape(text.in_(language))
