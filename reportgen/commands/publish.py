"""``reportgen publish``: one folder with everything that an office publishes of a report."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen.commands.command_line.path_arguments import load_argument, today
from reportgen.commands.command_line.units_option import UNITS, UnitsCommand
from reportgen.report.findings import ReconciliationError


@click.command("publish", cls=UnitsCommand)
@click.argument("data")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="写进哪个文件夹 / the folder to write into")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="只写这些：docx、html、pdf、csv、json、charts、infographic，可重复 / only these formats",
)
@click.option("--charts", is_flag=True, help="网页里画上图表 / the web page has charts")
@click.option("--infographic", metavar="FILE.html", help="自己的图解模板 / a 图解 template of your own")
@click.option("--pdf-by", type=click.Choice(["libreoffice", "typst"]), help="PDF 由谁来写 / who makes the PDF")
@click.option("--template", metavar="FILE", help="自己的 Word 模板 / a Word template of your own")
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
def command(  # noqa: PLR0913, PLR0917 — one argument for every option
    data: str,
    output: str,
    formats: tuple[str, ...],
    charts: bool,
    infographic: str | None,
    pdf_by: str | None,
    template: str | None,
    previous: tuple[str, ...],
    units: tuple[str, ...],
    strict: bool,
) -> None:
    """把 DATA 的报告写成要公布的全部文件：Word、网页、PDF、公开数据、图表、图解、数字来源表和清单。要么全写，要么不写。

    Write all that is published of DATA into one folder: Word, page, PDF, open data, pictures, receipts, manifest. All
    or none.
    """
    from reportgen.api import publishing
    from reportgen.commands import rendering

    folder = Path(output)
    report = load_argument(data)
    earlier, known, absent = rendering.others_of(report, previous, units)
    try:
        findings = publishing.publish(
            report,
            folder,
            formats or None,
            template,
            charts=charts,
            infographic=infographic,
            pdf_by=pdf_by,
            previous=earlier,
            units=known,
            missing_units=absent,
            today=today(),
            strict=strict,
        )
    except ReconciliationError as error:
        rendering.refused(report, error, [*earlier, *known], strict=strict)
    rendering.say_written(report, findings, str(folder.absolute()))
    rendering.say_remarks(findings, folder / publishing.NAMES["docx"])
