"""A new data file: every figure blank beside its official label, and prose to begin with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import attrs

from reportgen.core.errors import Fault, UsageError
from reportgen.core.text import Text
from reportgen.engine.export.data_file import prose_lines, section_lines, written
from reportgen.model.figures import Figure, declared
from reportgen.model.symbolic import LONG_ROW, columns, hints, join
from reportgen.report.opening import NOTHING_KNOWN, Opening
from reportgen.report.particulars import CONTACT
from reportgen.report.report_type import ReportType

_HEAD = """\
# {title}：数据文件
#
# 填写办法：冒号左边的英文名称不要改动，只把右边的 null 改成数字；井号（#）后面是说明，不会印入报告。
# 没有发生的事项填 0，不要留空：空白（null）不等于零，有空白就不出报告。
# 填好以后运行：reportgen check 本文件；核对无误再运行：reportgen render 本文件 -o 报告.docx
"""
_OWN = """
# 本机关自己的数字：三张表里没有、文字部分要用到的，按需增加，例如
#   figures:
#     website:
#       posts: 1200          # 全年发布信息（条）
# 然后在文字中写 {{ website.posts }}。这些数字之间应当成立的等式写在 checks 下面，例如
#   checks:
#     - hotline.online + hotline.offline == hotline.accepted
%s

# 核对时的提醒，查过没有错的，在这里写明理由和姓名，以后就不再提醒（编号由 check 给出；错误不能放行），例如
#   accepted:
#     - finding: PT-NEW-1f0c9a2e
#       reason: 文字写的是当面提出的件数，与台账一致
#       who: 张三
"""
_CONTACT = """
# 联系方式，由文字部分的 {{ contact.phone }} 等处印出。号码加引号；没有的一项，把它从文字里删去。
contact:
"""
_PARTICULARS = """
# 下面各项不需要就不写；需要时去掉井号。
# published: "%d-01-20"    # 发布日期：文末印出机关名称和日期，并留出盖章的位置
# attachments:              # 附件名称，每项一行
#   - 附件的名称
# remarks:                  # 印在表下的注
#   %s: 注：统计范围与上年相同。
# last_year:                # 上年的数字，文末印出与上年的对比表
#   %s: 0
# site:                     # 网页的网站信息：网站名称、栏目名称、网站标识码
#   name: 某市人民政府门户网站
#   column: 政府信息公开年报
#   id_code: "4102000001"
"""
_PROSE = """
# 文字部分。一行就是一段；“## ”开头是（一）级标题，“### ”开头是 1.级标题；两个星号之间的文字加粗。
# 数字写成 {{ 名称 }}，由程序填入，文字就不会与表格不一致。〔请填写：…〕是给您的提示，出报告之前都要改掉。
narrative:
"""


def starter_file(
    report_type: ReportType, organ: str, year: int, narrative: str, opening: Opening = NOTHING_KNOWN
) -> str:
    """Return the text of a new data file (YAML) of ``report_type``.

    ``narrative`` is the type's starter prose: one level-1 heading for each field, named as the field. What ``opening``
    knows of the year stands in its place.

    Raises:
        UsageError: the organ has no name.
    """
    if not organ.strip():
        says, remedy = (
            Text("机关名称是空白", "the organ has no name"),
            Text("请写机关全称，例如某区教育局", "Give its full name"),
        )
        raise UsageError(Fault("no-organ", says, remedy=remedy))
    lines = [
        _HEAD.format(title=report_type.title.zh),
        f"report: {report_type.name}",
        f"organ: {json.dumps(organ, ensure_ascii=False)}   # 机关全称",
        f"year: {year}   # 报告的年份",
        "",
    ]
    lines += section_lines("limits", opening.limits)
    lines += _lines_of(report_type.statistics, "", opening)
    own = [*section_lines("figures", opening.own)] or ["", "figures: {}"]
    checks = [f"  - {written(check)}" for check in opening.checks]
    lines.append(_OWN % "\n".join([*own[1:], *(["checks:", *checks] if checks else ["checks: []"])]))
    prose = {**sections(narrative), **opening.prose}
    if opening.contact or any("{{ contact." in prose.get(field.name, "") for field in report_type.narrative):
        lines.append(_CONTACT.strip("\n"))
        lines += [f"  {name}: {written(opening.contact.get(name))}   # {label.zh}" for name, label in CONTACT.items()]
    lines += [*section_lines("remarks", opening.remarks), *section_lines("site", opening.site)]
    lines += [*section_lines("last_year", opening.compared)]
    lines += [
        _PARTICULARS % (year + 1, next(iter(report_type.remarked), ""), _compared(report_type)),
        _PROSE.strip("\n"),
    ]
    for field in report_type.narrative:
        lines.append(f"  # {field.label.zh}")
        if field.name in opening.prose:
            lines += [*prose_lines(field.name, opening.prose[field.name]), ""]
            continue
        lines.append(f"  {field.name}: |")
        lines += [f"    {line}".rstrip() for line in prose.get(field.name, field.absent or "〔请填写〕").split("\n")]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _compared(report_type: ReportType) -> str:
    """Return the figure that stands first in the form's largest table, as an example of one to be compared."""
    largest = max(report_type.tables, key=lambda table: len(table.rows), default=None)
    return largest.rows[0].addresses[-1] if largest is not None and largest.rows else ""


def sections(narrative: str) -> dict[str, str]:
    """Cut starter prose at its level-1 headings: field name to text."""
    parts = re.split(r"^# +(\w+)[ \t]*$", narrative.replace("\r\n", "\n"), flags=re.MULTILINE)
    return {name: text.strip("\n") for name, text in zip(parts[1::2], parts[2::2], strict=True)}


def _lines_of(cls: type, prefix: str, opening: Opening) -> Iterator[str]:
    depth = prefix.count(".") + 1 if prefix else 0
    indent = "  " * depth
    for field in attrs.fields(cls):
        entry, address = declared(field), join(prefix, field.name)
        label = "　".join(text.zh for text in entry.labels)
        comment = f"   # {label}" if label else ""
        if isinstance(entry, Figure):
            hint = entry.kind.hint if comment or not entry.kind.hint else f"   # {entry.kind.hint}"
            value, last = _entered(entry, address, opening), _last_year_s(address, opening)
            yield f"{indent}{field.name}: {value}{comment}{hint}{last}"
            continue
        if not depth:
            yield ""
        if entry.rows is not None:
            yield from _repeated(field.name, entry.rows, depth, comment)
            continue
        inner = hints(cls)[field.name]
        if depth and len(columns(inner)) > LONG_ROW:
            cells = [_entered(declared(cell), join(address, cell.name), opening) for cell in attrs.fields(inner)]
            yield f"{indent}{field.name}: [{', '.join(cells)}]{comment}"
            continue
        yield f"{indent}{field.name}:{comment}"
        row = next(_columns_of_lists(inner), None) if not depth else None
        if row is not None:
            yield f"{indent}  # 每行依次为：{row}"
        yield from _lines_of(inner, address, opening)


def _entered(entry: Any, address: str, opening: Opening) -> str:
    value = opening.figures.get(address)
    return "null" if value is None else written(entry.kind.plain(value))


def _last_year_s(address: str, opening: Opening) -> str:
    stock = opening.stocks.get(address)
    return "" if stock is None else f"（上年为 {stock}）"


def _repeated(name: str, rows: type, depth: int, comment: str) -> Iterator[str]:
    """Yield a group without rows, and one row as an example behind number signs."""
    indent = "  " * depth
    yield f"{indent}# {name} 下面按名称逐项填写，一项也没有就保留 {{}}；有就去掉井号，名称改成实际的名称，例如"
    yield f"{indent}# {name}:"
    yield f"{indent}#   某某:"
    yield from (f"{indent}#     {line}" for line in _lines_of(rows, "", NOTHING_KNOWN) if line)
    yield f"{indent}{name}: {{}}{comment}"


def _columns_of_lists(cls: type) -> Iterator[str]:
    """Yield the column labels of rows that are written as lists somewhere in a table."""
    for field in attrs.fields(cls):
        entry = declared(field)
        if isinstance(entry, Figure):
            continue
        inner = entry.rows or hints(cls)[field.name]
        if len(columns(inner)) > LONG_ROW:
            yield "，".join(declared(column).labels[-1].zh for column in attrs.fields(inner))
        else:
            yield from _columns_of_lists(inner)
