"""``reportgen merge``: what a leader changed in the finished report, taken back into the data."""

from __future__ import annotations

from collections.abc import Iterator

import click

from reportgen.api import merging
from reportgen.commands.command_line.error_boundary import DOES_NOT_RECONCILE
from reportgen.commands.printing.console import say
from reportgen.commands.printing.verdicts import plural
from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened
from reportgen.engine.merging.merged import Change, Merged

_AROUND = 12
"""Characters that are shown before the first difference of two texts."""
_SHOWN = 60


@click.command("merge")
@click.argument("data", metavar="DATA")
@click.argument("edited", metavar="EDITED.docx")
@click.option("-o", "--output", metavar="NEW", help="新的数据文件写到哪里 / where to write the new data file")
@click.option("--take-figures", is_flag=True, help="表格里改过的数字也采用 / take the figures of the tables, too")
@click.option("--template", metavar="FILE", help="报告所用的自己的模板 / the template that the report was made with")
def command(data: str, edited: str, output: str | None, take_figures: bool, template: str | None) -> None:
    """把改过的报告 EDITED.docx（如领导的修改）收回数据文件 DATA；修订痕迹按全部接受来读。

    文字的修改收回，占位符保留；表格里改过的数字逐个列出，加 --take-figures 才采用。批注只列出。旧的数据文件另存。

    Take what somebody changed in the report EDITED.docx back into the data file DATA. Text is taken; figures are
    listed, and taken with --take-figures; comments are listed and change nothing. The old data file is kept.
    """
    found = merging.merge(data, edited, output, take_figures=take_figures, template=template)
    for line in _lines(found, edited):
        say(line)
    if found.findings:
        raise SystemExit(DOES_NOT_RECONCILE)


def _lines(found: Merged, edited: str) -> Iterator[Text]:
    figures = [one for one in found.changes if one.kind == "figure"]
    texts = [one for one in found.changes if one.kind == "text" and one.taken]
    filled = [one for one in found.changes if one.kind == "text" and not one.taken]
    if not (found.changes or found.findings or found.left):
        yield Text(f"{edited} 与数据一致，没有改动。", f"{edited} says what the data says; nothing was changed.")
        yield from _comments(found)
        return
    if texts:
        yield Text(f"文字改了 {len(texts)} 段，已收回：", f"{plural(len(texts), 'paragraph')} changed and taken:")
        yield from (_text(one) for one in texts)
    for taken in (True, False):
        some = [one for one in figures if one.taken is taken]
        if some:
            yield (
                Text(f"数字改了 {len(some)} 个，已采用：", f"{plural(len(some), 'figure')} changed and taken:")
                if taken
                else Text(
                    f"数字改了 {len(some)} 个，没有采用（要采用，请加 --take-figures）：",
                    f"{plural(len(some), 'figure')} changed and not taken (--take-figures takes them):",
                )
            )
            yield from (_figure(one) for one in some)
    if filled:
        yield Text(
            f"文字里改了 {len(filled)} 处数字，没有收回：文字里的这个数字由占位符从表格填入，"
            "采用表格里改过的数字（加 --take-figures），文字会自己跟着变：",
            f"{plural(len(filled), 'number')} of the prose changed and not taken: a placeholder fills them in from the "
            "tables; take the figures of the tables (--take-figures), and the prose follows:",
        )
        yield from (_figure(one) for one in filled)
    if found.findings:
        yield Text("文字与表格不一致，请查清：", "prose and tables contradict each other:")
        for finding in found.findings:
            yield Text(f"  ✗ {finding.says.zh}{_at(finding.place).zh}", f"  ✗ {finding.says.en}{_at(finding.place).en}")
        yield Text(
            "  要改这样的数字：占位符从表格填入的，请改表格（"
            "在改过的报告里改，再加 --take-figures；或在数据文件里改），"
            "文字会自己跟着变。",
            "  to change such a number, which a placeholder fills in from the tables, change the tables: in the edited "
            "report, with --take-figures, or in the data file; the prose follows.",
        )
    if found.left:
        yield Text("收不回数据文件的改动：", "what cannot be brought back:")
        for one in found.left:
            yield Text(f"  ! {one.says.zh}{_at(one.origin).zh}", f"  ! {one.says.en}{_at(one.origin).en}")
    yield from _comments(found)
    yield from _written(found)


def _comments(found: Merged) -> Iterator[Text]:
    if found.comments:
        number = len(found.comments)
        yield Text(
            f"批注 {number} 条，请逐条看（批注不改数据）：",
            f"{plural(number, 'comment')} to look at (no data changes):",
        )
    for one in found.comments:
        words, said = shortened(one.quoted), " ".join(one.text.split())
        zh, en = (f"对“{words}”", f" on “{words}”") if words else ("", "")
        yield Text(f"  ? {one.author}{zh}：{said}", f"  ? {one.author}{en}: {said}")


def _written(found: Merged) -> Iterator[Text]:
    if found.written is None:
        yield Text("数据文件没有改动。", "The data file was not changed.")
        return
    path = found.written.absolute()
    yield Text(f"已写出：{path}", f"written: {path}")
    if found.kept is not None:
        yield Text(f"原来的数据文件保留为：{found.kept.name}", f"the old data file is kept as {found.kept.name}")
    if not found.layout and found.written.suffix.lower() in {".yaml", ".yml"}:
        yield Text(
            "数据文件整个重写了，里面的说明和排列没有保留", "the data file was written anew, without its comments"
        )


def _text(one: Change) -> Text:
    before, after = _apart(one.before, one.after)
    if not one.before:
        return Text(f"  + {one.label.zh}：{after}", f"  + {one.label.en}: {after}")
    if not one.after:
        return Text(f"  - {one.label.zh}：{before}", f"  - {one.label.en}: {before}")
    return Text(f"  ~ {one.label.zh}：{before} → {after}", f"  ~ {one.label.en}: {before} → {after}")


def _apart(before: str, after: str) -> tuple[str, str]:
    """Return two texts from a little before their first difference on."""
    same = next((at for at, (one, two) in enumerate(zip(before, after, strict=False)) if one != two), 0)
    start = max(0, same - _AROUND)
    return _piece(before, start), _piece(after, start)


def _piece(text: str, start: int) -> str:
    return f"{'…' if start else ''}{text[start : start + _SHOWN]}{'…' if len(text) > start + _SHOWN else ''}"


def _figure(one: Change) -> Text:
    where = _at(one.origin)
    return Text(
        f"  {one.label.zh}：{one.before} → {one.after}{where.zh}",
        f"  {one.label.en}: {one.before} → {one.after}{where.en}",
    )


def _at(origin: Origin | None) -> Text:
    place = "" if origin is None or not origin.place else origin.place
    return Text(f"（{place}）", f" ({place})") if place else Text("", "")
