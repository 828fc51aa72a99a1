"""Labels in other words, with other numbers, wrong, doubled or lost."""

from __future__ import annotations

import re

from fuzzing.published.document import Document
from fuzzing.published.faults import TABLES, named
from fuzzing.published.grids import Cell, labels, relabel, rows_of

_SHORTER = (
    ("政府信息公开申请数量", "申请数"), ("属于", ""), ("其他法律行政法规禁止公开", "法律法规禁止公开"),
    ("危及“三安全一稳定”", "“三安全一稳定”"), ("保护第三方合法权益", "第三方权益"),
    ("本机关不掌握相关政府信息", "本机关不掌握"), ("没有现成信息需要另行制作", "需要另行制作"),
    ("补正后申请内容仍不明确", "补正后不明确"), ("信访举报投诉类申请", "信访举报投诉"),
    ("要求提供公开出版物", "公开出版物"), ("无正当理由大量反复申请", "大量反复申请"),
    ("要求行政机关确认或重新出具已获取信息", "确认或重新出具信息"), ("结转下年度继续办理", "结转下年度"),
)  # fmt: skip
_SLIPS = (
    ("第三方", "第三放"), ("重复申请", "重覆申请"), ("出版物", "出板物"), ("自然人", "自热人"),
    ("商业企业", "商业公司"),
    ("法律服务机构", "法律机构"),
)  # fmt: skip


@named(TABLES)
def _labels_shortened(document: Document) -> None:
    for old, new in _SHORTER:
        relabel(document.grids[1], old, new)
    document.may_be_blank("applications")


@named(TABLES)
def _labels_misspelt(document: Document) -> None:
    for old, new in _SLIPS:
        relabel(document.grids[1], old, new)
    document.may_be_blank("applications")


@named(TABLES)
def _labels_without_numbers(document: Document) -> None:
    for label in labels(document.grids[1]):
        label.text = re.sub(r"^(?:（[一二三四五六七]）|[一二三四]、|[0-9]\.)", "", label.text)


@named(TABLES)
def _numbers_in_circles(document: Document) -> None:
    for label in labels(document.grids[1]):
        label.text = re.sub(r"^([0-9])\.", lambda found: chr(0x245F + int(found[1])), label.text)


@named(TABLES)
def _numbers_go_on(document: Document) -> None:
    number = 0
    for label in labels(document.grids[1]):
        if re.match(r"[0-9]\.", label.text):
            number += 1
            label.text = f"{number}.{label.text[2:]}"


@named(TABLES)
def _numbers_wrong(document: Document) -> None:
    for old, new in (("1.属于国家秘密", "2.属于国家秘密"), ("2.其他法律", "1.其他法律"), ("1.信访", "3.信访")):
        relabel(document.grids[1], old, new)


@named(TABLES)
def _column_label_doubled(document: Document) -> None:
    relabel(document.grids[1], "科研机构", "商业企业")
    document.may_be_blank("applications")


@named(TABLES)
def _row_label_doubled(document: Document) -> None:
    relabel(document.grids[1], "4.保护第三方合法权益", "5.属于三类内部事务信息")
    document.may_be_blank(*(f"applications.outcomes.withheld.{row}" for row in ("third", "internal")))


@named(TABLES)
def _words_of_the_older_form(document: Document) -> None:
    relabel(document.grids[0], "行政规范性文件", "规范性文件")


@named(TABLES)
def _labels_of_groups_lost(document: Document) -> None:
    grid = document.grids[1]
    for group in ("withheld", "not_processed"):
        for row in rows_of(grid, f"applications.outcomes.{group}"):
            grid[row][1] = Cell("")


@named(TABLES)
def _column_labels_in_each_others_place(document: Document) -> None:
    """Print a label over the next one, and something else in its own place."""
    grid = document.grids[1]
    relabel(grid, "商业企业", document.chance.choice(["商业公司", "工商户", "企业"]))
    relabel(grid, "科研机构", "商业企业")
    document.may_be_blank("applications")


@named(TABLES)
def _row_labels_in_each_others_place(document: Document) -> None:
    grid = document.grids[1]
    relabel(grid, "5.属于三类内部事务信息", document.chance.choice(["5.内部事务", "5.人事管理类", "6.其他信息"]))
    relabel(grid, "4.保护第三方合法权益", document.chance.choice(["4.", "5.", ""]) + "属于三类内部事务信息")
    document.may_be_blank(
        *(f"applications.outcomes.withheld.{row}" for row in ("third_party_rights", "internal_affairs"))
    )
