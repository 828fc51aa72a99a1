"""The fonts that a document names, and those of a PDF that stand in for them."""

from __future__ import annotations

from pathlib import Path

from reportgen.engine.office.fonts import fonts_named, stand_ins

WANTED = ("Times New Roman", "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体")


def test_the_official_template_names_the_fonts_of_official_documents(root: Path) -> None:
    document = (root / "templates/disclosure_2021/report.docx").read_bytes()
    assert {*WANTED} <= {*fonts_named(document)}
    assert not any("-" in name for name in fonts_named(document))


def test_fonts_of_the_document_under_their_latin_names_are_no_stand_ins() -> None:
    own = ("TimesNewRomanPSMT", "TimesNewRomanPS-BoldMT", "FangSong_GB2312", "FZXBSJW--GB1-0", "SimHei", "KaiTi_GB2312")
    assert stand_ins(WANTED, own) == ()


def test_other_fonts_are_named_in_the_order_in_which_they_appear() -> None:
    assert stand_ins(WANTED, ("WenQuanYiZenHei", "SimHei", "LiberationSerif")) == ("WenQuanYiZenHei", "LiberationSerif")
