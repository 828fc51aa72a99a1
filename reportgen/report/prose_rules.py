"""What a report type says about the checks of its prose: as much as every report needs, and where the rest is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import attrs

from reportgen.core.text import Text
from reportgen.report.rules import Rule

if TYPE_CHECKING:
    from reportgen.report.prose_model import ProseModel

DRAFT_NOTES = Rule(
    "F-DRAFT",
    Text("文字里没有编写时的提示和留空", "no drafting note or gap is left in the prose"),
    severity="error",
)
LAYOUT = Rule(
    "F-LAYOUT",
    Text("文字里没有粘贴来的缩进和没有标出的小标题", "the prose has no pasted indents and no unmarked headings"),
    severity="note",
)
STALE_YEARS = Rule(
    "F-YEAR",
    Text("文字里的年份是本报告的年份", "the year named in the prose is the report's"),
    severity="warning",
)
REPEATED_TEXT = Rule(
    "F-REPEATED",
    Text("文字里没有写了两遍的段落", "no paragraph stands twice in the prose"),
    severity="warning",
)
COPIED_TEXT = Rule(
    "F-COPIED",
    Text("文字部分不是照抄上一年的报告", "the prose is not copied from last year's report"),
    severity="warning",
)
PERCENTAGES = Rule(
    "PT-PCT",
    Text(
        "文字中的百分比按所写的位数四舍五入，与数字算出的相同",
        "every percentage in the prose is what its figures give, rounded to its printed places",
    ),
    severity="warning",
    holds_prose=True,
)
PART_SUMS = Rule(
    "PT-PARTS",
    Text("文字中逐项列出的数字加起来等于总数", "parts that the prose lists in full add to their whole"),
    severity="warning",
    holds_prose=True,
)


@attrs.frozen(eq=False, repr=False)
class ProseChecks:
    """How the prose of a type is checked; ``model`` gives words and meanings, and is called only where they are needed.

    ``denial`` is found in every text that may say of something that it did not happen. ``numberless`` gives for a
    measure word the words behind which a number stands before it, so that a missing one is a gap (``新收件``);
    ``countless`` finds the name of a figure at the end of a list of counts, where number and measure word are missing.
    ``title`` is what the report calls itself (``政府信息公开工作年度报告``), and ``deeds`` are how a sentence goes on
    whose unnamed subject is the office; both are regular expressions. The sections of ``dated`` say of what period the
    report is; those of ``renewed`` are written anew every year.
    """

    denial: re.Pattern[str]
    numberless: Mapping[str, tuple[str, ...]]
    title: str
    deeds: str
    dated: tuple[str, ...]
    renewed: tuple[str, ...]
    model: Callable[[], ProseModel]
    countless: re.Pattern[str] | None = None
