"""``reportgen batch``: the Word reports of many data files, into one folder."""

from __future__ import annotations

import click

from reportgen.commands.batching import batch


@click.command("batch")
@click.argument("data", nargs=-1, required=True, metavar="DATA…")
@click.option(
    "-o", "--output", required=True, metavar="FOLDER", help="写到哪个文件夹，或 .zip / a folder or .zip to write to"
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="同时用几个进程 / how many processes at a time")
@click.option("--dask", metavar="ADDRESS", help="交给这个地址的 Dask 集群 / let the Dask cluster at this address work")
@click.option(
    "--name",
    metavar="PATTERN",
    help="文件名的写法，如 {organ}{year}年度报告 / how documents are named: {stem} {folder} {number} {organ} {year}",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(["docx", "html", "pdf", "csv", "json"]),
    multiple=True,
    default=("docx",),
    show_default=True,
    help="每份生成哪些格式，可重复 / what is made of each; may be repeated",
)
@click.option("--pdf-by", type=click.Choice(["libreoffice", "typst"]), help="PDF 由谁来写 / who makes the PDF")
@click.option("--resume", is_flag=True, help="接着上次没做完的做 / go on where an earlier run ended")
@click.option(
    "--report", metavar="FILE", help="另写结果汇总：.html、.xlsx 或 .json / also write a summary: .html, .xlsx or .json"
)
@click.option("--template", metavar="FILE", help="自己的 Word 模板 / a Word template of your own")
@click.option(
    "--accept-warnings",
    type=click.Choice(["yes", "no"]),
    default="yes",
    show_default=True,
    help="有没确认的提醒时还出不出报告 / whether a report with open warnings is written",
)
def command(  # noqa: PLR0913, PLR0917 — one argument for every option
    data: tuple[str, ...],
    output: str,
    jobs: int | None,
    dask: str | None,
    name: str | None,
    formats: tuple[str, ...],
    pdf_by: str | None,
    resume: bool,
    report: str | None,
    template: str | None,
    accept_warnings: str,
) -> None:
    """由许多数据文件一次生成许多报告。DATA 可以是文件、文件夹，或列出文件的清单（.csv）。

    文件夹里的数据文件、工作簿和填好的 Word 填报表都会用上。一份有错不影响其他各份；有没写出的，退出码为 1。

    Make the reports of many data files. DATA are files, folders, or a manifest (.csv) that lists files. Of a folder
    data files, workbooks and Word forms are taken. One that is refused stops none of the others; the exit code is 1
    where any was.
    """
    strict = accept_warnings == "no"
    batch(
        data, output, (jobs, dask), name, report, template, formats=formats, pdf_by=pdf_by, resume=resume, strict=strict
    )
