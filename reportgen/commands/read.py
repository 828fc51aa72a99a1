"""``reportgen read``: a published report read back into a data file, with an account of what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from reportgen import api
from reportgen.commands.printing.console import language, say_lines, say_written
from reportgen.core.text import Language, Text

if TYPE_CHECKING:
    from reportgen.engine.reading.published.report import PublishedReport


@click.command("read")
@click.argument("report", metavar="REPORT")
@click.option(
    "-o", "--output", metavar="FILE", help="写到哪里：.yaml、.json 或 .xlsx / where to write: .yaml, .json or .xlsx"
)
@click.option("--organ", metavar="NAME", help="机关全称，标题里没有时写 / the organ, where the title lacks it")
@click.option(
    "--year", type=click.IntRange(2000, 2100), metavar="N", help="年份，标题里没有时写 / the year, where it is lacking"
)
@click.option(
    "--number", type=click.IntRange(1), metavar="N", help="文件里有几份报告时，读第几份 / which of several reports"
)
def command(report: str, output: str | None, organ: str | None, year: int | None, number: int | None) -> None:
    """读已公布的报告 REPORT（.docx、.html、.txt、.pdf 等），得到数据文件；拿不准的数字留空并逐条说明，绝不猜。

    Read the published report REPORT (.docx, .html, .txt, .pdf and others) into a data file. A figure in doubt stays
    blank and is told, never guessed.
    """
    found = api.read(report, output, organ=organ, year=year, number=number)
    say_lines(account_lines(found, language()))
    if output is not None:
        say_written(output)


def account_lines(found: PublishedReport, chosen: Language) -> Iterator[str]:
    """Yield what was read, and then everything that was not understood, read loosely or left out."""
    data = found.document.data
    read, blank = found.counts
    title = Text(f"{data['organ']}{data['year']}年", f"{data['organ']} {data['year']}")
    said = Text(
        f"{title.zh}：{found.type.title.zh}；读到 {read} 个数字，{blank} 个空白",
        f"{title.en}: {found.type.title.en}; {read} figures read, {blank} blanks",
    )
    yield said.in_(chosen)
    if found.account:
        yield Text(f"没有读懂、按近似读或没有读的，共 {len(found.account)} 条：",
                   f"not understood, read loosely or left out: {len(found.account)}").in_(chosen)  # fmt: skip
    for fault in found.account:
        place = "" if fault.origin is None else f"{fault.origin.in_(chosen)}"
        yield f"  {place}" if place else "  -"
        yield f"      {fault.message(chosen)}"
