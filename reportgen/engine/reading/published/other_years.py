"""Tables that a document prints of another year beside those of the report: told by the line above them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Final

from reportgen.core.errors import Fault
from reportgen.core.shown_document import ShownText
from reportgen.core.text import Text, shortened
from reportgen.engine.form_matching.sheets import Sheet
from reportgen.engine.reading.published.columns_of_years import of_own_year
from reportgen.engine.reading.published.titles import titles_in

_YEAR: Final = re.compile(r"(20[0-9]{2})\s*年")
_ONLY_A_YEAR: Final = re.compile(r"20[0-9]{2}\s*年度?")
_SENTENCE: Final = re.compile(r"[。；！？]")
_LONGEST: Final = 40


def of_the_year(
    blocks: Sequence[ShownText | Sheet], title_words: Sequence[str]
) -> tuple[tuple[ShownText | Sheet, ...], tuple[Fault, ...]]:
    """Return the blocks of a document without its tables of other years, and a fault for each of these."""
    titles = titles_in(blocks, title_words)
    best = max((one.rank for one in titles), default=None)
    years = frozenset(one.year for one in titles if one.rank == best)
    kept: list[ShownText | Sheet] = []
    left_out: list[Fault] = []
    caption = ""
    beside = _heads_of_tables_beside_each_other(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, ShownText):
            caption = block.text
            kept.append(block)
            continue
        caption = beside.get(at, caption)
        said = next((one for one in (_first_words(block), caption) if _other_year(one, years)), "")
        if said:
            other = _other_year(said, years)
            says = Text(
                f"这个表是 {other} 年的（“{shortened(said)}”），不是这份报告的，没有读",
                f"this table is of {other} (“{shortened(said)}”), not of the report's year; it is not read",
            )
            left_out.append(Fault("published-unknown-table", says, block.origin))
        else:
            own, words = of_own_year(block, years)
            if words:
                says = Text(
                    f"表里“{words}”各栏不是报告年度的，没有读",
                    f"the columns “{words}” are not of the report's year; not read",
                )
                left_out.append(Fault("published-unknown-table", says, block.origin))
            kept += own
            caption = ""
    return tuple(kept), tuple(left_out)


def _heads_of_tables_beside_each_other(blocks: Sequence[ShownText | Sheet]) -> dict[int, str]:
    """Return the year over each of several tables that follow as many lines that name a year and nothing else."""
    found: dict[int, str] = {}
    at = 0
    while at < len(blocks):
        heads = [*itertools.takewhile(lambda one: isinstance(one, ShownText) and _is_year(one.text), blocks[at:])]
        tables = [*itertools.takewhile(lambda one: isinstance(one, Sheet), blocks[at + len(heads) :])]
        if len(heads) > 1 and len(heads) == len(tables):
            texts = (one.text for one in heads if isinstance(one, ShownText))
            found |= dict(zip(range(at + len(heads), at + 2 * len(heads)), texts, strict=True))
        at += len(heads) or 1
    return found


def _is_year(text: str) -> bool:
    return _ONLY_A_YEAR.fullmatch(text.strip()) is not None


def _first_words(sheet: Sheet) -> str:
    """Return the text of a table's first row where it is one cell."""
    texts = [text for text in sheet.lines[0].texts if text] if sheet.lines else []
    return texts[0] if len(set(texts)) == 1 else ""


def _other_year(text: str, years: frozenset[int]) -> int:
    """Return the only year that a short line names, where it is none of ``years``; else 0."""
    if not years or len(text) > _LONGEST or _SENTENCE.search(text) is not None:
        return 0
    named = {int(found) for found in _YEAR.findall(text)}
    return next(iter(named)) if len(named) == 1 and not named & years else 0
