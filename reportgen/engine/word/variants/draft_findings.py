"""What a draft says of its findings: a numbered sentence each, many blanks as one, and the cells that they mark."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from reportgen.core.value import Value
from reportgen.report.blank_wording import MOST_BLANKS, blank_lines, is_blank
from reportgen.report.findings import Finding
from reportgen.report.repair_wording import MOST_REPAIRS, in_form_order, suggestions
from reportgen.report.report import Report


@attrs.frozen(eq=False, repr=False)
class Noted(Value):
    """One item of a draft's list: whether it forbids publishing, its sentence, lines below it, and what it marks."""

    forbids: bool
    sentence: str
    below: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def notes_of(findings: Sequence[Finding], report: Report) -> list[Noted]:
    """Return what there is to say of ``findings``, what forbids publishing first.

    Of many blanks only the lines are told, and not what they leave undecided, as ``check`` does.
    """
    blanks = [finding for finding in findings if is_blank(finding)]
    grouped = blanks if len(blanks) > MOST_BLANKS else []
    noted = []
    for finding in findings:
        undecided = finding.verdict == "undecided" and finding.forbids
        if not (grouped and undecided):
            noted.append(Noted(finding.forbids, in_one_line(finding, report), (), marked_addresses(finding)))
    if grouped:
        head, lines = blank_lines(grouped)
        marked = tuple(address for finding in grouped for address in marked_addresses(finding))
        noted.insert(0, Noted(True, head.zh, tuple(line.zh for line in lines), marked))
    return [*(one for one in noted if one.forbids), *(one for one in noted if not one.forbids)]


def in_one_line(finding: Finding, report: Report) -> str:
    """Return a finding as a draft lists it: rule, sentence, line or cell of the data file, what may mend it."""
    origin = finding.place
    spot = "" if origin is None else origin.line_or_cell
    line = f"（{'工作簿 ' if '!' in spot else '数据文件'}{spot}）" if spot else ""
    first, *others = [line.zh.strip() for line in suggestions(in_form_order(finding, report.addresses))] or [""]
    if len(others) > MOST_REPAIRS:
        others = [*others[:MOST_REPAIRS], "其余见 reportgen check"]
    repair = f"{first}{'；'.join(others)}" if first.endswith("：") else first
    accepted = finding.accepted
    stands = f"（已由{accepted.who}确认：{accepted.reason}）" if accepted is not None else ""
    return f"{finding.rule}　{finding.says.zh}{line}{f'。{repair}' if repair else ''}{stands}"


def marked_addresses(finding: Finding) -> tuple[str, ...]:
    """Return the figures that are wrong, or may be; where none is known the finding's own, else all of it.

    What a blank leaves undecided marks nothing: the blank itself is marked.
    """
    if finding.verdict == "undecided" and not is_blank(finding):
        return ()
    repairs = finding.repairs[:1] if finding.repairs and finding.repairs[0].most_likely else finding.repairs
    if len(repairs) <= MOST_REPAIRS:
        suspects = dict.fromkeys(change.address for repair in repairs for change in repair.changes)
        if suspects:
            return tuple(suspects)
    return (finding.address, *(cell.address for cell in finding.cells if not finding.address))


def marks_of(noted: Sequence[Noted]) -> dict[str, list[tuple[bool, str]]]:
    """Return by address what the items say of a figure, each with its number; many blanks are not worth a sentence."""
    marks: dict[str, list[tuple[bool, str]]] = {}
    for number, one in enumerate(noted, start=1):
        for address in one.addresses:
            marks.setdefault(address, []).append((one.forbids, "" if one.below else f"{number}. {one.sentence}"))
    return marks
