"""The three printed tables of the form, cell by cell: labels are the model's, the rest is the form's own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import attrs

from reportgen.core.text import Text
from reportgen.model.figures import FIGURE, Figure
from reportgen.model.form_grid import Block, FormTable, Heading
from reportgen.model.headings import headings_of
from reportgen.model.symbolic import hints
from reportgen.reports.disclosure_2021.model import Applicants, Applications, ProactiveDisclosure, Reviews

SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)

_REMARKS = {
    "proactive.fees": f"（单位：{attrs.fields_dict(ProactiveDisclosure)['fees'].metadata[FIGURE].unit.zh}）",
    "applications.outcomes.partially_granted": "（区分处理的，只计这一情形，不计其他情形）",
}
_BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def _proactive() -> Iterator[Block]:
    """Yield a block for each item of article 20."""
    members = [(field.metadata[FIGURE], field.name) for field in attrs.fields(ProactiveDisclosure)]
    for law, item in itertools.groupby(members, key=lambda member: member[0].law):
        rows, columns = [], tuple[Heading, ...]()
        for figure, name in item:
            rows.append(Heading(figure.labels[0].zh, f"proactive.{name}"))
            columns = _columns(figure, name)
        yield Block(tuple(rows), columns, "信息内容", law.rpartition("》")[2])


def _columns(figure: Figure, name: str) -> tuple[Heading, ...]:
    kind = hints(ProactiveDisclosure)[name]
    if attrs.has(kind):
        return headings_of(kind)
    return (Heading(figure.labels[-1].zh, remark=_REMARKS.get(f"proactive.{name}", "")),)


def _applications() -> Block:
    rows = headings_of(Applications, "applications", Applicants, _REMARKS)
    outcomes = next(row for row in rows if row.parts)
    person, *organizations, total = headings_of(Applicants)
    applicants = (person, Heading("法人或其他组织", parts=tuple(organizations)), total)
    return Block(
        tuple(attrs.evolve(row, label="三、本年度办理结果") if row is outcomes else row for row in rows),
        (Heading("申请人情况", parts=applicants),),
        _BALANCE,
    )


TABLES = (
    FormTable(Text("表二", "table 2"), SECTIONS[1], tuple(_proactive())),
    FormTable(Text("表三", "table 3"), SECTIONS[2], (_applications(),)),
    FormTable(Text("表四", "table 4"), SECTIONS[3], (Block((Heading("", "reviews"),), headings_of(Reviews)),)),
)
