"""``reportgen new``: a data file to fill in, as text, as a workbook or as a Word form."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen import api
from reportgen.api import data_files
from reportgen.commands.command_line.path_arguments import STANDARD, load_argument, standard_output
from reportgen.commands.printing.console import say
from reportgen.core.errors import Fault, OutputError, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.report import Report

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
@click.option("--organ", metavar="NAME", help="机关全称 / the organ's full name")
@click.option("--year", type=click.IntRange(2000, 2100), metavar="N", help="报告年份 / the year")
@click.option("-o", "--output", required=True, metavar="FILE", help="写到哪里，- 为标准输出 / where to write")
@click.option(
    "--from",
    "last",
    metavar="LAST",
    help="上一年的数据文件：结转、联系方式和文字由它接着写 / last year's data, from which the new year goes on",
)
@click.option(
    "--previous",
    metavar="DATA",
    help="上一年的数据，只放进工作簿或 Word 表供对照 / last year's data, only to compare with",
)
def command(
    type_name: str | None, organ: str | None, year: int | None, output: str, last: str | None, previous: str | None
) -> None:
    """新建一个数据文件：.xlsx 用 Excel 填写，.docx 用 Word 填写，.yaml 用记事本填写；附起草好的文字部分。

    给出 --from，机关、年份、上年结转、联系方式和文字都从上一年接着写，要改的地方标成〔请填写：…〕；
    否则要写 --organ 和 --year。

    Start a data file: a workbook (.xlsx), a Word form (.docx) or text (.yaml), every figure with its official label,
    and starter prose. With --from it goes on from last year's data; without, --organ and --year are needed.
    """
    if last is None and (organ is None or year is None):
        raise UsageError(_no_organ_or_year(organ, year))
    suffix = "" if output == STANDARD else Path(output).suffix.lower()
    is_filled_in = suffix in {WORKBOOK, WORD_FORM}
    if previous is not None and not is_filled_in:
        raise UsageError(
            Fault(
                "workbook-only",
                Text("--previous 只用于工作簿和 Word 表", "--previous is for workbooks and Word forms"),
                remedy=Text("请写成 -o 文件名.xlsx 或 -o 文件名.docx", "Write -o NAME.xlsx or -o NAME.docx"),
            )
        )
    if output != STANDARD and not is_filled_in and suffix not in _SUFFIXES:
        raise _no_data_file_name(Path(output))
    begun = None if last is None else load_argument(last)
    if is_filled_in:
        earlier = None if previous is None else load_argument(previous)
        make, what_next = (
            (data_files.new_workbook, _IN_EXCEL) if suffix == WORKBOOK else (data_files.new_word_form, _IN_WORD)
        )
        _write(Path(output), make(type_name, organ, year, earlier, last=begun), what_next, begun)
        own = begun.organ if organ is None and begun is not None else organ
        if earlier is not None and earlier.organ != own:
            say(
                Text(
                    f"请注意：{earlier.source} 是“{earlier.organ}”的报告，不是“{own}”的；"
                    "不是本机关改了名称的，请换成本机关的再做一次",
                    f"note: {earlier.source} is the report of {earlier.organ}, not of {own}; unless the office has a "
                    "new name, make it again with its own",
                )
            )
        return
    text = data_files.new(type_name, organ, year, last=begun)
    if output == STANDARD:
        standard_output().write(text.encode("utf-8"))
        return
    _write(Path(output), text, _IN_NOTEPAD, begun)


_IN_NOTEPAD = Text(
    "用记事本打开，把每个 null 改成数字，再运行 reportgen check {file}",
    "Replace every null by its figure, then run: reportgen check {file}",
)
_IN_EXCEL = Text(
    "用 Excel 或 WPS 打开，填好白底的格子并存盘，再运行 reportgen check {file}",
    "Open it in Excel or WPS, fill in the white cells, save it, then run: reportgen check {file}",
)
_IN_WORD = Text(
    "用 Word 或 WPS 打开，填好表格和文字并存盘，再运行 reportgen check {file}",
    "Open it in Word or WPS, fill in the tables and the prose, save it, then run: reportgen check {file}",
)


def _write(path: Path, content: str | bytes, what_next: Text, last: Report | None) -> None:
    """Write the new data file and say what to do with it."""
    api.write_new(path, content)
    again = "" if last is None else f" --previous {last.source}"
    zh, en = (one.format(file=f"{path}{again}") for one in (what_next.zh, what_next.en))
    say(Text(f"已写出：{path.absolute()}。{zh}", f"written: {path.absolute()}. {en}"))
    if last is not None:
        say(
            Text(
                f"已从 {last.year} 年接着写：上年结转已填好；文字中的〔请填写：…〕请逐处改掉，check 会一一指出。",
                f"It goes on from {last.year}: what was carried over is filled in; replace every 〔请填写：…〕 of the "
                "prose, each of which check names.",
            )
        )


def _no_organ_or_year(organ: str | None, year: int | None) -> Fault:
    lacking = " ".join(name for name, given in (("--organ", organ), ("--year", year)) if given is None)
    says = Text(f"缺少 {lacking}", f"{lacking} is missing")
    remedy = Text(
        "请写上机关全称和年份，例如 --organ 某区教育局 --year 2025；或者用 --from 给出上一年的数据文件",
        "give the organ's full name and the year, or last year's data with --from",
    )
    return Fault("command-line", says, remedy=remedy)
