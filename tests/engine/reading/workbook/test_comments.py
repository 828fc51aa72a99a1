"""Comments on cells are told with their cell, as Excel of today and of old writes them."""

from __future__ import annotations

from typing import Any

from openpyxl.comments import Comment

from reportgen.engine.reading.workbook.comments import comments_of, told
from tests.engine.word_forms import built
from tests.engine.workbooks import edited, read, workbook

_RELATION = '<Relationships><Relationship Type="http://x/{0}" Target="../{1}"/>{2}</Relationships>'
_PART = "xl/worksheets/sheet1.xml"


def test_a_comment_on_a_cell_is_told_and_changes_nothing() -> None:
    def write(book: Any) -> None:
        book["表三"]["D4"].comment = Comment("应为24", "领导")

    plain, commented = read(workbook(built())), read(edited(workbook(built()), write))
    assert commented.entered == plain.entered
    (finding,) = [one for one in commented.findings if one.rule == "V-UNREAD"]
    assert "应为24" in finding.says.zh
    assert "表三!D4" in str(finding.origin)


def test_a_threaded_comment_is_told_once() -> None:
    old = _RELATION.format("comments", "comments1.xml", "")
    inner = '<Relationship Type="http://y/threadedComment" Target="/xl/threadedComments/t.xml"/>'
    both = _RELATION.format("comments", "comments1.xml", inner)
    parts = {
        "xl/comments1.xml": "<comments><comment ref='D4'><text><r><t>[Threaded] 应为24</t></r></text></comment>"
        "<comment ref='D5'><text><t>核实</t></text></comment></comments>",
        "xl/threadedComments/t.xml": "<x><threadedComment ref='D4'><text>应为24</text></threadedComment>"
        "<threadedComment ref='D4'><text>已改</text></threadedComment></x>",
    }
    for relations, expected in (
        (both, [("表三", "D4", "应为24 已改"), ("表三", "D5", "核实")]),
        (old, [("表三", "D4", "[Threaded] 应为24"), ("表三", "D5", "核实")]),
    ):
        all_parts = {
            name: text.encode() for name, text in {**parts, "xl/worksheets/_rels/sheet1.xml.rels": relations}.items()
        }
        assert comments_of(all_parts, {"表三": _PART}) == expected


def test_of_very_many_comments_the_first_are_told_and_broken_ones_are_none() -> None:
    found = [*told([("表三", f"D{row}", "看") for row in range(1, 100)], "a.xlsx")]
    assert len(found) == 21
    assert "79" in found[-1][1].zh
    assert comments_of({"xl/comments1.xml": b"<"}, {"表三": _PART}) == []
