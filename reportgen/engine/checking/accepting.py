"""What the office accepted taken out of what is open: a warning is silenced for good, an error never is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import attrs

from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import ACCEPTED, rules_of
from reportgen.report.acceptances import Acceptance
from reportgen.report.findings import Finding
from reportgen.report.report import Report


def with_acceptances(report: Report, findings: Sequence[Finding], applied: Collection[str]) -> list[Finding]:
    """Return ``findings`` with the office's acceptances, and a finding for each one that applies to none of them.

    ``applied`` are the rules of this check: an acceptance of another rule, such as one that compares years where no
    earlier year was given, is left as it is.
    """
    by_name: dict[str, Acceptance] = {one.finding: one for one in report.accepted}
    known = {finding.fingerprint: finding for finding in findings}
    shown = [
        attrs.evolve(finding, accepted=by_name.get(finding.fingerprint)) if not finding.forbids else finding
        for finding in findings
    ]
    return [*shown, *_useless(report, known, applied)]


def _useless(report: Report, known: dict[str, Finding], applied: Collection[str]) -> Iterator[Finding]:
    for one in report.accepted:
        rule = one.finding.rpartition("-")[0]
        found = known.get(one.finding)
        if found is not None and found.forbids:
            says = Text(
                f"accepted 里的 {one.finding} 是错误，不能确认放行，只能改正",
                f"{one.finding} below accepted: is an error; it cannot be accepted, only mended",
            )
        elif found is None and rule in applied:
            says = Text(
                f"accepted 里的 {one.finding} 已不适用：数字或文字改动过，或者这处提醒已经没有了。"
                "请重新核对，再删去这一条",
                f"{one.finding} below accepted: no longer applies: its figures or words changed, or the doubt is gone; "
                "check again and delete the entry",
            )
        elif found is None and not _is_rule(report, rule):
            says = Text(
                f"accepted 里的 {one.finding} 不是任何提醒的编号，请照 check 列出的编号填写",
                f"{one.finding} below accepted: names no finding; copy the number that check prints",
            )
        else:
            continue
        yield Finding(ACCEPTED.id, "broken", ACCEPTED.severity, says, "", origin=one.origin)


def _is_rule(report: Report, name: str) -> bool:
    return any(rule.id == name for rule in rules_of(report.type))
