"""The Word template of disclosure_2021: the official form's tables, GB/T 9704-2012's layout, a placeholder per figure.

Two goldens stand beside this file: `official-form-2021.txt` (the tables of the form in 国办公开办函〔2021〕30号) and
`report-outline.txt` (the whole template). When the template was changed on purpose, `python
tests/templates/test_disclosure_2021.py` writes the outline anew; read the difference before committing it.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from itertools import zip_longest
from pathlib import Path

import pytest
from lxml import etree

from reportgen.model.form_grid import FormTable, GridCell
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.grid_text import grid_text

HERE = Path(__file__).resolve().parent
TEMPLATE = HERE.parents[1] / "templates" / "disclosure_2021" / "report.docx"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")

# ---- reading Word's XML ---------------------------------------------------------------------------------------------


def part(name: str, document: Path = TEMPLATE) -> etree._Element:
    with zipfile.ZipFile(document) as package:
        return etree.fromstring(package.read(name))


def find(element: etree._Element, path: str) -> etree._Element | None:
    return element.find("/".join(WORD + step for step in path.split("/")))


def value(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = find(element, path)
    return None if found is None else found.get(WORD + attribute)


def text(element: etree._Element) -> str:
    return "".join(piece.text or "" for piece in element.iter(WORD + "t"))


def tables(document: Path = TEMPLATE) -> list[etree._Element]:
    """Return the tables of the form: the first three, before the one that compares two years."""
    return list(part("word/document.xml", document).iter(WORD + "tbl"))[:3]


def rows(table: etree._Element) -> list[etree._Element]:
    return table.findall(WORD + "tr")


def grid(table: etree._Element) -> list[int]:
    """Return the widths of the table's grid columns in twips."""
    return [int(column.get(WORD + "w") or 0) for column in table.iterfind(f"{WORD}tblGrid/{WORD}gridCol")]


def marked(row: etree._Element, name: str) -> bool:
    return find(row, f"trPr/{name}") is not None


def styles() -> list[etree._Element]:
    return list(part("word/styles.xml").iter(WORD + "style"))


def span(cell: etree._Element) -> int:
    return int(value(cell, "tcPr/gridSpan") or 1)


def merge(cell: etree._Element) -> str:
    """Return `start`, `below` or nothing: where the cell stands in a vertical merge."""
    found = find(cell, "tcPr/vMerge")
    return "" if found is None else {"restart": "start"}.get(found.get(WORD + "val") or "", "below")


def shape(cell: etree._Element) -> str:
    """Return `<columns>` and `<start>` or `<below>` of a merged cell, nothing for a plain one."""
    return (f"<{span(cell)}>" if span(cell) > 1 else "") + (f"<{merge(cell)}>" if merge(cell) else "")


def structure(document: Path) -> list[str]:
    """Describe every table row by row: spans, vertical merges and the printed labels, without the template's tags."""
    lines = []
    for number, table in enumerate(tables(document), start=2):
        lines.append(f"表{number}: {len(grid(table))} columns, {len(rows(table))} rows")
        for row in rows(table):
            cells = [shape(cell) + TAG.sub("", text(cell)).strip() for cell in row.findall(WORD + "tc")]
            lines.append("| " + " | ".join(cells) + " |")
    return lines


def outline() -> list[str]:
    """Describe the whole template: paragraphs with style and runs (`¦` between runs, `*` bold), tables with grid."""
    names = {style.get(WORD + "styleId"): value(style, "name") for style in styles()}

    def paragraph_line(paragraph: etree._Element) -> str:
        runs = []
        for run in paragraph.findall(WORD + "r"):
            star = "*" if find(run, "rPr/b") is not None else ""
            runs.append(f"{star}{text(run)}{star}")
        flag = "（另起页）" if find(paragraph, "pPr/pageBreakBefore") is not None else ""
        return f"[{names[value(paragraph, 'pPr/pStyle') or 'Normal']}]{flag} {'¦'.join(runs)}".rstrip()

    lines = []
    body = find(part("word/document.xml"), "body")
    assert body is not None
    for block in body:
        if block.tag == WORD + "p":
            lines.append(paragraph_line(block))
        elif block.tag == WORD + "tbl":
            lines.append("TABLE " + " ".join(str(width) for width in grid(block)))
            for row in rows(block):
                header = " header" if marked(row, "tblHeader") else ""
                lines.append(f"  ROW {value(row, 'trPr/trHeight')}{header}")
                for cell in row.findall(WORD + "tc"):
                    content = " / ".join(paragraph_line(paragraph) for paragraph in cell.findall(WORD + "p"))
                    lines.append(f"    {value(cell, 'tcPr/tcW', 'w')}{shape(cell)} {content}")
    return lines


def golden(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def first_difference(found: list[str], expected: list[str]) -> str | None:
    for number, (ours, theirs) in enumerate(zip_longest(found, expected, fillvalue="(nothing)"), start=1):
        if ours != theirs:
            return f"line {number}\n  expected: {theirs}\n  found:    {ours}"
    return None


# ---- the official form ----------------------------------------------------------------------------------------------


def test_the_three_tables_have_the_official_rows_spans_merges_and_labels() -> None:
    """The three tables have the official forms rows spans merges and labels."""
    difference = first_difference(structure(TEMPLATE), golden("official-form-2021.txt"))
    assert difference is None, f"the template leaves the official form at {difference}"


@pytest.mark.shared
def test_the_recorded_form_is_the_official_blank_form(shared: Path) -> None:
    difference = first_difference(structure(shared / "form" / "blank-form-2021.docx"), golden("official-form-2021.txt"))
    assert difference is None, f"official-form-2021.txt differs from the blank form at {difference}"


def test_the_grid_of_the_report_type_is_the_official_form() -> None:
    lines = []
    for number, table in enumerate(REPORT.tables, start=2):
        rows_of_grid = grid_text(table)
        lines.append(f"表{number}: {table.columns} columns, {len(rows_of_grid)} rows")
        lines += [f"| {line} |" for line in rows_of_grid]
    difference = first_difference(lines, golden("official-form-2021.txt"))
    assert difference is None, f"the grid leaves the official form at {difference}"


def test_the_template_is_what_its_outline_says() -> None:
    difference = first_difference(outline(), golden("report-outline.txt"))
    assert difference is None, f"the template changed at {difference}"


def test_the_six_sections_have_their_official_titles_in_order() -> None:
    assert [line.split()[-1] for line in outline() if line.startswith("[heading 1]")] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_each_table_follows_its_section_title_at_once() -> None:
    lines = [line for line in outline() if not line.startswith(" ")]
    before = [lines[number - 1] for number, line in enumerate(lines) if line.startswith("TABLE")][:3]
    assert [line.split()[-1][:2] for line in before] == ["二、", "三、", "四、"]


# ---- every figure in its cell ---------------------------------------------------------------------------------------

TABLES = list(enumerate(REPORT.tables))


def printed(table: etree._Element) -> dict[tuple[int, int], tuple[int, str]]:
    """Return each cell's columns and text by the row and column where it begins, counted from 1."""
    found = {}
    for number, row in enumerate(rows(table), start=1):
        column = 1
        for cell in row.findall(WORD + "tc"):
            if merge(cell) != "below":
                found[number, column] = span(cell), text(cell)
            column += span(cell)
    return found


@pytest.mark.parametrize(("number", "table"), TABLES)
def test_every_figure_and_label_stands_in_its_cell_of_the_grid(number: int, table: FormTable) -> None:
    def shown(cell: GridCell) -> str:
        note = f"{{{{ notes.{cell.address} }}}}" if number == 0 else ""
        return f"{{{{ {cell.address} }}}}{note}" if cell.address else cell.text

    expected = {(cell.row, cell.column): (cell.columns, shown(cell)) for cell in table.cells}
    assert printed(tables()[number]) == expected


def test_every_figure_is_printed_exactly_once() -> None:
    printed = Counter(TAG.findall(text(part("word/document.xml"))))
    figure = re.compile(r"\{\{ (proactive|applications|reviews)\.")
    figures = {tag: times for tag, times in printed.items() if figure.match(tag)}
    assert len(figures) == 10 + 175 + 15
    assert set(figures.values()) == {1}


# ---- tags that docxtpl can read -------------------------------------------------------------------------------------


def test_no_tag_is_split_over_runs() -> None:
    for name in ("word/document.xml", "word/footer1.xml", "word/footer2.xml"):
        for piece in part(name).iter(WORD + "t"):
            assert not re.search(r"[{}]", TAG.sub("", piece.text or "")), f"{name}: a tag is cut in {piece.text!r}"


def test_run_and_paragraph_tags_stand_alone() -> None:
    seen: Counter[str] = Counter()
    for paragraph in part("word/document.xml").iter(WORD + "p"):
        for run in paragraph.iter(WORD + "r"):
            for tag in re.findall(r"\{%[pr] .*?%\}", text(run)):
                seen[tag[2]] += 1
                alone_in = text(paragraph) if tag[2] == "p" else text(run)
                assert alone_in == tag
    assert seen == {"p": 4 * 7 + 2 + 3 * 2 + 2 + 5 + 2 + 2, "r": 4 * 5}


def test_run_tags_carry_no_formatting() -> None:
    """docxtpl leaves an empty run with the tag's formatting in the report, and a person typing there would meet it."""
    tagged = [run for run in part("word/document.xml").iter(WORD + "r") if text(run).startswith("{%r")]
    assert len(tagged) == 4 * 5
    assert all(find(run, "rPr") is None for run in tagged)


@pytest.mark.parametrize("field", ["preamble", "overview", "problems", "other_matters"])
def test_each_narrative_has_the_same_shape(field: str) -> None:
    lines = outline()
    start = lines.index(f"[模板标记] {{%p for paragraph in narrative.{field} %}}")
    assert lines[start + 1 : start + 11] == [
        "[模板标记] {%p if paragraph.level == 2 %}",
        "[heading 2] {{ paragraph.text }}",
        "[模板标记] {%p elif paragraph.level == 3 %}",
        "[heading 3] {{ paragraph.text }}",
        "[模板标记] {%p elif paragraph.strong %}",
        (
            "[Normal] {%r for run in paragraph.runs %}¦{%r if run.strong %}¦*{{ run.text }}*¦"
            "{%r else %}¦{{ run.text }}¦{%r endif %}¦{%r endfor %}"
        ),
        "[模板标记] {%p else %}",
        "[Normal] {{ paragraph.text }}",
        "[模板标记] {%p endif %}",
        "[模板标记] {%p endfor %}",
    ]


# ---- GB/T 9704-2012 -------------------------------------------------------------------------------------------------

BODY_WIDTH = 8845


def test_the_page_is_a4_with_the_standards_margins() -> None:
    section = part("word/document.xml").find(f".//{WORD}sectPr")
    assert section is not None
    assert (value(section, "pgSz", "w"), value(section, "pgSz", "h")) == ("11906", "16838")
    margins = {side: value(section, "pgMar", side) for side in ("top", "bottom", "left", "right", "gutter")}
    assert margins == {"top": "2098", "bottom": "1984", "left": "1588", "right": "1474", "gutter": "0"}


def test_a_page_holds_22_lines_of_28_characters() -> None:
    section = part("word/document.xml").find(f".//{WORD}sectPr")
    assert section is not None
    width, height = BODY_WIDTH, 16838 - 2098 - 1984
    pitch = int(inherited("Normal", "pPr/spacing", "line") or 0)
    character = 320 + int(inherited("Normal", "rPr/spacing") or 0)
    assert (height // pitch, width // character) == (22, 28)
    assert value(section, "docGrid", "linePitch") == str(pitch)
    # LibreOffice cannot set characters on a grid as Word does; spacing gives both the same line.
    assert value(section, "docGrid", "type") == "lines"


def test_a_title_of_two_lines_takes_whole_lines_of_the_page() -> None:
    blank = next(p for p in part("word/document.xml").iter(WORD + "p") if not text(p))
    after = int(value(blank, "pPr/spacing", "line") or 0)
    assert 2 * int(inherited("Title", "pPr/spacing", "line") or 0) + after == 3 * 579


def test_the_language_is_chinese_and_numbers_are_not_broken() -> None:
    """LibreOffice breaks a number anywhere where its language is Chinese, so styles that hold numbers say otherwise."""
    defaults = "docDefaults/rPrDefault/rPr/lang"
    assert [value(part("word/styles.xml"), defaults, script) for script in ("val", "eastAsia")] == ["zh-CN"] * 2
    for name in ("Normal", "Title", "heading 1", "heading 2", "heading 3", "表格文字", "表格行名", "表格数字（最窄）"):
        assert inherited(name, "rPr/lang") == "en-US"


def style(name: str) -> etree._Element:
    for candidate in styles():
        if value(candidate, "name") == name:
            return candidate
    pytest.fail(f"the template has no style {name}")


def inherited(name: str, path: str, attribute: str = "val") -> str | None:
    """Return what a style says, or what the styles it is based on say, or the document's defaults."""
    current: etree._Element | None = style(name)
    while current is not None:
        if (found := value(current, path, attribute)) is not None:
            return found
        base = value(current, "basedOn")
        current = next((candidate for candidate in styles() if candidate.get(WORD + "styleId") == base), None)
    return value(part("word/styles.xml"), f"docDefaults/rPrDefault/{path}", attribute)


@pytest.mark.parametrize(
    ("name", "chinese", "latin", "half_points"),
    [
        ("Title", "方正小标宋简体", "Times New Roman", "44"),
        ("Normal", "仿宋_GB2312", "Times New Roman", "32"),
        ("heading 1", "黑体", "Times New Roman", "32"),
        ("heading 2", "楷体_GB2312", "Times New Roman", "32"),
        ("heading 3", "仿宋_GB2312", "Times New Roman", "32"),
        ("表格文字", "宋体", "Times New Roman", "18"),
        ("表格行名", "宋体", "Times New Roman", "18"),
        ("表格数字", "宋体", "Times New Roman", "18"),
        ("表格数字（窄）", "宋体", "Times New Roman", "18"),
        ("表格数字（最窄）", "宋体", "Times New Roman", "18"),
        ("页码", "宋体", "宋体", "28"),
    ],
)
def test_each_style_has_the_standards_font_and_size(name: str, chinese: str, latin: str, half_points: str) -> None:
    assert inherited(name, "rPr/rFonts", "eastAsia") == chinese
    assert {inherited(name, "rPr/rFonts", script) for script in ("ascii", "hAnsi")} == {latin}
    assert inherited(name, "rPr/sz") == half_points
    assert inherited(name, "rPr/color") == "000000"


@pytest.mark.parametrize("name", ["Normal", "heading 1", "heading 2", "heading 3"])
def test_body_and_headings_are_indented_2_characters_on_the_lines(name: str) -> None:
    """Body and headings are indented two characters on lines of exactly 28.95 points."""
    assert (inherited(name, "pPr/spacing", "line"), inherited(name, "pPr/spacing", "lineRule")) == ("579", "exact")
    assert inherited(name, "pPr/ind", "firstLineChars") == "200"
    assert inherited(name, "pPr/ind", "firstLine") == "640"


@pytest.mark.parametrize(("name", "level"), [("heading 1", "0"), ("heading 2", "1"), ("heading 3", "2")])
def test_headings_have_outline_levels_and_stay_with_their_text(name: str, level: str) -> None:
    assert value(style(name), "pPr/outlineLvl") == level
    assert find(style(name), "pPr/keepNext") is not None


@pytest.mark.parametrize(("kind", "side"), [("default", "right"), ("even", "left")])
def test_page_numbers_stand_outside_one_character_in_between_dashes(kind: str, side: str) -> None:
    references = {
        reference.get(WORD + "type"): reference.get(RELATIONSHIP + "id")
        for reference in part("word/document.xml").iter(WORD + "footerReference")
    }
    targets = {item.get("Id"): item.get("Target") for item in part("word/_rels/document.xml.rels")}
    footer = part(f"word/{targets[references[kind]]}")
    [paragraph] = footer.findall(WORD + "p")
    assert value(paragraph, "pPr/jc") == side
    assert value(paragraph, "pPr/ind", f"{side}Chars") == "100"
    assert [(code.text or "").strip() for code in paragraph.iter(WORD + "instrText")] == ["PAGE"]
    assert re.fullmatch(r"— \d —", text(paragraph))
    assert style("页码").get(WORD + "styleId") == value(paragraph, "pPr/pStyle")


def test_odd_and_even_pages_differ_and_word_uses_its_current_layout() -> None:
    """Odd and even pages differ and word lays out as in its current versions."""
    settings = part("word/settings.xml")
    assert find(settings, "evenAndOddHeaders") is not None
    modes = {item.get(WORD + "name"): item.get(WORD + "val") for item in settings.iter(WORD + "compatSetting")}
    assert modes["compatibilityMode"] == "15"
    assert value(settings, "themeFontLang", "eastAsia") == "zh-CN"


def test_the_theme_names_chinese_fonts_so_that_wps_misses_none() -> None:
    theme = part("word/theme/theme1.xml")
    for kind, typeface in (("majorFont", "黑体"), ("minorFont", "仿宋_GB2312")):
        assert [font.get("typeface") for font in theme.iterfind(f".//{DRAWING}{kind}/{DRAWING}ea")] == [typeface]


# ---- tables that Word and WPS lay out alike -------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 1, 2])
def test_tables_are_as_wide_as_the_text_with_cells_on_their_grid(number: int) -> None:
    table = tables()[number]
    widths = grid(table)
    assert sum(widths) == BODY_WIDTH
    assert value(table, "tblPr/tblW", "w") == str(BODY_WIDTH)
    assert value(table, "tblPr/tblLayout", "type") == "fixed"
    assert value(table, "tblPr/jc") == "center"
    for row in rows(table):
        column = 0
        for cell in row.findall(WORD + "tc"):
            assert value(cell, "tcPr/tcW", "w") == str(sum(widths[column : column + span(cell)]))
            column += span(cell)
        assert column == len(widths)


# The header of table 2 is that of its first block. Above （八） it would be false, but the table is never torn.
@pytest.mark.parametrize(("number", "table"), TABLES)
def test_header_rows_repeat_and_no_row_breaks_over_pages(number: int, table: FormTable) -> None:
    headers = table.header_rows or 2
    flags = [marked(row, "tblHeader") for row in rows(tables()[number])]
    assert flags == [True] * headers + [False] * (len(flags) - headers)
    assert all(marked(row, "cantSplit") for row in rows(tables()[number]))


def test_table_3_and_its_title_fit_on_one_page() -> None:
    heights = sum(int(value(row, "trPr/trHeight") or 0) for row in rows(tables()[1]))
    title = next(p for p in part("word/document.xml").iter(WORD + "p") if text(p).startswith("三、收到"))
    assert find(title, "pPr/pageBreakBefore") is not None
    borders = 10 * (len(rows(tables()[1])) + 1)  # half a point under every row, as LibreOffice counts it
    assert heights + borders + 579 + int(value(title, "pPr/spacing", "after") or 0) <= 16838 - 2098 - 1984


def test_the_labels_of_table_3_are_level_and_fit_their_rows() -> None:
    """The labels of table 3 are level as in the form and no row is lower than its label."""
    assert not list(part("word/document.xml").iter(WORD + "textDirection"))
    line, character = 235, 176  # of 表格文字: 9 points, drawn together by a fifth of one
    for row in rows(tables()[1]):
        height = int(value(row, "trPr/trHeight") or 0)
        for cell in row.findall(WORD + "tc"):
            if TAG.search(text(cell)) or merge(cell):
                continue
            margins = sum(int(value(cell, f"tcPr/tcMar/{side}", "w") or 0) for side in ("left", "right"))
            across = (int(value(cell, "tcPr/tcW", "w") or 0) - margins) // character
            assert -(-len(text(cell)) // across) * line <= height, text(cell)


def test_the_group_labels_of_table_3_break_where_the_form_breaks_them() -> None:
    """（三）不 ¦ 予公开: four characters a line, three in the first column; no word of them is cut in another place."""
    for column, characters in ((0, 3), (1, 4)):
        room = grid(tables()[1])[column] - 2 * 30
        assert characters * 176 <= room < (characters + 1) * 176


def test_table_2_stays_whole_with_its_title() -> None:
    """Table 3 begins a page of its own: torn over two pages, table 2 would need as many pages, and lose its title."""
    held = [all(find(p, "pPr/keepNext") is not None for p in row.iter(WORD + "p")) for row in rows(tables()[0])]
    assert held == [True] * (len(held) - 1) + [False]


def test_table_2_with_its_title_is_low_so_that_no_page_is_half_white() -> None:
    """What does not fit goes to the next page whole, so less than two fifths of a page can stay white before it."""
    title = next(p for p in part("word/document.xml").iter(WORD + "p") if text(p).startswith("二、主动"))
    heights = sum(int(value(row, "trPr/trHeight") or 0) for row in rows(tables()[0]))
    assert heights + 579 + int(value(title, "pPr/spacing", "after") or 0) <= 0.4 * (16838 - 2098 - 1984)


@pytest.mark.parametrize(("number", "name"), [(0, "表格数字"), (1, "表格数字（窄）"), (2, "表格数字（最窄）")])
def test_nine_digits_fit_into_every_figure_cell(number: int, name: str) -> None:
    digit = 0.5  # of the font size, in Times New Roman
    points, between = int(inherited(name, "rPr/sz") or 0) / 2, int(inherited(name, "rPr/spacing") or 0)
    scale = int(inherited(name, "rPr/w") or 100) / 100
    needed = 9 * (points * 20 * digit * scale + between)
    cells = [cell for cell in tables()[number].iter(WORD + "tc") if TAG.search(text(cell))]
    assert {value(cell, "p/pPr/pStyle") for cell in cells} == {style(name).get(WORD + "styleId")}
    widths = {int(value(cell, "tcPr/tcW", "w") or 0) for cell in cells}
    border = 20  # half a point at each side, as LibreOffice counts it
    assert needed + border <= min(widths)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_table_says_what_it_is_and_where_its_headings_are(number: int) -> None:
    table = tables()[number]
    assert value(table, "tblPr/tblCaption") == REPORT.tables[number].heading[2:]
    assert len(value(table, "tblPr/tblDescription") or "") > 30
    look = {side: value(table, "tblPr/tblLook", side) for side in ("firstRow", "firstColumn")}
    assert look == {"firstRow": "1", "firstColumn": str(int(number < 2))}


@pytest.mark.parametrize("number", [0, 1])
def test_the_names_of_rows_with_figures_are_marked_as_such(number: int) -> None:
    for row in rows(tables()[number]):
        filled = "{{" in text(row)
        names = [cell for cell in row.findall(WORD + "tc") if text(cell) and "{{" not in text(cell)]
        styles_of = {value(cell, "p/pPr/pStyle") for cell in names}
        assert styles_of == ({"TableRowLabel"} if filled else {"TableText"})


def test_the_forms_two_notes_are_in_kaiti() -> None:
    assert value(style("表格附注"), "rPr/rFonts", "eastAsia") == "楷体_GB2312"
    noted = [text(run) for run in part("word/document.xml").iter(WORD + "r") if value(run, "rPr/rStyle")]
    assert noted == [
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "（区分处理的，只计这一情形，不计其他情形）",
    ]


# ---- a clean package ------------------------------------------------------------------------------------------------


def test_the_package_names_nobody_and_carries_nothing_left_over() -> None:
    with zipfile.ZipFile(TEMPLATE) as package:
        names = package.namelist()
        core = package.read("docProps/core.xml").decode("utf-8")
    leftover = re.compile(r"thumbnail|custom|comments|media|embeddings|vba", re.IGNORECASE)
    assert not [name for name in names if leftover.search(name)]
    assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>(.*?)<", core)) == {"{{ organ }}"}
    assert "dcterms:W3CDTF" not in core
    document = part("word/document.xml")
    assert not [attribute for element in document.iter() for attribute in element.attrib if "rsid" in str(attribute)]


SCHEMA_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl autoSpaceDE autoSpaceDN adjustRightInd snapToGrid "
    "spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs color spacing w kern sz szCs lang",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection vAlign",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sectPr": "footerReference pgSz pgMar pgNumType cols docGrid",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
}


@pytest.mark.parametrize("parent", SCHEMA_ORDER)
def test_properties_stand_in_the_schemas_order(parent: str) -> None:
    order = SCHEMA_ORDER[parent].split()
    seen = 0
    for name in ("word/document.xml", "word/styles.xml", "word/footer1.xml", "word/footer2.xml"):
        for element in part(name).iter(WORD + parent):
            children = [etree.QName(child).localname for child in element]
            assert children == sorted(children, key=order.index), f"{name}: {parent}"
            seen += 1
    assert seen


if __name__ == "__main__":
    (HERE / "report-outline.txt").write_text("\n".join(outline()) + "\n", encoding="utf-8")
