"""Word documents as their reader sees them: tracked changes, controls, text boxes, hidden text, numbered headings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest
from lxml import etree

from reportgen.core.errors import DataError
from reportgen.core.shown_document import ShownDocument, ShownTable, ShownText
from reportgen.engine.reading.published.word import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def package(body: str, parts: Mapping[str, str] | None = None, before: str = "") -> bytes:
    """Return a Word package with ``body`` and other parts, by the kind of their relation."""
    parts = parts or {}
    arrows = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="application/xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{arrows}</Relationships>',
        **{f"word/{kind}.xml": content for kind, content in parts.items()},
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def shown(body: str, parts: Mapping[str, str] | None = None) -> ShownDocument:
    return read(package(body, parts), "a.docx")


def texts(document: ShownDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, ShownText)]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def test_tracked_changes_are_read_as_accepted_and_told() -> None:
    deleted = "<w:del><w:r><w:delText>99</w:delText></w:r></w:del>"
    document = shown(paragraph(run("新收"), deleted, f"<w:ins>{run('12')}</w:ins>", run("件")))
    assert texts(document) == ["新收12件"]
    assert [fault.id for fault in document.unread] == ["published-tracked"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p>"
    assert texts(shown(first + paragraph(run("后半")))) == ["前半后半"]


def test_content_controls_links_and_fields_show_their_text() -> None:
    inner = f"<w:sdt><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt><w:hyperlink>{run('乙')}</w:hyperlink>"
    field = f"<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple>{run('丙')}</w:fldSimple>"
    assert texts(shown(f"<w:sdt><w:sdtContent>{paragraph(inner, field)}</w:sdtContent></w:sdt>")) == ["甲乙丙"]


def test_hidden_text_is_left_out_and_told() -> None:
    document = shown(paragraph(run("12"), run("34", "<w:vanish/>"), run("件", '<w:vanish w:val="0"/>')))
    assert texts(document) == ["12件"]
    assert "34" in document.unread[0].says.zh


def test_a_small_raised_figure_is_no_digit_of_the_figure_before_it() -> None:
    assert texts(shown(paragraph(run("22"), run("1", '<w:vertAlign w:val="superscript"/>')))) == ["22¹"]


WHITE = '<w:color w:val="FFFFFF"/>'
BEHIND = "12~~3~~"
BEFORE = "~~3~~12"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("12", '<w:sz w:val="21"/>') + run("3", '<w:sz w:val="10"/>'), BEHIND),
        (run("12") + run("3", '<w:position w:val="3"/>'), BEHIND),
        (run("3", WHITE) + run("12"), BEFORE),
        (run("3", WHITE + '<w:shd w:val="clear" w:fill="auto"/>') + run("12"), BEFORE),
        (run("3", '<w:color w:themeColor="background1"/>') + run("12"), BEFORE),
        (run("3", '<w:w w:val="1"/>') + run("12"), BEFORE),
        (f'<w:bdo w:val="rtl">{run("12")}</w:bdo>', "~~12~~"),
        (run("12", '<w:sz w:val="10"/>'), "12"),
        (run("1.", '<w:sz w:val="10"/>') + run("属于国家秘密"), "1.属于国家秘密"),
    ],
)
def test_digits_that_may_be_none_of_a_figure_make_it_doubtful(inside: str, text: str) -> None:
    document = shown(f"<w:tbl><w:tr>{cell(paragraph(inside))}{cell(paragraph(run('x')))}</w:tr></w:tbl>")
    assert [block.cells[0].text for block in document.blocks if isinstance(block, ShownTable)] == [text]


def test_letters_in_the_colour_of_their_cell_are_not_seen() -> None:
    grey, fill = '<w:color w:val="D9D9D9"/>', '<w:shd w:val="clear" w:fill="D9D9D9"/>'
    document = shown(f"<w:tbl><w:tr>{cell(paragraph(run('3', grey), run('12')), fill)}{cell('<w:p/>')}</w:tr></w:tbl>")
    assert [block.cells[0].text for block in document.blocks if isinstance(block, ShownTable)] == [BEFORE]


def test_what_the_style_of_a_paragraph_hides_or_strikes_is_so() -> None:
    style = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="A"><w:rPr>{{0}}</w:rPr></w:style></w:styles>'
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>{run("12")}</w:p>'
    assert texts(shown(body, {"styles": style.format("<w:vanish/>")})) == []
    assert [
        block.struck
        for block in shown(body, {"styles": style.format("<w:strike/>")}).blocks
        if isinstance(block, ShownText)
    ] == [True]


def test_a_control_that_nobody_filled_in_holds_no_figure() -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{0}</w:sdtContent></w:sdt>"
    inside = cell(control.format(paragraph(run("0"))))
    document = shown(f"<w:tbl><w:tr>{inside}{control.format(cell(paragraph(run('0'))))}</w:tr></w:tbl>")
    assert [one.text for block in document.blocks if isinstance(block, ShownTable) for one in block.cells] == [
        "~~0~~"
    ] * 2


def test_the_code_of_a_field_may_go_on_in_the_next_paragraph_of_a_cell() -> None:
    sign = '<w:r><w:fldChar w:fldCharType="{0}"/></w:r>'
    code = paragraph(sign.format("begin")) + paragraph(
        run("99"), sign.format("separate"), run("12"), sign.format("end")
    )
    document = shown(f"<w:tbl><w:tr>{cell(code)}{cell('<w:p/>')}</w:tr></w:tbl>")
    assert [block.cells[0].text for block in document.blocks if isinstance(block, ShownTable)] == ["12"]


def test_headings_numbered_by_word_have_their_printed_number() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="a1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="5"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    first = '<w:pPr><w:pStyle w:val="a1"/></w:pPr>'
    second = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr></w:pPr>'
    body = "".join(paragraph(look, run(text)) for look, text in [
        (first, "总体情况"), (second, "主动公开"), (second, "依申请公开"), (first, "主动公开情况"), (second, "又一")
    ])  # fmt: skip
    document = shown(body, {"numbering": numbering, "styles": styles})
    assert texts(document) == ["一、总体情况", "（一）主动公开", "（二）依申请公开", "二、主动公开情况", "（一）又一"]
    assert [block.level for block in document.blocks if isinstance(block, ShownText)] == [1, 0, 0, 1, 0]


def test_merged_cells_have_their_place_and_extent() -> None:
    rows = [
        cell(paragraph(run("三")), '<w:vMerge w:val="restart"/>')
        + cell(paragraph(run("甲")), '<w:gridSpan w:val="2"/>'),
        cell(paragraph(), "<w:vMerge/>") + cell(paragraph(run("1"))) + cell(paragraph(run("2"))),
    ]
    (table,) = shown("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>").blocks
    assert isinstance(table, ShownTable)
    found = [(one.row, one.column, one.rows, one.columns, one.text) for one in table.cells]
    assert found == [(0, 0, 2, 1, "三"), (0, 1, 1, 2, "甲"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2")]


def test_a_text_box_is_read_once_and_a_table_in_it_too() -> None:
    inner = f"<w:txbxContent>{paragraph(run('框内'))}<w:tbl><w:tr>{cell(paragraph(run('1')))}"
    inner += f"{cell(paragraph(run('2')))}</w:tr></w:tbl></w:txbxContent>"
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f"<m:Choice><w:drawing>{inner}</w:drawing></m:Choice><m:Fallback><w:pict>{inner}</w:pict></m:Fallback>"
    document = shown(paragraph(f'<w:r><m:AlternateContent xmlns:m="{space}">{both}</m:AlternateContent></w:r>'))
    assert texts(document) == ["框内"]
    assert sum(isinstance(block, ShownTable) for block in document.blocks) == 1


def test_a_footnote_in_a_cell_is_its_note() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph(run("其中修订16件"))}</w:footnote></w:footnotes>'
    )
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:tbl><w:tr>{cell(paragraph(run('规章')))}{cell(paragraph(run('22'), mark))}</w:tr></w:tbl>"
    (table,) = shown(body, {"footnotes": notes}).blocks
    assert isinstance(table, ShownTable)
    assert table.cells[1].text == "22（其中修订16件）"


def test_a_document_type_and_entities_are_refused_and_nothing_is_loaded() -> None:
    before = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(DataError) as refused:
        read(package(paragraph(run("&e;")), before=before), "a.docx")
    assert [fault.id for fault in refused.value.faults] == ["package-doctype"]


def test_what_is_no_word_document_is_refused() -> None:
    for content in (b"", b"%PDF-1.7", b"PK\x03\x04", b"<html></html>"):
        with pytest.raises(DataError):
            read(content, "a.docx")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(DataError):
        read(package("<w:sdt>" * 400 + "</w:sdt>" * 400), "a.docx")
    assert etree.LXML_VERSION
