"""No cell, row, table or content control is left without what Word demands in it, wherever a block begins and ends."""

from __future__ import annotations

import pytest
from lxml import etree

from reportgen.core.errors import RenderError
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.template_bodies import BODIES, cell, control, paragraphs, table
from tests.engine.word.word_templates import WORD, members_of, with_body

W = f"{{{WORD}}}"
ACROSS_CELLS = [name for name in BODIES if "the next" in name] + ["a nested table last in its cell"]


@pytest.mark.parametrize("name", ACROSS_CELLS)
@pytest.mark.parametrize("flag", [True, False])
@pytest.mark.parametrize("count", [0, 1, 3])
def test_every_cell_ends_with_a_paragraph(name: str, flag: bool, count: int) -> None:
    data = {"flag": flag, "rows": [{"name": "x"}] * count}
    made = members_of(compile_template(with_body(BODIES[name])).render(data))["word/document.xml"]
    cells = list(etree.fromstring(made).iter(f"{W}tc"))
    assert cells
    assert {one[-1].tag for one in cells} == {f"{W}p"}


@pytest.mark.parametrize(
    ("body", "zh"),
    [
        (table(cell("{%tc if flag %}") + cell("a"), cell("b") + cell("{%tc endif %}")), "表格的一行没有单元格"),
        (table(cell("{%tr if flag %}"), cell("a"), cell("{%tr endif %}"), columns=1), "表格一行也没有"),
        (
            table(control(cell("{%tc if flag %}") + cell("a") + cell("{%tc endif %}")) + cell("b")),
            "内容控件里一格也没有",
        ),
        (
            table(cell("x"), columns=1).replace(
                "<w:tr>",
                control("".join(f"<w:tr>{cell(t)}</w:tr>" for t in ("{%tr if flag %}", "a", "{%tr endif %}")))
                + "<w:tr>",
                1,
            ),
            "内容控件里一行也没有",
        ),
    ],
)
def test_what_would_be_empty_is_refused_with_its_place(body: str, zh: str) -> None:
    template = compile_template(with_body(body))
    assert template.render({"flag": True})
    with pytest.raises(RenderError, match="table 1, row 1") as caught:
        template.render({"flag": False})
    assert zh in caught.value.faults[0].says.zh


def test_a_cell_that_ends_with_a_control_has_no_paragraph_added() -> None:
    body = table(cell(control(paragraphs("{%p if flag %}", "x", "{%p endif %}"))) + cell("b"))
    made = members_of(compile_template(with_body(body)).render({"flag": False}))["word/document.xml"]
    first = next(etree.fromstring(made).iter(f"{W}tc"))
    assert [etree.QName(child).localname for child in first] == ["tcPr", "sdt"]
    assert len(list(first.iter(f"{W}p"))) == 1
