"""Headings of a template are paragraphs with words: a place is told by what a person reads above it."""

from __future__ import annotations

from pathlib import Path

import docx

from reportgen import api, catalogue


def test_a_paragraph_of_tags_only_is_no_heading(tmp_path: Path) -> None:
    document = docx.Document(str(catalogue.template_path("disclosure_2021")))
    document.add_paragraph("共{{ applications.neww.total }}件")
    document.save(str(tmp_path / "a.docx"))
    (mistake,) = api.check_template(tmp_path / "a.docx")
    assert "（在“六、其他需要报告的事项”之下）" in mistake.fault.in_("zh")
    assert "{%" not in mistake.fault.in_("zh")
