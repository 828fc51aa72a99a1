"""A command line that cannot be understood, described in the reader's language: what is wrong, and what to write.

click finds the mistakes and words them in English; here its exceptions become faults. Imported only where there is one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import click

from reportgen.commands.command_line.help_page import COMMANDS
from reportgen.commands.command_line.refusing_group import NoSuchCommandError
from reportgen.commands.printing.console import choose_language
from reportgen.core.errors import Fault
from reportgen.core.spelling import alike
from reportgen.core.text import Text

_ALIKE = 0.5
_PROGRAM = "reportgen"
_DATA_FILE = re.compile(r"\.(?:ya?ml|json)$", re.IGNORECASE)
_LANGUAGE = re.compile(r"--lang[= ](zh|en)\b")
_IN_BRACKETS = re.compile(r"\((.*)\)")
_FIRST_WORDS = re.compile(r"'(.*?)'(?: |$)|(\S+)")
_DASHES = "—–－−―"
"""What a word processor makes of the two hyphens of an option."""
_ARGUMENTS = {
    "data": Text("数据文件 DATA", "the data file DATA"),
    "file": Text("模板文件 FILE", "the template FILE"),
    "type_name": Text("报告种类 TYPE（见 reportgen types）", "the report type TYPE (see reportgen types)"),
}
_PLACES = {
    "--previous": Text("上一年的写在 --previous 后面", "an earlier year's goes after --previous"),
    "--units": Text("下级单位的写在 --units 后面", "units' go after --units"),
    "--output": Text("写到哪里写在 -o 后面", "the output goes after -o"),
}
"""Where a second file belongs, by the option for it."""


def misuse(error: click.UsageError, ctx: click.Context | None = None, line: Sequence[str] = ()) -> Fault:
    """Return a mistake of the command line as a fault with a remedy; ``ctx`` is where it was met, if click knows not.

    The language that was chosen on that ``line`` is chosen, whether or not click came to it.
    """
    where = error.ctx or _innermost(ctx)
    chosen = (where.find_root().params.get("lang") if where is not None else None) or _named(line)
    if chosen is not None:
        choose_language(chosen)
    says, hint = _describe(error, where)
    return Fault("command-line", says, remedy=_with_usage(hint, where))


def _named(line: Sequence[str]) -> str | None:
    """Return the language that a command line names, which click may not have come to."""
    found = _LANGUAGE.search(" ".join(line))
    return found.group(1) if found else None


def _innermost(ctx: click.Context | None) -> click.Context | None:
    """Return the context of the command that ``ctx`` was about to run: click's parser does not say where it was."""
    command = None if ctx is None or ctx.invoked_subcommand is None else _command(ctx, ctx.invoked_subcommand)
    return ctx if ctx is None or command is None else click.Context(command, ctx, ctx.invoked_subcommand)


def _describe(error: click.UsageError, ctx: click.Context | None) -> tuple[Text, Text | None]:
    match error:
        case click.NoSuchOption(option_name=name):
            return Text(f"没有选项 {name}", f"there is no option {name}"), _option_hint(name, ctx)
        case NoSuchCommandError(name=name):
            return Text(f"没有命令 {name}", f"there is no command {name}"), _command_hint(name, ctx)
        case click.BadOptionUsage(option_name=name):
            return _option_misused(error, name, ctx), None
        case click.MissingParameter(param=parameter):
            return _missing(parameter), None
        case click.BadParameter():
            return _wrong_value(error)
    return _describe_words(error, ctx)


def _describe_words(error: click.UsageError, ctx: click.Context | None) -> tuple[Text, Text | None]:
    """Return what is wrong with the words of the line that are no options: click has no exceptions of their own.

    A group refuses only the lack of a command so, a command only words that it has no place for, in brackets.
    """
    if type(error) is click.UsageError and ctx is not None:
        if isinstance(ctx.command, click.Group):
            return Text("缺少命令", "the command is missing"), _command_hint("", ctx)
        if found := _IN_BRACKETS.search(error.message):
            words = found.group(1)
            return Text(f"不知道 {words} 是什么意思", f"it is not clear what {words} means"), _extra_hint(words, ctx)
    return _other_mistake(error), None


def _other_mistake(error: click.UsageError) -> Text:
    return Text(f"命令行写法不对（{error.message}）", error.message.rstrip("."))


def _command_hint(name: str, ctx: click.Context | None) -> Text | None:
    group = ctx.command if ctx is not None and isinstance(ctx.command, click.Group) else None
    if group is None or ctx is None:
        return None
    root = ctx.parent is None
    if root and _DATA_FILE.search(name):
        return Text(
            f"核对数字请写 {_PROGRAM} check {name}，生成报告请写 {_PROGRAM} render {name}",
            f"To check it write {_PROGRAM} check {name}, to make the report {_PROGRAM} render {name}",
        )
    known = group.list_commands(ctx)
    meant = [command for command, summary in COMMANDS.items() if len(name) > 1 and name in summary] if root else []
    meant += alike(name.lower(), known, _ALIKE)
    if meant:
        path = f"{ctx.command_path} {meant[0]}"
        return Text(f"最接近的是 {path}", f"The nearest is {path}")
    return Text(f"可用的命令：{'、'.join(known)}", f"The commands are {', '.join(known)}")


def _option_hint(name: str, ctx: click.Context | None) -> Text | None:
    if ctx is None:
        return None
    if ctx.parent is None:
        command = next((known for known in COMMANDS if name in _options(_command(ctx, known))), None)
        if command is not None:
            written = f"{_PROGRAM} {command} … {name}"
            return Text(f"这个选项写在命令后面：{written}", f"It goes after the command: {written}")
    elif name in _options(ctx.find_root().command):
        written = f"{_PROGRAM} {name} … {ctx.info_name}"
        return Text(f"这个选项写在命令前面：{written}", f"It goes before the command: {written}")
    known = _options(ctx.command)
    if len(name) == len("--x"):  # a letter has one hyphen only
        close = [option for option in known if option == name[1:]]
    elif len(name) == len("-x"):  # of "-strict" click sees no more than its first letter
        close = [option for option in known if option == name.lower() or option.startswith(f"-{name}")]
    else:
        close = alike(name, known, _ALIKE)
    return Text(f"最接近的是 {close[0]}", f"The nearest is {close[0]}") if close else None


def _command(ctx: click.Context, name: str) -> click.Command | None:
    return ctx.command.get_command(ctx, name) if isinstance(ctx.command, click.Group) else None


def _options(command: click.Command | None) -> list[str]:
    parameters = [] if command is None else command.params
    return [name for parameter in parameters if isinstance(parameter, click.Option) for name in parameter.opts]


def _option_misused(error: click.UsageError, name: str, ctx: click.Context | None) -> Text:
    parameters = [] if ctx is None else ctx.command.params
    option = next((one for one in parameters if isinstance(one, click.Option) and name in one.opts), None)
    if option is None:
        return _other_mistake(error)
    if option.is_flag or option.count:
        return Text(f"选项 {name} 后面不带值", f"the option {name} takes no value")
    return Text(f"选项 {name} 后面还要写上它的值", f"the option {name} needs a value after it")


def _missing(parameter: click.Parameter | None) -> Text:
    if isinstance(parameter, click.Option):
        name, (zh, en) = parameter.opts[-1], _help(parameter)
        return Text(f"缺少选项 {name}（{zh}）", f"the option {name} is missing ({en})")
    named = _ARGUMENTS.get(str(parameter.name) if parameter is not None else "", Text("参数", "an argument"))
    return Text(f"缺少{named.zh}", f"{named.en} is missing")


def _help(option: click.Option) -> tuple[str, str]:
    zh, _, en = (option.help or option.name or "").partition(" / ")
    return zh, en or zh


def _wrong_value(error: click.BadParameter) -> tuple[Text, Text | None]:
    parameter = error.param
    name = parameter.opts[-1] if isinstance(parameter, click.Option) else str(parameter.name if parameter else "")
    found = _FIRST_WORDS.match(error.message)  # click keeps the value nowhere else
    value = error.message if found is None else found[1] or found[2]
    says = Text(f"选项 {name} 的值 {value} 不能用", f"{value} is no value for {name}")
    kind = None if parameter is None else parameter.type
    if isinstance(kind, click.Choice):
        choices = [str(choice) for choice in kind.choices]
        return says, Text(f"可以写 {'、'.join(choices)} 之一", f"Write one of {', '.join(choices)}")
    if isinstance(kind, click.IntRange) and kind.max is not None:
        return says, Text(
            f"请写 {kind.min} 到 {kind.max} 的整数", f"Write a whole number from {kind.min} to {kind.max}"
        )
    if isinstance(kind, click.FloatRange):
        return says, Text(
            f"请写不小于 {kind.min} 的数，例如 10", f"Write a number of at least {kind.min}, 10 for example"
        )
    return says, None


def _extra_hint(words: str, ctx: click.Context | None) -> Text | None:
    dashed = next((word for word in words.split() if word[0] in _DASHES), None)
    if dashed is not None:
        letters = unicodedata.normalize("NFKC", dashed.lstrip(_DASHES)).lstrip("-")
        if len(letters) == 1:
            return Text(f"选项前面应是一个英文减号：-{letters}", f"This option begins with one hyphen: -{letters}")
        return Text(f"选项前面应是两个英文减号：--{letters}", f"An option begins with two hyphens: --{letters}")
    if ctx is None or not any(parameter.name == "data" for parameter in ctx.command.params):
        return None
    known = _options(ctx.command)
    places = [place for option, place in _PLACES.items() if option in known]
    return Text(
        "；".join(["一次只处理一个数据文件", *(place.zh for place in places)]),
        "; ".join(["Give one data file", *(place.en for place in places)]),
    )


def _with_usage(hint: Text | None, ctx: click.Context | None) -> Text:
    """Return what to do: the hint, how the command is written, and where all of it is explained."""
    zh, en = (f"{hint.zh}。", f"{hint.en}. ") if hint is not None else ("", "")
    if ctx is None or isinstance(ctx.command, click.Group):
        path = _PROGRAM if ctx is None else ctx.command_path
        usage = Text(f"{path} 命令 …", f"{path} COMMAND …")
    else:
        path = ctx.command_path
        usage = _usage(path, ctx)
    return Text(
        f"{zh}写法：{usage.zh}；说明见 {path} --help",
        f"{en}Usage: {usage.en}; all of it: {path} --help",
    )


def _usage(path: str, ctx: click.Context) -> Text:
    """Return how a command is written: its arguments, the options that it needs, and that there are others."""
    words = [path]
    others = False
    for parameter in ctx.command.params:
        if not isinstance(parameter, click.Option):
            name = parameter.metavar or str(parameter.name).upper()
            words.append(name if parameter.required else f"[{name}]")
        elif parameter.required:
            words.append(f"{parameter.opts[-1]} {parameter.metavar}")
        else:
            others = True
    written = " ".join(words)
    return Text(f"{written} [选项]", f"{written} [OPTIONS]") if others else Text(written, written)
