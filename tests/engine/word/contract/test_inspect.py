"""A template is held to its report type before any data: every mistake in one run, each with its place."""

from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.contract import contract
from reportgen.engine.word.contract import inspect as inspection
from reportgen.engine.word.contract.inspect import check, inspect
from reportgen.engine.word.contract.inspection_json import inspection_plain, mistakes_plain
from reportgen.engine.word.contract.mistake import Mistake
from reportgen.engine.word.contract.survey import survey
from reportgen.engine.word.language import parser, references
from reportgen.engine.word.language.own_functions import own_functions
from reportgen.pipeline import agree
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.word.official_templates import PATH, altered, full_report, printed
from tests.engine.word.word_templates import add_table, bytes_of, paragraphs, text_of

CELLS = [address for table in REPORT.tables for row in table.rows for address in row.addresses]

PIECES = st.sampled_from(
    [
        "{",
        "}",
        "%",
        "#",
        "|",
        ".",
        "｛",
        "｝",
        "{{",
        "}}",
        "{%",
        "%}",
        "{%p",
        "{%tr",
        "for·a·in·",
        "endfor",
        "if",
        "endif",
        "set",
        "raw",
        "proactive.permits",
        "notes",
        "year",
        "'",
        "[",
        "(",
        "{#",
        "#}",
    ]
).map(lambda piece: piece.replace("·", " ") + " ")


def examined(template: bytes) -> list[Mistake]:
    return check(template, "t.docx", report_type=REPORT)


def fitting(*texts: str) -> list[Mistake]:
    """Return the mistakes of a template of paragraphs, those apart that say what it does not print."""
    return [found for found in examined(paragraphs(*texts)) if not found.fault.id.endswith("-missing")]


def ids(mistakes: list[Mistake]) -> list[str]:
    return [mistake.fault.id for mistake in mistakes]


def test_the_official_template_has_no_mistakes() -> None:
    assert check(PATH, report_type=REPORT) == []


@pytest.mark.parametrize(
    ("tag", "says"),
    [
        ("{% if year %}", "后面没有 endif"),
        ("{% for row in narrative.overview %}", "后面没有 endfor"),
        ("{% endif %}", "{% endif %}"),
        ("{% endfor %}", "{% endfor %}"),
    ],
)
def test_an_unbalanced_block_is_reported_beside_other_broken_tags(tag: str, says: str) -> None:
    """Both are reported in one run, not the block only after the braces are mended."""
    found = [one.fault.in_("zh") for one in fitting("｛｛ year ｝｝", "{{ year | shrae(3) }}", tag)]
    (shown,) = [words for words in found if "第3段" in words]
    assert says in shown
    assert len(found) == 3


def test_an_open_inner_block_is_named_and_the_outer_one_is_not() -> None:
    """An inner block that is not closed is named and the outer one is not."""
    found = fitting("｛｛ year ｝｝", "{% for row in narrative.overview %}", "{% if row.text %}", "x", "{% endfor %}")
    assert [place for place in ("第2段", "第3段", "第5段") for one in found if place in one.fault.in_("zh")] == [
        "第3段"
    ]


def test_five_different_mistakes_are_shown_with_their_places_in_one_run() -> None:
    """Five different mistakes are all shown with their places in one run."""
    template = altered(
        (printed("applications.new.natural_persons"), "{{ applications.new.natural_person }}"),
        ("{%p for paragraph in narrative.preamble %}", "{%p for paragraph in organ %}"),
        (printed("proactive.permits"), "{{ proactive.permits }}{{ proactive }}"),
        (printed("proactive.fees"), "{{ proactive.fees | thousand }}"),
        (printed("applications.carried_in.enterprises"), "｛｛ applications.carried_in.enterprises ｝｝"),
        (printed("reviews.reconsideration.upheld"), "5"),
    )
    found = {
        mistake.fault.id: (mistake.heading, mistake.place.table, mistake.place.row, mistake.place.column)
        for mistake in examined(template)
        if mistake.place is not None
    }
    two, three, four = REPORT.sections[1:4]
    assert found == {
        "template-braces": (three, 2, 5, 3),
        "template-unsafe": (two, 1, 14, 2),
        "template-not-a-list": ("", None, None, None),
        "template-not-one-value": (two, 1, 7, 2),
        "template-unknown-address": (three, 2, 4, 2),
        "template-typed-figure": (four, 3, 4, 1),
        "template-prose-missing": ("", None, None, None),
    }


def test_every_message_quotes_its_place_and_says_what_to_do() -> None:
    template = altered(
        (printed("applications.new.natural_persons"), "{{ applications.new.natural_person }}"),
        (printed("proactive.fees"), "{{ proactive.fees "),
    )
    unclosed, unknown = examined(template)
    assert unknown.fault.in_("zh") == (
        "t.docx: word/document.xml: 正文 表三 第4行 第2列“{{ applications.new.natural_person }}”："
        "没有 applications.new.natural_person 这个名称（在“三、收到和处理政府信息公开申请情况”之下）。"
        "最接近的是 applications.new.natural_persons。"
    )
    assert unclosed.fault.id == "template-unclosed-tag"
    assert "表二 第14行 第2列" in unclosed.fault.in_("zh")
    assert "二、主动公开政府信息情况" in unclosed.fault.in_("en")


@settings(max_examples=15)
@given(st.sampled_from(CELLS))
def test_a_figure_that_is_not_printed_is_the_one_mistake(address: str) -> None:
    (mistake,) = examined(altered((printed(address), "")))
    assert mistake.fault.id == "template-figure-missing"
    assert mistake.addresses == (address,)
    assert mistake.severity == "error"


@settings(max_examples=15)
@given(st.sampled_from(CELLS), st.data())
def test_one_wrong_letter_is_the_one_mistake_and_the_right_name_is_offered(address: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(1, len(address) - 1).filter(lambda index: address[index] != "."))
    wrong = address[:position] + ("q" if address[position] != "q" else "z") + address[position + 1 :]
    (mistake,) = examined(altered((printed(address), printed(wrong))))
    assert mistake.fault.id == "template-unknown-address"
    assert mistake.addresses == (wrong,)
    assert address in mistake.fault.in_("zh")


def test_a_column_of_figures_left_out_is_told_row_by_row() -> None:
    addresses = [address for address in CELLS if address.endswith(".research_institutions")]
    found = examined(altered(*((printed(address), "0") for address in addresses)))
    assert [mistake.addresses for mistake in found] == [(address,) for address in addresses]
    assert len({mistake.place for mistake in found}) == len(addresses)


@pytest.mark.parametrize(
    ("tag", "id"),
    [
        ("{{ organ.name }}", "template-value-reached-into"),
        ("{{ narrative.overview.text }}", "template-list-reached-into"),
        ("{{ narrative.overview }}", "template-not-one-value"),
        ("{{ applications.new }}", "template-not-one-value"),
        ("{% for p in narrative.overview %}{{ p }}{% endfor %}", "template-not-one-value"),
        ("{% for p in narrative.overview %}{{ p.words }}{% endfor %}", "template-unknown-address"),
        ("{% for p in narrative.overview %}{% for r in p.text %}{% endfor %}{% endfor %}", "template-not-a-list"),
        (
            "{% for r in narrative.overview %}{% for q in r.runs %}{{ q.strong }}{% endfor %}{% endfor %}",
            "template-not-printable",
        ),
        ("{% for c in year %}{{ c }}{% endfor %}", "template-not-a-list"),
        ("{% set a = applications.new %}{{ a.totl }}", "template-unknown-address"),
        ("{% if applications.nwe.total %}x{% endif %}", "template-unknown-address"),
        ("{{ organ | thousands }}", "template-not-a-number"),
        ("{{ proactive.permits | share(organ) }}", "template-not-a-number"),
        ("{{ year | upper }}", "template-not-a-text"),
        ("{{ year | length }}", "template-not-a-list"),
        ("{{ applications.new.total | shar(3) }}", "template-unsafe"),
        ("{{ applications.new.total + 1 }}", "template-unsafe"),
        ("{{ organn }}", "template-unknown-address"),
        ("{{ organ ~ yeer }}", "template-unknown-address"),
        ("{{ organ if yeer else organ }}", "template-unknown-address"),
        ("{{ year > applications.new.totals }}", "template-unknown-address"),
        ("{% set a = organ %}{% if year %}{% set a = applications %}{% endif %}{{ a }}", "template-not-one-value"),
        ("{% if applications.nwe is defined %}x{% endif %}", "template-unknown-address"),
    ],
)
def test_every_misuse_is_named(tag: str, id: str) -> None:
    assert id in ids(fitting(tag))


@pytest.mark.parametrize(
    "tag",
    [
        "{% for p in narrative.overview %}{{ p.text }}{{ p.level }}{{ loop.index }}{% endfor %}",
        "{% set a = applications.new %}{{ a.total | thousands }}",
        "{% for name, value in applications.new | items %}{{ name }}{{ value }}{% endfor %}",
        "{% for name in applications.new %}{{ name }}{{ applications.new[name] }}{% endfor %}",
        "{{ narrative.overview[0].text | trim }}{{ narrative.overview | length }}",
        "{% for a in [applications.new, applications.carried_in] %}{{ a.total }}{% endfor %}",
        "{{ (applications.new if year > 2020 else applications.carried_in).total }}",
        "{{ applications.new.total | share(applications.outcomes.total.total, 1) }}%",
        "{% if year > 2020 %}{% set a = organ %}{% else %}{% set a = year %}{% endif %}{{ a }}",
        "{% set a = applications %}{% if year %}{% set a = applications.new %}{{ a.total }}{% endif %}",
        "{% if notes.proactive.permits %}{{ notes.proactive.permits }}{% endif %}",
    ],
)
def test_what_fits_is_left_alone(tag: str) -> None:
    assert fitting(tag) == []


@pytest.mark.parametrize(
    "tag",
    [
        "{% set year = 5 %}",
        "{%- set year = year -%}",
        "{% set year = organ | trim %}{{ year }}",
        "{% if organ %}{% set year = 5 %}{% endif %}",
        "{% if year %}x{% elif organ %}y{% else %}{% set year = 5 %}{% endif %}",
        "{% for year in narrative.overview %}{% endfor %}",
        "{% for a in narrative.overview %}{% for year in a.runs %}{% endfor %}{% endfor %}",
        "{% for a in narrative.overview %}{% else %}{% set year = 5 %}{% endfor %}",
        "{% for a, year in applications.new | items %}{% endfor %}",
        "{% for year, a in applications.new | items if a %}{% endfor %}",
        "{% for (a, (b, year)) in applications.new | items %}{% endfor %}",
        "{% set a, year = organ %}",
        "{% set year %}5{% endset %}",
        "{% with a = 1, year = 5 %}{% endwith %}",
        "{% macro year() %}{% endmacro %}",
        "{% macro a(year) %}{% endmacro %}",
        "{% import 'a' as year %}",
        "{% from 'a' import year %}",
        "{% from 'a' import b as year %}",
        "{% call(year) a() %}{% endcall %}",
        "{% filter upper %}{% set year = 5 %}{% endfilter %}",
    ],
)
def test_an_official_name_cannot_be_given_another_value(tag: str) -> None:
    tree = parser.environment().parse(tag)
    agreed = contract.contract([("p", references.uses_of(tree, (0,)))], REPORT)
    taken = [breach for breach in agreed.breaches if breach.id == "template-name-taken"]
    assert [(breach.addresses, breach.severity) for breach in taken] == [(("year",), "error")]
    refused = ids(fitting(tag))  # what the language does not allow is refused for that, whatever it names
    assert {"template-name-taken", "template-unsafe", "template-syntax"} & set(refused)


@pytest.mark.parametrize("name", ["applications", "proactive", "reviews", "organ", "year", "notes", "narrative"])
def test_every_official_name_is_guarded_in_paragraphs_rows_and_headers(name: str) -> None:
    """Every first name of the type is guarded in paragraphs rows and headers."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = f"{{% set {name} = 5 %}}"
    document.add_paragraph(f"{{%p for {name} in narrative.overview %}}")
    document.add_paragraph("{%p endfor %}")
    tag_row = f"{{%tr for {name} in narrative.overview %}}"
    add_table(document, [tag_row], ["x"], ["{%tr endfor %}"])
    found = [mistake for mistake in examined(bytes_of(document)) if mistake.fault.id == "template-name-taken"]
    assert [mistake.place.says.en for mistake in found if mistake.place] == [
        "body, paragraph 1",
        "body, table 1, row 1, column 1",
        "header, paragraph 1",
    ]
    assert f"请换一个名称，例如 my_{name}" in found[0].fault.in_("zh")


@pytest.mark.parametrize(
    "tag",
    [
        "{% set total = applications.new.total %}{{ total }}{% set my_year = year %}{{ my_year }}",
        "{% for column, figure in applications.new | items %}{{ column }}{{ figure }}{% endfor %}",
        "{% if false %}{% set year = 5 %}{% endif %}",
    ],
)
def test_new_names_are_the_template_s_own(tag: str) -> None:
    assert fitting(tag) == []


def test_rendering_refuses_another_value_under_an_official_name() -> None:
    """Rendering refuses a template that prints another value under an official name."""
    template = compile_template(altered(("{{ organ }}", "{{ organ }}{% set year = 5 %}")))
    with pytest.raises(TemplateError, match="year is an official name") as refusal:
        agree(template, full_report())
    assert next(fault.id for fault in refusal.value.faults) == "template-name-taken"
    assert template.render(full_report())


def test_without_a_type_every_name_may_be_given_and_none_is_an_address() -> None:
    template = paragraphs("{% set year = 5 %}{{ year }}{% for organ in [1, 2] %}{{ organ }}{% endfor %}")
    assert check(template) == []
    assert text_of(compile_template(template).render({"year": 2025})) == "512"
    assert "year" not in inspect(template).addresses


@pytest.mark.parametrize(
    "template",
    [
        "{{ organ" + ".a" * 950 + " }}",
        "{% set a = organ %}" + "{% set a = a.b %}" * 2000,
        "".join(f"{{% for v{n} in [v{n - 1}.a, v{n - 1}.b, v{n - 1}.c, v{n - 1}.d] %}}" for n in range(1, 10))
        + "{{ v9 }}"
        + "{% endfor %}" * 9,
        "{% if year %}{% set a = year %}" + "{% elif year %}{% set b = a %}" * 2000 + "{% endif %}",
    ],
    ids=["a long name", "a long chain", "many choices", "many cases"],
)
def test_hostile_names_are_followed_only_so_far(template: str) -> None:
    found = survey(paragraphs(template))
    assert all(len(use.path) <= 64 for part in found.parts for use in part.uses)
    assert sum(len(part.uses) for part in found.parts) < 10_000


def test_a_mistake_in_a_header_is_found_as_well() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ organn }}"
    found = [found for found in examined(bytes_of(document)) if found.fault.id == "template-unknown-address"]
    assert [mistake.place.says.en for mistake in found if mistake.place] == ["header, paragraph 1"]


def test_figures_in_a_loop_over_a_group_are_printed() -> None:
    rows = "".join(f"{{% for n, v in {row} | items %}}{{{{ v }}}}{{% endfor %}}" for row in ("applications.new",))
    missing = {address for mistake in examined(paragraphs(rows)) for address in mistake.addresses}
    assert not any(address.startswith("applications.new.") for address in missing)
    assert "applications.carried_in.total" in missing


def test_what_stands_in_a_branch_that_never_runs_is_not_printed() -> None:
    (mistake,) = examined(altered((printed("proactive.permits"), "{% if false %}{{ proactive.permits }}{% endif %}")))
    assert mistake.addresses == ("proactive.permits",)


def test_a_share_of_a_figure_does_not_print_the_figure() -> None:
    changed = "{{ proactive.permits | share(proactive.penalties) }}"
    (mistake,) = examined(altered((printed("proactive.permits"), changed)))
    assert mistake.addresses == ("proactive.permits",)


def test_own_figures_are_notes_without_data_and_else_mistakes() -> None:
    """Own figures are notes without data and mistakes where the data lacks them."""
    template = altered(("{{ organ }}", "{{ organ }}{{ hotline.calls }}{{ visits }}"))
    notes = examined(template)
    assert [(mistake.severity, mistake.addresses) for mistake in notes] == [
        ("warning", ("hotline.calls",)),
        ("warning", ("visits",)),
    ]
    figures = {"hotline": {"call": 3}, "visits": 5}
    (mistake,) = check(template, report_type=REPORT, data=(figures, {}))
    assert mistake.severity == "error"
    assert "hotline.call。" in mistake.fault.in_("zh")


def test_an_own_figure_that_the_template_asks_for_first_may_be_lacking() -> None:
    template = altered(("{{ organ }}", "{{ organ }}{% if visits is defined %}{{ visits }}{% endif %}"))
    assert check(template, report_type=REPORT, data=({}, {})) == []


def test_a_note_that_would_be_lost_is_a_mistake() -> None:
    address = "applications.new.total"
    (mistake,) = check(PATH, report_type=REPORT, data=({}, {address: "（含转办）"}))
    assert mistake.fault.id == "template-note-missing"
    assert mistake.place is not None
    assert (mistake.place.table, mistake.place.row, mistake.place.column) == (2, 4, 8)
    assert check(PATH, report_type=REPORT, data=({}, {"proactive.permits": "（含委托）"})) == []


def test_mistakes_after_a_broken_block_are_still_found() -> None:
    template = altered(
        ("{%p for paragraph in narrative.preamble %}", "{%p for paragraph narrative.preamble %}"),
        (printed("proactive.permits"), "{{ proactive.permit }}"),
        ("{%p endfor %}", "{%p endfor "),
    )
    assert {"template-syntax", "template-braces", "template-unknown-address"} <= set(ids(examined(template)))


@settings(max_examples=40)
@given(st.lists(PIECES, min_size=1, max_size=8).map("".join))
def test_whatever_is_typed_where_a_tag_stood_is_told_of_without_a_crash(typed: str) -> None:
    found = examined(altered((printed("proactive.permits"), escape(typed))))
    assert found or "proactive.permits" in typed
    assert all(mistake.fault.in_("zh") and mistake.fault.in_("en") for mistake in found)


def test_the_check_in_a_limited_process_finds_the_same() -> None:
    template = altered((printed("proactive.permits"), "{{ proactive.permit }}"), (printed("proactive.fees"), "{{ x"))
    limited = check(template, "t.docx", report_type=REPORT, limits=DEFAULT)
    assert limited == examined(template)
    assert len(limited) == 3


def test_a_template_that_had_to_be_stopped_is_one_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_arguments: object, **_named: object) -> None:
        raise TemplateError(Fault("limit-time", Text("已停止", "stopped")))

    monkeypatch.setattr(inspection, "run_limited", stopped)
    assert ids(check(PATH, report_type=REPORT, limits=DEFAULT)) == ["limit-time"]


def test_a_damaged_file_is_one_mistake_and_no_crash() -> None:
    assert [mistake.fault.id for mistake in examined(b"")] == ["package-empty"]


def test_without_a_type_only_the_language_is_checked() -> None:
    assert check(paragraphs("{{ anything.at.all }}")) == []
    assert ids(check(paragraphs("{{ a + 1 }}"))) == ["template-unsafe"]


def test_rendering_refuses_what_the_check_refuses() -> None:
    report = full_report()
    agree(compile_template(PATH), report)
    with pytest.raises(TemplateError, match=r"proactive\.permits"):
        agree(compile_template(altered((printed("proactive.permits"), "0"))), report)
    with pytest.raises(TemplateError, match="note"):
        agree(compile_template(PATH), full_report(notes={"applications.new.total": "（含转办）"}))
    with pytest.raises(TemplateError, match="visit"):
        agree(compile_template(altered(("{{ organ }}", "{{ organ }}{{ visit }}"))), report)


def test_inspecting_lists_every_address_with_its_places() -> None:
    found = inspect(PATH)
    assert found.renderer == "fast"
    assert set(CELLS) <= set(found.addresses)
    assert [place.says.en for place in found.addresses["applications.new.total"]] == ["body, table 2, row 4, column 8"]
    assert len(found.addresses["narrative.overview[].runs[].text"]) == 1
    assert len(found.addresses["narrative.overview[].text"]) == 3
    assert found.filters == {}


def test_inspecting_lists_filters_and_the_renderer() -> None:
    found = inspect(paragraphs("{{ a | thousands }}", "{{ b | thousands }}{{r c }}"))
    assert [place.paragraph for place in found.filters["thousands"]] == [1, 2]
    assert found.renderer == "docxtpl"
    assert "{{r c }}" in found.reasons[0].zh
    plain = inspection_plain(found, "en")
    assert plain["addresses"]["a"][0]["paragraph"] == 1
    assert plain["renderer"] == "docxtpl"


def test_mistakes_as_json_carry_part_heading_words_and_cell() -> None:
    mistakes = examined(altered((printed("proactive.permits"), "{{ proactive.permit }}")))
    (plain,) = mistakes_plain("t.docx", mistakes, "zh")["mistakes"]
    assert plain["id"] == "template-unknown-address"
    assert plain["heading"] == REPORT.sections[1]
    place = plain["place"]
    assert (place["part"], place["table"], place["row"], place["column"]) == ("word/document.xml", 1, 7, 2)
    assert place["words"].startswith("{{ proactive.permit }}")
    assert place["tag"] == "{{ proactive.permit }}"


def test_functions_of_ones_own_are_known_to_the_check() -> None:
    source = paragraphs("{{ a | twice(1) }} {% if a is large %}x{% endif %} {{ a | unknown }}")
    own = own_functions({"twice": lambda value, times: value * times}, {"large": bool}).names
    assert [mistake.fault.problem.en[:40] for mistake in check(source, own=own)] == [
        mistake.fault.problem.en[:40] for mistake in check(source, own=own, limits=DEFAULT)
    ]
    (mistake,) = check(source, own=own)
    assert "unknown" in mistake.fault.problem.en
    assert len(check(source)) == 3


@pytest.mark.parametrize("quotes", ['""', "''", "“”", "‘’"])
@pytest.mark.parametrize("name", ["organ", "applications.new.total", "contact.phone", "表三.新收.自然人"])
def test_an_address_in_quotes_is_refused_in_check_and_render(quotes: str, name: str) -> None:
    content = altered(("{{ organ }}", f"{{{{ organ }}}}{{{{ {quotes[0]}{name}{quotes[1]} }}}}"))
    (mistake,) = check(content, report_type=REPORT)
    assert (mistake.fault.id, mistake.severity) == ("template-quoted-name", "error")
    with pytest.raises(TemplateError, match="in quotes"):
        agree(compile_template(content), full_report())


def test_an_own_figure_in_quotes_is_refused_with_the_data() -> None:
    content = altered(("{{ organ }}", '{{ organ }}{{ "portal.posts" }}'))
    assert check(content, report_type=REPORT) == []
    (mistake,) = check(content, report_type=REPORT, data=({"portal": {"posts": 12}}, {}))
    assert mistake.fault.id == "template-quoted-name"


@pytest.mark.parametrize(
    "tag",
    ['{{ "某市" }}', '{{ "organ of" }}', '{% if organ == "organ" %}a{% endif %}', '{{ notes["year"] | default("") }}'],
)
def test_other_texts_in_quotes_are_texts(tag: str) -> None:
    assert "template-quoted-name" not in ids(fitting(tag))


def test_names_of_a_loop_without_its_beginning_are_no_own_figures() -> None:
    content = altered(("{%p for paragraph in narrative.overview %}", ""))
    known = ({"portal": {"posts": 12}}, {"proactive.permits": ""})
    for found in (check(content, report_type=REPORT), check(content, report_type=REPORT, data=known)):
        assert {mistake.fault.id for mistake in found} == {"template-syntax", "template-prose-missing"}
