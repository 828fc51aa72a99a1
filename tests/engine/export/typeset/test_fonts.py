"""A machine's fonts are chosen for each kind of text: those of official documents first, then others like them."""

from __future__ import annotations

from reportgen.engine.export.typeset.fonts import chosen


def test_official_fonts_are_taken_where_they_are() -> None:
    windows = ["FangSong", "KaiTi", "SimHei", "SimSun", "Times New Roman", "方正小标宋简体", "Microsoft YaHei"]
    assert chosen(windows) == {
        "title": ["方正小标宋简体"],
        "plain": ["FangSong"],
        "black": ["SimHei"],
        "kai": ["KaiTi"],
        "table": ["SimSun"],
        "latin": "Times New Roman",
    }


def test_a_kind_without_its_font_has_one_of_the_nearest_kind() -> None:
    found = chosen(["Noto Serif CJK SC", "WenQuanYi Zen Hei"])
    assert found["plain"] == found["title"] == found["kai"] == found["table"] == ["Noto Serif CJK SC"]
    assert found["black"] == ["WenQuanYi Zen Hei"]
    assert found["latin"] == "Libertinus Serif"


def test_names_are_known_in_any_case_and_fonts_of_other_scripts_are_none() -> None:
    assert chosen(["simhei", "DejaVu Sans"])["black"] == ["simhei"]
    assert chosen(["DejaVu Sans"])["plain"] == []
