"""``reportgen explain``: how a figure came to be, down to the lines of the data file."""

from __future__ import annotations

from collections.abc import Iterator

import click

from reportgen import formats
from reportgen.api import explaining
from reportgen.commands.command_line.path_arguments import load_argument
from reportgen.commands.printing.console import language, say_json, say_lines
from reportgen.core.errors import Fault, UsageError
from reportgen.core.text import Language, Text
from reportgen.report.explanation import Explanation

MOST_ADDENDS = 8


@click.command("explain")
@click.argument("data")
@click.argument("address", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="列出所有计算得出的数字 / every derived figure")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="输出格式 / output format")
def command(data: str, address: tuple[str, ...], everything: bool, style: str) -> None:
    """说明 DATA 中名为 ADDRESS 的数字是怎样得来的：由哪些数相加，各在文件的哪一行；汇总的数据还列出各单位。

    ADDRESS 可以是英文名称，也可以是表里的名称，例如 表三 新收 自然人，或工作簿的格子，例如 表三!D4。

    Say how the figure ADDRESS of DATA came to be: its addends, and their lines in the file. ADDRESS is an address or
    the form's own words. For data that was rolled up, what the units gave is shown, too.
    """
    if bool(address) is everything:
        says = Text("请写出一个数字的名称，或者用 --all", "give the address of one figure, or --all")
        remedy = Text(
            "例如 reportgen explain 2025.yaml applications.new.total，或 reportgen explain 2025.yaml 表三 新收 自然人",
            "As in: reportgen explain 2025.yaml applications.new.total",
        )
        raise UsageError(Fault("explain-what", says, remedy=remedy))
    report = load_argument(data)
    found = (
        [explaining.explain(report, explaining.find_address(report, *address))]
        if address
        else explaining.explain_all(report)
    )
    if style == "json":
        plain = [formats.explanation_json(figure, language(), deep=not everything) for figure in found]
        say_json(plain if everything else plain[0])
    elif everything:
        say_lines(_row(figure, language()) for figure in found)
    else:
        say_lines(_tree(found[0], language()))
        if found[0].units is not None:
            from reportgen.commands.printing.unit_lines import unit_lines

            say_lines(unit_lines(found[0], found[0].units, language()))


def _tree(figure: Explanation, language: Language, stem: str = "") -> Iterator[str]:
    """Yield a figure and, indented, what it adds; addends that are 0 are only counted."""
    yield _line(figure, language)
    published = _published(figure, language)
    if published:
        yield f"{stem}{'│' if figure.addends else ' '}  {published}"
    shown = [(times, part) for times, part in figure.addends if part.value != 0 or _hides_difference(part)]
    zeros = len(figure.addends) - len(shown)
    for position, (times, part) in enumerate(shown):
        last = position == len(shown) - 1 and not zeros
        sign = "" if times == 1 else f"{times} × "
        branch, inner = ("└─ ", "   ") if last else ("├─ ", "│  ")
        first, *rest = _tree(part, language, stem + inner)
        yield f"{stem}{branch}{sign}{first}"
        yield from rest
    if zeros:
        yield f"{stem}└─ " + Text(f"另有 {zeros} 项为 0", f"and {zeros} that are 0").in_(language)


def _hides_difference(figure: Explanation) -> bool:
    """Whether a zero has a stated total that differs from it, itself or in one of its parts."""
    return figure.agrees is False or any(part.value != 0 or _hides_difference(part) for _, part in figure.addends)


def _line(figure: Explanation, language: Language) -> str:
    label = figure.label.in_(language)
    name = figure.address if label == figure.address else f"{label}  [{figure.address}]"
    place = f"    {figure.origin.in_(language)}" if figure.origin is not None else ""
    return f"{name} = {_value(figure.value, figure.derived, language)}{place}"


def _value(value: object, derived: bool, language: Language) -> str:
    if value is not None:
        return f"{value}"
    blank, undecided = Text("空白", "blank"), Text("无法计算（有空白）", "undecided (a blank)")
    return (undecided if derived else blank).in_(language)


def _published(figure: Explanation, language: Language) -> str:
    """Return the stated total in words, and whether it is the computed one."""
    if not figure.is_stated:
        return ""
    stated = _value(figure.stated, False, language)
    if figure.agrees is None:
        verdict = Text("无法核对", "cannot be compared")
    elif figure.agrees:
        verdict = Text("一致", "agrees")
    else:
        verdict = Text(f"与计算结果 {figure.value} 不符", f"differs from {figure.value} as computed")
    place = f"    {figure.stated_origin.in_(language)}" if figure.stated_origin is not None else ""
    return Text(f"已公布 {stated}，{verdict.zh}", f"published: {stated}; {verdict.en}").in_(language) + place


def _row(figure: Explanation, language: Language) -> str:
    """Return one line: the address, its value, the numbers that it adds, its name, what was published."""
    parts = [(times, part.value) for times, part in figure.addends if part.value != 0]
    if any(value is None for _, value in parts):
        sum_ = ""
    elif len(parts) > MOST_ADDENDS:
        sum_ = Text(f"（{len(parts)} 个数之和）", f" (the sum of {len(parts)} figures)").in_(language)
    else:
        words = "".join(f" {'-' if times < 0 else '+'} {abs(times) * value}" for times, value in parts)
        sum_ = f" ={words.removeprefix(' +')}" if len(parts) > 1 else ""
    columns = [
        f"{figure.address} = {_value(figure.value, True, language)}{sum_}",
        figure.label.in_(language),
        _published(figure, language),
    ]
    return "    ".join(column for column in columns if column)
