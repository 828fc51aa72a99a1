"""Two years between which the form changed: what both forms have is held against each other, the rest is named."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import FORMS
from reportgen.model.addresses import LAST_YEAR
from reportgen.model.form_grid import FormTable
from reportgen.report.findings import Finding
from reportgen.report.report import Report
from reportgen.report.rules import RuleForm

_MOST_ROWS = 3
"""Rows that are named; of more, their number is told."""


def comparable(form: RuleForm, now: Report, then: Report) -> bool:
    """Whether the form of the report ``then`` has all of last year's figures that a rule asks for."""
    if then.type is now.type:
        return True
    return all(name.removeprefix(LAST_YEAR) in then.addresses for name in form.addresses if name.startswith(LAST_YEAR))


def changed_form(now: Report, then: Report, position: int) -> Finding:
    """Return the note that the form changed, with the figures that the earlier form lacks."""
    lacking = [*_lacking(now, then)]
    zh, en = "、".join(one.zh for one in lacking), ", ".join(one.en for one in lacking)
    says = Text(
        f"{then.year} 年用的是“{then.type.title.zh}”，{now.year} 年换了格式；两种格式都有的数字已核对，"
        f"无法与上年核对的：{zh or '无'}",
        f"the report of {then.year} is “{then.type.title.en}”, and the form has changed since; figures that both forms "
        f"have were checked; not comparable with last year: {en or 'none'}",
    )
    address = f"{LAST_YEAR * (position + 1)}year"
    return Finding(FORMS.id, "broken", FORMS.severity, says, address, origin=Origin(then.source))


def _lacking(now: Report, then: Report) -> Iterator[Text]:
    for table in now.type.tables:
        rows = _rows(table, then)
        if not rows:
            continue
        if len(rows) == len(table.rows):
            yield Text(f"{table.name.zh}全部数字", f"all of {table.name.en}")
        elif len(rows) <= _MOST_ROWS:
            names = "”“".join(_short(row) for row in rows)
            yield Text(f"{table.name.zh}“{names}”", f"“{names}” of {table.name.en}")
        else:
            yield Text(f"{table.name.zh}的 {len(rows)} 行", f"{len(rows)} rows of {table.name.en}")


def _rows(table: FormTable, then: Report) -> list[str]:
    return [row.label for row in table.rows if not all(address in then.addresses for address in row.addresses)]


def _short(label: str) -> str:
    most = 12
    return label if len(label) <= most else f"{label[:most]}…"
