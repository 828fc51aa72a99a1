"""``reportgen new``: a data file to fill in, as text, as a workbook or as a Word form."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen import api
from reportgen.commands.console import say
from reportgen.commands.path_arguments import STANDARD, load_argument, standard_output
from reportgen.core.errors import Fault, OutputError, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text

_SUFFIXES = (".yaml", ".yml")
WORKBOOK, WORD_FORM = ".xlsx", ".docx"
_MEANINGS = {
    ".doc": Text(".doc 是旧版 Word 的格式", ".doc is the format of an old Word"),
    ".xls": Text(".xls 是旧版 Excel 的格式", ".xls is the format of an old Excel"),
    ".json": Text("新建的数据文件是 YAML 格式", "a new data file is YAML"),
    ".txt": Text("数据文件不用 .txt", "a data file is no .txt"),
    "": Text("文件名没有后缀", "the name has no suffix"),
}
"""What the end of a file's name means that is no data file's."""


def _no_data_file_name(path: Path) -> OutputError:
    meaning = _MEANINGS.get(
        path.suffix.lower(), Text(f"数据文件不用 {path.suffix}", f"a data file is no {path.suffix}")
    )
    says = Text(
        f"数据文件的名字应以 .xlsx、.docx 或 .yaml 结尾；{meaning.zh}",
        f"a data file's name should end in .xlsx, .docx or .yaml; {meaning.en}",
    )
    name = path.name if path.suffix == "" else path.stem
    remedy = Text(
        f"请写成 -o {name}.xlsx（用 Excel 填写）、-o {name}.docx（用 Word 填写）或 -o {name}.yaml（用记事本填写）",
        f"Write -o {name}.xlsx to fill it in with Excel, -o {name}.docx for Word, or -o {name}.yaml for a text editor",
    )
    return OutputError(Fault("output-suffix", says, Origin(str(path)), remedy))


@click.command("new")
@click.option(
    "--type",
    "type_name",
    metavar="TYPE",
    help="报告种类，不写时用现行格式 / the report type; without it the form in use",
)
@click.option("--organ", required=True, metavar="NAME", help="机关全称 / the organ's full name")
@click.option("--year", required=True, type=click.IntRange(2000, 2100), metavar="N", help="报告年份 / the year")
@click.option("-o", "--output", required=True, metavar="FILE", help="写到哪里，- 为标准输出 / where to write")
@click.option(
    "--previous",
    metavar="DATA",
    help="上一年的数据，放进工作簿或 Word 表供对照 / last year's data, to compare with",
)
def command(type_name: str | None, organ: str, year: int, output: str, previous: str | None) -> None:
    """新建一个数据文件：.xlsx 用 Excel 填写，.docx 用 Word 填写，.yaml 用记事本填写；附起草好的文字部分。

    Start a data file: a workbook (.xlsx), a Word form (.docx) or text (.yaml), every figure with its official label,
    and starter prose.
    """
    if output != STANDARD and Path(output).suffix.lower() in {WORKBOOK, WORD_FORM}:
        _to_fill_in(type_name, organ, year, Path(output), previous)
        return
    if previous is not None:
        raise UsageError(
            Fault(
                "workbook-only",
                Text("--previous 只用于工作簿和 Word 表", "--previous is for workbooks and Word forms"),
                remedy=Text("请写成 -o 文件名.xlsx 或 -o 文件名.docx", "Write -o NAME.xlsx or -o NAME.docx"),
            )
        )
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


def _to_fill_in(type_name: str | None, organ: str, year: int, path: Path, previous: str | None) -> None:
    """Write a new workbook or Word form and say what to do with it."""
    last = None if previous is None else load_argument(previous)
    if path.suffix.lower() == WORKBOOK:
        api.write_new(path, api.new_workbook(type_name, organ, year, last))
        program, cells = Text("Excel 或 WPS", "Excel or WPS"), Text("白底的格子", "the white cells")
    else:
        api.write_new(path, api.new_word_form(type_name, organ, year, last))
        program, cells = Text("Word 或 WPS", "Word or WPS"), Text("表格和文字", "the tables and the prose")
    say(
        Text(
            f"已写出：{path.absolute()}。用 {program.zh} 打开，填好{cells.zh}并存盘，再运行 reportgen check {path}",
            f"written: {path.absolute()}. Open it in {program.en}, fill in {cells.en}, save it, then run: "
            f"reportgen check {path}",
        )
    )
