"""``reportgen template``: check, inspect or start a Word template."""

from __future__ import annotations

from pathlib import Path

import click

from reportgen import api, formats
from reportgen.api import explaining
from reportgen.commands.command_line.error_boundary import CANNOT_GO_ON
from reportgen.commands.command_line.path_arguments import load_argument
from reportgen.commands.command_line.refusing_group import RefusingGroup
from reportgen.commands.printing.console import (
    MOST_LISTED,
    fault_line,
    language,
    say,
    say_document,
    say_json,
    say_lines,
)
from reportgen.commands.printing.verdicts import plural
from reportgen.core.text import Text

_FORMAT = click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="输出格式 / output format"
)


@click.group("template", cls=RefusingGroup)
def command() -> None:
    """检查、查看或新建 Word 模板。 Check, inspect or start a Word template."""


def _explain(ctx: click.Context, _parameter: click.Parameter, id: str | None) -> None:
    """Say what the id of a message means, and end."""
    if id is None or ctx.resilient_parsing:
        return
    found = explaining.explain_message(id)
    say(Text(f"{found.id}：{found.means.zh}。", f"{found.id}: {found.means.en}."))
    say(Text(f"怎么办：{found.remedy.zh}。", f"What to do: {found.remedy.en}."))
    ctx.exit()


@command.command("check")
@click.argument("file")
@click.option("--type", "type_name", metavar="TYPE", help="报告种类 / the report type")
@click.option("--data", metavar="DATA", help="一并核对这个数据文件用到的名称和附注 / hold it to this data file, too")
@click.option("--plain", is_flag=True, help="不按报告种类，只检查标签（信函等）/ check the tags alone, of a letter")
@click.option(
    "--schema", metavar="FILE.json", help="按数据的 JSON Schema 检查 / hold it to this JSON Schema of its data"
)
@click.option("--annotate", metavar="OUT.docx", help="另存一份带批注的模板 / also write a copy with comments")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "sarif", "junit", "github", "markdown"]),
    default="text",
    help="输出格式 / output format",
)
@click.option(
    "--explain",
    metavar="ID",
    is_eager=True,
    expose_value=False,
    callback=_explain,
    help="说明一个编号的意思和改法 / say what an id means",
)
def check(
    file: str,
    type_name: str | None,
    data: str | None,
    plain: bool,
    schema: str | None,
    annotate: str | None,
    style: str,
) -> None:
    """检查模板 FILE：标签、名称、没有印出或印错格的官方数字、手写的数，一次列出全部错误及其位置。

    Check the template FILE: tags, names, official figures that it never prints or prints in the wrong cell, typed
    figures; every mistake at once, with its place.
    """
    report = None if data is None else load_argument(data)
    mistakes = api.check_template(file, type_name, report, plain=plain, schema=schema)
    errors = sum(mistake.severity == "error" for mistake in mistakes)
    if annotate is not None:
        api.annotate_template(file, mistakes, annotate, language())
    if style in ("json", "sarif"):
        write = formats.template_json if style == "json" else formats.template_sarif
        say_json(write(mistakes, file, language()))
    elif style != "text":
        writers = {
            "junit": formats.template_junit,
            "github": formats.template_github,
            "markdown": formats.template_markdown,
        }
        document = writers[style](mistakes, file, language())
        if document:
            say_document(document)
    else:
        marks = {"error": Text("✗ ", "✗ "), "warning": Text("! 提醒 ", "! note: ")}
        say_lines(marks[found.severity].in_(language()) + fault_line(found.fault) for found in mistakes[:MOST_LISTED])
        left = len(mistakes) - MOST_LISTED
        if left > 0:
            zh, en = (
                f"……另有 {left} 处没有列出；全部清单加上 --format json",
                f"... and {left} more; --format json lists all",
            )
            say(Text(zh, en))
        others = len(mistakes) - errors
        if errors:
            say(
                Text(
                    f"共 {errors} 处错误、{others} 处提醒。改好之前不能使用这个模板。",
                    f"{plural(errors, 'mistake')}, {plural(others, 'note')}. The template cannot be used until then.",
                )
            )
        else:
            notes = Text(f"（{others} 处提醒）", f" ({plural(others, 'note')})") if others else Text("", "")
            say(Text(f"模板可以使用{notes.zh}。", f"The template can be used{notes.en}."))
        if annotate is not None:
            say(Text(f"带批注的模板已写出：{annotate}", f"written, with comments: {annotate}"))
    if errors:
        raise SystemExit(CANNOT_GO_ON)


@command.command("inspect")
@click.argument("file")
@_FORMAT
def inspect(file: str, style: str) -> None:
    """列出模板 FILE 用到的全部名称、过滤器及其位置，以及由谁生成文档。

    List every address and filter of the template FILE with its places, and who puts the document together.
    """
    found = api.inspect_template(file)
    if style == "json":
        say_json(formats.template_json(found, file, language()))
        return
    renderers = {
        "fast": Text("快速方式（本程序直接生成）", "fast (this engine)"),
        "docxtpl": Text("逐步检查（印出 docxtpl 的对象，较慢）", "step by step, for docxtpl's objects (slower)"),
    }
    say(Text(f"模板：{file}", f"template: {file}"))
    say(Text(f"SHA-256：{found.digest}", f"SHA-256: {found.digest}"))
    say(Text(f"生成方式：{renderers[found.renderer].zh}", f"renderer: {renderers[found.renderer].en}"))
    for reason in found.reasons:
        say(Text(f"　　因为{reason.zh}", f"    because {reason.en}"))
    for part in found.parts:
        say(Text(f"部分：{part.name}，标签 {len(part.places)} 个", f"part: {part.name}, {len(part.places)} tags"))
    for title, table in (
        (Text("名称：", "addresses:"), found.addresses),
        (Text("过滤器：", "filters:"), found.filters),
    ):
        if table:
            say(title)
        for name, places in table.items():
            where = dict.fromkeys(place.says.in_(language()) for place in places)
            say_lines([f"  {name}    {'；'.join(where) if language() == 'zh' else '; '.join(where)}"])


@command.command("schema")
@click.argument("file")
def schema(file: str) -> None:
    """输出模板 FILE 所需数据的 JSON Schema：循环是列表，条件里的名称可以没有。

    Print the JSON Schema of the data that the template FILE asks for.
    """
    say_json(api.template_schema(file))


@command.command("new")
@click.option(
    "--type",
    "type_name",
    metavar="TYPE",
    help="报告种类，不写时用现行格式 / the report type; without it the form in use",
)
@click.option("-o", "--output", required=True, metavar="FILE", help="写到哪里 / where to write")
def new(type_name: str | None, output: str) -> None:
    """复制官方模板，最后附上可用的名称和过滤器（这几页不会印入报告）。

    Copy the official template, with last pages that list every address and filter and are never printed.
    """
    api.new_template(type_name, Path(output))
    say(
        Text(
            f"已写出：{Path(output).absolute()}。用 Word 或 WPS 修改后运行 reportgen template check {output}",
            f"written: {Path(output).absolute()}. Edit it in Word or WPS, then run: reportgen template check {output}",
        )
    )
