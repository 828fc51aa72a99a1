"""What the units gave to a figure, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.core.text import Language, Text
from reportgen.report.explanation import Explanation
from reportgen.report.unit_shares import UnitShare, UnitShares


def unit_lines(figure: Explanation, shares: UnitShares, language: Language) -> Iterator[str]:
    """Yield a heading, the largest units one a line, the others as a sum, and whether it all adds up to the figure."""
    yield ""
    yield Text(f"{shares.units} 个单位填报的数，从大到小：", f"from {shares.units} units, the largest first:").in_(
        language
    )
    width = max((len(str(share.value)) for share in shares.largest), default=0)
    yield from (_line(share, width, language) for share in shares.largest)
    if shares.others:
        rest = f"{shares.others_total:>{width}}"
        yield Text(f"  {rest}  其余 {shares.others} 个单位合计", f"  {rest}  the other {shares.others}").in_(language)
    if shares.blank:
        yield Text(f"  另有 {shares.blank} 个单位是空白", f"  {shares.blank} units left it blank").in_(language)
    yield _verdict(figure, shares).in_(language)


def _line(share: UnitShare, width: int, language: Language) -> str:
    doubt = "" if share.doubt is None else Text(f"（{share.doubt.zh}）", f" ({share.doubt.en})").in_(language)
    return f"  {share.value:>{width}}  {share.organ}    {share.origin.in_(language)}{doubt}"


def _verdict(figure: Explanation, shares: UnitShares) -> Text:
    if shares.total is None:
        return Text("有空白，合计不了", "a blank leaves the sum undecided")
    if figure.value == shares.total:
        return Text(f"合计 {shares.total}，与本文件一致", f"together {shares.total}, as in this file")
    return Text(
        f"合计 {shares.total}，本文件是 {figure.value}：汇总以后改动过",
        f"together {shares.total}, but {figure.value} in this file: it was changed after the roll-up",
    )
