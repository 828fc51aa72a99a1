"""``reportgen check``: confront a data file with every rule and say what does not hold."""

from __future__ import annotations

import json

import click

from reportgen import api
from reportgen.commands.console import language, say_lines
from reportgen.commands.findings_text import report_lines
from reportgen.commands.sources import load_argument

DOES_NOT_RECONCILE = 1


@click.command("check")
@click.argument("data")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="输出格式 / output format")
def command(data: str, style: str) -> None:
    """核对 DATA（YAML 或 JSON，- 为标准输入）的勾稽关系，逐条说明不成立的地方。

    Check that the figures of DATA reconcile; - reads standard input.
    """
    report = load_argument(data)
    findings = api.check(report)
    if style == "json":
        plain = api.findings_json(report, findings, language())
        say_lines([json.dumps(plain, ensure_ascii=False, indent=2)])
    else:
        say_lines(report_lines(report, findings, language()))
    if any(finding.forbids for finding in findings):
        raise SystemExit(DOES_NOT_RECONCILE)
