"""What a loop repeats keeps identifiers of its own, or is refused with its place; content controls are never empty."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from lxml import etree

from reportgen.core.errors import TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.packages import OFFICE, WORD_TYPE
from tests.engine.word.word_templates import WORD, canonical, members_of, with_body, zipped

PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
FOR, END = PARAGRAPH.format("{%p for r in rows %}"), PARAGRAPH.format("{%p endfor %}")
TEXT = "<w:r><w:t>{{ r }}</w:t></w:r>"
BOOKMARK = f'<w:bookmarkStart w:id="3" w:name="_Ref1"/>{TEXT}<w:bookmarkEnd w:id="3"/>'
CONTROL = f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p>{TEXT}</w:p></w:sdtContent></w:sdt>'
SHAPE = (
    '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" id="_x0000_s1026"><v:textbox><w:txbxContent>'
    f"<w:p>{TEXT}</w:p></w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
)
DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="urn:wp"><wp:docPr id="1" name="n"/>'
    '<pic:cNvPr xmlns:pic="urn:pic" id="1" name="q"/></wp:inline></w:drawing></w:r>'
)


def document(body: str, rows: list[Any], **data: Any) -> str:
    made = compile_template(with_body(body)).render({"rows": rows, **data})
    return members_of(made)["word/document.xml"].decode()


@pytest.mark.parametrize(
    ("inside", "pattern"),
    [
        (f"<w:p>{BOOKMARK}</w:p>", r'bookmarkStart w:id="([^"]*)"'),
        (f"<w:p>{BOOKMARK}</w:p>", r'w:name="([^"]*)"'),
        (CONTROL, r'<w:id w:val="([^"]*)"'),
        (f"<w:p>{SHAPE}</w:p>", r'<v:rect [^>]*id="([^"]*)"'),
        (f"<w:p>{DRAWING}</w:p>", r'<pic:cNvPr [^>]*\bid="([^"]*)"'),
        (f"<w:p>{DRAWING}</w:p>", r'<wp:docPr [^>]*?id="([^"]*)"'),
    ],
)
def test_what_a_loop_repeats_has_identifiers_of_its_own(inside: str, pattern: str) -> None:
    outer = f"{PARAGRAPH.format('{% for s in rows %}')}{FOR}{inside}{END}{PARAGRAPH.format('{% endfor %}')}"
    for body, count in ((FOR + inside + END, 3), (outer, 9)):
        found = re.findall(pattern, document(body, [1, 2, 3]))
        assert len(found) == len(set(found)) == count
    if "docPr" not in pattern:  # which is numbered everywhere
        assert re.findall(pattern, document(FOR + inside + END, [1])) == re.findall(pattern, inside)


def test_a_bookmarks_end_has_the_number_of_its_start() -> None:
    made = document(
        f"{FOR}<w:p>{BOOKMARK}</w:p>{END}<w:p>{BOOKMARK.replace('3', '4').replace('{{ r }}', 'x')}</w:p>", [1, 2]
    )
    starts, ends = (re.findall(rf'<w:bookmark{kind} w:id="([^"]*)"', made) for kind in ("Start", "End"))
    assert starts == ends
    assert set(Counter(starts).values()) == {1}
    assert re.findall(r'w:name="([^"]*)"', made)[0] == "_Ref1", "a reference finds the first"


def test_a_long_bookmark_name_stays_within_words_limit() -> None:
    name = "b%" + "x" * 38
    names = re.findall(r'w:name="([^"]*)"', document(f"{FOR}<w:p>{BOOKMARK.replace('_Ref1', name)}</w:p>{END}", [1, 2]))
    assert names[0] == name
    assert names[1] != name
    assert len(names[1]) == 40


@pytest.mark.parametrize(
    ("inside", "pattern"),
    [
        ('<w:p><w:permStart w:id="5"/>{}<w:permEnd w:id="5"/></w:p>', r'permStart w:id="([^"]*)"'),
        ('<w:p><w:ins w:id="7" w:author="a">{}</w:ins></w:p>', r'<w:ins w:id="([^"]*)"'),
        (
            "<w:p>"
            + SHAPE.replace(" id=", ' xmlns:o="urn:schemas-microsoft-com:office:office" o:spid="_x0000_s1026" id=', 1)
            + "{}</w:p>",
            r'spid="([^"]*)"',
        ),
    ],
)
def test_changes_permissions_and_shapes_are_numbered(inside: str, pattern: str) -> None:
    found = re.findall(pattern, document(FOR + inside.replace("{}", TEXT) + END, [1, 2, 3]))
    assert len(found) == len(set(found)) == 3


def test_a_shape_keeps_the_form_of_its_name() -> None:
    found = re.findall(r'<v:rect [^>]*id="([^"]*)"', document(f"{FOR}<w:p>{SHAPE}</w:p>{END}", [1, 2]))
    assert all(re.fullmatch(r"_x0000_s[0-9]+", one) for one in found)


def test_ids_of_repeated_paragraphs_and_rows_are_left_to_word() -> None:
    space = "http://schemas.microsoft.com/office/word/2010/wordml"
    marked = f'<w:p xmlns:w14="{space}" w14:paraId="1A2B3C4D" w14:textId="77777777">{TEXT}</w:p>'
    made = document(FOR + marked + END + marked.replace("{{ r }}", "x"), [1, 2])
    assert re.findall(r'paraId="([^"]*)"', made) == ["1A2B3C4D"]


@pytest.mark.parametrize(
    "body",
    [
        f'<w:p><w:bookmarkStart w:id="1" w:name="B"/></w:p>{FOR}<w:p>{TEXT}<w:bookmarkEnd w:id="1"/></w:p>{END}',
        f'{FOR}<w:p><w:bookmarkStart w:id="1" w:name="B"/>{TEXT}</w:p>{END}<w:p><w:bookmarkEnd w:id="1"/></w:p>',
    ],
)
def test_a_bookmark_across_the_edge_of_a_loop_is_written_once(body: str) -> None:
    made = document(body, [1, 2, 3])
    for kind in ("Start", "End"):
        assert re.findall(rf'<w:bookmark{kind} w:id="([^"]*)"', made) == ["1"]


def _with_story(kind: str, body: str) -> bytes:
    element = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}[kind]
    members = members_of(with_body(body))
    inner = f'<w:{element} w:id="2"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:{element}>'
    members[f"word/{kind}.xml"] = f'<w:{kind} xmlns:w="{WORD}">{inner}</w:{kind}>'.encode()
    for name, old, new in (
        (
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/word/{kind}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/></Types>',
        ),
        (
            "word/_rels/document.xml.rels",
            "</Relationships>",
            f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{kind}.xml"/></Relationships>',
        ),
    ):
        members[name] = members[name].decode().replace(old, new).encode()
    return zipped(members)


@pytest.mark.parametrize(
    ("kind", "mark", "zh"),
    [
        ("comments", '<w:commentRangeStart w:id="2"/>', "批注"),
        ("comments", '<w:r><w:commentReference w:id="2"/></w:r>', "批注"),
        ("footnotes", '<w:r><w:footnoteReference w:id="2"/></w:r>', "脚注"),
        ("endnotes", '<w:r><w:endnoteReference w:id="2"/></w:r>', "尾注"),
    ],
)
def test_notes_and_comments_in_a_loop_are_refused_with_their_place(kind: str, mark: str, zh: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(_with_story(kind, f"<w:p/>{FOR}<w:p>{TEXT}{mark}</w:p>{END}"))
    (fault,) = caught.value.faults
    assert re.match(rf"正文 第3段.*循环里有{zh}.*请在 Word 中删除循环里的{zh}", fault.message("zh"))
    assert compile_template(_with_story(kind, f"<w:p>{mark}<w:r><w:t>{{{{ r }}}}</w:t></w:r></w:p>")).render({"r": 1})


IF, FI = FOR.replace("for r in rows", "if shown"), END.replace("endfor", "endif")
INNER = PARAGRAPH.format("x")
TABLE = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{INNER}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    "around",
    ["{}", "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}<w:p/></w:tc></w:tr></w:tbl><w:p/>"],
)
@pytest.mark.parametrize(
    ("content", "left"),
    [
        (IF + INNER + FI, 1),
        (IF + TABLE + FI, 1),
        (FOR + INNER + END, 1),
        (IF + INNER + FI + INNER, 1),
        (TABLE + IF + INNER + FI, 1),
    ],
)
def test_a_content_control_is_left_with_a_paragraph(around: str, content: str, left: int) -> None:
    control = f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    made = etree.fromstring(canonical(document(around.format(control), [], shown=False).encode()))
    (inside,) = made.iter(f"{{{WORD}}}sdtContent")
    assert len(inside) == left
    assert canonical(document(around.format(control), [1], shown=True).encode()).count(b"<w:p></w:p>") == around.count(
        "<w:p/>"
    )


@pytest.mark.parametrize("kind", ["tr", "p"])
def test_tags_that_take_something_away_are_refused_inside_raw(kind: str) -> None:
    lines = [
        f"{{%{kind} raw %}}",
        f"{{%{kind} for r in rows %}}",
        "{{ r }}",
        f"{{%{kind} endfor %}}",
        f"{{%{kind} endraw %}}",
    ]
    pieces = [PARAGRAPH.format(line) for line in lines]
    rows = "".join(f"<w:tr><w:tc>{piece}</w:tc></w:tr>" for piece in pieces)
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl><w:p/>"
    with pytest.raises(TemplateError) as caught:
        compile_template(with_body(table if kind == "tr" else "".join(pieces)))
    assert [fault.id for fault in caught.value.faults] == ["template-raw"] * 2
    assert lines[1] in caught.value.faults[0].says.zh
    kept = with_body("".join((pieces[0], pieces[2], pieces[4]))) if kind == "p" else with_body("<w:p/>")
    assert kind == "tr" or b"{{ r }}" in members_of(compile_template(kept).render({}))["word/document.xml"]
