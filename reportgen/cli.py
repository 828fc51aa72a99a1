"""The office's door: the commands by name, each imported only when it is called; errors become exit codes here."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

COMMANDS = {
    "render": "由数据文件生成 Word 报告 / make the Word report from a data file",
    "check": "核对勾稽关系 / check that the figures reconcile",
    "explain": "说明一个数字是怎样得来的 / say how a figure came to be",
    "new": "新建数据文件 / start a data file",
    "template": "检查、查看或新建 Word 模板 / check, inspect or start a Word template",
    "types": "列出报告种类 / list the report types",
    "rules": "列出核对规则 / list the rules",
    "schema": "输出数据文件的 JSON Schema / print the data file's JSON Schema",
}
"""Every command with its one-line help, so that ``--help`` imports none of them."""

CANNOT_GO_ON = 2


class LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs."""

    # click fixes these methods' parameters.

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which an office needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"reportgen.commands.{cmd_name.replace('-', '_')}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands from the table, without importing them."""
        with formatter.section("命令 / Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; whatever a user's input caused is said in one place, never as a traceback."""
        from reportgen.errors import ReportgenError

        try:
            return super().invoke(ctx)
        except ReportgenError as error:
            from reportgen.commands.console import say_error

            say_error(error)
            ctx.exit(getattr(error, "exit_code", CANNOT_GO_ON))
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="reportgen", message="reportgen %(version)s")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息的语言 / language of messages")
def main(lang: str | None) -> None:
    """政府信息公开工作年度报告：由数据文件生成官方 Word 报告，数字对不上就不出报告。

    The official Word report from a data file; refuses figures that do not reconcile.

    退出码 / exit codes: 0 完成 done, 1 数字对不上 does not reconcile, 2 无法继续 cannot go on.
    """
    if lang is not None:
        from reportgen.commands.console import choose_language

        choose_language(lang)
