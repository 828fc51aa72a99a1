"""The verdict on all findings together, for ``check`` and ``render``; it agrees with the exit code."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from reportgen.core.text import Text
from reportgen.report.blank_wording import is_blank
from reportgen.report.findings import Finding
from reportgen.report.report import Report

_NOTHING = Text("", "")


@attrs.frozen
class Counts:
    """The number of findings of each kind; each kind asks for something else of the reader."""

    broken: int
    """Hard rules that do not hold."""
    blank: int
    """Cells that are blank."""
    waiting: int
    """Hard rules that a blank leaves undecided."""
    contradictions: int
    """Numbers of the prose that the tables contradict."""
    warnings: int
    """All other warnings."""
    undecided: int
    """Soft rules that lack another report's figures."""
    notes: int
    accepted: int = 0
    """Soft findings that the office stands by."""

    @property
    def to_confirm(self) -> int:
        """The number of findings to be confirmed before publishing, which do not forbid it."""
        return self.contradictions + self.warnings + self.undecided

    @property
    def soft(self) -> int:
        """The number of findings that do not forbid a report."""
        return self.to_confirm + self.notes

    @property
    def hard(self) -> int:
        """The number of findings that forbid a report."""
        return self.broken + self.blank + self.waiting

    def fail(self, *, strict: bool) -> bool:
        """Whether ``check`` fails."""
        return bool(self.hard or (strict and (self.contradictions or self.warnings)))


def counts_of(report: Report, findings: Sequence[Finding]) -> Counts:
    """Count the ``findings`` of a report."""
    prose = {rule.id for rule in report.type.rules if rule.holds_prose}
    hard = [finding for finding in findings if finding.forbids]
    soft = [finding for finding in findings if not finding.forbids and finding.accepted is None]
    accepted = len(findings) - len(hard) - len(soft)
    broken = sum(finding.verdict == "broken" for finding in hard)
    blank = len({finding.address for finding in hard if is_blank(finding)})
    undecided = sum(finding.verdict == "undecided" for finding in soft)
    warnings = [finding for finding in soft if finding.severity == "warning"]
    contradictions = sum(finding.rule in prose for finding in warnings)
    others = len(warnings) - contradictions
    notes = len(soft) - undecided - len(warnings)
    return Counts(broken, blank, len(hard) - broken - blank, contradictions, others, undecided, notes, accepted)


def verdict(report: Report, counts: Counts, others: Sequence[Report], *, strict: bool) -> Text:
    """Return the first line of ``check``; ``others`` are the reports that this one was compared with."""
    title = f"{report.organ} {report.year}"
    if counts.hard:
        needs, rest = hard_words(counts), soft_words(counts)
        more = Text(f"，另有 {rest.zh}", f", besides {rest.en}") if counts.soft else _NOTHING
        until = _NOTHING if report.published else Text("，改好之前不能出报告", "; no report until then")
        return Text(f"{title}：有 {needs.zh}{more.zh}{until.zh}。", f"{title}: {needs.en}{more.en}{until.en}.")
    found = soft_words(counts)
    if counts.fail(strict=strict):
        return Text(
            f"{title}：不通过，有 {found.zh}（加了 --strict，有提醒就不通过）。",
            f"{title}: does not pass: {found.en} (--strict: warnings fail too).",
        )
    if counts.soft:
        said = _of_published(counts, found) if report.published else _of_soft(counts, found)
        return Text(f"{title}：{said.zh}", f"{title}: {said.en}")
    rules = _counted(report)
    held = accepted_words(counts)
    if others:
        names = [f"{other.organ} {other.year}" for other in others]
        held = Text(f"，并与{'、'.join(names)} 的报告核对过{held.zh}", f", held against {', '.join(names)}{held.en}")
    return Text(
        f"{title}：数字全部对得上（核对了 {rules.zh}{held.zh}）。",
        f"{title}: everything reconciles ({rules.en}{held.en}).",
    )


def _of_published(counts: Counts, found: Text) -> Text:
    ask = Text("请核实", "please verify") if counts.to_confirm else Text("供参考", "for your information")
    return Text(f"没有必须改正的，有 {found.zh}，{ask.zh}。", f"nothing is wrong for certain; {found.en}, {ask.en}.")


def _of_soft(counts: Counts, found: Text) -> Text:
    if counts.contradictions:
        return Text(
            f"没有必须改正的，但有 {found.zh}，请改正或确认后再发布。",
            f"nothing forbids a report, but {found.en}; mend or confirm before publishing.",
        )
    if counts.to_confirm:
        return Text(
            f"可以出报告，有 {found.zh}，请改正或确认后再发布。",
            f"publishable, with {found.en}; mend or confirm before publishing.",
        )
    return Text(f"可以出报告，有 {found.zh}，供参考。", f"publishable, with {found.en}.")


def accepted_words(counts: Counts) -> Text:
    """Return how many warnings the office stands by, as the end of a sentence; nothing where there are none."""
    if not counts.accepted:
        return _NOTHING
    many = plural(counts.accepted, "warning")
    return Text(f"；另有 {counts.accepted} 处提醒已由本机关确认", f"; {many} accepted by the office")


def _counted(report: Report) -> Text:
    """Say how many equations were checked, and how many inequalities and other forms of rules."""
    forms = [form for rule in report.type.rules for form in rule.forms]
    others = sum(any(one.relation != "=" for one in form.linear) or not form.linear for form in forms)
    equations = len(forms) - others + len(report.checks)
    more = Text(f"、{others} 个其他关系", f" and {plural(others, 'other relation')}") if others else _NOTHING
    return Text(f"{equations} 个等式{more.zh}", f"{plural(equations, 'equation')}{more.en}")


def hard_words(counts: Counts) -> Text:
    """Return how many findings forbid a report."""
    parts = []
    if counts.broken:
        parts.append(Text(f"{counts.broken} 处必须改正", f"{plural(counts.broken, 'finding')} to be mended"))
    if counts.blank:
        parts.append(Text(f"{counts.blank} 格空白", plural(counts.blank, "blank cell")))
    if not parts:
        waiting = counts.waiting
        parts.append(Text(f"{waiting} 处因空白而无法判断", f"{plural(waiting, 'finding')} undecided because of blanks"))
    return joined(parts)


def soft_words(counts: Counts) -> Text:
    """Return how many findings there are that do not forbid a report, kind by kind."""
    parts = []
    other = counts.contradictions > 0
    if counts.contradictions:
        places = plural(counts.contradictions, "place")
        verb = "contradicts" if counts.contradictions == 1 else "contradict"
        parts.append(Text(f"{counts.contradictions} 处文字与表格不符", f"{places} in the prose {verb} the tables"))
    if counts.warnings:
        words = "其他提醒" if other else "提醒"
        parts.append(
            Text(f"{counts.warnings} 处{words}", plural(counts.warnings, "other warning" if other else "warning"))
        )
    if counts.undecided:
        parts.append(Text(f"{counts.undecided} 处无法核对", f"{counts.undecided} undecided"))
    if counts.notes:
        parts.append(Text(f"{counts.notes} 处提示", plural(counts.notes, "note")))
    return joined(parts)


def joined(parts: Sequence[Text]) -> Text:
    """Return counts as one enumeration."""
    return Text("、".join(part.zh for part in parts), ", ".join(part.en for part in parts))


def plural(count: int, what: str) -> str:
    """Return a number of English things: 1 mistake, 2 mistakes."""
    return f"{count} {what}{'' if count == 1 else 's'}"
