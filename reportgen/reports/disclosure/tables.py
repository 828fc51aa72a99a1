"""The sections of every form and its printed tables: labels are the model's, what spans them is the form's own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import attrs

from reportgen.core.text import Text
from reportgen.model.figures import declared
from reportgen.model.form_grid import Block, FormTable, Heading
from reportgen.model.headings import headings_of
from reportgen.model.symbolic import hints
from reportgen.reports.disclosure.model import Applicants, Applications, Reviews

SECTIONS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
TITLE_WORDS = ("{year}年", "政府信息公开工作", "年度报告")

_FEE_UNIT = "（单位：万元）"
_PARTIALLY_GRANTED = {"applications.outcomes.partially_granted": "（区分处理的，只计这一情形，不计其他情形）"}
_BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def proactive_table(proactive: type) -> FormTable:
    """Return table 2 of a form: a block for each item of article 20, as the class ``proactive`` declares them."""
    return FormTable(Text("表二", "table 2"), SECTIONS[1], tuple(_proactive(proactive)))


def _proactive(cls: type) -> Iterator[Block]:
    kinds = hints(cls)
    members = [(declared(field), field.name) for field in attrs.fields(cls)]
    for law, item in itertools.groupby(members, key=lambda member: member[0].law):
        rows, columns = [], tuple[Heading, ...]()
        for figure, name in item:
            rows.append(Heading(figure.labels[0].zh, f"proactive.{name}"))
            remark = _FEE_UNIT if name == "fees" else ""
            single = (Heading(figure.labels[-1].zh, remark=remark),)
            columns = headings_of(kinds[name]) if attrs.has(kinds[name]) else single
        yield Block(tuple(rows), columns, "信息内容", law.rpartition("》")[2])


def applications_table(applications: type = Applications) -> FormTable:
    """Return table 3 of a form, whose figures are ``applications``."""
    rows = headings_of(applications, "applications", Applicants, _PARTIALLY_GRANTED)
    person, *organizations, total = headings_of(Applicants)
    applicants = (person, Heading("法人或其他组织", parts=tuple(organizations)), total)
    block = Block(
        tuple(attrs.evolve(row, label="三、本年度办理结果") if row.parts else row for row in rows),
        (Heading("申请人情况", parts=applicants),),
        _BALANCE,
    )
    return FormTable(Text("表三", "table 3"), SECTIONS[2], (block,))


def reviews_table() -> FormTable:
    """Return table 4."""
    return FormTable(Text("表四", "table 4"), SECTIONS[3], (Block((Heading("", "reviews"),), headings_of(Reviews)),))
