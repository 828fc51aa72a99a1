"""A receipt tells the truth: what it says of a place is what the finished document shows there."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import attrs
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.core.errors import RenderError
from reportgen.core.limits import DEFAULT
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.language.filters import TEMPLATE_FILTERS
from reportgen.engine.word.proof.receipt import printed_figures
from reportgen.report.charts import charts_of
from reportgen.report.particulars import Particulars
from reportgen.report.receipt import Printed
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.word.everywhere import PARTS, everywhere
from tests.engine.word.official_templates import OWN, PROSE, altered, compiled, full_report, with_chart_marks
from tests.engine.word.runtime.test_frames import framed
from tests.engine.word.word_templates import paragraphs, with_body
from tests.strategies import any_statistics, report_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CELLS = [address for table in REPORT.tables for row in table.rows for address in row.addresses]
MAIN = "word/document.xml"


def receipted(report: Report, template: bytes | None = None) -> tuple[bytes, tuple[Printed, ...]]:
    used = compiled() if template is None else compile_template(template)
    document = used.render(report)
    return document, printed_figures(report, used, document)


def words_at(document: Any, printed: Printed) -> str:
    """Read a place with python-docx: the paragraph by its number, and by table, row and column."""
    paragraph = list(document.element.iter(f"{W}p"))[printed.paragraph - 1]  # type: ignore[operator]  # a body place has one
    text = "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
    if printed.table is not None:
        table = list(document.element.iter(f"{W}tbl"))[printed.table - 1]
        cell = table.findall(f"{W}tr")[printed.row - 1].findall(f"{W}tc")[printed.column - 1]  # type: ignore[operator]  # with a table
        assert paragraph in list(cell.iter(f"{W}p"))
    start = printed.start or 0
    return text[start : start + len(printed.text)]


def test_every_figure_of_the_three_tables_is_on_the_receipt_at_its_place() -> None:
    report = full_report()
    content, printed = receipted(report)
    document = Document(io.BytesIO(content))
    in_tables = [entry for entry in printed if entry.table is not None and not entry.expression.startswith("notes.")]
    assert [entry.figures[0].address for entry in in_tables] == CELLS
    assert len(in_tables) == 200
    for entry in in_tables:
        address = entry.figures[0].address
        assert words_at(document, entry) == entry.text == f"{report.values[address]}"
        assert entry.expression == address


def test_every_placeholder_of_the_prose_is_on_the_receipt_at_its_place() -> None:
    report = full_report()
    content, printed = receipted(report)
    document = Document(io.BytesIO(content))
    withheld = "applications.outcomes.withheld.total.total"
    prose = [entry for entry in printed if entry.part == MAIN and entry.table is None]
    assert [(entry.expression, entry.text) for entry in prose] == [
        ("organ", "某市人民政府"),
        ("year", "2021"),
        ("year", "2021"),
        ("organ", "某市人民政府"),
        ("applications.new.total", f"{sum(range(110, 116))}"),
        ("hotline.concluded | share(hotline.accepted, 2)", "97.03"),
        ("visits | ten_thousands", "85.99"),
        (withheld, f"{report.values[withheld]}"),
        ("proactive.fees", "109"),
    ]
    for entry in prose:
        assert words_at(document, entry) == entry.text
        assert entry.text in entry.near


def test_a_name_that_goes_over_two_lines_is_cited_in_both() -> None:
    organ = "河南省郑州市金水区南阳新村街道办事处"
    _, printed = receipted(full_report(organ=organ))
    assert [(entry.text, entry.figures[0].value) for entry in printed[:3]] == [
        ("河南省郑州市金水区", organ),
        ("南阳新村街道办事处", organ),
        ("2021", "2021"),
    ]


def test_a_share_names_the_figure_and_what_it_is_a_share_of() -> None:
    _, printed = receipted(full_report())
    share = next(entry for entry in printed if "share" in entry.expression)
    assert [(cited.address, cited.value) for cited in share.figures] == [
        ("hotline.concluded", "43084"),
        ("hotline.accepted", "44401"),
    ]


def test_a_derived_figure_has_its_formula_and_an_entered_one_has_none() -> None:
    _, printed = receipted(full_report())
    by_address = {entry.figures[0].address: entry.figures[0] for entry in printed}
    row = "applications.new"
    columns = [address for address in REPORT.addresses.entered if address.startswith(f"{row}.")]
    assert by_address[f"{row}.total"].formula == " + ".join(columns)
    assert by_address[columns[0]].formula is None


def test_a_note_is_on_the_receipt_and_an_absent_one_is_not() -> None:
    _, printed = receipted(full_report())
    notes = [entry for entry in printed if entry.figures[0].address.startswith("notes.")]
    assert [(entry.text, entry.figures[0].address) for entry in notes] == [
        ("（其中修订16件）", "notes.proactive.regulations.made")
    ]
    assert notes[0].start == len("100")


def test_document_properties_are_on_the_receipt_without_a_paragraph() -> None:
    _, printed = receipted(full_report())
    properties = [entry for entry in printed if entry.part == "docProps/core.xml"]
    assert [(entry.text, entry.paragraph, entry.start) for entry in properties] == [
        ("某市人民政府", None, None),
        ("2021", None, None),
        ("某市人民政府", None, None),
    ]


def test_what_a_report_prints_beside_its_figures_is_cited_as_it_is_printed() -> None:
    given = Particulars(contact={"phone": "0371-1234567"}, published=date(2022, 1, 20), attachments=("甲", "乙"))
    _, printed = receipted(full_report(particulars=attrs.evolve(given, remarks={"reviews": "注：含上年。"})))
    cited = {entry.figures[0].address: (entry.text, entry.figures[0].value) for entry in printed}
    assert cited["contact_lines[0]"] == ("电话：0371\u20111234567",) * 2
    assert cited["published"] == ("2022年1月20日",) * 2
    assert [cited[f"attachments[{number}]"] for number in (0, 1)] == [("1.甲",) * 2, ("2.乙",) * 2]
    assert cited["remarks.reviews"] == ("注：含上年。",) * 2


def places(tag: str, **more: Any) -> list[tuple[Any, ...]]:
    """Return part, element, attribute, text and near of every printed figure of a template with ``tag`` everywhere."""
    _, printed = receipted(full_report(**more), everywhere(tag))
    return [(entry.part, entry.element, entry.attribute, entry.text, entry.near) for entry in printed]


def test_every_part_of_a_document_is_on_the_receipt() -> None:
    """Every part of a document is on the receipt text boxes attributes and properties too."""
    parts = [part for part, times in PARTS.items() for _ in range(times)]
    found = places("{{ proactive.permits }}")
    assert sorted(entry[0] for entry in found) == sorted([*parts, MAIN, "docProps/core.xml"])
    assert [entry for entry in found if entry[2]] == [(MAIN, "v:shape", "alt", "106", "106")]
    assert [entry[4] for entry in found if entry[0] in parts and not entry[2]] == ["[106]"] * len(parts)
    assert [entry[:4] for entry in found if entry[0] == "docProps/core.xml"] == [
        ("docProps/core.xml", None, None, "106")
    ]


def test_a_figure_in_an_attribute_has_its_paragraph_cell_and_position() -> None:
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="图：{{ organ ~ \'\\n\' ~ year }}&amp;{{ year }}。"/>'
    body = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
        '<w:shd w:val="clear" w:fill="{{ colour }}"/></w:tcPr><w:p/><w:p><w:r><w:pict>'
        + shape
        + "</w:pict></w:r></w:p>"
        "</w:tc></w:tr></w:tbl><w:p/>"
    )
    _, printed = receipted(full_report(figures={**OWN, "colour": " FFC000 "}), with_body(body))
    assert [
        (entry.element, entry.attribute, entry.table, entry.row, entry.column, entry.paragraph, entry.start, entry.text)
        for entry in printed
    ] == [
        ("w:shd", "w:fill", 1, 1, 1, None, 0, "FFC000"),
        ("v:shape", "alt", 1, 1, 1, 2, 2, "某市人民政府"),
        ("v:shape", "alt", 1, 1, 1, 2, 9, "2021"),
        ("v:shape", "alt", 1, 1, 1, 2, 14, "2021"),
    ]
    assert printed[-1].near == "某市人民政府\n2021&2021。"


def test_spaces_that_an_attribute_drops_are_cited_with_nothing() -> None:
    shade = '<w:shd w:val="clear" w:fill="{{ blank ~ colour }}"/>'
    grid = '<w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'
    body = f"<w:tbl><w:tblPr/>{grid}<w:tr><w:tc><w:tcPr>{shade}</w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:p/>"
    _, printed = receipted(full_report(figures={**OWN, "blank": "  ", "colour": "FFC000 "}), with_body(body))
    assert [(entry.figures[0].address, entry.start, entry.text) for entry in printed] == [
        ("blank", 0, ""),
        ("colour", 0, "FFC000"),
    ]


def test_formulas_and_drawings_are_on_the_receipt() -> None:
    formula = (
        '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>n={{ year }}'
    )
    _, printed = receipted(full_report(), with_body(formula + "</m:t></m:r></m:oMath></w:p>"))
    assert [(entry.text, entry.paragraph, entry.start, entry.near) for entry in printed] == [("2021", 1, 2, "n=2021")]


def test_figures_that_decide_the_columns_of_a_table_are_on_the_receipt() -> None:
    cell = '<w:tcPr><w:gridSpan w:val="{{ wide }}"/></w:tcPr><w:p><w:r><w:t>{{ year }}</w:t></w:r></w:p>'
    row = f"<w:tr><w:tc>{cell}</w:tc></w:tr>"
    grid = '<w:tblGrid><w:gridCol w:w="{{ width }}"/><w:gridCol w:w="100"/></w:tblGrid>'
    template = with_body(f"<w:tbl><w:tblPr/>{grid}{row}</w:tbl><w:p/>")

    def found(**figures: int) -> list[tuple[Any, ...]]:
        _, printed = receipted(full_report(figures=OWN | figures), template)
        return [(entry.expression, entry.text, entry.element, entry.attribute, entry.start) for entry in printed]

    year, span = ("year", "2021", None, None, 0), ("wide", "2", "w:gridSpan", "w:val", 0)
    assert found(wide=2, width=100) == [year, ("width", "100", "w:gridCol", "w:w", 0), span]
    # Three columns: the grid is fitted to them, so that the width of the data is no longer in the document.
    assert found(wide=1, width=100) == [
        year,
        ("wide", "1", "w:gridSpan", "w:val", 0),
        ("width", "100", None, None, None),
    ]


_NOT_TRIED = ("items", "length", "count", "dictsort", "batch", "groupby", "selectattr", "rejectattr")
_PAIR = "[year, proactive.permits]"
_USES = {
    **{name: f"{_PAIR} | {name}" for name in ("join", "first", "last", "sum", "min", "max")},
    **{name: f"{_PAIR} | {name} | first" for name in ("sort", "reverse", "unique", "list", "select")},
    **{name: f"organ | {name}" for name in ("upper", "lower", "trim", "title", "capitalize")},
    "map": f"{_PAIR} | map('thousands') | first", "reject": f"{_PAIR} | reject('string') | first",
    "replace": "organ | replace('a', 'b')", "format": "year | format(',')",
    "share": "year | share(year)", "growth": "year | growth(year)", "points": "year | points(year, year, year)",
    "places": "year | places(1)",
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in TEMPLATE_FILTERS if name not in _NOT_TRIED])
def test_what_every_filter_makes_of_a_figure_is_on_the_receipt(name: str) -> None:
    report = full_report()
    content, printed = receipted(report, paragraphs(f"{{{{ {_USES.get(name, f'year | {name}')} }}}}"))
    (entry,) = printed
    document = Document(io.BytesIO(content))
    assert words_at(document, entry) == entry.text
    assert entry.text == next(paragraph.text for paragraph in document.paragraphs if paragraph.text)
    assert {cited.address for cited in entry.figures} <= {"year", "organ", "proactive.permits"}


@settings(max_examples=10)
@given(
    any_statistics(),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1),
)
def test_whatever_the_figures_and_texts_the_receipt_tells_the_truth(statistics: Any, organ: str) -> None:
    report = attrs.evolve(report_of(statistics), organ=organ)
    content, printed = receipted(report)
    document = Document(io.BytesIO(content))
    assert len([entry for entry in printed if entry.table is not None]) == 200
    for entry in printed:
        if entry.part == MAIN:
            assert words_at(document, entry) == entry.text
            assert entry.text == entry.figures[0].value


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ proactive.permits | thousands }}", [("106", "proactive.permits", "proactive.permits | thousands")]),
        ("{% set a = proactive %}{{ a.permits }}", [("106", "proactive.permits", "a.permits")]),
        (
            "{% for n, v in proactive.regulations | items %}{{ v }}；{% endfor %}",
            [
                (f"{value}", f"proactive.regulations.{name}", "v")
                for value, name in zip(range(100, 103), ("made", "repealed", "in_force"), strict=True)
            ],
        ),
        (
            "{{ organ ~ '：' ~ proactive.permits }}",
            [
                ("某市人民政府", "organ", "organ ~ '：' ~ proactive.permits"),
                ("106", "proactive.permits", "organ ~ '：' ~ proactive.permits"),
            ],
        ),
        ("{% if proactive.permits > 100 %}{{ year if proactive.permits == 106 else organ }}{% endif %}", None),
        ("{{ narrative.problems[0].text }}", []),
        ("{{ [year, proactive.permits] | first }}", [("2021", "year", "[year, proactive.permits] | first")]),
        (
            "{{ narrative.overview | map(attribute='text') | last }}",
            [
                ("7560", "applications.outcomes.withheld.total.total", "applications.outcomes.withheld.total.total"),
                ("109", "proactive.fees", "proactive.fees"),
            ],
        ),
        ("{{ '甲a' | upper }}{{ (year is odd) | format('yes_no') }}{{ year }}", [("2021", "year", "year")]),
        ("{{ organ | replace(organ, '') }}{{ year }}", [("2021", "year", "year")]),
    ],
)
def test_addresses_are_followed_through_the_language(template: str, shown: list[tuple[str, str, str]] | None) -> None:
    _, printed = receipted(full_report(), paragraphs(template))
    found = [(entry.text, entry.figures[0].address, entry.expression) for entry in printed]
    if shown is None:
        assert [(text, address) for text, address, _ in found] == [("2021", "year")]
    else:
        assert found == shown


def test_twelve_characters_on_either_side_are_near_a_figure() -> None:
    _, (entry,) = receipted(full_report(), paragraphs("一二三四五六七八九十甲乙丙{{ year }}一二三四五六七八九十甲乙丙"))
    assert entry.near == "二三四五六七八九十甲乙丙2021一二三四五六七八九十甲乙"


def test_a_placeholder_that_prints_nothing_is_cited_with_nothing() -> None:
    report = full_report(figures={**OWN, "word": ""}, narrative={**PROSE, "problems": "{{ word }}没有问题{{ word }}"})
    _, printed = receipted(report, paragraphs("{{ narrative.problems[0].text }}"))
    assert [(entry.text, entry.start, entry.expression) for entry in printed] == [("", 0, "word"), ("", 4, "word")]


def test_marks_in_the_data_do_not_mislead() -> None:
    organ = "\U0010ff00" + "0\U0010ff01x\U0010ff02"
    _, printed = receipted(full_report(organ=organ))
    assert printed[0].text == organ


def test_line_breaks_and_tabs_are_counted_as_one_character() -> None:
    report = full_report(organ="甲\r\n乙\t丙")
    _, printed = receipted(report, paragraphs("〔{{ organ }}〕{{ year }}"))
    assert [(entry.text, entry.start) for entry in printed] == [("甲\n乙\t丙", 1), ("2021", 7)]


def test_another_document_gets_no_receipt() -> None:
    other = compiled().render(full_report(organ="乙"))
    with pytest.raises(RenderError, match="receipt"):
        printed_figures(full_report(organ="甲"), compiled(), other)


def test_a_receipt_for_other_data_names_what_these_lack() -> None:
    template = compile_template(paragraphs("{{ organ ~ visits ~ year }}"))
    document = template.render(full_report())
    with pytest.raises(RenderError) as caught:
        printed_figures(full_report(figures={}, narrative=dict.fromkeys(PROSE, "无")), template, document)
    assert [fault.id for fault in caught.value.faults] == ["unknown-name", "receipt"]
    assert "没有 visits" in caught.value.faults[0].problem.zh


def test_a_receipt_of_an_altered_template_is_of_that_template() -> None:
    _, printed = receipted(full_report(), altered(("{{ line }}", "{{ year }}")))
    assert printed[0].expression == "year"


def test_the_same_report_has_the_same_receipt() -> None:
    first, second = receipted(full_report()), receipted(full_report())
    assert first == second
    assert json.dumps([attrs.asdict(entry) for entry in first[1]], default=str)


@pytest.mark.parametrize(("tags", "organ"), [("{{ organ }}" * 1500, "某市"), ("{{ organ | lower }}", "某" * 12_000)])
def test_t4_a_receipt_that_would_cost_more_than_a_document_may_is_refused(tags: str, organ: str) -> None:
    report = full_report(organ=organ)
    limits = attrs.evolve(DEFAULT, output_bytes=64 * 1024)
    template = compile_template(paragraphs(tags), limits=limits)
    document = template.render(report)
    with pytest.raises(RenderError) as caught:
        printed_figures(report, template, document)
    assert [fault.id for fault in caught.value.faults] == ["output-too-large"]


def test_t4_a_list_that_shares_its_items_is_refused_before_it_is_traced() -> None:
    grown = "{% set a = [year] %}" + "{% set a = [a, a] %}" * 60
    template = compile_template(
        paragraphs(grown + "{{ a | length }}"), limits=attrs.evolve(DEFAULT, output_bytes=64 * 1024)
    )
    report = full_report()
    document = template.render(report)
    with pytest.raises(RenderError) as caught:
        printed_figures(report, template, document)
    assert [fault.id for fault in caught.value.faults] == ["output-too-large"]


def test_every_figure_of_a_chart_is_listed_with_its_paragraph() -> None:
    report = attrs.evolve(full_report(), particulars=Particulars(last_year={"applications.new.total": 503}))
    document, printed = receipted(report, with_chart_marks("outcomes", "years"))
    shown = [one for one in printed if one.expression.startswith("charts.")]
    wanted = {
        (f"charts.{data.name}", mark.address, mark.text)
        for data in charts_of(report)
        if data.name in ("outcomes", "years")
        for mark in data.shown
    }
    assert {(one.expression, one.figures[0].address, one.text) for one in shown} == wanted
    assert all(one.figures[0].value == one.text for one in shown)
    assert len({one.paragraph for one in shown}) == 2
    assert "图“政府信息公开申请办理结果”" in {one.near for one in shown}
    assert document


def test_every_figure_of_a_chart_in_a_picture_s_place_is_listed() -> None:
    report = full_report()
    _, printed = receipted(report, framed("{{ charts.outcomes }}"))
    (data,) = (one for one in charts_of(report) if one.name == "outcomes")
    assert [(one.figures[0].address, one.text) for one in printed] == [(mark.address, mark.text) for mark in data.shown]
    assert {(one.paragraph, one.table) for one in printed} == {(1, None)}
