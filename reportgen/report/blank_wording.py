"""Many blank cells in words: by the lines of the data file or the rows of the workbook; a new one has only blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.findings import Finding
from reportgen.report.repair_wording import CHECK

_CELL: Final = re.compile(r"(.+)![A-Z]+([0-9]+)")
MOST_BLANKS = 10
"""More blank cells than this are named by their lines only."""


def is_blank(finding: Finding) -> bool:
    """Whether a finding names one blank cell."""
    return finding.verdict == "undecided" and finding.forbids and len(finding.cells) == 1


def blank_lines(blanks: Sequence[Finding]) -> tuple[Text, list[Text]]:
    """Return how many cells are blank and what to do, and a sentence for each line that has some."""
    known = all(finding.repairs for finding in blanks)
    advice = Text("没有发生的填 0，空白不等于零", "write 0 if nothing happened; blank is not zero")
    if known:
        advice = Text(f"都可由勾稽关系算出，{CHECK.zh}", f"the equations determine all of them; {CHECK.en}")
    head = Text(f"还有 {len(blanks)} 格没有填（{advice.zh}）：", f"{len(blanks)} cells are still blank ({advice.en}):")
    lines: dict[Text, list[Finding]] = {}
    for finding in blanks:
        lines.setdefault(_where(finding.origin), []).append(finding)
    return head, [_line(where, found, known) for where, found in lines.items()]


def _where(origin: Origin | None) -> Text:
    """Return the line of a data file, or the sheet and row of a workbook, and a colon."""
    if origin is not None and origin.line is not None:
        return Text(f"第 {origin.line} 行：", f"line {origin.line}: ")
    cell = None if origin is None else _CELL.fullmatch(origin.place or "")
    return Text("", "") if cell is None else Text(f"{cell[1]} 第 {cell[2]} 行：", f"{cell[1]}, row {cell[2]}: ")


def _line(where: Text, found: Sequence[Finding], known: bool) -> Text:
    labels = [finding.cells[0].label for finding in found]
    rows = dict.fromkeys((label.zh.rpartition("”")[0], label.en.rpartition("”")[0]) for label in labels)
    name = labels[0] if len(found) == 1 else Text(*(f"{words}”" for words in next(iter(rows))))
    if len(rows) > 1:
        name = Text(f"{name.zh}等 {len(rows)} 行", f"{name.en} and other rows, {len(rows)} in all")
    count = Text(f"，{len(found)} 格" if len(found) > 1 else "", f", {len(found)} cells" if len(found) > 1 else "")
    if len(rows) == 1 and all(finding.repairs for finding in found):
        count = _filled(count, found, known)
    return Text(f"{where.zh}{name.zh}{count.zh}", f"{where.en}{name.en}{count.en}")


def _filled(count: Text, found: Sequence[Finding], known: bool) -> Text:
    """Return how many blanks of one row there are and what belongs there; why, where that is not ``known`` of all."""
    fills = [finding.repairs[0] for finding in found]
    figures = [str(fill.changes[0].after) for fill in fills]
    if len(set(figures)) == 1:
        every = Text("都" if len(figures) > 1 else "", " in each" if len(figures) > 1 else "")
        figures = figures[:1]
    else:
        every = Text("依次", " from the left")
    because = Text("", "")
    if not known:
        why = fills[0].because
        because = Text(f"（{why.zh}，{CHECK.zh}）", f" ({why.en}; {CHECK.en})")
    zh, en = "、".join(figures), ", ".join(figures)
    return Text(f"{count.zh}，{every.zh}应填 {zh}{because.zh}", f"{count.en}: {en}{every.en}{because.en}")
