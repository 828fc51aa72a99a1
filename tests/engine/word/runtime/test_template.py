"""Whatever the data, a document holds it verbatim at its place, or the rendering is refused with the place named."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from docx import Document
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from reportgen.core.errors import RenderError, UsageError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.runtime.template import Template
from tests.engine.word.everywhere import PARTS, everywhere
from tests.engine.word.word_templates import (
    add_table,
    bytes_of,
    members_of,
    paragraphs,
    table,
    text_of,
    with_body,
    zipped,
)

HOSTILE = "& < > \" ' ]]> <!-- &lt; </w:p> {{ 7*7 }} {% if %} {_{ x }_} {# #} R&D <5"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


EVERYWHERE = compile_template(everywhere())


def test_the_template_of_these_tests_has_a_tag_in_every_kind_of_part() -> None:
    assert {part.name for part in EVERYWHERE.parts} == {*PARTS, "docProps/core.xml"}


def expected(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def assert_everywhere(value: Any, printed: str) -> None:
    members = members_of(EVERYWHERE.render({"value": value}))
    for part, count in PARTS.items():
        found = text_of(zipped(members), part)
        assert found.count(f"[{printed}]") >= count, part
        tree = etree.fromstring(members[part])
        shape = [element.tag for element in tree.iter() if not element.tag.endswith(("}br", "}tab", "}t", "}r"))]
        assert shape == SHAPES[part], part
    core = etree.fromstring(members["docProps/core.xml"])
    assert [title.text or "" for title in core.iter("{http://purl.org/dc/elements/1.1/}title")] == [printed]
    alt = etree.fromstring(members["word/document.xml"]).iter("{urn:schemas-microsoft-com:vml}shape")
    assert [shape.get("alt") for shape in alt] == [printed]


def _shapes() -> dict[str, list[str]]:
    members = members_of(EVERYWHERE.render({"value": "x"}))
    return {
        part: [e.tag for e in etree.fromstring(members[part]).iter() if not e.tag.endswith(("}br", "}tab", "}t", "}r"))]
        for part in PARTS
    }


SHAPES = _shapes()


@given(st.text(st.characters(exclude_characters="\a\f"), max_size=40))
@example(HOSTILE)
@example("a\r\nb\rc\nd\te")
@example("  前后空格　 ")
@example("𠮷👨‍👩‍👧e\u0301\u202eabc\u200f")
@example("\x85\u2028\x7f")
@example("\x0b")
@example("\ud800")
@example("\ufffe")
@example("")
@example("]")
def test_any_text_appears_verbatim_everywhere_or_is_refused(value: str) -> None:
    illegal = ILLEGAL.search(value)
    if illegal is None:
        assert_everywhere(value, expected(value))
        return
    with pytest.raises(RenderError) as caught:
        EVERYWHERE.render({"value": value})
    assert f"U+{ord(illegal.group()):04X}" in caught.value.faults[0].says.zh
    assert len(caught.value.faults) == len(PARTS) + 1 + 3  # the body has four places


@given(
    st.integers() | st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=6)
)
@example(10**18 + 1)
@example(Decimal("1E+5"))
@example(Decimal("-0.0"))
@example(Decimal("0.1") + Decimal("0.2"))
@example(Decimal("8937.02765"))
def test_any_exact_number_is_printed_in_plain_digits(value: int | Decimal) -> None:
    printed = text_of(compile_template_once().render({"value": value}))
    assert Decimal(printed) == value
    assert re.fullmatch(r"-?\d+(\.\d+)?", printed)
    assert value or not printed.startswith("-")


_once: list[Template] = []


def compile_template_once() -> Template:
    if not _once:
        _once.append(compile_template(paragraphs("{{ value }}")))
    return _once[0]


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, 0.1 + 0.2, 1 / 3, 1e16 + 2, float("nan"), float("-inf"), Decimal("NaN"), Decimal("Infinity"),
        Decimal("sNaN"), Decimal("1E+1000000"), pytest.param(10**5000, id="huge"), [], [1], (1,), {}, {"a": 1}, {1},
        object(), b"bytes", len, Decimal, 1j, pytest.param("x" * 1_000_001, id="long"),
    ],
)  # fmt: skip
def test_what_is_no_text_or_exact_number_is_refused_everywhere(value: Any) -> None:
    with pytest.raises(RenderError) as caught:
        EVERYWHERE.render({"value": value})
    assert {fault.origin.place for fault in caught.value.faults if fault.origin} == {*PARTS, "docProps/core.xml"}
    for language in ("zh", "en"):
        said = caught.value.in_(language)
        assert "{{ value }}" in said
        assert "<built-in" not in said
        assert "object at 0x" not in said


def test_all_missing_names_are_reported_with_place_and_nearest_name() -> None:
    """Every missing name is reported in one run, with its place and the nearest name."""
    document = Document()
    document.add_paragraph("年份 {{ yaer }}")
    add_table(document, ["x", "y"], ["a", "{{ group.totl }}"])
    document.add_paragraph("{% if flagg %}x{% endif %}{% for r in rowz %}{{ r }}{% endfor %}")
    document.sections[0].header.paragraphs[0].text = "{{ orgam }}"
    document.core_properties.title = "{{ titel }}"
    template = compile_template(bytes_of(document), "模板.docx")
    data = {"year": 2021, "group": {"total": 1}, "flag": True, "rows": [1], "organ": "x", "title": "t"}
    with pytest.raises(RenderError) as caught:
        template.render(data)
    said = [fault.in_("zh") for fault in caught.value.faults]
    for sentence, wrong, near, where in zip(
        said,
        ("yaer", "totl", "flagg", "rowz", "orgam", "titel"),
        ("year", "total", "flag", "rows", "organ", "title"),
        ("正文 第1段", "正文 表1 第2行 第2列", "正文 第6段", "正文 第6段", "页眉 第1段", "文档属性"),
        strict=True,
    ):
        assert wrong in sentence
        assert f"最接近的名称是 {near}" in sentence
        assert where in sentence


def test_a_value_is_printed_from_any_plain_mapping_and_from_a_report() -> None:
    template = compile_template(paragraphs("{{ a.b }}"))

    class Statistics:
        def context(self) -> dict[str, Any]:
            return {"a": {"b": 7}}

    assert text_of(template.render(MappingProxyType({"a": MappingProxyType({"b": 7})}))) == "7"
    assert template.render(Statistics()) == template.render({"a": {"b": 7}})


def again(template: Template) -> Template:
    copy: Template = pickle.loads(pickle.dumps(template))  # noqa: S301 — what this very line packed
    return copy


def test_one_template_shared_by_sixteen_threads_gives_the_same_bytes() -> None:
    template = compile_template(
        table(["{%tr for r in rows %}"], ["{{ r.a }}{% if r.b %}!{% endif %}"], ["{%tr endfor %}"])
    )
    data = [{"rows": [{"a": n * k, "b": k % 2} for k in range(20)]} for n in range(40)]
    alone = [template.render(one) for one in data]
    fresh = again(template)
    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(fresh.render, data)) == alone


def test_a_pickled_template_renders_the_same_bytes() -> None:
    copy = again(EVERYWHERE)
    assert copy.render({"value": HOSTILE}) == EVERYWHERE.render({"value": HOSTILE})
    assert again(copy).render({"value": 1}) == EVERYWHERE.render({"value": 1})


def test_a_template_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        EVERYWHERE.name = "other"  # type: ignore[misc]


def test_the_official_template_renders_without_loading_docxtpl_or_jinja(root: Path) -> None:
    packed = pickle.dumps(compile_template(paragraphs("{{ a }}")))
    program = (
        "import pickle, sys; sys.path.insert(0, sys.argv[1]); t = pickle.load(sys.stdin.buffer); t.render({'a': 1});"
        "print([m for m in ('docxtpl', 'docx', 'jinja2', 'lxml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(root)], input=packed, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


# ------------------------------------------------------------------------------------------------- tables that go wrong


def test_a_row_loop_over_nothing_leaves_the_other_rows() -> None:
    template = compile_template(table(["head"], ["{%tr for r in rows %}"], ["{{ r }}"], ["{%tr endfor %}"]))
    assert text_of(template.render({"rows": []})).split() == ["before", "head", "after"]


def test_a_table_that_would_have_no_row_is_refused() -> None:
    template = compile_template(table(["{%tr for r in rows %}"], ["{{ r }}"], ["{%tr endfor %}"]))
    assert "7" in text_of(template.render({"rows": [7]}))
    with pytest.raises(RenderError, match="no rows") as caught:
        template.render({"rows": []})
    assert "表1" in caught.value.faults[0].says.zh


def test_a_row_that_would_have_no_cell_is_refused() -> None:
    template = compile_template(table(["{%tc for c in cols %}", "{{ c }}", "{%tc endfor %}"]))
    with pytest.raises(RenderError, match="no cells"):
        template.render({"cols": []})


def test_a_false_paragraph_condition_alone_in_a_cell_leaves_an_empty_cell() -> None:
    document = Document()
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "{%p if flag %}"
    cell.add_paragraph("shown")
    cell.add_paragraph("{%p endif %}")
    template = compile_template(bytes_of(document))
    for flag, paragraphs_of_cell in ((True, ["shown"]), (False, [""])):
        made = members_of(template.render({"flag": flag}))["word/document.xml"]
        found = etree.fromstring(made).find(".//{*}tc")
        assert found is not None
        assert ["".join(map(str, p.itertext())) for p in found.findall("{*}p")] == paragraphs_of_cell


@pytest.mark.parametrize("value", ["abc", 0, -1, 64, 2_000_000_000, "", "1 2", None, 2.0])
def test_a_cell_that_spans_an_impossible_number_of_columns_is_refused(value: Any) -> None:
    template = compile_template(table(["{% colspan n %}x", "y"], ["1", "2"]))
    with pytest.raises(RenderError):
        template.render({"n": value})


@pytest.mark.parametrize("value", ["red", "#FFC000", "FFC0", '"/><w:x', ""])
def test_a_cell_colour_that_is_none_is_refused(value: str) -> None:
    template = compile_template(table(["{% cellbg n %}x"]))
    with pytest.raises(RenderError):
        template.render({"n": value})


def test_line_breaks_and_tabs_keep_the_runs_format() -> None:
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t>{{ a }}</w:t></w:r>"
    made = members_of(compile_template(with_body(f"<w:p>{run}</w:p>")).render({"a": "x\ty\nz"}))[
        "word/document.xml"
    ].decode()
    assert made.count("<w:b/>") == 3
    assert re.sub(r"<w:rPr>.*?</w:rPr>", "", made).count('<w:t xml:space="preserve">y</w:t><w:br/>') == 1


@pytest.mark.parametrize("data", [None, [1], "text", 7])
def test_data_that_is_neither_report_nor_mapping_is_refused(data: Any) -> None:
    with pytest.raises(UsageError, match="cannot be filled from"):
        compile_template_once().render(data)


_MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@pytest.mark.parametrize(
    ("value", "printed"), [("x<y", "x<y"), (7, "7"), ("a\nb", None), ("a\tb", None), ("a\rb", None)]
)
def test_a_formula_holds_one_line(value: Any, printed: str | None) -> None:
    formula = f'<w:p><m:oMath xmlns:m="{_MATHS}"><m:r><m:t>{{{{ a }}}}</m:t></m:r></m:oMath></w:p>'
    template = compile_template(with_body(formula))
    if printed is None:
        with pytest.raises(RenderError, match="cannot be printed here"):
            template.render({"a": value})
    else:
        made = etree.fromstring(members_of(template.render({"a": value}))["word/document.xml"])
        assert [text.text for text in made.iter(f"{{{_MATHS}}}t")] == [printed]
