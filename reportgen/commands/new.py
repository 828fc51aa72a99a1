"""``reportgen new``: a data file to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen import api
from reportgen.commands.console import say
from reportgen.commands.path_arguments import STANDARD, standard_output
from reportgen.core.errors import Fault, OutputError
from reportgen.core.origin import Origin
from reportgen.core.text import Text

_SUFFIXES = (".yaml", ".yml")
_MEANINGS = {
    ".docx": Text(
        ".docx 是 Word 文档：报告以后由 reportgen render 生成", ".docx is a Word document, which reportgen render makes"
    ),
    ".doc": Text(
        ".doc 是 Word 文档：报告以后由 reportgen render 生成",
        ".doc is a Word document; reportgen render makes the report",
    ),
    ".xlsx": Text(".xlsx 是 Excel 工作簿，数据文件不是", ".xlsx is an Excel workbook, which a data file is not"),
    ".xls": Text(".xls 是 Excel 工作簿，数据文件不是", ".xls is an Excel workbook, which a data file is not"),
    ".json": Text("新建的数据文件是 YAML 格式", "a new data file is YAML"),
    ".txt": Text("数据文件不用 .txt", "a data file is no .txt"),
    "": Text("文件名没有后缀", "the name has no suffix"),
}
"""What the end of a file's name means that is no data file's."""


def _no_data_file_name(path: Path) -> OutputError:
    meaning = _MEANINGS.get(
        path.suffix.lower(), Text(f"数据文件不用 {path.suffix}", f"a data file is no {path.suffix}")
    )
    says = Text(f"数据文件的名字应以 .yaml 结尾；{meaning.zh}", f"a data file's name should end in .yaml; {meaning.en}")
    right = (path.name if path.suffix == "" else path.stem) + ".yaml"
    remedy = Text(f"请写成 -o {right}，写好后用记事本填写", f"Write -o {right}, and fill it in with a text editor")
    return OutputError(Fault("output-suffix", says, Origin(str(path)), remedy))


@click.command("new")
@click.option(
    "--type", "type_name", metavar="TYPE", help="报告种类，只有一种时可不写 / the report type, where there are several"
)
@click.option("--organ", required=True, metavar="NAME", help="机关全称 / the organ's full name")
@click.option("--year", required=True, type=click.IntRange(2000, 2100), metavar="N", help="报告年份 / the year")
@click.option("-o", "--output", required=True, metavar="FILE", help="写到哪里，- 为标准输出 / where to write")
def command(type_name: str | None, organ: str, year: int, output: str) -> None:
    """新建一个数据文件：每个数字一行，带官方名称，附起草好的文字部分。

    Start a data file: every figure with its official label, and starter prose.
    """
    if output != STANDARD and Path(output).suffix.lower() not in _SUFFIXES:
        raise _no_data_file_name(Path(output))
    text = api.new(type_name, organ, year)
    if output == STANDARD:
        standard_output().write(text.encode("utf-8"))
        return
    api.write_new(Path(output), text)
    say(
        Text(
            f"已写出：{Path(output).absolute()}。用记事本打开，把每个 null 改成数字，再运行 reportgen check {output}",
            f"written: {Path(output).absolute()}. Replace every null by its figure, then run: reportgen check {output}",
        )
    )
