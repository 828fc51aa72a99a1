"""One finding as text: its sentence, its cells with their places, its legal source, its repairs."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.core.origin import Origin
from reportgen.core.text import Language, Text
from reportgen.report.blank_wording import is_blank
from reportgen.report.findings import Cell, Finding
from reportgen.report.repair_wording import suggestions

MOST_CELLS = 8
_BROKEN = Text("✗ 错误", "✗ error")
_UNDECIDED = Text("? 无法判断", "? undecided")
_EMPTY = Text("? 空白", "? blank")
_ACCEPTED = Text("√ 已确认", "√ accepted")
_MARKS = {"error": _BROKEN, "warning": Text("! 提醒", "! warning"), "note": Text("· 提示", "· note")}
_UNSURE = Text(
    "还不能确定错在哪一格，请对照原始台账逐格核对",
    "which cell is wrong cannot be told; check each of them against the records",
)


def finding_lines(
    finding: Finding, language: Language, source: str | None = None, *, repairs: bool = True
) -> Iterator[str]:
    """Yield one finding: mark, rule and sentence; its cells with places; legal source; likely ``repairs``.

    Places in the file ``source`` are given by line and column only.
    """
    undecided = _EMPTY if is_blank(finding) else _UNDECIDED
    mark = (
        _ACCEPTED
        if finding.accepted is not None
        else undecided
        if finding.verdict == "undecided"
        else _MARKS[finding.severity]
    )
    sentence = finding.says.in_(language)
    stop = "" if sentence.endswith(("。", ".")) else "。" if language == "zh" else "."
    yield f"{mark.in_(language)} {finding.rule}  {sentence}{stop}"
    shown = _shown(finding)
    named = {cell.origin for cell in shown}
    if finding.origin is not None and finding.origin not in named:
        yield f"    {place_words(finding.origin, source, language)}"
    for cell in shown:
        yield f"    {_cell(cell, source, language, named=sentence)}"
    if len(finding.cells) > len(shown) >= MOST_CELLS:
        left = len(finding.cells) - len(shown)
        yield "    " + Text(f"……另有 {left} 格", f"... and {left} more cells").in_(language)
    if finding.accepted is not None:
        who, reason = finding.accepted.who, finding.accepted.reason
        yield "    " + Text(f"已由{who}确认：{reason}", f"accepted by {who}: {reason}").in_(language)
        return
    if finding.law:
        yield "    " + Text(f"依据：{finding.law}", f"source: {finding.law}").in_(language)
    if repairs:
        yield from repair_lines(finding, language)


def repair_lines(finding: Finding, language: Language, together: int = 1) -> Iterator[str]:
    """Yield the repairs of a finding and the others of its cause, ``together`` in all, or that none is known."""
    if finding.forbids and finding.verdict == "broken" and len(finding.cells) > 1 and not finding.repairs:
        yield "    " + _UNSURE.in_(language)
    for line in suggestions(finding, together):
        yield f"    {line.in_(language)}"


def _shown(finding: Finding) -> list[Cell]:
    """Return the cells to list: all if they are few, else those that are not zero, and the finding's own cell."""
    cells = [cell for cell in finding.cells if cell.value != 0 or cell.origin is not None]
    if len(cells) <= MOST_CELLS:
        return cells
    own = [cell for cell in cells if cell.address == finding.address]
    blank = [cell for cell in cells if cell.value is None and cell not in own]
    filled = [cell for cell in cells if cell.value not in {0, None} and cell not in own]
    return [*own, *blank, *filled][:MOST_CELLS]


def _cell(cell: Cell, source: str | None, language: Language, named: str) -> str:
    label = cell.label.in_(language)
    if cell.origin is None:
        place = Text("（计算得出）", "(computed)").in_(language)
        value = Text("无法计算", "undecided").in_(language) if cell.value is None else str(cell.value)
    else:
        place = place_words(cell.origin, source, language)
        value = Text("空白", "blank").in_(language) if cell.value is None else str(cell.value)
    if cell.value is None and cell.origin is not None and named.startswith(label):
        return place
    return f"{label} = {value}    {place}"


def place_words(origin: Origin, source: str | None, language: Language) -> str:
    """Return a place in words; in the file ``source`` by line and column only."""
    if origin.file != source or origin.line is None or origin.place is not None:
        return origin.in_(language)
    if origin.column is None:
        return Text(f"第 {origin.line} 行", f"line {origin.line}").in_(language)
    words = Text(f"第 {origin.line} 行第 {origin.column} 列", f"line {origin.line}, column {origin.column}")
    return words.in_(language)
