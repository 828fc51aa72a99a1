"""``reportgen check``: confront a data file with every rule and say what does not hold."""

from __future__ import annotations

from decimal import Decimal
from math import isnan

import click

from reportgen import api
from reportgen.commands.console import language, say_document, say_error, say_json, say_lines
from reportgen.commands.findings_text import report_lines
from reportgen.commands.sources import STANDARD, STDIN, load_argument
from reportgen.errors import ReportgenError
from reportgen.vocabulary.findings import Finding
from reportgen.vocabulary.reports import Report

DOES_NOT_RECONCILE = 1
UNITS = "--units"


class UnitsCommand(click.Command):
    """A command whose ``--units`` takes every file up to the next option, as a shell's ``*.yaml`` writes them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat ``--units`` before each of its files."""
        spread: list[str] = []
        inside = False
        for argument in args:
            if argument == UNITS:
                inside = True
            elif argument.startswith("-") and argument != "-":
                inside = False
                spread.append(argument)
            else:
                spread += [UNITS, argument] if inside else [argument]
        if inside and args[-1] == UNITS:
            spread.append(UNITS)
        return super().parse_args(ctx, spread)


def _number(ctx: click.Context, parameter: click.Parameter, value: float) -> float:
    """Refuse what click's range lets through and compares with nothing."""
    if isnan(value):
        raise click.BadParameter("'nan' is not a number", ctx, parameter)
    return value


@click.command("check", cls=UnitsCommand)
@click.argument("data")
@click.option("--previous", multiple=True, metavar="FILE", help="上一年的数据文件，可重复 / an earlier year's data")
@click.option(UNITS, multiple=True, metavar="FILE…", help="各下级单位的数据文件 / the data of all units added up here")
@click.option(
    "--jump",
    type=click.FloatRange(min=1),
    default=10,
    callback=_number,
    show_default=True,
    metavar="N",
    help="与往年相差超过 N 倍时提示 / note figures that differ by more than this factor",
)
@click.option("--strict", is_flag=True, help="有提醒也算不通过 / warnings fail too")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "sarif", "junit"]),
    default="text",
    help="输出格式 / output format",
)
def command(
    data: str, previous: tuple[str, ...], units: tuple[str, ...], jump: float, strict: bool, style: str
) -> None:
    """核对 DATA（YAML 或 JSON，- 为标准输入）的勾稽关系，逐条说明不成立的地方。

    给出 --previous 还核对跨年关系，给出 --units 还核对与各下级单位之和；DATA 写在最前面。

    Check that the figures of DATA reconcile; - reads standard input. DATA comes first, then the options.
    """
    try:
        report, *earlier = _load((data, *previous))
        known, unread = _load_units(units)
        absent = [name for name, _ in unread]
        findings = api.check(report, previous=earlier, units=known, missing_units=absent, jump=Decimal(str(jump)))
    except ReportgenError as error:
        _say_faults(error, STDIN if data == STANDARD else data, style)
        raise
    faults = [fault for _, error in unread for fault in error.faults]
    if style == "json":
        say_json(api.findings_json(report, findings, language(), unread=faults))
    elif style == "text":
        say_lines(report_lines(report, findings, language(), [*earlier, *known]))
    else:
        applied = api.rules_applied(report, years=bool(previous), units=bool(units))
        if style == "sarif":
            say_json(api.findings_sarif(report, findings, language(), rules=applied, unread=faults))
        else:
            document = api.findings_junit(report, findings, language(), rules=applied, strict=strict, unread=faults)
            say_document(document)
    if any(_fails(finding, strict) for finding in findings):
        raise SystemExit(DOES_NOT_RECONCILE)


def _fails(finding: Finding, strict: bool) -> bool:
    return finding.forbids or (strict and finding.severity == "warning")


def _say_faults(error: ReportgenError, data: str, style: str) -> None:
    """Tell a program why nothing was checked, in the format that it asked for: it reads no messages."""
    if style == "json":
        say_json(api.faults_json(error, language()))
    elif style == "sarif":
        say_json(api.faults_sarif(error, data, language()))
    elif style == "junit":
        say_document(api.faults_junit(error, data, language()))


def _load(names: tuple[str, ...]) -> list[Report]:
    """Load every file; what is wrong with any of them is told at once."""
    loaded: list[Report] = []
    errors: list[ReportgenError] = []
    for name in names:
        try:
            loaded.append(load_argument(name))
        except ReportgenError as error:
            errors.append(error)
    if errors:
        raise type(errors[0])([fault for error in errors for fault in error.faults])
    return loaded


def _load_units(names: tuple[str, ...]) -> tuple[list[Report], list[tuple[str, ReportgenError]]]:
    """Load every unit that can be loaded; the others are told, and returned with the reason."""
    known: list[Report] = []
    unread: list[tuple[str, ReportgenError]] = []
    for name in names:
        try:
            known.append(load_argument(name))
        except ReportgenError as error:
            say_error(error, written=True)
            unread.append((name, error))
    return known, unread
