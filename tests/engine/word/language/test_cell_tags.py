"""Tags that colour, widen or merge a cell give properties that Word accepts, whatever the cell had of its own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen.core.errors import RenderError, TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.language.cell_tags import ordered_properties
from tests.engine.word.word_templates import CELL_PROPERTIES, WORD, canonical, members_of, text_of, with_body

W = f"{{{WORD}}}"
OWN = {
    "tcW": '<w:tcW w:w="2000" w:type="dxa"/>',
    "tcBorders": '<w:tcBorders><w:top w:val="single"/><w:left w:val="nil"/></w:tcBorders>',
    "shd": '<w:shd w:val="clear" w:color="auto" w:fill="00FF00"/>',
    "noWrap": "<w:noWrap/>",
    "tcMar": '<w:tcMar><w:left w:w="0" w:type="dxa"/></w:tcMar>',
    "vAlign": '<w:vAlign w:val="center"/>',
    "tcPrChange": '<w:tcPrChange w:id="1" w:author="a"><w:tcPr><w:noWrap/></w:tcPr></w:tcPrChange>',
}
COLOUR, SPAN, DOWN, ACROSS = "{% cellbg colour %}", "{% colspan 2 %}", "{% vm %}", "{% hm %}"
DATA: dict[str, Any] = {"colour": "FF0000", "name": "N", "rows": [1, 2]}


def cell(text: str, props: str = "") -> str:
    return f"<w:tc>{props}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def in_table(*rows: str) -> bytes:
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return with_body(f"<w:tbl><w:tblPr/>{grid}{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl><w:p/>")


def rendered(source: bytes, **data: Any) -> Any:
    return etree.fromstring(members_of(compile_template(source).render({**DATA, **data}))["word/document.xml"])


def properties(found: Any) -> dict[str, str | None]:
    """The first cell's properties in their order, each with its fill or value."""
    props = found.find(f".//{W}tc/{W}tcPr")
    return {etree.QName(one).localname: one.get(f"{W}fill") or one.get(f"{W}val") for one in props}


@pytest.mark.parametrize("props", ["", "<w:tcPr/>", "<w:tcPr></w:tcPr>", f"<w:tcPr>{OWN['tcW']}</w:tcPr>"])
@pytest.mark.parametrize(
    ("tags", "made"),
    [
        (COLOUR, {"shd": "FF0000"}),
        (SPAN, {"gridSpan": "2"}),
        (SPAN + COLOUR, {"gridSpan": "2", "shd": "FF0000"}),
        (COLOUR + SPAN, {"gridSpan": "2", "shd": "FF0000"}),
    ],
)
def test_a_cell_needs_no_properties_of_its_own(props: str, tags: str, made: dict[str, str]) -> None:
    found = rendered(in_table(cell(tags + "{{ name }}", props), cell("b") + cell("c")))
    assert properties(found) == ({"tcW": None} if "tcW" in props else {}) | made
    assert [child.tag for child in next(found.iter(f"{W}tc"))] == [f"{W}tcPr", f"{W}p"]
    assert "".join(found.itertext()) == "Nbc"


@settings(max_examples=25, deadline=None)
@given(names=st.sets(st.sampled_from(sorted(OWN))), tags=st.sets(st.sampled_from((COLOUR, SPAN, DOWN))))
def test_made_properties_stand_where_the_schema_has_them(names: set[str], tags: set[str]) -> None:
    own = "".join(OWN[name] for name in CELL_PROPERTIES if name in names)
    tags = tags or {COLOUR}
    row = cell("".join(sorted(tags)) + "{{ name }}", f"<w:tcPr>{own}</w:tcPr>") + cell("b")
    loop = (cell("{%tr for r in rows %}") + cell(""), row, cell("{%tr endfor %}") + cell(""))
    found = properties(rendered(in_table(*loop)))
    assert list(found) == sorted(found, key=CELL_PROPERTIES.index)
    made = {COLOUR: "shd", SPAN: "gridSpan", DOWN: "vMerge"}
    assert set(found) == (names - {"tcPrChange"}) | {made[tag] for tag in tags}
    if COLOUR in tags:
        assert found["shd"] == "FF0000"


def test_cells_without_properties_can_be_merged() -> None:
    down = in_table(
        cell("{%tr for r in rows %}") + cell(""),
        cell(DOWN + "{{ name }}") + cell("{{ r }}", "<w:tcPr/>"),
        cell("{%tr endfor %}") + cell(""),
    )
    found = rendered(down)
    assert [one.get(f"{W}val") for one in found.iter(f"{W}vMerge")] == ["restart", "continue"]
    across = in_table(
        cell("{%tc for r in rows %}") + cell(ACROSS + "{{ name }}") + cell("{%tc endfor %}"), cell("b") + cell("c")
    )
    assert properties(rendered(across)) == {"gridSpan": "2"}
    assert text_of(compile_template(across).render(DATA)).split() == ["N", "b", "c"]


def test_a_tag_split_over_runs_finds_its_cell() -> None:
    runs = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("{% ce", "llbg colour", " %}{{ name }}"))
    assert properties(rendered(in_table(f"<w:tc><w:p>{runs}</w:p></w:tc>" + cell("b")))) == {"shd": "FF0000"}


@pytest.mark.parametrize("tag", [DOWN, ACROSS])
def test_a_tag_that_merges_says_that_it_needs_a_loop(tag: str) -> None:
    with pytest.raises(TemplateError, match=r"row 1, column 2 .*merges the cells .*it stands in no such loop"):
        rendered(in_table(cell("{{ name }}") + cell(tag + "b")))


@pytest.mark.parametrize("colour", [None, "", "red", "#FF0000", 'FF"/>'])
def test_what_is_no_colour_is_refused_with_its_place(colour: str | None) -> None:
    with pytest.raises(RenderError, match="table 1, row 1, column 1"):
        rendered(in_table(cell(COLOUR + "{{ name }}") + cell("b")), colour=colour)


def test_cells_without_such_tags_are_left_alone() -> None:
    source = '<w:tcPr><w:vAlign w:val="center"/><w:tcW w:w="1" w:type="dxa"/></w:tcPr>'
    assert ordered_properties(source) == source
    body = in_table(cell("{{ name }}") + cell("b", "<w:tcPr/>"))
    made = members_of(compile_template(body).render(DATA))["word/document.xml"]
    assert re.sub(rb"<w:tcPr.*?>", b"", canonical(made)).count(b"<w:tc>") == 2
    assert canonical(made).count(b"<w:tcPr>") == 1


@pytest.mark.parametrize("tag", [COLOUR, SPAN, DOWN])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_cell_around_a_table_is_not_changed_by_a_tag(tag: str, order: tuple[int, int]) -> None:
    """A tag in a nested table is for the cell there."""
    inner = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{cell(COLOUR + 'i')}</w:tr></w:tbl>"
    blocks = (inner, f"<w:p><w:r><w:t>{tag}x</w:t></w:r></w:p>")
    with pytest.raises(TemplateError, match=r"table 1, row 1, column 1 .*stands in a cell that holds a table"):
        rendered(in_table(f"<w:tc>{''.join(blocks[at] for at in order)}<w:p/></w:tc>" + cell("b")))
    found = rendered(in_table(f"<w:tc>{inner}<w:p/></w:tc>" + cell("b")))
    assert len(list(found.iter(f"{W}shd"))) == 1
