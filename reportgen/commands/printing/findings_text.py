"""All findings as text: a verdict, then the findings, errors first; many of one kind are summarised."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from reportgen.commands.printing.console import STDIN
from reportgen.commands.printing.finding_text import finding_lines, place_words, repair_lines
from reportgen.commands.printing.verdicts import counts_of, verdict
from reportgen.core.text import Language, Text
from reportgen.engine.checking.rules_of_every_report import ACCEPTED
from reportgen.report.blank_wording import MOST_BLANKS, blank_lines, is_blank
from reportgen.report.findings import Finding
from reportgen.report.repair_wording import in_form_order
from reportgen.report.report import Report

MOST_FULL = 10
"""More findings of one kind than this are shortened, those that share a cause first."""
MOST_OF_ONE_CAUSE = 4
MOST_OF_A_RULE = 50
"""More findings of one rule than this, each with a cause of its own, are only counted."""
MOST_ALIKE = 5
"""More lines of prose than this with findings of one rule are listed together, as in a new data file."""
_GROUPS = (
    Text("必须改正", "to be mended"),
    Text("因空白而无法判断", "undecided because of blanks"),
    Text("请核实", "please verify"),
    Text("供参考", "for your information"),
    Text("已确认", "accepted"),
)


def report_lines(
    report: Report,
    findings: Sequence[Finding],
    language: Language,
    others: Sequence[Report] = (),
    *,
    strict: bool = False,
) -> Iterator[str]:
    """Yield the lines that ``check`` prints: a verdict, then the findings, what forbids publishing first.

    ``others`` are the reports of earlier years and of units that the report was compared with. With ``strict`` a
    warning fails, too, and the last line says so. A report that needs no change is followed by what to do next.
    """
    counts = counts_of(report, findings)
    yield verdict(report, counts, others, strict=strict).in_(language)
    yield from _finding_groups(report, findings, language)
    if not counts.hard:
        yield from accepting_lines(report, findings, language)
    if counts.fail(strict=strict) and not counts.hard:
        yield ""
        yield Text("不通过（--strict）。", "Does not pass (--strict).").in_(language)
    elif not counts.hard or report.published:
        yield from _next_lines(report, others, language, to_confirm=counts.to_confirm > 0)


def accepting_lines(report: Report, findings: Sequence[Finding], language: Language) -> Iterator[str]:
    """Yield the lines by which an office accepts the warnings that are still open."""
    doubts = [one for one in findings if one.severity == "warning" and not one.forbids and one.accepted is None]
    doubts = [one for one in doubts if one.rule != ACCEPTED.id]
    if not doubts or report.locate is None or report.published:
        return
    yield ""
    if _is_workbook(report):
        yield from _accepting_rows(report, doubts, language)
        return
    where = Text("的 accepted: 下面", ", below accepted:") if report.accepted else Text("", "")
    yield Text(
        f"查过没有错、可以照发的，把下面几行抄进数据文件{where.zh}（写明理由和姓名），以后就不再提醒：",
        f"What was looked into and is right: copy these lines into the data file{where.en}, with reason and name:",
    ).in_(language)
    if not report.accepted:
        yield "accepted:"
    for name, finding in {finding.fingerprint: finding for finding in doubts}.items():
        place = finding.place
        line = "" if place is None else f"   # {place_words(place, report.source, language)}"
        yield f"  - finding: {name}{line}"
        yield '    reason: ""'
        yield '    who: ""'


def _is_workbook(report: Report) -> bool:
    return report.source.lower().endswith(".xlsx")


def _accepting_rows(report: Report, doubts: Sequence[Finding], language: Language) -> Iterator[str]:
    """Yield the rows of a workbook by which an office accepts warnings, divided by tabs, so that they can be pasted."""
    from reportgen.report import workbook_layout as layout

    yield Text(
        f"查过没有错、可以照发的，把下面几行粘贴到“{layout.OTHER}”工作表的末尾（在“内容”一栏写明理由和姓名），以后就不再提醒：",
        f"What was looked into and is right: paste these rows at the end of the sheet “{layout.OTHER}”, "
        "with reason and name:",
    ).in_(language)
    names = dict.fromkeys(finding.fingerprint for finding in doubts)
    for number, name in enumerate(names, start=len(report.accepted) + 1):
        for key, value in (("finding", name), ("reason", ""), ("who", "")):
            yield f"{layout.OTHERS['accepted']}\t{number}/{key}\t{value}"


def _next_lines(report: Report, others: Sequence[Report], language: Language, *, to_confirm: bool) -> Iterator[str]:
    """Yield what can be done after a check that forbids nothing, or of a published report: compare, render, read."""
    if to_confirm or report.published:
        yield ""
    if not any(other.year < report.year for other in others):
        kind = PurePath(report.source).suffix if report.published else ".xlsx" if _is_workbook(report) else ".yaml"
        last = f"{report.year - 1}{kind}"
        file = Text("报告", "report") if report.published else Text("数据文件", "data file")
        sheets = Text("", "")
        if _is_workbook(report):
            from reportgen.report.workbook_layout import LAST_YEAR

            sheets = Text(
                f"（工作簿里名称以“{LAST_YEAR}”开头的工作表只供对照，不参加核对）",
                f" (sheets of the workbook called “{LAST_YEAR}…” are only to look at)",
            )
        yield Text(
            f"没有与上一年的报告核对{sheets.zh}；有上一年的{file.zh}（如 {last}），可加 --previous {last} 再核对一次。",
            f"Not held against last year's report{sheets.en}; if you have its {file.en}, add --previous {last}.",
        ).in_(language)
    name = f'"{report.source}"' if " " in report.source else report.source
    if report.published and report.source != STDIN:
        yield Text(
            f"这是已公布的报告；要它的数据文件：reportgen read {name} -o {report.year}.yaml",
            f"This is a published report; for its data file: reportgen read {name} -o {report.year}.yaml",
        ).in_(language)
    elif not to_confirm and report.locate is not None and report.source != STDIN:
        yield Text(f"下一步：reportgen render {name}", f"Next: reportgen render {name}").in_(language)


def _finding_groups(report: Report, findings: Sequence[Finding], language: Language) -> Iterator[str]:
    if any(finding.origin or any(cell.origin for cell in finding.cells) for finding in findings):
        file = Text("报告", "report") if report.published else Text("数据文件", "data file")
        yield Text(f"{file.zh}：{report.source}", f"{file.en}: {report.source}").in_(language)
    grouped: list[list[Finding]] = [[] for _ in _GROUPS]
    for finding in findings:
        grouped[_group(finding)].append(in_form_order(finding, report.addresses))
    headed = sum(bool(group) for group in grouped) > 1
    for title, group in zip(_GROUPS, grouped, strict=True):
        if group and headed:
            yield ""
            yield _heading(title, group).in_(language)
        blanks = [finding for finding in group if is_blank(finding)]
        if len(blanks) > MOST_BLANKS:
            yield ""
            yield from _blank_lines(blanks, language)
        few = group if len(blanks) <= MOST_BLANKS else [one for one in group if _is_cause(one) and not is_blank(one)]
        alike = [one for one in few if _points_at_prose(one) and _same_rule(one, few) > MOST_ALIKE]
        for rule in dict.fromkeys(one.rule for one in alike):
            yield ""
            yield from _alike_lines([one for one in alike if one.rule == rule], language)
        few = [one for one in few if one not in alike] if alike else few
        causes = _by_cause(_causes_first(few))
        crowded = (
            group is grouped[0] and len(few) > MOST_FULL
        )  # for units and years the other reports' figures are shown
        told: Counter[str] = Counter()
        for together in sorted(causes, key=len, reverse=True) if crowded else causes:
            told[together[0].rule] += len(together) == 1
            if len(together) > 1 or told[together[0].rule] <= MOST_OF_A_RULE:
                yield from _together(together, language, report.source, short=crowded)
        yield from _left_out(told, language)


def _left_out(told: Counter[str], language: Language) -> Iterator[str]:
    """Yield how many findings of each rule are not listed, and where they are."""
    for rule, count in told.items():
        if count > MOST_OF_A_RULE:
            left = count - MOST_OF_A_RULE
            yield ""
            yield Text(
                f"……{rule} 另有 {left} 处没有列出；全部清单：reportgen check 加上 --format json",
                f"... and {left} more of {rule}; reportgen check with --format json lists all",
            ).in_(language)


def _together(findings: Sequence[Finding], language: Language, source: str, *, short: bool) -> Iterator[str]:
    """Yield the findings of one cause: a few in full, then their repairs; of many, the repairs first."""
    alone, many = len(findings) == 1, len(findings) > MOST_OF_ONE_CAUSE
    if many:
        yield ""
        yield from _common(findings, language, "下")
    elif short:
        yield ""
    for finding in findings:
        if not (many or short):
            yield ""
        lines = finding_lines(finding, language, source, repairs=alone)
        # An equation that a blank leaves undecided lists no cells: the blank is named above it.
        if not _is_cause(finding) or many:
            yield from itertools.islice(lines, 1)
        elif short:
            yield from _short(finding, language, source, repairs=alone)
        else:
            yield from lines
    if not alone and not many and findings[0].repairs:
        yield ""
        yield from _common(findings, language, "上")


def _common(findings: Sequence[Finding], language: Language, where: str) -> Iterator[str]:
    count = len(findings)
    known = not findings[0].repairs or findings[0].repairs[0].most_likely
    cause = Text("出于同一个原因", "have one cause") if known else Text("可能出于同一个原因", "may have one cause")
    yield Text(f"以{where} {count} 处{cause.zh}：", f"These {count} {cause.en}:").in_(language)
    yield from repair_lines(findings[0], language, count)


def _short(finding: Finding, language: Language, source: str, *, repairs: bool) -> Iterator[str]:
    """Yield a finding among many: its sentence, its own place, and with ``repairs`` these."""
    own = next((cell.origin for cell in finding.cells if cell.address == finding.address), None) or finding.origin
    yield from itertools.islice(finding_lines(finding, language), 1)
    if own is not None:
        yield f"    {place_words(own, source, language)}"
    if repairs and finding.repairs:
        yield from repair_lines(finding, language)


def _heading(title: Text, group: Sequence[Finding]) -> Text:
    """Return a group's title with its count; for blanks it counts cells, not undecided equations."""
    blank = sum(is_blank(finding) for finding in group)
    if blank:
        return Text(f"【尚未填写：{blank} 格】", f"[still blank: {blank}]")
    return Text(f"【{title.zh}：{len(group)} 处】", f"[{title.en}: {len(group)}]")


def _points_at_prose(finding: Finding) -> bool:
    return not finding.cells and not finding.repairs and finding.origin is not None and finding.origin.line is not None


def _same_rule(finding: Finding, findings: Sequence[Finding]) -> int:
    return sum(one.rule == finding.rule and _points_at_prose(one) for one in findings)


def _alike_lines(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    """Yield one rule's findings in many lines of prose as one: the first in full, then the lines of all."""
    yield next(finding_lines(findings[0], language))
    counts = Counter(finding.origin.line for finding in findings if finding.origin is not None)
    lines = [Text(f"第 {line} 行", f"line {line}") for line in counts]
    places = [
        f"{line.in_(language)}{Text(f'（{count} 处）', f' ({count})').in_(language) if count > 1 else ''}"
        for line, count in zip(lines, counts.values(), strict=True)
    ]
    zh, en = "、".join(places), ", ".join(places)
    count = len(findings)
    yield "    " + Text(f"同样的共 {count} 处：{zh}", f"{count} of the same kind: {en}").in_(language)


def _blank_lines(blanks: Sequence[Finding], language: Language) -> Iterator[str]:
    head, lines = blank_lines(blanks)
    yield f"? {head.in_(language)}"
    yield from (f"    {line.in_(language)}" for line in lines)


def _by_cause(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Group findings by root cause, at the position of the first of each."""
    together: dict[object, list[Finding]] = {}
    for position, finding in enumerate(findings):
        shared = finding.cause is not None and finding.verdict == "broken"
        together.setdefault(("cause", finding.cause) if shared else position, []).append(finding)
    return list(together.values())


def _causes_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: not _is_cause(finding))


def _is_cause(finding: Finding) -> bool:
    """Whether a finding is more than an equation that a blank cell leaves undecided."""
    return finding.verdict == "broken" or len(finding.cells) <= 1 or not finding.forbids


def _group(finding: Finding) -> int:
    if finding.forbids:
        return 1 if finding.verdict == "undecided" else 0
    if finding.accepted is not None:
        return 4
    return 2 if finding.severity == "warning" else 3
