"""``reportgen sample``: practice data, some of it with known errors."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.api import several
from reportgen.commands.printing.console import say
from reportgen.core.text import Text

_SHARE = click.FloatRange(0, 1)


@click.command("sample")
@click.option("--count", required=True, type=click.IntRange(min=1), metavar="N", help="做多少份 / how many reports")
@click.option("-o", "--output", required=True, metavar="DIR", help="写到哪个新文件夹 / a new folder for the files")
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    metavar="S",
    help="种子相同，数据相同 / the same seed, the same data",
)
@click.option(
    "--broken",
    type=_SHARE,
    default=0,
    metavar="SHARE",
    help="多大比例有错、不能出报告，例如 0.01 / the share with an error that forbids the report",
)
@click.option(
    "--doubtful",
    type=_SHARE,
    default=0,
    metavar="SHARE",
    help="多大比例文字与表格不符，只提醒 / the share whose prose contradicts a table, which is a warning",
)
@click.option(
    "--type", "type_name", metavar="TYPE", help="报告种类，只有一种时可不写 / the report type, where there are several"
)
@click.option(
    "--year", type=click.IntRange(2000, 2100), metavar="N", help="报告年份，默认是去年 / by default last year"
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["yaml", "xlsx", "docx", "html"]),
    default="yaml",
    show_default=True,
    help="文件格式 / the kind of file",
)
def command(  # noqa: PLR0913 — one argument for every option
    count: int,
    output: str,
    *,
    seed: int,
    broken: float,
    doubtful: float,
    type_name: str | None,
    year: int | None,
    style: str,
) -> None:
    """做练习数据：机关和数字都是编造的，大小从乡镇到省，数字对得上；可以让其中一部分各有一处已知的错误。

    错误列在 truth.csv：哪个文件、哪一格、写成了什么、应当是什么、哪几条规则会指出来。

    Make practice data: invented offices from a township to a province, whose figures reconcile, some with one known
    error each. truth.csv lists the errors and the rules that find them.
    """
    truth = several.sample(
        count, output, seed=seed, broken=broken, doubtful=doubtful, type_name=type_name, year=year, format=style
    )
    folder = Path(output).absolute()
    wrong = round(count * broken) + round(count * doubtful)
    listed = Text(f"，其中 {wrong} 份有错，见 {truth.name}", f", {wrong} of them with errors; see {truth.name}")
    say(
        Text(
            f"已写出 {count} 份练习数据：{folder}{listed.zh if wrong else ''}",
            f"written: {count} reports of practice data in {folder}{listed.en if wrong else ''}",
        )
    )
