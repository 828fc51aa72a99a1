"""``reportgen check``: check a data file against every rule and print what does not hold."""

from __future__ import annotations

from math import isnan

import click

from reportgen.commands.checking import check
from reportgen.commands.command_line.units_option import UNITS, UnitsCommand


def _number(ctx: click.Context, parameter: click.Parameter, value: float) -> float:
    """Refuse NaN, which click's range accepts."""
    if isnan(value):
        raise click.BadParameter("'nan' is not a number", ctx, parameter)
    return value


@click.command("check", cls=UnitsCommand)
@click.argument("data")
@click.option(
    "--previous",
    multiple=True,
    metavar="FILE",
    help="上一年的数据文件，可重复；核对文件夹时可以是文件夹 / an earlier year's data; for a folder, a folder",
)
@click.option(
    UNITS,
    multiple=True,
    metavar="FILE…",
    help="各下级单位的数据文件或其文件夹 / the data of all units added up here, or a folder of it",
)
@click.option(
    "--jump",
    type=click.FloatRange(min=1),
    default=10,
    callback=_number,
    show_default=True,
    metavar="N",
    help="与往年相差超过 N 倍时提示 / note figures that differ by more than this factor",
)
@click.option(
    "--template", metavar="FILE", help="自己的 Word 模板，一并核对是否合用 / hold it to your own template, too"
)
@click.option(
    "--comments",
    metavar="OUT.docx",
    help="DATA 是 Word 文档时，另存一份带批注的 / of a Word document: also write a copy with comments",
)
@click.option("--strict", is_flag=True, help="有提醒也算不通过 / warnings fail too")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "sarif", "junit", "html", "xlsx"]),
    default="text",
    help="输出格式；html、xlsx 用于文件夹 / output format; html and xlsx are for folders",
)
@click.option("-o", "--output", metavar="FILE", help="写到这个文件（核对文件夹时）/ write to this file (for folders)")
@click.option(
    "--copied", is_flag=True, help="核对文件夹时，再查各份之间的雷同 / of a folder, also find what was copied"
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="同时用几个进程 / how many processes at a time")
@click.option("--dask", metavar="ADDRESS", help="交给这个地址的 Dask 集群 / let the Dask cluster at this address work")
def command(  # noqa: PLR0913, PLR0917 — one argument for every option
    data: str,
    previous: tuple[str, ...],
    units: tuple[str, ...],
    jump: float,
    template: str | None,
    comments: str | None,
    strict: bool,
    style: str,
    output: str | None,
    jobs: int | None,
    dask: str | None,
    copied: bool,
) -> None:
    """核对 DATA（工作簿、Word 填报表、YAML 或 JSON，- 为标准输入）的勾稽关系，逐条说明不成立的地方。

    给出 --previous 还核对跨年关系，给出 --units 还核对与各下级单位之和；DATA 写在最前面。

    DATA 是文件夹或清单（.csv）时，核对其中每一个数据文件，按规则和单位汇总，最严重的在前。

    Check that the figures of DATA reconcile; - reads standard input. DATA comes first, then the options. Of a folder
    or a manifest (.csv) every data file is checked, and the findings are summed up by rule and by unit.
    """
    check(
        *(data, previous, units, jump, template),
        comments=comments,
        strict=strict,
        style=style,
        output=output,
        jobs=jobs,
        dask=dask,
        copied=copied,
    )
