"""``reportgen compare``: reports of several years, or of several offices, side by side."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reportgen import formats
from reportgen.api import several
from reportgen.api.loading import write_all_new
from reportgen.commands.command_line.path_arguments import load_arguments
from reportgen.commands.printing.console import language, say_document, say_json, say_written
from reportgen.core.errors import Fault, OutputError
from reportgen.core.origin import Origin
from reportgen.core.text import Text

if TYPE_CHECKING:
    from reportgen.engine.export.comparisons.terminal_text import Style
    from reportgen.report.comparison import Comparison

_COLOURS: dict[Style, dict[str, bool | str]] = {
    "head": {"bold": True},
    "up": {"fg": "red"},
    "down": {"fg": "green"},
    "faint": {"dim": True},
    "plain": {},
}
"""Red is more and green less, as in every Chinese newspaper."""
_PAGE, _WORKBOOK, _DOCUMENT = (".html", ".htm"), ".xlsx", ".docx"


@click.command("compare")
@click.argument("data", nargs=-1, required=True, metavar="DATA DATA…")
@click.option(
    "-o",
    "--output",
    multiple=True,
    metavar="FILE",
    help="写成 .docx、.html 或 .xlsx，可重复 / write .docx, .html or .xlsx; may be repeated",
)
@click.option(
    "--all", "every", is_flag=True, help="逐格比较，不只比较各行总计 / every cell, not only the totals of rows"
)
@click.option("--copied", is_flag=True, help="再查文字和数字的雷同 / also find texts and tables that were copied")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="输出格式 / output format")
def command(data: tuple[str, ...], output: tuple[str, ...], every: bool, copied: bool, style: str) -> None:
    """把同一机关几年的报告，或同一年几个机关的报告并列：数字、增减、占比、变化最大的、改动的文字。

    Put the reports of several years of one office, or of several offices of one year, side by side: figures with
    differences and shares, what moved most, prose that changed.
    """
    _refuse_outputs(output)
    comparison = several.compare(load_arguments(data), every=every, copied=copied)
    if output:
        _write(comparison, [Path(one) for one in output])
    elif style == "json":
        say_json(formats.comparison_json(comparison, language()))
    else:
        coloured = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        say_document(formats.comparison_text(comparison, language(), _painted if coloured else None))


def _refuse_outputs(output: tuple[str, ...]) -> None:
    """Raise OutputError for every file of a kind that is not written."""
    wrong = [one for one in output if Path(one).suffix.lower() not in (*_PAGE, _WORKBOOK, _DOCUMENT)]
    if wrong:
        says = Text("比较的结果写成 .docx、.html 或 .xlsx", "a comparison is written as .docx, .html or .xlsx")
        remedy = Text(
            "请写成 -o 比较.docx、-o 比较.html 或 -o 比较.xlsx", "write -o NAME.docx, -o NAME.html or -o NAME.xlsx"
        )
        raise OutputError([Fault("compare-suffix", says, Origin(one), remedy) for one in wrong])


def _painted(text: str, style: Style) -> str:
    return click.style(text, **_COLOURS[style])  # type: ignore[arg-type]  # its keywords are not typed one by one


def _write(comparison: Comparison, paths: list[Path]) -> None:
    """Write all files or none."""
    write_all_new([(path, _content(comparison, path)) for path in paths])
    for path in paths:
        say_written(path)


def _content(comparison: Comparison, path: Path) -> str | bytes:
    if path.suffix.lower() == _WORKBOOK:
        return formats.comparison_workbook(comparison, language())
    if path.suffix.lower() == _DOCUMENT:
        return formats.comparison_document(comparison, language())
    return formats.comparison_page(comparison, language())
