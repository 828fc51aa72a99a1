"""What stands where in a workbook that holds a report's data: the sheets beside the form's tables, and their columns.

The tables themselves stand as the form's grid has them (:mod:`reportgen.model.form_grid`), each on a sheet of its name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from reportgen.core.errors import Fault
from reportgen.core.extras import install
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.particulars import CONTACT, SITE
from reportgen.report.report_type import ReportType

GUIDE: Final = "填表说明"
"""The first sheet: how to fill in the workbook, and which report of which office and year it is."""
HEAD: Final[Mapping[str, str]] = {"report": "报告种类", "organ": "机关全称", "year": "报告年份"}
"""The entries of the first sheet by the keys of a data file; the label stands left of the entry."""
PROSE: Final = "文字"
PROSE_COLUMNS: Final = ("栏目", "样式", "内容")
"""One paragraph a row: the field's label (only where a field begins, if somebody likes), its style, its text."""
STYLES: Final[Mapping[str, str]] = {"": "正文", "## ": "（一）级标题", "### ": "1.级标题"}
"""The style of a paragraph by the mark that begins it in a data file."""
OWN: Final = "本机关数字"
OWN_COLUMNS: Final = ("名称", "数值")
CHECKS_COLUMN: Final = "应当成立的等式"
"""The own figures' equations, in a column of their own."""
OTHER: Final = "其他内容"
OTHER_COLUMNS: Final = ("项目", "名称", "内容")
"""Everything else, one value a row: what it is, its name (steps divided by ``/``, items of a list by number), it."""
OTHERS: Final[Mapping[str, str]] = {
    "scope": "统计范围",
    "title_lines": "标题分行",
    "contact": "联系方式",
    "published": "发布日期",
    "attachments": "附件",
    "remarks": "表下注",
    "site": "网站信息",
    "stated": "公布的合计",
    "notes": "格内注",
    "accepted": "已确认",
}
"""The labels of what stands on that sheet by the keys of a data file; any other key stands for itself."""
NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    "contact": {key: label.zh for key, label in CONTACT.items()},
    "site": {key: label.zh for key, (_, label) in SITE.items()},
}
"""The labels of names on that sheet, by the key that they belong to."""
LAST_YEAR: Final = "上年"
"""How the names of sheets with an earlier year's figures begin."""
ONLY_TO_COMPARE: Final = "只供对照。"
"""How the line below such figures ends, by which they are known under any name of their sheet."""
MOST_DIGITS: Final = 15
"""A spreadsheet keeps no more digits of a number."""
MOST_CHARACTERS: Final = 32_767
"""A spreadsheet keeps no more characters in a cell."""


def flattened(value: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Return the single values in nested mappings and lists with their ways; items of lists are numbered from 1."""
    if isinstance(value, Mapping):
        return [one for key, item in value.items() for one in flattened(item, (*path, str(key)))]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [one for number, item in enumerate(value, start=1) for one in flattened(item, (*path, str(number)))]
    return [(path, value)]


def nested(found: Sequence[tuple[tuple[str, ...], Any]]) -> Any:
    """Return single values with their ways as nested mappings and lists again; a way of no steps is the value itself.

    Raises:
        KeyError: one way leads through the end of another, or two are the same; its argument is the way.
    """
    if len(found) == 1 and not found[0][0]:
        return found[0][1]
    groups: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for path, value in found:
        if not path:
            raise KeyError(path)
        groups.setdefault(path[0], []).append((path[1:], value))
    made = {}
    for key, inner in groups.items():
        try:
            made[key] = nested(inner)
        except KeyError as error:
            raise KeyError((key, *error.args[0])) from None
    return list(made.values()) if list(made) == [str(number) for number in range(1, len(made) + 1)] else made


def refused_type(report_type: ReportType, name: str) -> Fault | None:
    """Return why a report of this type has no workbook, which messages call ``name``; None where it has one."""
    if not report_type.addresses.repeats:
        return None
    says = Text(
        f"{report_type.name} 的行数不固定，还不能用工作簿填写",
        f"a workbook cannot hold {report_type.name}, whose rows repeat",
    )
    return Fault("workbook-type", says, Origin(name))


def missing(name: str, package: str) -> Fault:
    """Return that ``package``, which the workbook ``name`` needs, is not installed."""
    says = Text(f"Excel 工作簿需要 {package}", f"workbooks need {package}")
    remedy = install("excel")
    return Fault("missing-extra", says, Origin(name), remedy)
