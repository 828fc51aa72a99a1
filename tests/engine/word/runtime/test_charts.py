"""Charts of Word documents hold the model's figures twice, in their caches and workbooks, read by other code."""

from __future__ import annotations

import io
import posixpath
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from lxml import etree
from python_calamine import CalamineWorkbook

import reportgen
from reportgen import pipeline
from reportgen.core.errors import RenderError
from reportgen.engine.opc.package import open_package
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.report.charts import chart_data, illustrations_of
from reportgen.report.particulars import CHART_MARK, Particulars
from reportgen.report.report import Report
from tests.engine.word.official_templates import altered, with_chart_marks
from tests.engine.word.runtime.test_frames import framed
from tests.published import published
from tests.strategies import evolve_at, report_of, statistics, zero

NAMES = ("outcomes", "years", "reviews")
TEMPLATE = compile_template(with_chart_marks(*NAMES))
LAST_YEAR = Particulars(last_year={"applications.new.total": 503, "reviews.litigation.total": 12})
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    return attrs.evolve(report, particulars=LAST_YEAR)


def drawn(document: bytes) -> list[tuple[str, list[list[Any]], Any]]:
    """Return alt text, cached rows and rows of the workbook of every chart, found by the package's own relations."""
    package = zipfile.ZipFile(io.BytesIO(document))
    arrows = _arrows(package, "word/document.xml")
    found = []
    body: Any = etree.fromstring(package.read("word/document.xml"))
    for properties in body.iter(f"{WP}docPr"):
        (reference,) = properties.getparent().iter(f"{C}chart")
        part = arrows[reference.values()[0]]
        (workbook,) = _arrows(package, part).values()
        rows = CalamineWorkbook.from_filelike(io.BytesIO(package.read(workbook))).get_sheet_by_index(0).to_python()
        found.append((properties.get("descr"), _cached(etree.fromstring(package.read(part))), rows))
    return found


def _arrows(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, name = posixpath.split(part)
    tree = etree.fromstring(package.read(f"{folder}/_rels/{name}.rels"))
    return {one.get("Id", ""): posixpath.normpath(posixpath.join(folder, one.get("Target", ""))) for one in tree}


def _cached(chart: Any) -> list[list[Any]]:
    columns = [[f"{one.findtext(f'{C}tx//{C}v')}", *map(float, _values(one, "val"))] for one in chart.iter(f"{C}ser")]
    names = ["", *_values(next(chart.iter(f"{C}ser")), "cat")]
    return [list(row) for row in zip(names, *columns, strict=True)]


def _values(series: Any, of: str) -> list[str]:
    return [one.text for one in series.iterfind(f"{C}{of}//{C}v")]


def of_the_model(report: Report, name: str) -> tuple[str, list[list[Any]]]:
    declared = illustrations_of(report.type).chart(name)
    assert declared is not None
    data = chart_data(report, declared)
    rows: list[list[Any]] = [["", *(one.label for one in data.series)]]
    for number, category in enumerate(data.categories):
        addresses = [one.marks[number].address for one in data.series]
        rows.append([category, *(float(_figure(report, address)) for address in addresses)])
    return data.words, rows


def _figure(report: Report, address: str) -> Any:
    name = address.removeprefix("last_year.")
    return report.values[name] if name == address else report.particulars.last_year[name]


def check(report: Report, document: bytes) -> None:
    expected = [of_the_model(report, name) for name in NAMES]
    assert drawn(document) == [(words, rows, rows) for words, rows in expected if len(rows) > 1]


def test_charts_of_a_report_hold_its_figures_and_are_proved(kaifeng: Report) -> None:
    document = pipeline.fill(kaifeng, TEMPLATE)
    check(kaifeng, document)
    assert len(drawn(document)) == 3
    open_package(document, "document", template=False)
    assert pipeline.fill(kaifeng, TEMPLATE) == document, "the same data gives the same bytes"


@pytest.mark.shared
@pytest.mark.parametrize("name", ["kaifeng_gov_2021", "huaian_gov_2024"])
def test_published_reports_keep_their_figures_in_charts(shared: Path, name: str) -> None:
    report = published(shared, name, particulars=LAST_YEAR)
    check(report, pipeline.fill(report, TEMPLATE))


@settings(max_examples=12)
@given(statistics())
def test_any_figures_are_held_or_refused_for_their_length(figures: Any) -> None:
    report = report_of(figures, particulars=LAST_YEAR)
    pictures = illustrations_of(report.type)
    shown = [chart_data(report, one).shown for one in pictures.charts if one.name in NAMES]
    if any(len(mark.text) > 15 for marks in shown for mark in marks):
        with pytest.raises(RenderError) as refused:
            pipeline.fill(report, TEMPLATE)
        assert {fault.id for fault in refused.value.faults} == {"workbook-number"}
    else:
        check(report, pipeline.fill(report, TEMPLATE))


def test_the_sign_of_a_chart_s_mark_is_a_sign_where_no_chart_is_named(kaifeng: Report, root: Path) -> None:
    official = compile_template(root / "templates/disclosure_2021/report.docx")
    prose = {**kaifeng.narrative, "problems": f"见图{CHART_MARK}一{CHART_MARK}所示，问题有三。"}
    document = pipeline.fill(attrs.evolve(kaifeng, narrative=prose), official)
    assert prose["problems"] in zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml").decode()


def test_a_year_of_zeros_is_a_sentence_in_the_chart_s_paragraph() -> None:
    report = report_of(zero(), particulars=Particulars(last_year={"reviews.litigation.total": 0}))
    document = pipeline.fill(report, TEMPLATE)
    assert not drawn(document)
    xml = zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml").decode()
    assert "2021年没有因政府信息公开引起的行政复议和行政诉讼，各项均为 0 件。" in xml
    assert CHART_MARK not in xml


def test_the_paragraph_of_a_chart_is_as_high_as_it_needs(kaifeng: Report) -> None:
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(pipeline.fill(kaifeng, TEMPLATE))).read("word/document.xml"))
    for drawing in tree.iter(f"{W}drawing"):
        paragraph: Any = next(drawing.iterancestors(f"{W}p"))
        properties = [etree.QName(one).localname for one in paragraph.find(f"{W}pPr")]
        assert properties == ["snapToGrid", "spacing", "ind", "jc"]
        assert paragraph.find(f"{W}pPr/{W}spacing").get(f"{W}lineRule") == "auto"


def test_the_receipt_and_a_draft_of_a_report_with_charts(kaifeng: Report, tmp_path: Path) -> None:
    reportgen.render(kaifeng, tmp_path / "a.docx", TEMPLATE, receipt=tmp_path / "a.json")
    assert drawn((tmp_path / "a.docx").read_bytes())
    draft = pipeline.draft(kaifeng, TEMPLATE, [])
    assert len(drawn(draft)) == 3


@pytest.mark.parametrize(
    ("template", "id"),
    [
        (with_chart_marks("outcomes", text="见图：{{{{ charts.{} }}}}"), "chart-not-alone"),
        (with_chart_marks("outcome"), "unknown-chart"),
        (altered(("{{ applications.new.total }}", "{{ applications.new.total }}")), None),
    ],
    ids=["not alone", "unknown", "none"],
)
def test_what_cannot_be_placed_is_refused(kaifeng: Report, template: bytes, id: str | None) -> None:
    compiled = compile_template(template)
    if id is None:
        assert not drawn(pipeline.fill(kaifeng, compiled))
        return
    with pytest.raises(RenderError) as refused:
        pipeline.fill(kaifeng, compiled)
    assert [fault.id for fault in refused.value.faults] == [id]


def test_last_year_s_figures_are_asked_for_where_they_are_missing() -> None:
    some = evolve_at(zero(), "reviews.litigation.direct.upheld", 9)
    with pytest.raises(RenderError, match="last_year:"):
        pipeline.fill(report_of(some), TEMPLATE)


def test_a_chart_takes_the_place_and_size_of_a_picture(kaifeng: Report) -> None:
    document = compile_template(framed("{{ charts.outcomes }}")).render(kaifeng)
    ((words, rows, held),) = drawn(document)
    assert (words, rows) == of_the_model(kaifeng, "outcomes")
    assert rows == held
    tree = etree.fromstring(zipfile.ZipFile(io.BytesIO(document)).read("word/document.xml"))
    (extent,) = tree.iter(f"{WP}extent")
    assert (extent.get("cx"), extent.get("cy")) == ("720000", "360000")


def test_without_xlsxwriter_the_missing_extra_is_named(kaifeng: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(reportgen.UsageError, match="-m pip install XlsxWriter"):
        pipeline.fill(kaifeng, TEMPLATE)


def test_template_check_takes_a_template_with_charts(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(with_chart_marks(*NAMES))
    assert reportgen.check_template(tmp_path / "t.docx", "disclosure_2021") == []
