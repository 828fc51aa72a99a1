"""What the public functions take and give, whatever room does the work."""

from __future__ import annotations

import io
import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, assert_type

import pytest

import reportgen
from reportgen.reports.disclosure.form_2021 import REPORT as REPORT_2021
from reportgen.reports.disclosure.form_2021.model import Statistics
from tests.engine.word.official_templates import altered, printed
from tests.engine.word.word_templates import paragraphs
from tests.small_report import Small

UNTYPED: Any = reportgen
"""The package as a script sees it that no type checker reads."""
SAMPLE = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")


def test_a_report_travels_to_another_process(root: Path) -> None:
    report = reportgen.load(root / SAMPLE)
    findings, document = reportgen.check(report), reportgen.compile_template("disclosure_2021").render(report)
    there = pickle.loads(pickle.dumps(report))  # noqa: S301 — written in the line before
    assert (there.organ, there.year, there.values) == (report.organ, report.year, report.values)
    assert reportgen.check(there) == findings
    assert reportgen.compile_template("disclosure_2021").render(there) == document
    address = "applications.new.total"
    assert reportgen.explain(there, address).value == reportgen.explain(report, address).value


@pytest.mark.parametrize("source", [5, None, []])
def test_what_cannot_be_read_is_a_usage_error(source: Any) -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.load(source)
    assert [fault.id for fault in caught.value.faults] == ["argument-kind"]


@pytest.mark.parametrize("others", [{"previous": "2024.yaml"}, {"previous": [None]}, {"units": ["a.yaml"]}])
def test_what_is_no_report_is_a_usage_error(root: Path, others: Any) -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.check(reportgen.load(root / SAMPLE), **others)
    assert [fault.id for fault in caught.value.faults] == ["argument-kind"]


@pytest.mark.parametrize(
    "call",
    [
        reportgen.check, lambda one: reportgen.render(one, "a.docx"), lambda one: reportgen.explain(one, "year"),
        lambda one: reportgen.convert(one, "a.yaml"),
        lambda one: reportgen.check_template("disclosure_2021", report=one),
        lambda one: reportgen.new_workbook("disclosure_2021", "某局", 2025, one),
    ],
    ids=["check", "render", "explain", "convert", "check_template", "new_workbook"],
)  # fmt: skip
@pytest.mark.parametrize("given", ["2024.yaml", 5])
def test_a_data_file_in_place_of_its_report_is_a_usage_error(call: Any, given: Any) -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        call(given)
    assert [fault.id for fault in caught.value.faults] == ["argument-kind"]


@pytest.mark.parametrize(
    "call",
    [
        lambda report: UNTYPED.render(report, None),
        lambda report: UNTYPED.render(report, io.StringIO()),
        lambda report: UNTYPED.render(report, io.BytesIO(), 5),
        lambda _: UNTYPED.render_all([5], "out"),
        lambda _: UNTYPED.render_all([], 5),
        lambda _: UNTYPED.render_all([], "out", 5),
        lambda _: UNTYPED.new("disclosure_2021", 5, 2025),
        lambda _: UNTYPED.check_template(paragraphs("{{ a }}"), schema=[]),
        lambda _: UNTYPED.compile_template(paragraphs("{{ a }}"), filters=[len]),
        lambda _: UNTYPED.annotate_template(paragraphs("{{ a }}"), ["a"], io.BytesIO()),
        lambda _: UNTYPED.annotate_template(paragraphs("{{ a }}"), [], io.StringIO()),
        lambda _: UNTYPED.new_template("disclosure_2021", None),
    ],
)  # fmt: skip
def test_an_argument_of_another_kind_is_a_usage_error(root: Path, call: Any) -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        call(reportgen.load(root / SAMPLE))
    assert [fault.id for fault in caught.value.faults] == ["argument-kind"]


def test_a_workbook_is_loaded_from_a_path_and_from_any_stream(root: Path, tmp_path: Path) -> None:
    report, path = reportgen.load(root / SAMPLE), tmp_path / "年报.xlsx"
    reportgen.convert(report, path)
    content = path.read_bytes()
    with path.open("rb") as file:
        loaded = [reportgen.load(path), reportgen.load(file), reportgen.load(io.BytesIO(content), name="<stdin>")]
    assert all(one.values == report.values for one in [*loaded, reportgen.load(io.BytesIO(content))])
    with pytest.raises(reportgen.DataError) as caught:
        reportgen.load(io.BytesIO((root / TEMPLATE).read_bytes()))
    assert [fault.id for fault in caught.value.faults] == ["published-no-title"], "a Word file is read as a report"


def test_a_new_workbook_is_what_the_function_of_the_package_gives(root: Path) -> None:
    made = reportgen.new_workbook("disclosure_2021", "某区教育局", 2025, previous=reportgen.load(root / SAMPLE))
    assert reportgen.load(io.BytesIO(made)).organ == "某区教育局"


def test_a_batch_takes_a_template_as_a_render_does(root: Path, tmp_path: Path) -> None:
    content = (root / TEMPLATE).read_bytes()
    outcomes = reportgen.render_all([root / SAMPLE], tmp_path, io.BytesIO(content))
    outcomes += reportgen.render_all([root / SAMPLE], tmp_path, content)
    assert [one.state for one in outcomes] == ["written", "kept"]


def test_functions_that_cannot_go_to_another_process_are_refused(root: Path, tmp_path: Path) -> None:
    template = reportgen.compile_template((root / TEMPLATE).read_bytes(), filters={"as_is": lambda value: value})
    with ProcessPoolExecutor(1) as workers, pytest.raises(reportgen.UsageError) as caught:
        reportgen.render_all([root / SAMPLE], tmp_path, template, executor=workers)
    assert [fault.id for fault in caught.value.faults] == ["argument-kind"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sources", ["a.yaml", Path("a.yaml")])
def test_one_file_is_no_batch(tmp_path: Path, sources: Any) -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.render_all(sources, tmp_path)
    assert [fault.id for fault in caught.value.faults] == ["argument-kind"]
    assert list(tmp_path.iterdir()) == []


def test_the_figures_of_a_known_type_are_known_to_type_checkers(root: Path) -> None:
    """The annotations are checked by mypy with all other tests: a figure that is misspelt is found before a run."""
    report = reportgen.load(root / SAMPLE, statistics=REPORT_2021.statistics)
    assert report.statistics.applications.new.total == 545
    known = reportgen.load(root / SAMPLE, statistics=Statistics)
    assert_type(known.statistics, Statistics)
    assert_type(known.statistics.applications.new.natural_persons, int | None)
    assert_type(reportgen.load(root / SAMPLE).statistics, Any)
    with pytest.raises(AttributeError):
        _ = known.statistics.applications.new.nothing  # type: ignore[attr-defined]


def test_a_report_of_another_type_than_was_asked_for_is_refused(root: Path) -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.load(root / SAMPLE, statistics=Small)
    assert "Small" in caught.value.faults[0].says.zh


def test_the_findings_of_a_refusal_are_findings_to_type_checkers(root: Path) -> None:
    text = (root / SAMPLE).read_text("utf-8").replace("applications.new.total: 545", "applications.new.total: 546")
    with pytest.raises(reportgen.ReconciliationError) as caught:
        reportgen.render(reportgen.load(io.StringIO(text)), io.BytesIO())
    assert_type(caught.value.findings, tuple[reportgen.Finding, ...])
    assert caught.value.findings[0].rule == "T3-ROW"
    assert pickle.loads(pickle.dumps(caught.value)).findings == caught.value.findings  # noqa: S301 — written by us


TEMPLATE = Path("templates", "disclosure_2021", "report.docx")


def test_a_template_is_a_path_bytes_or_a_binary_file(root: Path) -> None:
    path = root / TEMPLATE
    content = path.read_bytes()
    for source in (path, str(path), content, io.BytesIO(content)):
        assert reportgen.check_template(source) == []
    digests = {reportgen.compile_template(source).digest for source in (path, content, io.BytesIO(content))}
    digests |= {reportgen.inspect_template(source).digest for source in (content, io.BytesIO(content))}
    assert len(digests) == 1
    with path.open("rb") as file:
        assert reportgen.compile_template(file, name="our.docx").name == "our.docx"


def test_a_report_is_rendered_to_bytes_checked_and_proved(root: Path) -> None:
    """A binary file takes the document only when it is right; the template may be bytes, too."""
    document = io.BytesIO()
    reportgen.render(reportgen.load(root / SAMPLE), document, (root / TEMPLATE).read_bytes())
    assert document.getvalue()[:2] == b"PK"
    spoilt, nothing = altered((printed("applications.new.natural_persons"), "5")), io.BytesIO()
    with pytest.raises(reportgen.TemplateError):
        reportgen.render(reportgen.load(root / SAMPLE), nothing, spoilt)
    assert nothing.getvalue() == b""


def test_a_new_template_goes_into_a_binary_file() -> None:
    made = io.BytesIO()
    reportgen.new_template("disclosure_2021", made)
    assert reportgen.check_template(made.getvalue()) == []


@pytest.mark.parametrize("source", [io.StringIO("text"), 5, None])
def test_what_is_no_template_is_a_usage_error(source: Any) -> None:
    for function in (reportgen.compile_template, reportgen.check_template, reportgen.inspect_template):
        with pytest.raises(reportgen.UsageError) as caught:
            function(source)
        assert [fault.id for fault in caught.value.faults] == ["argument-kind"]


def test_the_api_refuses_the_names_that_the_commands_refuse(root: Path, tmp_path: Path) -> None:
    report = reportgen.load(root / SAMPLE)
    for write in (
        lambda: reportgen.render(report, tmp_path / "x.odt"),
        lambda: reportgen.new_template("disclosure_2021", tmp_path / "x.doc"),
        lambda: reportgen.annotate_template(root / TEMPLATE, [], tmp_path / "x"),
    ):
        with pytest.raises(reportgen.OutputError) as caught:
            write()
        assert [fault.id for fault in caught.value.faults] == ["output-suffix"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("year", [1800, 1999, 2101, "2021", True])
def test_a_year_out_of_range_is_refused_as_in_a_data_file(year: Any) -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.new("disclosure_2021", "某局", year)
    assert [fault.id for fault in caught.value.faults] == ["bad-year"]
    assert "2000 到 2100" in caught.value.in_("zh")


def test_a_template_without_a_report_type_is_checked_alone() -> None:
    letter = paragraphs("{{ name }}您好", "{%p for item in items %}", "{{ item.title }}", "{%p endfor %}")
    assert reportgen.check_template(letter, plain=True) == []
    assert [one.fault.id for one in reportgen.check_template(paragraphs("{{ name }"), plain=True)] == [
        "template-braces"
    ]


def test_a_template_is_held_to_one_thing_only() -> None:
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.check_template(b"", "disclosure_2021", plain=True)
    assert [fault.id for fault in caught.value.faults] == ["two-contracts"]


def test_a_template_with_functions_of_its_own_is_inspected() -> None:
    content = paragraphs("{{ a | as_is }}")
    filters = {"as_is": lambda value: value}
    assert list(reportgen.inspect_template(content, filters=filters).addresses) == ["a"]
    assert list(reportgen.template_schema(content, filters=filters)["properties"]) == ["a"]
    with pytest.raises(reportgen.TemplateError):
        reportgen.inspect_template(content)


def test_a_file_that_is_no_document_is_not_searched_for_mistakes(root: Path, tmp_path: Path, monkeypatch: Any) -> None:
    """What a template's tags do wrong is looked for only where tags could be read."""
    from reportgen.api import rendering

    monkeypatch.setattr(rendering, "check_template", lambda *_, **__: pytest.fail("it was searched"))
    target, bad = tmp_path / "a.docx", tmp_path / "bad.docx"
    bad.write_bytes(b"plain words")
    with pytest.raises(reportgen.TemplateError, match="plain text"):
        reportgen.render(reportgen.load(root / SAMPLE), target, template=bad)
    assert not target.exists()
