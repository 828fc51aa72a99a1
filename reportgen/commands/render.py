"""``reportgen render``: the Word report from a data file, or the reasons why not."""

from __future__ import annotations

import click

from reportgen.commands.command_line.units_option import UNITS, UnitsCommand
from reportgen.commands.rendering import render


@click.command("render", cls=UnitsCommand)
@click.argument("data")
@click.option(
    "-o",
    "--output",
    multiple=True,
    metavar="OUT",
    help="写到哪里，可重复：.docx、.html、.pdf、.csv、.json、图解.png / where to write; - 为标准输出 standard output",
)
@click.option("--fragment", is_flag=True, help="网页只要粘贴用的片段 / of a web page, only what is to be pasted")
@click.option("--charts", is_flag=True, help="网页里画上图表 / a web page has charts")
@click.option("--infographic", metavar="FILE.html", help="自己的图解模板 / a 图解 template of your own")
@click.option("--pdf-a", is_flag=True, help="PDF 写成 PDF/A-2b / a PDF is PDF/A-2b, for archives")
@click.option("--pdf-by", type=click.Choice(["libreoffice", "typst"]), help="PDF 由谁来写 / who makes the PDF")
@click.option("--template", metavar="FILE", help="自己的 Word 模板 / a Word template of your own")
@click.option(
    "--receipt",
    multiple=True,
    metavar="FILE.docx",
    help="另写数字来源表：.docx、.xlsx 或 .json，可重复 / also write where figures come from, in these forms",
)
@click.option(
    "--previous", multiple=True, metavar="FILE", help="上一年的数据文件，一并核对 / hold it to an earlier year's"
)
@click.option(
    UNITS,
    multiple=True,
    metavar="FILE…",
    help="各下级单位的数据文件或其文件夹，一并核对 / hold it to its units' data, files or a folder",
)
@click.option("--strict", is_flag=True, help="有没确认的提醒就不写 / write nothing while a warning is open")
@click.option("--draft", is_flag=True, help="数字对不上也出草稿 / write a marked draft all the same")
def command(  # noqa: PLR0913, PLR0917 — one argument for every option
    data: str,
    output: tuple[str, ...],
    fragment: bool,
    charts: bool,
    infographic: str | None,
    pdf_a: bool,
    pdf_by: str | None,
    template: str | None,
    receipt: tuple[str, ...],
    previous: tuple[str, ...],
    units: tuple[str, ...],
    strict: bool,
    draft: bool,
) -> None:
    """由 DATA（工作簿、YAML 或 JSON，- 为标准输入）生成 Word 报告、网页、PDF 或公开数据。先核对，数字对不上就不写。

    Make the Word report of DATA, its web page, PDF or open data. Checks first; writes nothing where figures differ.
    """
    render(
        data, output, template, receipt, previous, units,
        fragment=fragment, charts=charts, infographic=infographic, pdf_a=pdf_a, pdf_by=pdf_by,
        strict=strict, draft=draft,
    )  # fmt: skip
