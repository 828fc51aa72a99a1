"""What ``reportgen --help`` shows: plain text, so that it is there at once, before any library is loaded."""

from __future__ import annotations

from reportgen.core.version import VERSION

COMMANDS = {
    "render": "由数据文件生成 Word 报告 / make the Word report from a data file",
    "check": "核对勾稽关系 / check that the figures reconcile",
    "publish": "把要公布的全部文件写进一个文件夹 / write all that is published into a folder",
    "explain": "说明一个数字是怎样得来的 / say how a figure came to be",
    "new": "新建数据文件 / start a data file",
    "read": "读已公布的报告，得到数据文件 / read a published report into a data file",
    "convert": "数据文件与 Excel、Word 互换 / turn a data file into a workbook or Word form, and back",
    "merge": "把改过的报告收回数据文件 / take an edited report back into the data file",
    "batch": "由许多数据文件一次生成许多报告 / make the reports of many data files",
    "compare": "几年或几个机关的报告并列比较 / put years or offices side by side",
    "template": "检查、查看或新建 Word 模板 / check, inspect or start a Word template",
    "rollup": "把各单位的数字加起来 / add up the figures of many units",
    "sample": "做练习数据 / make practice data",
    "types": "列出报告种类 / list the report types",
    "rules": "列出核对规则 / list the rules",
    "schema": "输出数据文件的 JSON Schema / print the data file's JSON Schema",
}
"""Every command with its one-line help, in the order in which an office needs them."""

OPTIONS = {
    "--lang [zh|en]": "消息的语言 / language of messages",
    "--version": "显示版本 / show the version",
    "-h, --help": "显示本页 / show this page",
}
"""Every option that stands before the command."""

SHOWN_VERSION = f"reportgen {VERSION}"
_PURPOSE = """\
用法 / usage: reportgen [--lang zh|en] COMMAND …

  政府信息公开工作年度报告：由数据文件生成官方 Word 报告，数字对不上就不出报告。
  The official Word report from a data file; refuses figures that do not reconcile.

  退出码 / exit codes:
    0 完成 done, 1 数字对不上 does not reconcile, 2 无法继续 cannot go on
"""


def front_page() -> str:
    """Return the page: purpose, commands, options; of one width, whatever the console's."""
    return "\n".join((_PURPOSE, *_listed("命令 / commands", COMMANDS), "", *_listed("选项 / options", OPTIONS)))


def quick_answer(arguments: list[str]) -> str | None:
    """Return the answer to a command line that asks for the page or the version and nothing else."""
    if arguments in (["--help"], ["-h"]):
        return front_page()
    return SHOWN_VERSION if arguments == ["--version"] else None


def _listed(title: str, entries: dict[str, str]) -> list[str]:
    width = max(map(len, entries))
    return [f"{title}:", *(f"  {name:<{width}}  {says}" for name, says in entries.items())]
