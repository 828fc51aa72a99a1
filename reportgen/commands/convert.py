"""``reportgen convert``: a data file as a workbook, or a workbook as a data file."""

from __future__ import annotations

import click

from reportgen.api import data_files
from reportgen.commands.command_line.path_arguments import STANDARD, load_argument, standard_output
from reportgen.commands.printing.console import say_written


@click.command("convert")
@click.argument("data", metavar="DATA")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    help="写到哪里：.xlsx、.docx 或 .yaml，- 为标准输出（YAML） / where to write: .xlsx, .docx or .yaml; - is YAML",
)
@click.option(
    "--tidy",
    is_flag=True,
    help="删去文字里粘贴来的缩进和看不见的字符，标出小标题"
    " / take pasted indents and unseen signs out of the texts, and mark headings",
)
def command(data: str, output: str, tidy: bool) -> None:
    """把数据文件 DATA（- 为标准输入）变成 Excel 工作簿或 Word 填报表，或者反过来；数字和文字都不变。

    Turn the data file DATA into a workbook or a Word form, or one of these into a data file; figures and texts stay the
    same. - reads standard input.
    """
    report = load_argument(data)
    if output == STANDARD:
        data_files.convert(report, standard_output(), tidy=tidy)
        return
    data_files.convert(report, output, tidy=tidy)
    say_written(output)
