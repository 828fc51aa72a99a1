"""``reportgen new``: a data file to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen import api
from reportgen.commands.console import say
from reportgen.commands.path_arguments import STANDARD, standard_output
from reportgen.core.text import Text


@click.command("new")
@click.option("--type", "type_name", required=True, metavar="TYPE", help="报告种类 / the report type")
@click.option("--organ", required=True, metavar="NAME", help="机关全称 / the organ's full name")
@click.option("--year", required=True, type=click.IntRange(2000, 2100), metavar="N", help="报告年份 / the year")
@click.option("-o", "--output", required=True, metavar="FILE", help="写到哪里（- 为标准输出）/ where to write")
def command(type_name: str, organ: str, year: int, output: str) -> None:
    """新建一个数据文件：每个数字一行，带官方名称，附起草好的文字部分。

    Start a data file: every figure with its official label, and starter prose.
    """
    text = api.new(type_name, organ, year)
    if output == STANDARD:
        standard_output().write(text.encode("utf-8"))
        return
    api.write_new(Path(output), text)
    say(
        Text(
            f"已写出：{output}。把每个 null 改成数字，再运行 reportgen check {output}",
            f"written: {output}. Replace every null by its figure, then run: reportgen check {output}",
        )
    )
