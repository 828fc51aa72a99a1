"""Findings as a person reads them: the sentence first, then the cells with their places, then the source."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.vocabulary.findings import Finding
from reportgen.vocabulary.reports import Report
from reportgen.vocabulary.texts import Language, Text

MOST_CELLS = 8
_MARKS = {"error": Text("✗ 错误", "✗ error"), "warning": Text("! 提醒", "! warning"), "note": Text("· 提示", "· note")}
_UNDECIDED = Text("? 无法判断", "? undecided")


def report_lines(report: Report, findings: list[Finding], language: Language) -> Iterator[str]:
    """Yield the lines that ``check`` prints: a verdict, then each finding."""
    title = f"{report.organ} {report.year}"
    stops = sum(finding.forbids for finding in findings)
    others = len(findings) - stops
    if not findings:
        rules = sum(len(rule.equations) for rule in report.type.rules) + len(report.checks)
        verdict = Text(
            f"{title}：数字全部对得上（核对了 {rules} 个等式）。",
            f"{title}: everything reconciles ({rules} equations).",
        )
    elif stops:
        more = Text(f"，另有 {others} 处提醒", f", and {others} more remarks") if others else Text("", "")
        verdict = Text(
            f"{title}：有 {stops} 处必须改正{more.zh}，改好之前不能出报告。",
            f"{title}: {stops} findings must be mended{more.en}; no report until then.",
        )
    else:
        verdict = Text(f"{title}：可以出报告，有 {others} 处提醒。", f"{title}: publishable, with {others} remarks.")
    yield verdict.in_(language)
    for finding in findings:
        yield ""
        yield from finding_lines(finding, language)


def finding_lines(finding: Finding, language: Language) -> Iterator[str]:
    """Yield one finding: mark, rule and sentence; its cells with places; repairs; legal source."""
    mark = _UNDECIDED if finding.verdict == "undecided" else _MARKS[finding.severity]
    stop = "。" if language == "zh" else "."
    yield f"{mark.in_(language)} {finding.rule}  {finding.says.in_(language)}{stop}"
    if finding.origin is not None and not any(cell.origin for cell in finding.cells):
        yield f"    {finding.origin}"
    cells = [cell for cell in finding.cells if cell.value != 0 or cell.origin is not None]
    shown = cells if len(cells) <= MOST_CELLS else [cell for cell in cells if cell.value != 0][:MOST_CELLS]
    for cell in shown:
        value = Text("空白", "blank").in_(language) if cell.value is None else str(cell.value)
        derived = Text("（计算得出）", "(computed)").in_(language)
        yield f"    {cell.label.in_(language)} = {value}    {cell.origin or derived}"
    if len(cells) > len(shown):
        left = len(cells) - len(shown)
        yield "    " + Text(f"……另有 {left} 格", f"... and {left} more cells").in_(language)
    if finding.law:
        yield "    " + Text(f"依据：{finding.law}", f"source: {finding.law}").in_(language)
