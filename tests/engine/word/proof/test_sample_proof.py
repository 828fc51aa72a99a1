"""A template is tried with sample figures: what a render would refuse for its sake, the check says."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.core.errors import RenderError, TemplateError
from reportgen.core.limits import DEFAULT
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.contract.mistake import Mistake
from reportgen.engine.word.proof.receipt import printed_figures
from reportgen.engine.word.proof.sample_proof import check, refusal
from reportgen.engine.word.variants.template_copy import with_reference_pages
from reportgen.pipeline import fill
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.word.official_templates import PATH, altered, full_report, printed
from tests.engine.word.spoilt_templates import KINDS, added, cells, exchange, paragraph, spoilt, text, write
from tests.engine.word.word_templates import members_of
from tests.toy_report.report_type import REPORT as TOY
from tests.toy_report.template import write_template

NEW = "表三“一、本年新收政府信息公开申请数量”"
SAYS = {
    "two_cells_exchanged": [f"{NEW}自然人这一格印的是商业企业的数", f"{NEW}商业企业这一格印的是自然人的数"],
    "two_cells_of_table_4_exchanged": [
        "表四“行政复议”结果维持这一格印的是结果纠正的数",
        "表四“行政复议”结果纠正这一格印的是结果维持的数",
    ],
    "two_cells_of_table_2_exchanged": [
        "表二“规章”本年制发件数这一格印的是“行政规范性文件”的数",
        "表二“行政规范性文件”本年制发件数这一格印的是“规章”的数",
    ],
    "rows_exchanged": ["表三“二、上年结转政府信息公开申请数量”这一行的位置不对"],
    "row_labels_exchanged": [
        "表三“二、上年结转政府信息公开申请数量”这一行的位置不对",
        f"{NEW}这一行印的是“二、上年结转政府信息公开申请数量”的数",
    ],
    "columns_exchanged": [
        "表三“自然人”这一列印的是“商业企业”的数（共 25 行）",
        "表三“商业企业”这一列印的是“自然人”的数（共 25 行）",
    ],
    "column_labels_exchanged": ["表三“商业企业”的位置上是“科研机构”"],
    "group_labels_exchanged": ["表三“（三）不予公开”的位置上是“（四）无法提供”"],
    "row_deleted": ["表三缺少“2.重复申请”这一行"],
    "figure_printed_twice": [f"{NEW}商业企业这一格印的是自然人的数"],
    "row_label_changed": ["表三的行名“2.重复申请”被改成了“2.重复提出申请”"],
    "row_label_made_longer": ["表二的官方名称“规章”被改成了“规章制度”"],
    "title_deleted": ["一级标题“五、存在的主要问题及改进情况”缺失"],
    "title_changed": ["一级标题“三、收到和处理政府信息公开申请情况”被改成了“三、收到和处理申请情况”"],
    "titles_exchanged": ["一级标题“六、其他需要报告的事项”的次序不对"],
    "table_deleted": ["“三、收到和处理政府信息公开申请情况”下面没有表三"],
    "last_table_deleted": ["“四、政府信息公开行政复议、行政诉讼情况”下面没有表四"],
    "tables_exchanged": [
        "“三、收到和处理政府信息公开申请情况”下面应当是表三，现在是表四",
        "“四、政府信息公开行政复议、行政诉讼情况”下面应当是表四，现在是表三",
    ],
    "figure_typed": [f"{NEW}自然人这一格有手写的“508”，以后每年都会照样印出"],
    "digit_typed_beside": [f"{NEW}自然人这一格有手写的“8”，以后每年都会照样印出"],
    "figure_typed_in_a_tag": [f"{NEW}自然人这一格有手写的“508”，以后每年都会照样印出"],
    "unit_typed_beside": [f"{NEW}自然人这一格印的是“8685件”，试填的数是 8685"],
    "zero_left_blank": [f"数字为 0 时，{NEW}自然人这一格是空的，试填的数是 0"],
    "note_in_front": [
        "数字有附注时，表二“规章”本年制发件数这一格印的是“（附注）3536803”，试填的数是 3536803（附注）",
    ],
    "lower_headings_left_out": ["“一、总体情况”的1.级标题没有全部印出，例如“样例一、总体情况三级标题…”"],
}
"""What is said of each kind of damage: every sentence, and no other."""
RENDERED = (
    "two_cells_exchanged", "columns_exchanged", "column_labels_exchanged", "group_labels_exchanged",
    "row_label_made_longer", "title_changed", "row_deleted",
)  # fmt: skip
"""Kinds that a render refuses with any data, by the contract or by reading the document back."""


def checked(template: bytes, name: str = "模板.docx") -> list[Mistake]:
    return check(template, name, report_type=REPORT)


def said(mistakes: list[Mistake]) -> list[str]:
    return [mistake.fault.problem.zh for mistake in mistakes]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_damage_is_told_once_in_the_forms_words(kind: str) -> None:
    found = checked(spoilt(kind))
    assert said(found) == SAYS[kind]
    assert {mistake.severity for mistake in found} == {"error"}


@pytest.mark.parametrize("kind", RENDERED)
def test_a_render_refuses_in_the_words_of_the_check(kind: str) -> None:
    """All of the check's faults are the render's, with the template's name, the place and the remedy."""
    template = spoilt(kind)
    with pytest.raises((RenderError, TemplateError)) as caught:
        fill(full_report(), compile_template(template, "模板.docx"))
    report = full_report()
    data = (report.figures, report.notes)
    expected = check(template, "模板.docx", report_type=REPORT, data=data)
    assert [fault.in_("zh") for fault in caught.value.faults] == [mistake.fault.in_("zh") for mistake in expected]


def test_a_mistake_has_its_place_in_the_forms_words_and_in_words_numbers() -> None:
    first, _ = checked(spoilt("two_cells_exchanged"))
    assert first.fault.in_("zh") == (
        "模板.docx: word/document.xml: 正文 表三 第4行 第2列“{{ applications.new.enterprises }}”："
        f"{NEW}自然人这一格印的是商业企业的数（在“三、收到和处理政府信息公开申请情况”之下）。"
        "这一格应当写 {{ applications.new.natural_persons }}。"
    )
    place = first.place
    assert place is not None
    assert (place.table, place.row, place.column) == (2, 4, 2)
    assert first.addresses == ("applications.new.natural_persons",)


def test_the_official_template_and_its_copy_have_no_mistakes() -> None:
    assert checked(PATH.read_bytes()) == []
    assert checked(with_reference_pages(PATH.read_bytes(), REPORT)) == []


def test_a_template_of_every_kind_of_figure_has_no_mistakes(tmp_path: Path) -> None:
    content = write_template(tmp_path / "toy.docx").read_bytes()
    assert check(content, report_type=TOY) == []


def test_two_flags_or_choices_exchanged_are_seen_as_well(tmp_path: Path) -> None:
    """Figures of few values are alike in one sample and differ in another."""
    from docx import Document

    path = write_template(tmp_path / "toy.docx")
    document = Document(str(path))
    rows = document.tables[0].rows
    tags = {row.cells[1].text: row.cells[1] for row in rows}
    tags["{{ hotline.level }}"].text, tags["{{ hotline.desk }}"].text = "{{ hotline.desk }}", "{{ hotline.level }}"
    content = io.BytesIO()
    document.save(content)
    found = {address for mistake in check(content.getvalue(), report_type=TOY) for address in mistake.addresses}
    assert found == {"hotline.level", "hotline.desk"}


CELLS = [(row, column) for row in range(4, 29) for column in range(-7, 0)]


@settings(max_examples=6)
@given(st.lists(st.sampled_from(CELLS), min_size=2, max_size=2, unique=True))
def test_any_two_figures_exchanged_are_both_named(places: list[tuple[int, int]]) -> None:
    """Whichever cells of table 3 change places, the check names both, and nothing else."""
    (row, column), (other_row, other_column) = places
    tags: list[str] = []

    def spoil(root: Any) -> None:
        one, other = cells(root, 3, row)[column], cells(root, 3, other_row)[other_column]
        tags.extend((text(one), text(other)))
        exchange(one, other)

    found = checked(spoilt(spoil))
    assert {printed(address) for mistake in found for address in mistake.addresses} == {*tags}
    assert all("印的是" in words for words in said(found))


def test_mistakes_of_tags_and_of_cells_are_told_in_one_run() -> None:
    def spoil(root: Any) -> None:
        row = cells(root, 3, 4)
        exchange(row[1], row[2])
        write(cells(root, 3, 5)[1], "{{ applications.carried_in.natural_person }}")
        write(cells(root, 3, 6)[-7], "5")

    found = checked(spoilt(spoil))
    assert sorted(mistake.fault.id for mistake in found) == [
        "PROOF", "PROOF", "template-typed-figure", "template-unknown-address",
    ]  # fmt: skip


TYPED = {
    "本年新收政府信息公开申请99件，予以公开五十件。": "“99件”、“五十件”",
    "全年办结率58.3%，比上年增长2个百分点。": "“58.3%”、“2个百分点”",
    "{{ organ }}共收费508.5万元。": "“508.5万元”",
    "2021年本机关办结{{ applications.new.total }}件。": "“2021年”",
}


def test_numbers_typed_into_prose_are_pointed_out() -> None:
    def spoil(root: Any) -> None:
        for words in reversed(TYPED):
            added(root, words)

    found = checked(spoilt(spoil))
    assert {(mistake.severity, mistake.fault.id) for mistake in found} == {("warning", "template-typed-number")}
    assert [words for words, shown in zip(said(found), TYPED.values(), strict=True) if shown not in words] == []


def test_numbers_that_count_nothing_are_let_pass() -> None:
    def spoil(root: Any) -> None:
        for words in (
            "联系电话：0371-12345678，邮编450000",
            "依据《条例》第四十九条、国办公开办函〔2021〕30号",
            "附件1：名单",
            "第1页 共3页",
            "（一）总体情况",
            "{{ applications.new.total }}件，占{{ applications.new.enterprises }}件",
        ):
            added(root, words)

    assert checked(spoilt(spoil)) == []


def test_a_year_typed_into_a_header_is_pointed_out() -> None:
    document = Document(str(PATH))
    document.sections[0].header.paragraphs[0].text = "某局2020年年报，共3页"
    content = io.BytesIO()
    document.save(content)
    (mistake,) = checked(content.getvalue())
    assert mistake.severity == "warning"
    assert mistake.fault.says.zh.startswith("页眉")
    assert "“2020年”" in mistake.fault.problem.zh


def test_figures_in_a_table_of_the_offices_own_are_pointed_out() -> None:
    """Serial numbers, headings and telephones are no figures."""
    document = Document(str(PATH))
    table = document.add_table(4, 3)
    rows = (("序号", "项目", "2021"), ("1", "受理", "508"), ("2", "电话", "037112345678"), ("3", "总数", "{{ year }}"))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, texts, strict=True):
            cell.text = words
    content = io.BytesIO()
    document.save(content)
    (mistake,) = checked(content.getvalue())
    assert (mistake.severity, mistake.fault.id) == ("error", "template-typed-figure")
    assert "“508”" in mistake.fault.says.zh
    assert "个表格 第2行 第3列" in mistake.fault.says.zh


def test_what_is_never_printed_may_hold_numbers() -> None:
    def spoil(root: Any) -> None:
        added(root, "{%p endif %}")
        added(root, "本年新收99件")
        added(root, "{%p if false %}")

    assert checked(spoilt(spoil)) == []


def test_a_filter_that_fails_for_zero_is_a_warning() -> None:
    share = "占{{ applications.new.enterprises | share(applications.new.total) }}%"
    (mistake,) = checked(spoilt(lambda root: added(root, share)))
    assert mistake.severity == "warning"
    assert mistake.fault.problem.zh.startswith("数字为 0 时，")


def test_own_figures_are_tried_with_values_that_fit_their_use() -> None:
    words = (
        "{% for one in mine %}{{ one.name | upper }}{{ one.count | thousands }}{% endfor %}{{ visits | ten_thousands }}"
    )
    found = checked(spoilt(lambda root: added(root, words)))
    assert {mistake.fault.id for mistake in found} == {"template-own-figure"}


def test_a_changed_title_still_lets_the_tables_below_it_be_checked() -> None:
    def spoil(root: Any) -> None:
        write(paragraph(root, "三、"), "三、收到和处理申请情况")
        row = cells(root, 3, 4)
        exchange(row[1], row[2])

    assert len(checked(spoilt(spoil))) == 3


def test_a_limited_process_finds_the_same() -> None:
    template = spoilt("two_cells_exchanged")
    assert check(template, "t.docx", report_type=REPORT, limits=DEFAULT) == checked(template, "t.docx")


def test_a_template_that_does_not_fit_is_refused_with_every_error() -> None:
    template = compile_template(altered((printed("applications.new.natural_persons"), "5")), "t.docx")
    assert [fault.id for fault in refusal(template, full_report()).faults] == ["template-typed-figure"]


NEW_ADDRESS = "applications.new.natural_persons"


def named(name: str) -> bytes:
    """The official template with a figure by a name of the form's own words."""
    return altered((printed(NEW_ADDRESS), f"{{{{ {name} }}}}"))


def test_a_figure_may_be_called_by_the_words_of_its_cell() -> None:
    source = named("表三.新收.自然人")
    assert checked(source) == []
    report, template = full_report(), compile_template(source)
    official = fill(report, compile_template(PATH))
    document = fill(report, template)
    assert members_of(document)["word/document.xml"] == members_of(official)["word/document.xml"]
    receipt = printed_figures(report, template, document)
    expected = printed_figures(report, compile_template(PATH), official)
    assert [one.figures for one in receipt] == [one.figures for one in expected]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("表三.新收.自然任", "没有 表三.新收.自然任 这个名称"),
        ("表三.新收.商业企业", f"{NEW}自然人这一格印的是商业企业的数"),
        ("表三.新收.企业", f"{NEW}自然人这一格印的是商业企业的数"),
    ],
)
def test_a_wrong_name_of_a_cell_is_told_once(name: str, says: str) -> None:
    assert said(checked(named(name))) == [says]
