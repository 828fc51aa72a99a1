"""The output of ``render`` for a report with findings: these first, then where the report was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from reportgen.commands.finding_text import finding_lines
from reportgen.commands.verdicts import counts_of, hard_words, joined, soft_words
from reportgen.core.text import Language, Text
from reportgen.report.findings import Finding
from reportgen.report.report import Report


def rendered_lines(
    report: Report, findings: Sequence[Finding], target: str | None, language: Language
) -> Iterator[str]:
    """Yield the findings to be mended or confirmed, where the report was written, and the notes.

    ``target`` is None for a report on standard output.
    """
    counts = counts_of(report, findings)
    notes = [finding for finding in findings if finding.severity == "note" and finding.verdict == "broken"]
    checked = Text("数字已核对，成品已逐格复核", "reconciled, and read back cell by cell")
    if counts.to_confirm:
        found, count = soft_words(attrs.evolve(counts, notes=0)), counts.to_confirm
        yield Text(f"有 {found.zh}，请改正或确认后再发布：", f"{found.en}. Mend or confirm before publishing:").in_(
            language
        )
        for finding in findings:
            if finding not in notes:
                yield from finding_lines(finding, language)
        checked = Text(
            f"表格已核对，成品已逐格复核；以上 {count} 处还没有改正或确认",
            f"the tables reconcile and were read back cell by cell; still to mend or confirm: {count}",
        )
    if target is not None:
        yield Text(f"已写出：{target}（{checked.zh}）", f"written: {target} ({checked.en})").in_(language)
    for note in notes:
        yield from finding_lines(note, language)


def draft_line(report: Report, findings: Sequence[Finding], target: str) -> Text:
    """Return where a draft was written and how many findings of each kind its last page lists."""
    counts = counts_of(report, findings)
    kinds = [*([hard_words(counts)] if counts.hard else []), *([soft_words(counts)] if counts.soft else [])]
    listed = joined(kinds)
    last = Text(f"最后一页列有 {listed.zh}", f"on its last page: {listed.en}")
    if not kinds:
        last = Text("没有发现问题", "nothing was found")
    return Text(
        f"已写出草稿：{target}（每页标有“草稿”，{last.zh}）",
        f"draft written: {target} (every page is marked; {last.en})",
    )


def edited_line(target: Path, edited: Path) -> Text:
    """Return where the earlier, edited document of ``target`` is kept."""
    return Text(
        f"原来的 {target.name} 生成以后改动过，或者不是本程序生成的，已另外保留：{edited}",
        f"{target.name} had been edited since it was made, or was not made by reportgen; it is kept as {edited}",
    )
