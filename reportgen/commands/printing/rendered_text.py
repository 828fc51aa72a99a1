"""The output of ``render`` for a report with findings: these first, then where the report was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from reportgen.commands.printing.finding_text import finding_lines
from reportgen.commands.printing.findings_text import accepting_lines
from reportgen.commands.printing.verdicts import accepted_words, counts_of, hard_words, joined, soft_words
from reportgen.core.text import Language, Text
from reportgen.report.findings import Finding
from reportgen.report.report import Report


def rendered_lines(
    report: Report, findings: Sequence[Finding], target: str | None, language: Language
) -> Iterator[str]:
    """Yield that and where the report was written, what of it is to be mended or confirmed, and the notes.

    ``target`` is None for a report on standard output.
    """
    counts = counts_of(report, findings)
    notes = [
        finding
        for finding in findings
        if finding.severity == "note" and finding.verdict == "broken" and finding.accepted is None
    ]
    open_ = [finding for finding in findings if finding not in notes and finding.accepted is None]
    if counts.to_confirm:
        found = soft_words(attrs.evolve(counts, notes=0))
        first = Text(f"有 {found.zh}，公布前请改或确认", f"{found.en}; mend or confirm before publishing")
        if target is not None:
            first = Text(f"已写出，但{first.zh}：{target}", f"written, but {first.en}: {target}")
        yield first.in_(language)
        for finding in open_:
            yield from finding_lines(finding, language)
        yield from accepting_lines(report, findings, language)
    elif target is not None:
        stands = accepted_words(counts)
        checked = Text(f"数字已核对，成品已逐格复核{stands.zh}", f"reconciled, and read back cell by cell{stands.en}")
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
