"""What was found in many reports, as text: how many, by rule, and the worst units with their first findings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from reportgen import messages
from reportgen.batch.tally import Tally
from reportgen.core.text import Language, Text
from reportgen.remote_files import Place
from reportgen.report.summary import FAILED, STATES, WEIGHTS, Remark, Unit
from reportgen.report_files import LeftOut

MOST_UNITS: Final = 20
MOST_REMARKS: Final = 3
MOST_RULES: Final = 15
_MARKS: Final = {"error": "✗", "warning": "!", "note": "·", "accepted": "·"}


def summary_lines(
    tally: Tally,
    language: Language,
    *,
    folder: str | None = None,
    written: Place | None = None,
    left_out: LeftOut | None = None,
) -> Iterator[str]:
    """Yield the lines of a summary; ``folder`` is where documents were written, ``written`` a file with all of it."""
    counts = tally.counts()
    parts = [
        Text(f"{words.zh} {counts[state]:,} 份", f"{counts[state]:,} {words.en}")
        for state, words in STATES.items()
        if state in counts
    ]
    total = Text(f"共 {tally.total:,} 份：", f"{tally.total:,} data files: ")
    yield Text(
        f"{total.zh}{'，'.join(part.zh for part in parts)}。", f"{total.en}{', '.join(part.en for part in parts)}."
    ).in_(language)
    if folder is not None:
        yield Text(f"报告在：{folder}", f"documents: {folder}").in_(language)
    if left_out is not None and left_out.count:
        yield left_out_words(left_out).in_(language)
    yield from _rule_lines(tally, language)
    yield from _unit_lines(tally, language)
    if written is not None:
        yield ""
        where = written.absolute() if isinstance(written, Path) else written
        yield Text(f"全部结果：{where}", f"everything: {where}").in_(language)


def left_out_words(files: LeftOut) -> Text:
    """Return that ``files`` of the folders were passed over because this program wrote them."""
    shown, more = files.first, files.count - len(files.first)
    rest = Text(f" 等 {files.count} 个", f" and {more} more") if more > 0 else Text("", "")
    return Text(
        f"不是报告、没有计入的文件（本程序写出的来源表、公开数据、清单或汇总）：{'、'.join(shown)}{rest.zh}",
        f"no reports, passed over (receipts, open data, lists and summaries of this program): {', '.join(shown)}"
        f"{rest.en}",
    )


def _rule_lines(tally: Tally, language: Language) -> Iterator[str]:
    known = messages.all_messages()
    rules = [rule for rule in tally.rules() if rule.weight in {"error", "warning"}]
    if rules:
        yield ""
        yield Text("【按规则】", "[by rule]").in_(language)
    for rule in rules[:MOST_RULES]:
        means = rule.meaning(known[rule.rule].means if rule.rule in known else None)
        yield Text(
            f"{_MARKS[rule.weight]} {rule.rule}  {rule.units:,} 份、{rule.findings:,} 处：{means.zh}",
            f"{_MARKS[rule.weight]} {rule.rule}  {rule.units:,} data files, {rule.findings:,} findings: {means.en}",
        ).in_(language)
    if len(rules) > MOST_RULES:
        left = len(rules) - MOST_RULES
        yield Text(f"  ……另有 {left} 条规则", f"  ... and {left} more rules").in_(language)


def _unit_lines(tally: Tally, language: Language) -> Iterator[str]:
    failing = [unit for unit in islice(tally.units(), MOST_UNITS) if unit.state in FAILED]
    if not failing:
        return
    yield ""
    yield Text("【有问题的，最严重的在前】", "[those that failed, the worst first]").in_(language)
    for unit in failing:
        yield f"{unit.source}  {unit_words(unit).in_(language)}"
        remarks = [one for one in tally.remarks(unit) if one.weight in {"error", "warning"}]
        for one in remarks[:MOST_REMARKS]:
            yield f"    {_remark_words(one, unit).in_(language)}"
        left = unit.errors + unit.warnings - min(len(remarks), MOST_REMARKS)
        if left > 0:
            yield "    " + Text(f"……另有 {left} 处", f"... and {left} more").in_(language)
    if tally.failed > len(failing):
        left = tally.failed - len(failing)
        yield Text(
            f"……另有 {left:,} 份有问题；全部列在汇总文件里（--report 汇总.html）",
            f"... and {left:,} more failed; a summary lists all (--report summary.html)",
        ).in_(language)


def _remark_words(one: Remark, unit: Unit) -> Text:
    place, remedy = one.place(unit.source), one.remedy or Text("", "")
    head = f"{_MARKS[one.weight]} {one.rule}  "
    return Text(
        f"{head}{place.zh}{'：' if place.zh else ''}{one.says.zh}{'。' if remedy.zh else ''}{remedy.zh}",
        f"{head}{place.en}{': ' if place.en else ''}{one.says.en}{'. ' if remedy.en else ''}{remedy.en}",
    )


def unit_words(unit: Unit) -> Text:
    """Return whose report it is and how many findings it has."""
    title = f"{unit.organ} {unit.year}" if unit.organ else ""
    counts = (("error", unit.errors), ("warning", unit.warnings), ("note", unit.notes))
    kinds = [(WEIGHTS[weight], many) for weight, many in counts if many]  # type: ignore[index]  # the three are weights
    zh = "、".join(f"{many} 处{words.zh}" for words, many in kinds)
    en = ", ".join(f"{many} {words.en}" for words, many in kinds)
    return Text(f"{title}：{zh}" if title else zh, f"{title}: {en}" if title else en)
