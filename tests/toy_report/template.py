"""The Word template of the toy report, made by python-docx."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document

from tests.toy_report.form import HOTLINE, SECTIONS, TOTAL

PROSE = ("{%p for paragraph in narrative.overview %}", "{{ paragraph.text }}", "{%p endfor %}")
ALL_YEAR = "{% if hotline.all_year %}全年受理{% else %}工作日受理{% endif %}"


def write_template(path: Path) -> Path:
    """Write the template to ``path`` and return it."""
    document = Document()
    document.add_paragraph("{{ organ }}{{ year }}年热线和新媒体情况")
    for line in (SECTIONS[0], *PROSE, SECTIONS[1]):
        document.add_paragraph(line)
    table = document.add_table(len(HOTLINE), 2)
    for row, (address, label) in zip(table.rows, HOTLINE.items(), strict=True):
        _fill(row, label, f"{{{{ {address} }}}}")
    document.add_paragraph(ALL_YEAR)
    document.add_paragraph(SECTIONS[2])
    table = document.add_table(5, 4)
    rows = (
        ("名称", "发布信息", "关注人数增减", "编辑"),
        ("{%tr for account in accounts %}", "", "", ""),
        ("{{ account.name }}", "{{ account.posts }}", "{{ account.followers }}", "{{ account.editor }}"),
        ("{%tr endfor %}", "", "", ""),
        (TOTAL, "{{ posts }}", "{{ followers }}"),
    )
    for row, cells in zip(table.rows, rows, strict=True):
        _fill(row, *cells)
    # The row of totals has no cell below 编辑, as forms have it: its last two cells are the figures.
    last = table.rows[-1]._tr
    last.remove(last.tc_lst[-1])
    document.save(str(path))
    return path


def _fill(row: Any, *texts: str) -> None:
    for cell, text in zip(row.cells, texts, strict=False):
        cell.text = text
